"""Which sessions are asked about after 72 hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from app.core.answer import Answer
from app.core.plan import Foot
from app.core.soreness import AfterAnswer, LoggedSession, RatingContext, RatingKind
from app.core.third_day import looked_at_again
from tests.core.followup_building import AFTER, BERLIN, H3, H24, H48, hours, rated, session
from tests.core.health_building import NO, YES

END = datetime(2026, 11, 18, 18, tzinfo=BERLIN)
HOURS = {AFTER: 0.1, H3: 3.0, H24: 24.0, H48: 48.0}


def told(*said: tuple[RatingContext, str, Answer]) -> LoggedSession:
    answers = tuple(
        AfterAnswer("s", context, question, answer, END + hours(HOURS[context]), 1)
        for context, question, answer in said
    )
    return replace(session(END), answers=answers)


def sore(context: RatingContext, value: int) -> LoggedSession:
    at = END + hours(HOURS[context])
    rating = rated(RatingKind.SORENESS, context, value, answered=at, hours_after_end=HOURS[context])
    return session(END, "s", rating)


@pytest.mark.parametrize(
    "logged",
    [
        sore(H48, 1),
        told((H48, "A3", YES)),
        told((H24, "A4", Answer(is_yes=True, feet=frozenset({Foot.LEFT})))),
        told((H24, "A3", NO), (H48, "A3", YES), (H48, "A4", NO)),
    ],
    ids=["sore at 48 h", "a yes", "a yes before", "a yes among others"],
)
def test_a_session_of_which_something_stands_is(logged: LoggedSession) -> None:
    assert looked_at_again([logged, session(END, "other")]) == {"s"}


@pytest.mark.parametrize(
    "logged",
    [
        session(END),
        sore(H24, 6),
        sore(H48, 0),
        told((H24, "A3", NO)),
        told((H24, "A3", YES), (H24, "A3-large", YES), (H48, "A3", NO)),
    ],
    ids=["nothing told", "sore at 24 h", "sore no more", "a no", "a yes that is over"],
)
def test_any_other_is_not(logged: LoggedSession) -> None:
    assert looked_at_again([logged]) == frozenset()
