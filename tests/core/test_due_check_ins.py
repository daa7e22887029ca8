"""The check-ins that Today asks now, and the sessions that are looked at a third day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from app.core.answer import Answer
from app.core.check_in import CheckInState
from app.core.due_check_ins import DueCheckIn, due_check_ins, is_early, is_late, looked_at_again
from app.core.followups import check_ins
from app.core.plan import Foot
from app.core.soreness import EndReason, LoggedSession, RatingContext, RatingKind
from tests.core.followup_building import (
    AFTER,
    BEFORE,
    BERLIN,
    H3,
    H24,
    H48,
    H72,
    MORNING,
    answered,
    hours,
    one_of,
    place,
    rated,
    session,
)
from tests.core.health_building import NO, QUESTIONS, YES, told_after, yes

TO_BERLIN = place(BERLIN)
END = datetime(2026, 11, 18, 15, 0, tzinfo=BERLIN)
SORENESS = RatingKind.SORENESS


def due_at(count: float, *sessions: LoggedSession) -> tuple[DueCheckIn, ...]:
    now = END + hours(count)
    return due_check_ins(check_ins(sessions, now, TO_BERLIN), sessions, now)


# --- what is due ---


def test_what_is_due_comes_with_its_session() -> None:
    logged = session(END)
    [one] = due_at(3, logged)
    assert (one.check_in.context, one.logged, one.is_late) == (H3, logged, False)
    assert due_at(1.9, logged) == ()
    assert due_at(3, answered(logged, H3, END + hours(2.5))) == ()


def test_of_several_sessions_the_newest_comes_first() -> None:
    older, newer, now = session(END), session(END + hours(2), "t"), END + hours(5)
    # Had the newer one begun, it would overlap the older one's.
    alone = [one_of(check_ins([one], now, TO_BERLIN), H3, one.session.id) for one in (newer, older)]
    found = due_check_ins(alone, [older, newer], now)
    assert [one.logged for one in found] == [newer, older]


def test_first_steps_are_not_asked_there() -> None:
    logged = session(END)
    now = END + hours(17)  # 8 o'clock
    assert one_of(check_ins([logged], now, TO_BERLIN), MORNING).state is CheckInState.DUE
    assert [one.check_in.context for one in due_at(17, logged)] == [H3]


@pytest.mark.parametrize(("count", "late"), [(3, False), (6, False), (6.1, True), (17, True)])
def test_what_comes_after_its_time_is_late(count: float, *, late: bool) -> None:
    logged = session(END)
    [one] = due_at(count, logged)
    assert one.is_late is late
    assert is_late(one.check_in, END + hours(count)) is late


@pytest.mark.parametrize(("count", "early"), [(2, True), (2.9, True), (3, False), (7, False)])
def test_what_can_be_answered_before_it_is_due_is_early(count: float, *, early: bool) -> None:
    [one] = due_at(count, session(END))
    assert one.is_early is early
    assert is_early(one.check_in, END + hours(count)) is early


def test_what_is_due_comes_before_what_is_early() -> None:
    older, newer, now = session(END), session(END + hours(2), "t"), END + hours(4.5)
    alone = [one_of(check_ins([one], now, TO_BERLIN), H3, one.session.id) for one in (newer, older)]
    found = due_check_ins(alone, [older, newer], now)
    assert [(one.logged, one.is_early) for one in found] == [(older, False), (newer, True)]


def test_it_says_whether_anything_was_answered() -> None:
    plain = session(END, "s", rated(RatingKind.PAIN, AFTER, 2))
    assert not due_at(3, plain)[0].is_answered
    by_number = replace(plain, ratings=(*plain.ratings, rated(RatingKind.PAIN, H3, 2)))
    assert due_at(3, by_number)[0].is_answered
    by_word = replace(plain, answers=told_after("s", H3, timedelta(), A5=NO))
    assert due_at(3, by_word)[0].is_answered


def test_it_says_whether_it_asks_how_sore_the_feet_are() -> None:
    assert due_at(3, session(END))[0].asks_soreness
    [one] = due_at(3, session(END, hands_on_s=0, ended_early_reason=EndReason.DIZZY))
    assert not one.asks_soreness


# --- first steps, or what is asked in their stead ---


def test_who_is_not_asked_for_first_steps_misses_none() -> None:
    logged = session(END)

    def state(count: float, one: LoggedSession = logged) -> CheckInState:
        found = check_ins([one], END + hours(count), TO_BERLIN, asks_first_steps=False)
        return one_of(found, MORNING).state

    assert state(17) is CheckInState.NOT_ASKED
    assert state(40) is CheckInState.NOT_ASKED
    told = answered(logged, MORNING, END + hours(17))
    assert state(40, told) is CheckInState.ANSWERED, "what was told was told"


# --- a third day ---


def again(one: LoggedSession) -> bool:
    return looked_at_again(QUESTIONS, [one]) == {one.session.id}


def sore(context: RatingContext, value: int, foot: Foot = Foot.LEFT) -> LoggedSession:
    before = rated(SORENESS, BEFORE, 2, foot)
    return session(END, "s", before, rated(SORENESS, context, value, foot))


@pytest.mark.parametrize(
    ("context", "value", "is_again"),
    [(H48, 3, True), (H48, 2, False), (H24, 9, False), (H72, 9, False)],
)
def test_more_soreness_than_before_at_48_hours_asks_for_a_third_day(
    context: RatingContext, value: int, *, is_again: bool
) -> None:
    assert again(sore(context, value)) is is_again


def test_what_is_answered_on_the_third_day_does_not_end_it() -> None:
    one = sore(H48, 5)
    gone = rated(SORENESS, H72, 0, answered=END + hours(72))
    assert again(replace(one, ratings=(*one.ratings, gone)))


def told(context: RatingContext, **answers: Answer) -> LoggedSession:
    given = told_after("s", context, timedelta(), **answers)
    return replace(session(END), answers=given)


def test_what_is_there_at_24_or_48_hours_asks_for_a_third_day() -> None:
    assert again(told(H24, A4=yes(Foot.LEFT)))
    assert again(told(H48, A8=YES))
    assert not again(told(H48, A3=NO, A4=NO, A8=NO))
    assert not again(told(H3, A5=YES)), "dizziness happened and is over"
    assert not again(told(H72, A8=YES))


def test_the_newest_answer_decides() -> None:
    yes_then_no = replace(
        session(END), answers=(*told(H24, A8=YES).answers, *told(H48, A8=NO).answers)
    )
    assert not again(yes_then_no)
    no_then_yes = replace(
        session(END), answers=(*told(H24, A8=NO).answers, *told(H48, A8=YES).answers)
    )
    assert again(no_then_yes)


def test_a_follow_up_of_an_answer_that_was_corrected_counts_no_more() -> None:
    assert not again(
        replace(session(END), answers=told_after("s", H48, timedelta(), A3=NO, A3_large=YES))
    )
