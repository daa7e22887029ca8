"""The health profile by itself, without a session."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

import pytest

from app.core.answer import Answers
from app.core.health_answers import Check, Cleared
from app.core.health_check import UnansweredError, clearable_by
from app.core.health_profile import HealthProfile, profile_standing
from app.core.health_questions import Outcome, Questionnaire
from tests.core.health_building import FINE_PROFILE, LEFT, NO, NOW, QUESTIONS, YES, yes

PROFILE = Questionnaire.PROFILE
DAY = timedelta(days=1)
AGREED = Cleared("c", "P12", "Ms. Ray", date(2026, 11, 20), NOW - DAY)


def answered(ago: timedelta, **changed: object) -> Check:
    made = Check("k", PROFILE, QUESTIONS.version, NOW - ago, FINE_PROFILE)
    return replace(made, **changed)  # type: ignore[arg-type]


def profile(
    *before: Check, cleared: tuple[Cleared, ...] = (), draft: Answers | None = None
) -> HealthProfile:
    ids = count(1)
    return HealthProfile(
        QUESTIONS, before, cleared, draft or {}, lambda: NOW, lambda: f"id-{next(ids)}"
    )


# --- how it stands ---


def test_one_that_was_never_answered_is_due() -> None:
    found = profile_standing(QUESTIONS, (), (), NOW)
    assert (found.answered, found.is_due, found.asked_again) == (None, True, None)
    assert (found.verdict, found.clearances) == (None, ())


def test_one_that_holds_says_until_when_and_what_it_leads_to() -> None:
    given = answered(3 * DAY, answers={**FINE_PROFILE, "P12": YES, "P5": yes(LEFT)})
    found = profile_standing(QUESTIONS, (given,), (AGREED,), NOW)
    assert (found.answered, found.is_due) == (given.when, False)
    assert found.asked_again == NOW + 27 * DAY
    assert found.clearances == (AGREED,)
    assert found.verdict is not None
    assert [(one.question, one.is_cleared) for one in found.verdict.reasons] == [
        ("P5", False),
        ("P12", True),
    ]
    assert [clearable_by(QUESTIONS, one) for one in found.verdict.reasons] == [
        "your clinician",
        "",
    ]


@pytest.mark.parametrize("given", [answered(30 * DAY), answered(DAY, version=99)])
def test_one_that_holds_no_more_is_due_and_says_when_it_was_answered(given: Check) -> None:
    found = profile_standing(QUESTIONS, (given,), (), NOW)
    assert (found.answered, found.is_due) == (given.when, True)
    assert (found.asked_again, found.verdict) == (None, None)


@pytest.mark.parametrize(("question", "by"), [("P7", ""), ("P2", "")])
def test_nobody_lifts_what_the_file_lets_nobody_lift(question: str, by: str) -> None:
    given = {**FINE_PROFILE, question: YES, "P2-unseen": NO}
    [reason, *_] = profile(answered(DAY, answers=given)).reasons
    assert reason.question == question
    assert clearable_by(QUESTIONS, reason) == by


# --- asking ---


def test_answers_that_hold_are_shown_to_be_corrected() -> None:
    made = profile(answered(DAY), draft={"P7": YES})
    assert made.answers() == FINE_PROFILE
    made.answer(PROFILE, "P7", YES)
    assert [one.question for one in made.reasons] == ["P7"]
    assert made.confirm() == Check(
        "id-1", PROFILE, QUESTIONS.version, NOW, {**FINE_PROFILE, "P7": YES}
    )


def test_without_any_nothing_is_preset_but_what_was_given_just_now() -> None:
    assert profile().answers() == {}
    assert profile(draft={"P7": YES}).answers() == {"P7": YES}
    assert profile(answered(31 * DAY)).answers() == {}


def test_nothing_is_kept_before_all_is_answered() -> None:
    made = profile(answered(DAY))
    made.answer(PROFILE, "P2", YES)
    assert [one.id for one in made.asked() if one.id.startswith("P2")] == ["P2", "P2-unseen"]
    assert made.unanswered() == ("P2-unseen",)
    with pytest.raises(UnansweredError):
        made.confirm()
    made.answer(PROFILE, "P2-unseen", YES)
    assert made.confirm().level == Outcome.STOP
    made.answer(PROFILE, "P2", NO)
    assert "P2-unseen" not in made.answers()


def test_what_a_professional_agreed_to_can_be_withdrawn() -> None:
    made = profile(answered(DAY, answers={**FINE_PROFILE, "P12": YES}), cleared=(AGREED,))
    assert [one.by for one in made.clearances] == ["Ms. Ray"]
    assert made.confirm().level == ""
    made.withdraw(AGREED)
    assert not made.clearances
    assert made.confirm().level == Outcome.STOP
