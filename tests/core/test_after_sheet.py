"""The questions right after a session: what is asked, what is kept, and what follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.after_questions import FlagReason
from app.core.after_sheet import AfterSheet
from app.core.answer import Answer, Answers
from app.core.asked_after import DONE
from app.core.health_questions import Limit, Outcome, Urgency
from app.core.kept_session import ToldAfter
from app.core.soreness import AfterAnswer, EventType, LogEvent, RatingContext
from tests.core.followup_building import NEW_YORK
from tests.core.health_building import (
    LEFT,
    NO,
    NOW,
    QUESTIONS,
    RIGHT,
    YES,
    lived,
    told_after,
    yes,
)

AFTER, H3, H24, H48 = (
    RatingContext.AFTER,
    RatingContext.H3,
    RatingContext.H24,
    RatingContext.H48,
)
SESSION = lived(NOW)
THINNERS = {"P7": YES}


def sheet(
    context: RatingContext = AFTER,
    *given: AfterAnswer,
    profile: Answers | None = None,
    standing: tuple[FlagReason, ...] = (),
) -> AfterSheet:
    return AfterSheet(QUESTIONS, SESSION, context, given, profile, standing)


def ids(made: AfterSheet) -> list[str]:
    return [question.id for question in made.asked]


def lacking(made: AfterSheet) -> list[str]:
    return list(made.unanswered)


def events(told: tuple[ToldAfter, ...]) -> list[tuple[EventType, object, str]]:
    return [(one.type, one.side, one.severity) for part in told for one in part.events]


# --- what is asked ---


def test_right_after_a_session_dizziness_numbness_and_the_skin_are_asked_about() -> None:
    made = sheet()
    assert ids(made) == ["A5", "A6", "A7"]
    assert [question.id for question in made.may_ask] == ids(made)
    assert made.answers == {}
    assert lacking(made) == ["A5", "A6", "A7"]


def test_a_yes_calls_for_its_follow_ups_and_a_no_for_none() -> None:
    made = sheet()
    made.answer("A5", YES, NOW)
    assert ids(made) == ["A5", "A5-fainted", "A6", "A7"]
    assert lacking(made) == ["A5-fainted", "A6", "A7"]
    made.answer("A5", NO, NOW)
    assert ids(made) == ["A5", "A6", "A7"]
    assert lacking(made) == ["A6", "A7"]


def test_what_stands_is_asked_again_at_a_check_in() -> None:
    assert ids(sheet(H3)) == ["A5"]
    assert ids(sheet(H3, standing=(FlagReason.NUMBNESS,))) == ["A5", "A6"]


def test_where_it_is_lacks_until_it_is_told() -> None:
    made = sheet()
    made.answer("A5", NO, NOW)
    made.answer("A7", NO, NOW)
    made.answer("A6", YES, NOW)
    assert lacking(made) == ["A6"]
    made.answer("A6", yes(LEFT), NOW)
    assert lacking(made) == []


def test_what_was_answered_before_is_there_and_what_belongs_to_another_time_is_not() -> None:
    given = (
        *told_after(SESSION, AFTER, timedelta(), A6=yes(RIGHT)),
        *told_after(SESSION, H24, timedelta(), A7=YES),
    )
    made = sheet(AFTER, *given)
    assert made.answers == {"A6": yes(RIGHT)}
    assert lacking(made) == ["A5", "A7"]
    assert list(made.reasons(NOW)) == ["A6"]


# --- what is kept ---


def test_an_answer_is_told_at_once_with_its_time_and_the_events_that_it_tells_of() -> None:
    when = NOW + timedelta(minutes=2)
    [told] = sheet().answer("A6", yes(LEFT, RIGHT), when)
    assert told.answer == AfterAnswer(
        SESSION.id, AFTER, "A6", yes(LEFT, RIGHT), when, QUESTIONS.version
    )
    assert events((told,)) == [(EventType.NUMBNESS, LEFT, ""), (EventType.NUMBNESS, RIGHT, "")]
    assert {event.when for event in told.events} == {when}
    assert all(str(UUID(event.id)) == event.id for event in told.events)


def test_a_no_is_told_and_tells_of_nothing() -> None:
    [told] = sheet().answer("A7", NO, NOW)
    assert (told.answer.answer, told.events) == (NO, ())


def test_an_answer_that_is_given_anew_keeps_its_event_and_one_that_is_taken_back_has_none() -> None:
    made = sheet()
    [first] = made.answer("A7", yes(LEFT), NOW)
    [again] = made.answer("A7", yes(LEFT), NOW + timedelta(minutes=1))
    assert [one.id for one in first.events] == [one.id for one in again.events]
    [none] = made.answer("A7", NO, NOW)
    assert none.events == ()


def test_a_follow_up_is_kept_first_and_its_question_with_the_events_of_both() -> None:
    made = sheet()
    [plain] = made.answer("A5", YES, NOW)
    assert events((plain,)) == [(EventType.DIZZINESS, None, "dizzy")]
    follow_up, parent = made.answer("A5-fainted", YES, NOW + timedelta(minutes=1))
    assert (follow_up.answer.question, follow_up.events) == ("A5-fainted", ())
    assert parent.answer == plain.answer
    assert events((parent,)) == [(EventType.DIZZINESS, None, "fainted")]
    assert [one.id for one in parent.events] == [one.id for one in plain.events]
    assert [one.advice_shown for one in parent.events] == ["fainted"]


def test_a_follow_up_counts_again_when_its_question_does() -> None:
    made = sheet()
    made.answer("A5", YES, NOW)
    made.answer("A5-fainted", YES, NOW)
    [no] = made.answer("A5", NO, NOW)
    assert no.events == ()
    assert made.reasons(NOW) == {}
    [told] = made.answer("A5", YES, NOW)
    assert events((told,)) == [(EventType.DIZZINESS, None, "fainted")]
    assert set(made.reasons(NOW)) == {"A5", "A5-fainted"}


def test_two_contexts_of_a_session_never_share_an_event() -> None:
    first, later = (sheet(one).answer("A6", yes(LEFT), NOW)[0] for one in (AFTER, H24))
    assert {one.id for one in first.events}.isdisjoint(one.id for one in later.events)


# --- what follows ---


def test_what_follows_stands_by_its_question_with_what_it_asks_for() -> None:
    made = sheet()
    assert made.reasons(NOW) == {}
    made.answer("A5", YES, NOW)
    made.answer("A6", yes(LEFT), NOW)
    made.answer("A7", NO, NOW)
    found = made.reasons(NOW)
    assert list(found) == ["A5", "A6"]
    assert (found["A5"].level, found["A5"].urgency) == (Outcome.CLEAR, Urgency.NONE)
    assert set(found["A5"].limits) == {Limit.SLOW_RISE, Limit.PARTNER_NEAR}
    assert (found["A6"].level, found["A6"].feet) == (Outcome.STOP, frozenset({LEFT}))
    assert found["A6"].say.startswith("No massage on this foot")


@pytest.mark.parametrize(
    ("profile", "urgency"), [({}, Urgency.NONE), (THINNERS, Urgency.TODAY), (None, Urgency.NONE)]
)
def test_the_health_profile_makes_it_more_urgent(profile: Answers | None, urgency: Urgency) -> None:
    made = sheet(profile=profile)
    [told] = made.answer("A7", yes(LEFT), NOW)
    assert made.reasons(NOW)["A7"].urgency is urgency
    assert [one.advice_shown for one in told.events] == ["" if urgency is Urgency.NONE else "skin"]


def test_what_has_stayed_for_a_day_is_said_to_have_stayed() -> None:
    made = sheet()
    made.answer("A6", yes(LEFT), NOW)
    assert "stayed for a day" not in made.reasons(NOW)["A6"].say
    assert "stayed for a day" in made.reasons(NOW + timedelta(hours=24))["A6"].say


def test_a_check_in_counts_at_least_its_hours_however_early_it_is_answered() -> None:
    made = sheet(H24)
    made.answer("A6", yes(LEFT), NOW)
    assert "stayed for a day" in made.reasons(NOW + timedelta(hours=22))["A6"].say


def test_the_hours_are_those_that_went_by_whatever_the_clocks_showed() -> None:
    end = datetime(2026, 10, 31, 13, 0, tzinfo=NEW_YORK)  # the night has 25 hours
    made = AfterSheet(QUESTIONS, replace(SESSION, end=end), AFTER)
    made.answer("A6", yes(LEFT), end)
    for passed, has_stayed in ((23.9, False), (24.0, True)):
        now = (end.astimezone(UTC) + timedelta(hours=passed)).astimezone(NEW_YORK)
        assert ("stayed for a day" in made.reasons(now)["A6"].say) == has_stayed


replies = st.builds(
    Answer, st.booleans(), st.frozensets(st.sampled_from((LEFT, RIGHT)), min_size=1)
)
steps = st.lists(st.tuples(st.integers(0, 9), replies), max_size=12)


@given(st.sampled_from((AFTER, H3, H24, H48)), steps)
def test_what_is_kept_last_is_what_a_fresh_look_at_all_answers_tells(
    context: RatingContext, given_one_by_one: list[tuple[int, Answer]]
) -> None:
    made = sheet(context)
    kept: dict[str, ToldAfter] = {}
    for place, reply in given_one_by_one:
        question = made.asked[place % len(made.asked)]
        for told in made.answer(question.id, reply, NOW):
            kept[told.answer.question] = told
    assert {id_: told.answer.answer for id_, told in kept.items()} == made.answers
    again = sheet(context, *(told.answer for told in kept.values()))
    assert again.asked == made.asked
    assert again.reasons(NOW) == made.reasons(NOW)
    left: list[LogEvent] = [event for told in kept.values() for event in told.events]
    assert len({event.id for event in left}) == len(left)
    assert bool(left) == bool(made.reasons(NOW))


def test_that_it_was_answered_to_its_end_is_told_once_and_taken_back() -> None:
    logged = lived(NOW - timedelta(hours=25))
    sheet = AfterSheet(QUESTIONS, logged, RatingContext.H24)
    assert sheet.done(NOW, is_done=False) == ()
    [told] = sheet.done(NOW)
    assert (told.answer.question, told.answer.answer, told.events) == (DONE, YES, ())
    assert sheet.done(NOW) == ()
    assert sheet.answers == {}
    again = AfterSheet(QUESTIONS, logged, RatingContext.H24, (told.answer,))
    assert (again.done(NOW), again.answers) == ((), {})
    [undone] = again.done(NOW, is_done=False)
    assert undone.answer.answer == NO
