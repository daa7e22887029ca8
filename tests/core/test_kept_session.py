"""The answers after a session as they are kept on disk."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from app.core.errors import SnapshotError
from app.core.kept_session import Answer, Note, answer_to_json, answers_from_json
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import Rating, RatingContext, RatingKind

RATING = Rating(
    id="r",
    session_id="s",
    kind=RatingKind.SORENESS,
    context=RatingContext.AFTER,
    answered=datetime(2026, 11, 21, 9, 0, tzinfo=UTC),
    side=Foot.LEFT,
    region=Area.HEEL,
    value=4,
    hours_after_end=0.25,
    late=True,
)
PLAIN = answer_to_json(RATING)


@pytest.mark.parametrize("answer", [RATING, Note("s", "Tender “heel” ü.")])
def test_an_answer_comes_back_as_it_was(answer: Answer) -> None:
    assert answers_from_json(json.loads(json.dumps([answer_to_json(answer)]))) == (answer,)


@pytest.mark.parametrize(
    "bad",
    [
        None,
        {},
        [1],
        [{}],
        [{"session_id": 3, "note": "x"}],
        [{**PLAIN, "value": "4"}],
        [{**PLAIN, "value": 11}],
        [{**PLAIN, "value": True}],
        [{**PLAIN, "hours_after_end": "1"}],
        [{**PLAIN, "kind": "joy"}],
        [{**PLAIN, "answered": "2026-11-21T09:00:00"}],
    ],
)
def test_anything_else_is_refused(bad: object) -> None:
    with pytest.raises(SnapshotError, match="answers"):
        answers_from_json(bad)
