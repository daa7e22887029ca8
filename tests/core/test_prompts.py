"""When the desktop tells that something is due: at most twice a day, never in the night."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from app.core.check_in import CheckIn, CheckInState
from app.core.followups import check_ins
from app.core.prompts import Given, Prompt, Reminder, key_of, next_prompt
from app.core.soreness import RatingContext
from app.core.wall_clock import ToLocal
from tests.core.followup_building import (
    BERLIN,
    H3,
    H24,
    H48,
    MORNING,
    NEW_YORK,
    answered,
    hours,
    later,
    place,
    session,
)

TO_BERLIN = place(BERLIN)


def berlin(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


def asked(
    due: datetime,
    id_: str = "s",
    context: RatingContext = H24,
    state: CheckInState = CheckInState.AHEAD,
    *,
    opens_h: float = 6,
    closes_h: float = 23,
) -> CheckIn:
    closes = later(due, closes_h)
    return CheckIn(id_, context, due, later(due, -opens_h), closes, closes, state)


def told(
    check_ins: Sequence[CheckIn] = (),
    reminders: Sequence[Reminder] = (),
    given: Sequence[Given] = (),
    now: datetime | None = None,
    to_local: ToLocal = TO_BERLIN,
) -> tuple[datetime | None, list[str]]:
    """When the next prompt is given, and the names of what it is about."""
    prompt = next_prompt(check_ins, reminders, given, now or berlin(18, 8), to_local)
    return (None, []) if prompt is None else (prompt.at, names(prompt))


def names(prompt: Prompt) -> list[str]:
    return [one.session_id for one in prompt.check_ins] + [one.kind for one in prompt.reminders]


def given_at(*instants: datetime) -> list[Given]:
    return [Given(at, frozenset({str(number)})) for number, at in enumerate(instants)]


def test_nothing_due_is_nothing_to_tell() -> None:
    assert told() == (None, [])


@pytest.mark.parametrize("state", CheckInState)
def test_only_what_can_be_answered_now_or_later_is_told(state: CheckInState) -> None:
    is_told = state in (CheckInState.AHEAD, CheckInState.DUE)
    assert told([asked(berlin(18, 9), state=state)])[1] == (["s"] if is_told else [])


def test_it_is_told_when_it_is_due_and_at_once_where_that_was_before() -> None:
    assert told([asked(berlin(18, 9))]) == (berlin(18, 9), ["s"])
    assert told([asked(berlin(18, 7))]) == (berlin(18, 8), ["s"])
    prompt = next_prompt([asked(later(berlin(18, 9), 0))], (), (), berlin(18, 8), TO_BERLIN)
    assert prompt is not None
    assert prompt.at.utcoffset() == timedelta(hours=1), "with the offset of the place"


def test_each_is_told_once() -> None:
    first, second = asked(berlin(18, 9)), asked(berlin(18, 12), context=H48)
    prompt = next_prompt([first, second], (), (), berlin(18, 8), TO_BERLIN)
    assert prompt is not None
    assert prompt.given == Given(berlin(18, 9), frozenset({key_of(first)}))
    assert told([first, second], given=[prompt.given], now=berlin(18, 9)) == (
        berlin(18, 12),
        ["s"],
    )
    assert told([first], given=[prompt.given], now=berlin(18, 9)) == (None, [])


def test_what_was_seen_in_today_is_told_no_more_and_takes_no_prompt_of_the_day() -> None:
    seen = Given(berlin(18, 7), frozenset({"s/h24"}), is_seen=True)
    given = [*given_at(berlin(18, 7)), seen]
    assert told([asked(berlin(18, 9))], given=given) == (None, [])
    assert told([asked(berlin(18, 9), context=H48)], given=given) == (berlin(18, 9), ["s"])


def test_only_what_stands_in_today_when_it_is_due_was_seen() -> None:
    due, open_, ahead = (
        asked(berlin(18, 9), "due"),
        asked(berlin(18, 9, 30), "open"),
        asked(berlin(18, 9, 30), "ahead", opens_h=0.25),
    )
    reminders = (Reminder(berlin(18, 9), "now"), Reminder(berlin(18, 9, 40), "later"))
    prompt = Prompt(berlin(18, 9), (due, open_, ahead), reminders)
    told_of = {key_of(due), key_of(open_), reminders[0].key}
    assert prompt.seen == Given(berlin(18, 9), frozenset(told_of), is_seen=True)


def test_what_is_due_at_about_the_same_time_is_told_together() -> None:
    due = [asked(berlin(18, 10), "b"), asked(berlin(18, 9), "a"), asked(berlin(18, 10, 1), "c")]
    assert told(due) == (berlin(18, 9), ["a", "b"])


def test_but_not_what_cannot_be_answered_yet() -> None:
    due = [asked(berlin(18, 9), "a"), asked(berlin(18, 9, 30), "b", opens_h=0.25)]
    assert told(due) == (berlin(18, 9), ["a"])
    assert told(due[1:]) == (berlin(18, 9, 30), ["b"])


def test_in_the_night_nothing_is_told() -> None:
    assert told([asked(berlin(18, 9))], now=berlin(18, 22)) == (berlin(19, 7), ["s"])
    assert told([asked(berlin(18, 9))], now=berlin(19, 2)) == (berlin(19, 7), ["s"])
    gone_by_then = asked(berlin(18, 9), closes_h=22)
    assert told([gone_by_then], now=berlin(19, 2)) == (None, [])


def test_a_third_prompt_of_a_day_waits_for_the_next_morning() -> None:
    given = given_at(berlin(18, 7), berlin(18, 9))
    assert told([asked(berlin(18, 10))], given=given) == (berlin(19, 7), ["s"])
    assert told([asked(berlin(18, 10))], given=given[:1]) == (berlin(18, 10), ["s"])
    gone_by_then = asked(berlin(18, 10), closes_h=21)
    assert told([gone_by_then], given=given) == (None, [])


def test_what_waits_is_told_together_on_the_next_morning() -> None:
    given = given_at(berlin(18, 7), berlin(18, 9))
    due = [asked(berlin(18, 10), "a"), asked(berlin(18, 15), "b"), asked(berlin(19, 7, 30), "c")]
    assert told(due, given=given) == (berlin(19, 7), ["a", "b", "c"])


def test_the_first_of_several_is_told_and_the_rest_of_the_day_is_counted() -> None:
    due = [asked(berlin(18, hour), str(hour)) for hour in (9, 12, 15)]
    assert told(due) == (berlin(18, 9), ["9"])
    given = [Given(berlin(18, 9), frozenset({key_of(due[0])}))]
    assert told(due, given=given, now=berlin(18, 9)) == (berlin(18, 12), ["12"])
    given.append(Given(berlin(18, 12), frozenset({key_of(due[1])})))
    assert told(due, given=given, now=berlin(18, 12)) == (berlin(19, 7), ["15"])


def test_a_day_is_one_of_the_place_where_the_person_is() -> None:
    given = given_at(berlin(18, 20), berlin(19, 1))  # both on the 18th in New York
    due = [asked(berlin(19, 3))]
    assert told(due, given=given, now=berlin(19, 2))[0] == berlin(19, 7)
    there = told(due, given=given, now=berlin(19, 2), to_local=place(NEW_YORK))
    assert there[0] == datetime(2026, 11, 19, 7, tzinfo=NEW_YORK)


@pytest.mark.parametrize(("day", "month"), [(28, 3), (24, 10)])
def test_the_next_morning_is_at_seven_when_the_clocks_change(day: int, month: int) -> None:
    given = given_at(berlin(day, 7, month=month), berlin(day, 9, month=month))
    due = [asked(berlin(day, 10, month=month), closes_h=30)]
    at, _ = told(due, given=given, now=berlin(day, 10, month=month))
    assert at == berlin(day + 1, 7, month=month)


# --- reminders ---


def test_a_reminder_is_told_at_its_time() -> None:
    assert told(reminders=[Reminder(berlin(18, 18), "plan")]) == (berlin(18, 18), ["plan"])


def test_a_reminder_is_told_once() -> None:
    reminder = Reminder(berlin(18, 18), "plan")
    prompt = next_prompt((), [reminder], (), berlin(18, 8), TO_BERLIN)
    assert prompt is not None
    assert told(reminders=[reminder], given=[prompt.given]) == (None, [])
    tomorrow = Reminder(berlin(19, 18), "plan")
    assert told(reminders=[reminder, tomorrow], given=[prompt.given])[0] == berlin(19, 18)


@pytest.mark.parametrize(
    ("due", "now", "at"),
    [
        (berlin(18, 18), berlin(18, 20), berlin(18, 20)),
        (berlin(18, 6), berlin(18, 5), berlin(18, 7)),
        (berlin(18, 22), berlin(18, 8), None),
        (berlin(18, 18), berlin(18, 22), None),
        (berlin(18, 18), berlin(19, 9), None),
    ],
)
def test_a_reminder_is_told_on_its_day_or_not_at_all(
    due: datetime, now: datetime, at: datetime | None
) -> None:
    assert told(reminders=[Reminder(due, "plan")], now=now)[0] == at


@pytest.mark.parametrize("minutes", [-60, 0, 60])
def test_a_reminder_near_a_check_in_is_told_with_it(minutes: int) -> None:
    reminder = Reminder(berlin(18, 12) + timedelta(minutes=minutes), "plan")
    assert told([asked(berlin(18, 12))], [reminder]) == (berlin(18, 12), ["s", "plan"])
    given = given_at(berlin(18, 7))
    assert told([asked(berlin(18, 12))], [reminder], given)[1] == ["s", "plan"]


def test_a_reminder_farther_from_a_check_in_is_told_by_itself() -> None:
    reminder = Reminder(berlin(18, 10, 59), "plan")
    assert told([asked(berlin(18, 12))], [reminder]) == (berlin(18, 10, 59), ["plan"])


def test_a_reminder_takes_only_what_check_ins_leave() -> None:
    due = [asked(berlin(18, 12)), asked(berlin(18, 16), context=H48)]
    reminder = Reminder(berlin(18, 10), "plan")
    assert told(due, [reminder]) == (berlin(18, 12), ["s"])
    assert told(due[:1], [reminder]) == (berlin(18, 10), ["plan"])
    assert told(due[:1], [reminder], given_at(berlin(18, 7))) == (berlin(18, 12), ["s"])
    assert told((), [reminder], given_at(berlin(18, 7), berlin(18, 8)))[0] is None


def test_of_several_reminders_the_earliest_come_first() -> None:
    reminders = [Reminder(berlin(18, hour), str(hour)) for hour in (18, 14, 10)]
    assert told(reminders=reminders) == (berlin(18, 10), ["10"])
    given = [Given(berlin(18, 10), frozenset({reminders[2].key}))]
    assert told(reminders=reminders, given=given, now=berlin(18, 11)) == (berlin(18, 14), ["14"])


# --- with real sessions ---


def test_a_day_with_a_session_is_prompted_in_the_evening_and_the_next_day_twice() -> None:
    end = berlin(18, 16)
    logged = session(end)

    def prompted(now: datetime) -> list[tuple[datetime, list[RatingContext]]]:
        given: list[Given] = []
        found = []
        while prompt := next_prompt(check_ins([logged], now, TO_BERLIN), (), given, now, TO_BERLIN):
            found.append((prompt.at, [one.context for one in prompt.check_ins]))
            given.append(prompt.given)
            now = prompt.at
        return found

    assert prompted(end) == [
        (berlin(18, 19), [H3]),
        (berlin(19, 7), [MORNING]),
        (berlin(19, 16), [H24]),
        (berlin(20, 16), [H48]),
    ]


def test_what_was_moved_out_of_the_night_is_told_with_the_morning() -> None:
    logged = session(berlin(18, 19, 30))
    prompt = next_prompt(
        check_ins([logged], berlin(18, 20), TO_BERLIN), (), (), berlin(18, 20), TO_BERLIN
    )
    assert prompt is not None
    assert prompt.at == berlin(19, 7)
    assert [one.context for one in prompt.check_ins] == [H3, MORNING]


def test_what_was_answered_before_it_was_due_is_not_told() -> None:
    end = berlin(18, 16)
    early = answered(session(end), H3, end + hours(2.5))
    prompt = next_prompt(
        check_ins([early], end + hours(2.5), TO_BERLIN), (), (), end + hours(2.5), TO_BERLIN
    )
    assert prompt is not None
    assert prompt.at == berlin(19, 7)
