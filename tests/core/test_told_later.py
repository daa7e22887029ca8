"""Answers with yes or no that are given or corrected on a session's page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.core.answer import Answer
from app.core.log_edit import Edit
from app.core.soreness import EventType, LogEvent, LoggedSession, RatingContext
from app.core.told_later import (
    answer_told,
    hours_after_end,
    is_late,
    is_over,
    may_be_told,
    sheet_of,
    time_about,
    unanswered,
)
from tests.core.health_building import (
    LEFT,
    NO,
    NOW,
    QUESTIONS,
    RIGHT,
    YES,
    logged,
    soreness,
    told_after,
    yes,
)

AFTER, H3, H24, H48, H72 = (RatingContext(word) for word in ("after", "h3", "h24", "h48", "h72"))
WEEK = timedelta(days=7)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def told(session: LoggedSession, context: RatingContext, question: str, answer: Answer) -> Edit:
    return answer_told(sheet_of(QUESTIONS, session, context), session, question, answer, NOW)


# --- what may be told ---


@pytest.mark.parametrize(
    ("ago", "contexts"),
    [
        (hours(0), (AFTER,)),
        (hours(2), (AFTER, H3)),
        (hours(17.9), (AFTER, H3)),
        (hours(18), (AFTER, H3, H24)),
        (WEEK, (AFTER, H3, H24, H48)),
    ],
)
def test_only_what_could_be_answered_by_now_may_be_told(
    ago: timedelta, contexts: tuple[RatingContext, ...]
) -> None:
    assert may_be_told(logged("s", ago), NOW) == contexts


def test_a_third_day_only_where_it_was_asked_about() -> None:
    asked = logged("s", WEEK, *told_after("s", H72, timedelta(days=4), A3=NO))
    assert may_be_told(asked, NOW)[-1] is H72
    rated = replace(asked, answers=(), ratings=(soreness("s", H72, timedelta(days=4), 2),))
    assert may_be_told(rated, NOW)[-1] is H72


def test_what_has_no_answer_is_told_by_when_it_was_asked_for() -> None:
    session = logged(
        "s", WEEK, *told_after("s", AFTER, WEEK, A5=NO, A6=NO), *told_after("s", H3, WEEK, A5=NO)
    )
    found = unanswered(QUESTIONS, session, NOW)
    assert found[AFTER] == ("A7",)
    assert H3 not in found
    assert {"A3", "A4", "A6"} <= set(found[H24])
    assert list(found) == [AFTER, H24, H48]


def test_what_was_asked_again_for_a_flag_can_be_corrected_with_the_rest() -> None:
    """Numbness is not asked about at 48 h but after a flag."""
    again = logged("s", WEEK, *told_after("s", H48, timedelta(days=5), A6=yes(LEFT)))
    assert "A6" in {one.id for one in sheet_of(QUESTIONS, again, H48).asked}
    assert "A6" not in {one.id for one in sheet_of(QUESTIONS, logged("s", WEEK), H48).asked}
    assert sheet_of(QUESTIONS, again, AFTER).answers == {}


# --- late ---


def test_what_is_told_when_its_time_is_over_is_about_the_end_of_that_time() -> None:
    session = logged("s", WEEK).session
    assert time_about(session, H24, NOW) == session.end + hours(42)
    assert time_about(session, H24, NOW).utcoffset() == NOW.utcoffset()
    assert time_about(session, AFTER, NOW) == session.end + hours(2)
    in_time = session.end + hours(41)
    assert time_about(session, H24, in_time) is in_time
    assert is_over(session, H48, NOW)
    assert not is_over(session, H24, in_time)


@pytest.mark.parametrize(
    ("context", "after_h", "late"),
    [
        (AFTER, 2, False),
        (AFTER, 2.1, True),
        (H3, 6, False),
        (H3, 6.1, True),
        (H24, 30, False),
        (H48, 61, True),
    ],
)
def test_an_answer_is_late_as_a_number_is(
    context: RatingContext,
    after_h: float,
    late: bool,  # noqa: FBT001 - a case
) -> None:
    session = logged("s", WEEK, *told_after("s", context, WEEK - hours(after_h), A5=NO))
    [answer] = session.answers
    assert is_late(session.session, answer) is late
    assert hours_after_end(session.session, answer) == pytest.approx(after_h)
    before = replace(answer, when=session.session.end - hours(1))
    assert hours_after_end(session.session, before) == 0, "a clock was set back"


# --- edits ---


def test_an_answer_that_was_missed_carries_that_it_is_told_now() -> None:
    [one] = told(logged("s", WEEK), H24, "A6", NO).told
    assert (one.answer.when, one.answer.context, one.answer.answer) == (NOW, H24, NO)
    assert one.events == ()


def test_its_event_is_of_that_time_and_of_no_advice() -> None:
    session = logged("s", WEEK)
    [one] = told(session, H24, "A6", yes(LEFT)).told
    [event] = one.events
    assert (event.type, event.side) == (EventType.NUMBNESS, LEFT)
    assert event.when == session.session.end + hours(42)
    assert event.advice_shown == "", "nobody was shown any"


def test_while_its_time_is_not_over_it_is_as_at_a_check_in() -> None:
    [one] = told(logged("s", hours(24)), H24, "A6", yes(LEFT)).told
    [event] = one.events
    assert event.when == NOW
    assert event.advice_shown == "numbness"


@pytest.mark.parametrize(("profile", "urgency"), [({}, "Cover"), ({"P6": YES}, "diabetes")])
def test_what_is_said_to_it_goes_by_the_health_profile(
    profile: dict[str, Answer], urgency: str
) -> None:
    session = logged("s", hours(1))
    answered = replace(session, answers=(*told_after("s", AFTER, hours(0), A7=yes(LEFT)),))
    sheet = sheet_of(QUESTIONS, answered, AFTER, profile)
    assert urgency in str(sheet.reasons(NOW)["A7"])


def test_a_correction_stays_where_it_was_told_and_keeps_what_was_shown() -> None:
    then = timedelta(days=6)
    session = logged("s", WEEK, *told_after("s", H24, then, A6=yes(LEFT)))
    shown = LogEvent("e", "s", NOW - then, EventType.NUMBNESS, side=LEFT, advice_shown="numbness")
    session = replace(session, events=(shown,))
    [one] = told(session, H24, "A6", yes(RIGHT)).told
    assert one.answer.when == NOW - then
    [event] = one.events
    assert (event.side, event.when, event.advice_shown) == (RIGHT, NOW - then, "numbness")
    [no] = told(session, H24, "A6", NO).told
    assert no.events == ()


def test_a_follow_up_is_told_with_its_question() -> None:
    then = timedelta(days=6)
    session = logged("s", WEEK, *told_after("s", H24, then, A3=YES))
    follow_up, question = told(session, H24, "A3-large", YES).told
    assert (follow_up.answer.question, follow_up.answer.when) == ("A3-large", NOW)
    assert (question.answer.question, question.answer.when) == ("A3", NOW - then)
    assert [event.severity for event in question.events] == ["larger than a coin"]
