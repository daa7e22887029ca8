"""When to see a professional is said at most once a week for a reason, and never held back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.advice import ONCE_IN, advice_due, shown_advice, shown_event
from app.core.after_questions import FlagReason
from app.core.flag import Flag
from app.core.health_questions import Lead, Outcome, Urgency
from app.core.soreness import EventType, LogEvent
from tests.core.health_building import NOW, QUESTIONS

NONE, SOON, TODAY, EMERGENCY = Urgency
SWELLING = FlagReason.SWELLING
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def flag(urgency: Urgency = SOON, since: timedelta = DAY, reason: FlagReason = SWELLING) -> Flag:
    when = NOW - since
    return Flag(reason, when, when, Lead(Outcome.STOP, "Rest.", urgency))


def due(one: Flag, shown: timedelta | None = None, now: datetime = NOW) -> bool:
    when = {} if shown is None else {one.reason: NOW - shown}
    return bool(advice_due(QUESTIONS, [one], when, now))


def test_a_flag_that_somebody_has_to_look_at_is_advised_on() -> None:
    [found] = advice_due(QUESTIONS, [flag(TODAY), flag(NONE)], {}, NOW)
    assert found.flag == flag(TODAY)
    assert found.advice in QUESTIONS.advice
    assert found.advice.reason is SWELLING
    assert found.urgency is TODAY
    [found] = advice_due(QUESTIONS, [flag(SOON, reason=FlagReason.CALF)], {}, NOW)
    assert found.urgency is TODAY, "the advice itself may be more urgent"


def test_what_is_said_is_the_more_urgent_of_the_advice_and_the_answer() -> None:
    [found] = advice_due(QUESTIONS, [flag(SOON)], {}, NOW)
    assert found.say == found.advice.lead.say
    assert not found.is_urgent
    [found] = advice_due(QUESTIONS, [flag(TODAY)], {}, NOW)
    assert found.say == "Rest.", "what the answer led to, since it is needed today"
    assert found.is_urgent
    [found] = advice_due(QUESTIONS, [flag(SOON, reason=FlagReason.CALF)], {}, NOW)
    assert found.say == found.advice.lead.say
    assert found.is_urgent


@pytest.mark.parametrize(
    ("ago", "is_due"),
    [(MINUTE, False), (ONCE_IN - MINUTE, False), (ONCE_IN, True), (-MINUTE, True)],
)
def test_once_a_week_by_hours_that_went_by(ago: timedelta, *, is_due: bool) -> None:
    assert due(flag(since=timedelta(days=20)), ago) is is_due


def test_another_reason_has_a_week_of_its_own() -> None:
    shown = {FlagReason.SKIN: NOW}
    assert advice_due(QUESTIONS, [flag()], shown, NOW)


def test_what_is_urgent_and_happened_anew_is_always_said() -> None:
    assert not due(flag(TODAY, since=DAY), MINUTE)
    assert due(flag(TODAY, since=MINUTE), DAY)
    assert due(flag(EMERGENCY, since=MINUTE), DAY)
    assert not due(flag(SOON, since=MINUTE), DAY)


def test_what_is_told_again_and_again_did_not_happen_anew() -> None:
    again = replace(flag(TODAY, since=2 * DAY), told=NOW)
    assert not due(again, DAY)


def test_events_say_when_it_was_shown() -> None:
    old = shown_event("a", SWELLING, NOW - DAY)
    assert (old.type, old.session_id, old.advice_shown) == (EventType.OTHER, None, "swelling")
    newer = shown_event("b", SWELLING, NOW)
    skin = shown_event("c", FlagReason.SKIN, NOW - DAY)
    others = [LogEvent("d", None, NOW, EventType.OTHER, advice_shown=word) for word in ("", "x")]
    assert shown_advice([newer, old, skin, *others]) == {
        SWELLING: NOW,
        FlagReason.SKIN: NOW - DAY,
    }


def test_an_answer_that_was_just_given_holds_no_advice_back() -> None:
    about_session = LogEvent("a", "s", NOW, EventType.OTHER, advice_shown="swelling")
    about_none = LogEvent("b", None, NOW, EventType.SWELLING, advice_shown="swelling")
    assert shown_advice([about_session, about_none]) == {}


visits = st.lists(st.integers(0, 60 * 24 * 60), min_size=1, max_size=40, unique=True).map(sorted)


@given(visits, st.sampled_from([SOON, TODAY]))
def test_one_that_stands_is_said_once_a_week_and_not_less(
    minutes: list[int], urgency: Urgency
) -> None:
    one, events = flag(urgency, since=DAY), list[LogEvent]()
    for minute in minutes:
        now = NOW + timedelta(minutes=minute)
        last = shown_advice(events).get(SWELLING)
        is_due = bool(advice_due(QUESTIONS, [one], shown_advice(events), now))
        assert is_due == (last is None or now - last >= timedelta(days=7))
        if is_due:
            events.append(replace(shown_event("x", SWELLING, now), id=str(minute)))
