"""What was asked before a session as it is kept on disk with it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from app.core.before import Before
from app.core.cut_off import Beginning
from app.core.errors import SnapshotError
from app.core.health_answers import Check
from app.core.health_questions import Limit, Outcome, Questionnaire
from app.core.plan import Choice, Pauses
from app.core.script import Area
from app.core.soreness import Rating, RatingContext, RatingKind
from tests.core.health_building import FINE_TODAY, HEEL, LEFT, NO, NOW, lived, yes

CHECK = Check(
    id="30000000-0000-4000-8000-000000000003",
    questionnaire=Questionnaire.TODAY,
    version=3,
    when=NOW,
    answers={**FINE_TODAY, "T3": yes(*HEEL), "T3-infected": NO},
    level="area",
    session_id="s",
)
RATING = Rating("r", "s", RatingKind.PAIN, RatingContext.BEFORE, NOW, LEFT, Area.HEEL, 8)
BEFORE = Before("s", Outcome.ADAPT, CHECK, (RATING,), (Limit.LOOK_AT_SKIN, Limit.OFF_VEINS))
BEGAN = Beginning("s", NOW, "x.yaml", "", Choice(), Pauses(), BEFORE)


def as_kept(began: Beginning) -> dict[str, object]:
    kept: dict[str, object] = json.loads(json.dumps(began.to_json()))
    return kept


def test_it_comes_back_as_it_was() -> None:
    assert Beginning.from_json(as_kept(BEGAN)) == BEGAN
    assert Beginning.from_json(as_kept(replace(BEGAN, before=None))).before is None


def test_a_session_from_before_there_were_checks_had_none() -> None:
    kept = as_kept(BEGAN)
    del kept["before"]
    assert Beginning.from_json(kept).before is None


def test_one_from_before_limits_were_kept_has_none() -> None:
    kept = BEFORE.to_json()
    del kept["limits"]
    assert Before.from_json(kept) == replace(BEFORE, limits=())


@pytest.mark.parametrize(
    "bad",
    [
        {},
        1,
        {**BEFORE.to_json(), "verdict": "fine"},
        {**BEFORE.to_json(), "ratings": [{}]},
        {**BEFORE.to_json(), "limits": ["fly"]},
        {**BEFORE.to_json(), "check": {"id": "x"}},
    ],
)
def test_anything_else_is_refused(bad: object) -> None:
    with pytest.raises(SnapshotError):
        Beginning.from_json({**as_kept(BEGAN), "before": bad})


def test_the_record_tells_its_verdict() -> None:
    record = lived(NOW)
    assert BEGAN.told(record) == replace(record, safety_verdict="adapt")
    assert replace(BEGAN, before=None).told(record) is record
