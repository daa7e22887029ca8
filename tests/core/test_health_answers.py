"""Answers, how long they hold, and which clearances stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from app.core.answer import Answer
from app.core.health_answers import (
    PROFILE_HOLDS,
    TODAY_HOLDS,
    Check,
    Cleared,
    current_profile,
    is_due,
    profile_due,
    standing_clearances,
)
from app.core.health_questions import Questionnaire
from app.core.script import Area
from tests.core.health_building import (
    CET,
    FINE_PROFILE,
    LEFT,
    NO,
    NOW,
    QUESTIONS,
    RIGHT,
    YES,
    cleared,
    yes,
)

BERLIN = ZoneInfo("Europe/Berlin")
SECOND = timedelta(seconds=1)
P5 = QUESTIONS.find("P5")
P14 = QUESTIONS.find("P14")


def profile(when: datetime, version: int = QUESTIONS.version, **changed: Answer) -> Check:
    answers = {**FINE_PROFILE, **changed}
    return Check("p", Questionnaire.PROFILE, version, when, answers)


class TestAnswers:
    @pytest.mark.parametrize(
        ("answer", "text"),
        [
            (NO, "no"),
            (YES, "yes"),
            (yes(RIGHT, LEFT), "yes left right"),
            (yes((RIGHT, Area.HEEL), (LEFT, Area.WHOLE_FOOT)), "yes left/whole-foot right/heel"),
            (yes(LEFT, (RIGHT, Area.BALL_OF_FOOT)), "yes left right/ball-of-foot"),
        ],
    )
    def test_an_answer_is_one_line_in_the_log(self, answer: Answer, text: str) -> None:
        assert answer.as_text() == text
        assert Answer.from_text(text) == answer

    @pytest.mark.parametrize(
        "text", ["", "maybe", "yes up", "yes left/nose", "yes  left", "Yes", "yes left/general"]
    )
    def test_another_text_is_no_answer(self, text: str) -> None:
        with pytest.raises(ValueError, match=r".*"):
            Answer.from_text(text)

    def test_an_answer_is_whole_when_it_says_where(self) -> None:
        assert NO.is_whole(P5)
        assert not YES.is_whole(P5)
        assert not yes((LEFT, Area.HEEL)).is_whole(P5)
        assert yes(LEFT).is_whole(P5)
        assert not yes(LEFT).is_whole(P14)
        assert yes((LEFT, Area.HEEL)).is_whole(P14)
        assert YES.is_whole(QUESTIONS.find("P2"))


class TestDue:
    def test_what_was_never_answered_is_due(self) -> None:
        assert is_due(None, NOW, PROFILE_HOLDS)

    @pytest.mark.parametrize(
        ("age", "due"),
        [
            (timedelta(), False),
            (timedelta(days=30) - SECOND, False),
            (timedelta(days=30), True),
            (timedelta(days=4000), True),
            # The clock was set back: a little is a correction, more was a wrong clock.
            (-timedelta(days=1), False),
            (-timedelta(days=1) - SECOND, True),
            (-timedelta(days=4000), True),
        ],
    )
    def test_a_profile_holds_for_thirty_days(self, age: timedelta, due: bool) -> None:  # noqa: FBT001
        assert is_due(NOW - age, NOW, PROFILE_HOLDS) == due

    @pytest.mark.parametrize(
        ("minutes", "due"), [(0, False), (29, False), (30, True), (-30, False), (-31, True)]
    )
    def test_a_today_check_holds_for_half_an_hour(self, minutes: int, due: bool) -> None:  # noqa: FBT001
        assert is_due(NOW - timedelta(minutes=minutes), NOW, TODAY_HOLDS) == due

    @pytest.mark.parametrize(
        "answered",
        [
            datetime(2026, 10, 10, 12, 0, tzinfo=BERLIN),  # then summer time ends: 25 hours a day
            datetime(2026, 3, 10, 12, 0, tzinfo=BERLIN),  # then it begins: 23 hours a day
        ],
    )
    def test_hours_count_and_not_what_clocks_show(self, answered: datetime) -> None:
        end = (answered.astimezone(UTC) + PROFILE_HOLDS).astimezone(BERLIN)
        assert end.hour != answered.hour
        assert is_due(answered, end, PROFILE_HOLDS)
        assert not is_due(answered, end - SECOND, PROFILE_HOLDS)
        # Thirty minutes over the hour that is there twice, or not at all.
        night = datetime(2026, 10, 25, 0, 45, tzinfo=UTC).astimezone(BERLIN)
        later = (night.astimezone(UTC) + timedelta(minutes=29)).astimezone(BERLIN)
        assert not is_due(night, later, TODAY_HOLDS)

    def test_a_journey_changes_nothing(self) -> None:
        answered = datetime(2026, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=13)))
        due = answered + PROFILE_HOLDS
        for hours in (-11, 0, 13):
            there = timezone(timedelta(hours=hours))
            assert is_due(answered, due.astimezone(there), PROFILE_HOLDS)
            assert not is_due(answered, (due - SECOND).astimezone(there), PROFILE_HOLDS)

    def test_the_profile_is_due_at_first_after_thirty_days_and_on_a_change(self) -> None:
        there = [profile(NOW - timedelta(days=29))]
        assert profile_due(QUESTIONS, [], NOW)
        assert not profile_due(QUESTIONS, there, NOW)
        assert profile_due(QUESTIONS, there, NOW, has_changed=True)
        assert profile_due(QUESTIONS, there, NOW + timedelta(days=1))

    def test_other_questions_are_asked_anew(self) -> None:
        older = profile(NOW - SECOND, QUESTIONS.version - 1)
        assert profile_due(QUESTIONS, [older], NOW)

    def test_the_newest_profile_holds_but_none_of_a_wrong_clock(self) -> None:
        old, new = profile(NOW - timedelta(days=3)), profile(NOW - timedelta(days=2))
        wrong = profile(NOW + timedelta(days=2000))
        assert current_profile([new, old, wrong], NOW) is new
        assert current_profile([wrong], NOW) is None
        assert current_profile([old], NOW + timedelta(days=27)) is None

    def test_of_two_at_one_instant_the_later_written_holds(self) -> None:
        first, second = profile(NOW), profile(NOW, P2=YES)
        assert current_profile([second, first], NOW) is first
        assert current_profile([first, second], NOW) is second
        ahead = profile(NOW + timedelta(hours=1))  # written before the clock was set back
        assert current_profile([ahead, second], NOW) is second


class TestClearances:
    def test_it_says_who_and_is_not_of_tomorrow(self) -> None:
        with pytest.raises(ValueError, match="who gave it"):
            replace(cleared("P4"), by="  ")
        with pytest.raises(ValueError, match="before it was given"):
            Cleared("c", "P4", "Dr. Ray", date(2026, 11, 22), NOW)
        assert Cleared("c", "P4", "Dr. Ray", date(2026, 11, 21), NOW).question == "P4"

    def test_it_holds_while_the_answer_stays(self) -> None:
        given = cleared("P4", recorded=NOW)
        before = profile(NOW - timedelta(days=1), P4=YES)
        after = profile(NOW + timedelta(days=29), P4=YES)
        assert standing_clearances(QUESTIONS, [before, after], [given], NOW) == (given,)

    def test_a_no_in_between_ends_it_for_good(self) -> None:
        given = cleared("P4", recorded=NOW)
        over = profile(NOW + timedelta(days=29), P4=NO)
        again = profile(NOW + timedelta(days=90), P4=YES)
        assert standing_clearances(QUESTIONS, [again, over], [given], NOW) == ()
        later = NOW + timedelta(days=91)
        renewed = cleared("P4", recorded=later)
        assert standing_clearances(QUESTIONS, [again, over], [given, renewed], later) == (renewed,)

    def test_a_no_before_it_and_a_question_that_was_not_there_end_nothing(self) -> None:
        given = cleared("P12", recorded=NOW)
        before = profile(NOW - timedelta(days=1), P12=NO)
        short = replace(before, when=NOW + timedelta(days=1), answers={"P1": YES})
        assert standing_clearances(QUESTIONS, [before, short], [given], NOW) == (given,)

    def test_a_no_of_the_same_instant_was_there_first(self) -> None:
        given = cleared("P4", recorded=NOW)
        assert standing_clearances(QUESTIONS, [profile(NOW, P4=NO)], [given], NOW) == (given,)
        after = profile(NOW + SECOND, P4=NO)
        assert standing_clearances(QUESTIONS, [after], [given], NOW) == ()

    def test_one_of_a_clock_that_was_wrong_stands_not(self) -> None:
        soon = cleared("P4", recorded=NOW + timedelta(days=1))
        far = cleared("P4", recorded=NOW + timedelta(days=1) + SECOND)
        assert standing_clearances(QUESTIONS, [], [soon, far], NOW) == (soon,)

    def test_the_hour_that_is_there_twice_has_an_order(self) -> None:
        first = datetime(2026, 10, 25, 2, 40, tzinfo=BERLIN)
        second = datetime(2026, 10, 25, 2, 10, tzinfo=BERLIN, fold=1)
        given = cleared("P4", recorded=first)
        assert standing_clearances(QUESTIONS, [profile(second)], [given], NOW) == ()
        assert standing_clearances(QUESTIONS, [profile(first)], [given], NOW) == (given,)
        newer = profile(second)
        assert current_profile([newer, profile(first)], second) is newer

    @pytest.mark.parametrize("question", ["P2", "P3", "P6", "T1", "T5", "P99", "P10-now"])
    def test_what_nobody_may_lift_is_not_lifted(self, question: str) -> None:
        assert standing_clearances(QUESTIONS, [], [cleared(question)], NOW) == ()


def test_an_answer_is_about_regions_of_a_foot() -> None:
    with pytest.raises(ValueError, match="not about general"):
        yes((LEFT, Area.GENERAL))
    assert NOW.tzinfo is CET
