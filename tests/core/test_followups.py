"""The check-ins after a session: when they are due, how long they are taken, what becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.core.check_in import CheckInState
from app.core.followups import LEAST_WORK_S, check_ins, due, is_followed_up, this_morning
from app.core.plan import Feet, Foot
from app.core.soreness import EndReason, LoggedSession, RatingContext, RatingKind
from tests.core.followup_building import (
    AFTER,
    BERLIN,
    H3,
    H24,
    H48,
    H72,
    MORNING,
    NEW_YORK,
    answered,
    hours,
    later,
    one_of,
    place,
    rated,
    session,
    state_of,
)
from tests.core.health_building import NO, YES, told_after

TO_BERLIN = place(BERLIN)
END = datetime(2026, 11, 18, 15, 0, tzinfo=BERLIN)
AHEAD, DUE, ANSWERED = CheckInState.AHEAD, CheckInState.DUE, CheckInState.ANSWERED
MISSED, NOT_ASKED = CheckInState.MISSED, CheckInState.NOT_ASKED
OVERLAPPED = CheckInState.OVERLAPPED
SECOND = 1 / 3600


def berlin(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


def contexts(*sessions: LoggedSession, now: datetime = END) -> list[tuple[str, RatingContext]]:
    return [(one.session_id, one.context) for one in check_ins(sessions, now, TO_BERLIN)]


# --- windows and lateness ---


@pytest.mark.parametrize(
    ("context", "opens", "asked", "on_time", "closes"),
    [(H3, 2, 3, 6, 18), (H24, 18, 24, 30, 42), (H48, 42, 48, 60, 66), (H72, 66, 72, 84, 96)],
)
def test_each_has_its_hours(
    context: RatingContext, opens: int, asked: int, on_time: int, closes: int
) -> None:
    one = one_of(check_ins([session(END)], END, TO_BERLIN, {"s"}), context)
    assert [one.opens - END, one.due - END, one.on_time_until - END, one.closes - END] == [
        hours(count) for count in (opens, asked, on_time, closes)
    ]
    assert one.due.utcoffset() == timedelta(hours=1), "shown as clocks show it"


@pytest.mark.parametrize(
    ("context", "opens", "closes"), [(H3, 2, 18), (H24, 18, 42), (H48, 42, 66), (H72, 66, 96)]
)
def test_it_may_be_answered_from_its_opening_to_its_close_and_is_missing_then(
    context: RatingContext, opens: int, closes: int
) -> None:
    states = [
        state_of(session(END), context, later(END, at))
        for at in (0, opens - SECOND, opens, closes - SECOND, closes, 10_000)
    ]
    assert states == [AHEAD, AHEAD, DUE, DUE, MISSED, MISSED]


def test_the_third_day_is_asked_only_of_a_session_that_was_flagged() -> None:
    now = later(END, 72)
    assert ("s", H72) not in contexts(session(END), now=now)
    found = check_ins([session(END), session(END, "t")], now, TO_BERLIN, {"t"})
    assert [one.session_id for one in found if one.context is H72] == ["t"]


def test_without_a_third_day_the_second_may_be_answered_for_four_days() -> None:
    for at, state in ((96 - SECOND, DUE), (96, MISSED)):
        found = check_ins([session(END)], later(END, at), TO_BERLIN)
        assert one_of(found, H48).state is state


def test_a_third_day_that_was_answered_stays_whatever_is_said_of_the_second_later() -> None:
    done = answered(session(END), H72, later(END, 72))
    found = check_ins([done], later(END, 80), TO_BERLIN)
    assert one_of(found, H72).state is ANSWERED


def test_who_answered_late_is_not_asked_again_within_six_hours() -> None:
    late = answered(session(END), H24, later(END, 41))
    one = one_of(check_ins([late], later(END, 43), TO_BERLIN), H48)
    assert one.opens == later(END, 47)
    assert one.due - END == hours(48)
    assert one.state is AHEAD
    on_time = answered(session(END), H24, later(END, 24))
    assert one_of(check_ins([on_time], END, TO_BERLIN), H48).opens == later(END, 42)


def test_a_third_day_is_put_off_by_a_late_second_and_not_asked_where_no_time_is_left() -> None:
    late = answered(session(END), H48, later(END, 67))
    one = one_of(check_ins([late], later(END, 68), TO_BERLIN, {"s"}), H72)
    assert (one.opens - END, one.due - END) == (hours(73), hours(73))
    too_late = answered(session(END), H48, later(END, 78))
    found = check_ins([too_late], later(END, 79), TO_BERLIN, {"s"})
    assert [one.context for one in found] == [H3, MORNING, H24, H48]


def test_an_answer_that_was_corrected_long_after_puts_nothing_off() -> None:
    corrected = answered(session(END), H3, later(END, 29))
    one = one_of(check_ins([corrected], later(END, 35), TO_BERLIN), H24)
    assert (one.opens - END, one.state) == (hours(18), DUE)


# --- what makes it answered ---


def test_it_is_answered_once_all_is_given_or_passed_over() -> None:
    logged = answered(session(END), H24, later(END, 24))
    assert state_of(logged, H24, later(END, 25)) is ANSWERED
    assert state_of(logged, H24, later(END, 5000)) is ANSWERED
    passed_over = replace(logged.ratings[0], value=None)
    logged = replace(logged, ratings=(passed_over, *logged.ratings[1:]))
    assert state_of(logged, H24, later(END, 25)) is ANSWERED
    for number in range(len(logged.ratings)):
        rest = tuple(one for n, one in enumerate(logged.ratings) if n != number)
        assert state_of(replace(logged, ratings=rest), H24, later(END, 25)) is DUE
    assert state_of(logged, H48, later(END, 47)) is DUE, "another one is not"


def test_numbers_alone_do_not_answer_it_since_the_questions_about_safety_come_after_them() -> None:
    logged = answered(session(END), H24, later(END, 24))
    numbers = replace(logged, answers=())
    assert state_of(numbers, H24, later(END, 25)) is DUE
    assert state_of(numbers, H24, later(END, 100)) is MISSED
    asked = replace(numbers, answers=told_after("s", H24, hours(0), A3=NO, A8=YES))
    assert state_of(asked, H24, later(END, 25)) is DUE, "one of several is not all"
    [mark] = logged.answers
    elsewhere = replace(numbers, answers=(replace(mark, context=H3),))
    assert state_of(elsewhere, H24, later(END, 25)) is DUE
    undone = replace(numbers, answers=(replace(mark, answer=NO),))
    assert state_of(undone, H24, later(END, 25)) is DUE, "a follow-up came up after all"


# --- the morning ---


@pytest.mark.parametrize(
    ("end", "day"),
    [
        (berlin(18, 20), 19),
        (berlin(18, 9), 19),
        (berlin(18, 4), 19),
        (berlin(18, 3, 59), 18),
        (berlin(18, 0), 18),
        (berlin(17, 23, 59), 18),
    ],
)
def test_its_morning_is_the_first_one_that_begins_after_it(end: datetime, day: int) -> None:
    one = one_of(check_ins([session(end)], end, TO_BERLIN), MORNING)
    assert (one.opens, one.due) == (berlin(day, 4), berlin(day, 7))
    assert (one.on_time_until, one.closes) == (berlin(day, 12), berlin(day, 12))


def test_first_steps_are_asked_until_noon_and_never_late() -> None:
    logged = session(END)
    states = [
        state_of(logged, MORNING, now)
        for now in (berlin(19, 3, 59), berlin(19, 4), berlin(19, 11, 59), berlin(19, 12))
    ]
    assert states == [AHEAD, DUE, DUE, MISSED]


def test_a_morning_is_answered_by_first_steps_of_any_massaged_foot() -> None:
    left = session(END, feet=Feet.LEFT, by_hand=True)
    step = rated(RatingKind.FIRST_STEP, MORNING, 4)
    pain = rated(RatingKind.PAIN, MORNING, 4)
    assert state_of(replace(left, ratings=(step,)), MORNING, berlin(19, 8)) is ANSWERED
    assert state_of(replace(left, ratings=(pain,)), MORNING, berlin(19, 8)) is DUE
    both = session(END)
    right = replace(step, side=Foot.RIGHT)
    for given in ((step,), (right,), (step, right)):
        assert state_of(replace(both, ratings=given), MORNING, berlin(19, 8)) is ANSWERED
        assert state_of(replace(both, ratings=given), MORNING, berlin(19, 13)) is ANSWERED
    assert state_of(replace(left, ratings=(right,)), MORNING, berlin(19, 8)) is DUE


def test_first_steps_of_now_belong_to_the_session_of_the_day_before() -> None:
    def belongs(logged: LoggedSession, now: datetime) -> bool:
        return this_morning(check_ins([logged], now, TO_BERLIN), now) is not None

    logged = session(END)
    assert belongs(logged, berlin(19, 8))
    assert belongs(answered(logged, MORNING, berlin(19, 8)), berlin(19, 9)), "to be corrected"
    assert not belongs(answered(logged, MORNING, berlin(19, 8)), berlin(19, 12))
    assert not belongs(answered(logged, MORNING, berlin(19, 8)), berlin(20, 8))
    assert not belongs(logged, berlin(18, 16)), "it is still ahead"
    assert not belongs(logged, berlin(20, 8))


def test_of_two_sessions_on_a_day_the_later_one_has_the_morning() -> None:
    found = check_ins([session(END), session(END + hours(4), "t")], berlin(19, 8), TO_BERLIN)
    assert one_of(found, MORNING).state is OVERLAPPED
    belongs = this_morning(found, berlin(19, 8))
    assert belongs is not None
    assert belongs.session_id == "t"


# --- the quiet hours ---


def test_what_is_due_in_the_night_is_asked_when_it_ends() -> None:
    one = one_of(check_ins([session(berlin(18, 19, 30))], END, TO_BERLIN), H3)
    assert (one.opens, one.due) == (berlin(18, 21, 30), berlin(19, 7))
    assert one.on_time_until == berlin(19, 1, 30), "and is late then"
    second_day = one_of(check_ins([session(berlin(18, 2))], END, TO_BERLIN), H48)
    assert second_day.due == berlin(20, 7)


@pytest.mark.parametrize(
    ("end", "is_asked"),
    [
        (berlin(18, 19, 59), True),
        (berlin(18, 20), False),
        (berlin(19, 1), False),
        (berlin(19, 1, 1), True),
    ],
)
def test_three_hours_that_lie_wholly_in_the_night_are_not_asked_and_not_missing(
    end: datetime, *, is_asked: bool
) -> None:
    logged = session(end)
    states = {state_of(logged, H3, later(end, at)) for at in (0, 2, 5, 10, 100)}
    assert states == ({AHEAD, DUE, MISSED} if is_asked else {NOT_ASKED})


def test_what_was_answered_in_the_night_all_the_same_is_kept() -> None:
    logged = answered(session(berlin(18, 22)), H3, berlin(19, 1))
    assert state_of(logged, H3, berlin(19, 8)) is ANSWERED


def test_the_night_takes_nothing_from_a_first_day_that_a_late_answer_put_off() -> None:
    logged = answered(session(berlin(18, 23)), H3, berlin(19, 16))
    one = one_of(check_ins([logged], berlin(20, 8), TO_BERLIN), H24)
    assert one.opens == berlin(19, 22), "until five in the morning it would not be late"
    assert one.state is DUE


# --- another session ---


def test_another_session_ends_what_was_not_answered_yet() -> None:
    older = answered(session(END), H3, later(END, 3))
    newer = session(END + hours(20), "t")
    found = check_ins([older, newer], later(END, 21), TO_BERLIN)
    states = {one.context: one.state for one in found if one.session_id == "s"}
    assert states == {H3: ANSWERED, MORNING: MISSED, H24: OVERLAPPED, H48: OVERLAPPED}
    assert {one.state for one in found if one.session_id == "t"} == {AHEAD}


def test_what_was_missed_before_another_session_began_stays_missing() -> None:
    began = later(END, 18)
    newer = session(began + timedelta(minutes=20), "t")
    found = check_ins([session(END), newer], later(END, 20), TO_BERLIN)
    assert one_of(found, H3).state is MISSED


@pytest.mark.parametrize(
    ("context", "on_time", "closes"), [(H3, 6, 18), (H24, 30, 42), (H48, 60, 66), (H72, 84, 96)]
)
def test_only_a_session_that_begins_while_it_is_on_time_overlaps_it(
    context: RatingContext, on_time: int, closes: int
) -> None:
    def state(began_h: float) -> CheckInState:
        newer = session(later(END, began_h) + timedelta(minutes=20), "t")
        now = later(END, began_h + 1)
        return one_of(check_ins([session(END), newer], now, TO_BERLIN, {"s"}), context).state

    assert state(on_time - SECOND) is OVERLAPPED
    assert [state(hour) for hour in (on_time, closes - SECOND, closes, 200)] == [MISSED] * 4


def test_a_second_day_that_was_left_out_is_missing_however_long_it_might_have_been_told() -> None:
    newer = session(later(END, 70) + timedelta(minutes=20), "t")
    for at in (70, 71, 95, 96, 5000):
        found = check_ins([session(END), newer], later(END, at), TO_BERLIN)
        assert one_of(found, H48).state is MISSED
    assert one_of(check_ins([session(END), newer], later(END, 69.9), TO_BERLIN), H48).state is DUE


@pytest.mark.parametrize(("began_h", "state"), [(5, OVERLAPPED), (6, NOT_ASKED), (10, NOT_ASKED)])
def test_a_session_after_the_night_leaves_it_as_not_asked(
    began_h: float, state: CheckInState
) -> None:
    asleep = session(berlin(18, 20))
    began = later(asleep.session.end, began_h)
    newer = session(began + timedelta(minutes=20), "t")
    found = check_ins([asleep, newer], later(began, 1), TO_BERLIN)
    assert one_of(found, H3).state is state


def test_a_session_before_noon_leaves_this_morning_s_first_steps_to_the_one_before() -> None:
    newer = session(berlin(19, 6, 30), "t")
    found = check_ins([session(END), newer], berlin(19, 8), TO_BERLIN)
    assert one_of(found, MORNING).state is DUE
    assert one_of(found, H24).state is OVERLAPPED
    assert one_of(found, MORNING, "t").opens == berlin(20, 4)


def test_of_three_sessions_each_is_ended_by_the_next_one() -> None:
    sessions = [session(END + hours(12 * n), str(n)) for n in (1, 2, 0)]
    found = check_ins(sessions, later(END, 47), TO_BERLIN)
    assert [one_of(found, H24, str(n)).state for n in range(3)] == [OVERLAPPED, OVERLAPPED, DUE]
    assert [one.session_id for one in found] == ["2"] * 4 + ["1"] * 4 + ["0"] * 4


def test_it_is_the_next_session_that_ends_it_and_not_the_last() -> None:
    sessions = [session(END), session(END + hours(5), "t"), session(END + hours(30), "u")]
    found = check_ins(sessions, later(END, 31), TO_BERLIN)
    assert one_of(found, H3).state is OVERLAPPED


def test_one_that_asks_for_nothing_ends_nothing() -> None:
    tiny = session(END + hours(20), "t", hands_on_s=LEAST_WORK_S - 1)
    found = check_ins([session(END), tiny], later(END, 22), TO_BERLIN)
    assert one_of(found, H24).state is DUE


# --- which sessions ---


def test_a_session_without_a_minute_of_work_asks_for_nothing() -> None:
    assert contexts(session(END, hands_on_s=LEAST_WORK_S - 1)) == []
    assert len(contexts(session(END, hands_on_s=LEAST_WORK_S))) == 4


@pytest.mark.parametrize("reason", EndReason)
def test_but_one_that_a_sign_of_the_body_ended_is_asked_about(reason: EndReason) -> None:
    is_sign = reason not in (EndReason.DONE, EndReason.OTHER, EndReason.CRASH)
    assert is_followed_up(session(END, hands_on_s=0, ended_early_reason=reason).session) is is_sign
    assert is_followed_up(session(END, ended_early_reason=reason).session)


def test_one_that_was_added_by_hand_misses_nothing() -> None:
    by_hand = session(END, by_hand=True)
    assert contexts(by_hand, now=later(END, 5000)) == []
    assert contexts(by_hand, now=later(END, 20)) == [("s", MORNING), ("s", H24), ("s", H48)]
    newer = session(END + hours(30), "t")
    assert ("s", H48) not in contexts(by_hand, newer, now=later(END, 45))
    told = answered(by_hand, H24, later(END, 24))
    assert contexts(told, now=later(END, 5000)) == [("s", H24)]


def test_what_may_be_answered_now_is_picked_out() -> None:
    found = check_ins([session(END)], berlin(19, 10), TO_BERLIN)
    assert [one.context for one in due(found)] == [MORNING, H24]


# --- clocks and places ---


@pytest.mark.parametrize(
    ("end", "day_h"),
    [(berlin(28, 13, month=3), 24 - 1), (berlin(24, 13, month=10), 24 + 1)],
)
def test_hours_are_hours_when_the_clocks_change(end: datetime, day_h: int) -> None:
    logged = session(end)
    now = later(end, 48)
    first_day = one_of(check_ins([logged], now, TO_BERLIN), H24)
    assert first_day.due.astimezone(UTC) - end.astimezone(UTC) == hours(24)
    assert first_day.due.astimezone(BERLIN).hour == 13 + 24 - day_h
    assert state_of(logged, H48, later(end, 42 - SECOND)) is AHEAD
    assert state_of(logged, H48, later(end, 42)) is DUE


@pytest.mark.parametrize(("day", "month"), [(29, 3), (25, 10)])
def test_the_morning_after_the_clocks_changed_is_a_morning_by_the_clock(
    day: int, month: int
) -> None:
    for end in (berlin(day - 1, 20, month=month), berlin(day, 1, 30, month=month)):
        one = one_of(check_ins([session(end)], end, TO_BERLIN), MORNING)
        shown = [when.astimezone(BERLIN) for when in (one.opens, one.due, one.closes)]
        assert [(when.day, when.hour) for when in shown] == [(day, 4), (day, 7), (day, 12)]


def test_a_night_in_which_the_clocks_change_is_as_quiet_as_any() -> None:
    end = berlin(25, 1, month=10)  # two hours later it is two o'clock, six hours later six
    logged = session(end)
    assert state_of(logged, H3, later(end, 3)) is NOT_ASKED
    after = datetime(2026, 10, 25, 2, 1, tzinfo=BERLIN, fold=1)  # the second time
    assert state_of(session(after), H3, later(after, 3)) is DUE
    spring = berlin(29, 1, month=3)  # six hours later it is eight
    assert state_of(session(spring), H3, later(spring, 3)) is DUE


def test_who_flies_west_is_asked_by_the_clocks_there() -> None:
    end = berlin(18, 20)
    logged = session(end)
    assert state_of(logged, H3, later(end, 3)) is NOT_ASKED
    there = one_of(check_ins([logged], later(end, 3), place(NEW_YORK)), H3)
    assert (there.state, there.due - end) == (DUE, hours(3))
    morning = one_of(check_ins([logged], later(end, 9), place(NEW_YORK)), MORNING)
    assert morning.opens == datetime(2026, 11, 19, 4, tzinfo=NEW_YORK)


def test_who_flies_east_is_asked_in_the_morning_there() -> None:
    end = datetime(2026, 11, 18, 17, 0, tzinfo=NEW_YORK)  # 23:00 in Berlin
    found = check_ins([session(end)], later(end, 3), TO_BERLIN)
    assert one_of(found, MORNING).due == berlin(19, 7)
    assert one_of(found, H3).state is NOT_ASKED, "it is two in the morning"
    assert one_of(found, H24).due == berlin(20, 7), "and not at eleven in the evening"


def test_a_journey_later_on_does_not_change_which_night_was_slept_in() -> None:
    asleep, awake = session(berlin(18, 20)), session(datetime(2026, 11, 18, 14, tzinfo=NEW_YORK))
    now = later(END, 100)
    for zone in (BERLIN, NEW_YORK):
        assert state_of(asleep, H3, now, zone) is NOT_ASKED
        assert state_of(awake, H3, now, zone) is MISSED


def test_a_place_is_known_by_its_offset_then_and_not_by_today_s() -> None:
    summer = timezone(hours(2))
    end = datetime(2026, 10, 24, 19, 30, tzinfo=summer)  # in the log it has an offset, no zone
    logged = session(end)
    now = later(end, 2000)  # it is winter
    assert one_of(check_ins([logged], now, TO_BERLIN), H3).due == berlin(25, 7, month=10)


def test_a_session_that_ends_ahead_of_a_clock_that_was_set_back_is_just_done() -> None:
    now = later(END, -5)
    assert {one.state for one in check_ins([session(END)], now, TO_BERLIN)} == {AHEAD}
    assert contexts(session(END), now=later(END, -24)) == []
    assert len(contexts(session(END), now=later(END, -24 + SECOND))) == 4


def test_a_session_that_has_not_begun_by_the_clock_ends_nothing() -> None:
    ahead = session(END + hours(27), "t")
    found = check_ins([session(END), ahead], later(END, 26), TO_BERLIN)
    assert one_of(found, H24).state is DUE
    found = check_ins([session(END), ahead], later(END, 27), TO_BERLIN)
    assert one_of(found, H24).state is OVERLAPPED


def test_a_clock_that_was_set_back_in_a_session_does_not_turn_two_round() -> None:
    back = session(END)
    back = replace(back, session=replace(back.session, start=END + hours(1)))
    newer = session(END + timedelta(minutes=40), "t")
    found = check_ins([back, newer], later(END, 5), TO_BERLIN)
    assert one_of(found, H24).state is OVERLAPPED
    assert one_of(found, H24, "t").state is AHEAD
    assert one_of(found, H3, "t").state is DUE


def test_a_session_that_ended_before_it_began_by_the_clock_has_begun() -> None:
    newer = session(END + hours(25), "t")
    newer = replace(newer, session=replace(newer.session, start=END + hours(27)))
    found = check_ins([session(END), newer], later(END, 26), TO_BERLIN)
    assert one_of(found, H24).state is OVERLAPPED


def test_what_was_rated_right_after_it_is_no_check_in() -> None:
    logged = session(END, "s", rated(RatingKind.PAIN, AFTER, 3, answered=later(END, 1.9)))
    assert one_of(check_ins([logged], END, TO_BERLIN), H3).opens == later(END, 2)
