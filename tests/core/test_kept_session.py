"""The answers after a session as they are kept on disk."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.core.answer import Answer as HealthAnswer
from app.core.errors import SnapshotError
from app.core.kept_session import Answer, Note, ToldAfter, answer_to_json, answers_from_json
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import (
    AfterAnswer,
    EventType,
    LogEvent,
    Rating,
    RatingContext,
    RatingKind,
)

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
WHEN = datetime(2026, 11, 22, 9, 0, tzinfo=timezone(timedelta(hours=1)))
HEEL = HealthAnswer(is_yes=True, regions=frozenset({(Foot.LEFT, Area.HEEL)}))
BRUISE = LogEvent(
    "e", "s", WHEN, EventType.BRUISE, "small", Foot.LEFT, Area.HEEL, "Go lighter.", "like a coin"
)
DIZZY = LogEvent("d", "s", WHEN, EventType.DIZZINESS)
TOLD = ToldAfter(AfterAnswer("s", RatingContext.AFTER, "A3", HEEL, WHEN, 2), (BRUISE, DIZZY))
PLAIN_TOLD = answer_to_json(TOLD)
PLAIN_EVENT = json.loads(json.dumps(PLAIN_TOLD))["events"][0]


@pytest.mark.parametrize(
    "answer",
    [
        RATING,
        replace(RATING, context=RatingContext.H24, due=WHEN, value=None),
        Note("s", "Tender “heel” ü."),
        TOLD,
        replace(TOLD, events=()),
    ],
)
def test_an_answer_comes_back_as_it_was(answer: Answer) -> None:
    assert answers_from_json(json.loads(json.dumps([answer_to_json(answer)]))) == (answer,)


def test_what_is_told_after_a_session_is_of_that_session() -> None:
    assert TOLD.session_id == "s"


def test_an_answer_that_was_kept_before_there_were_check_ins_had_no_due_time() -> None:
    old = {name: value for name, value in PLAIN.items() if name != "due"}
    assert answers_from_json(json.loads(json.dumps([old]))) == (RATING,)


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
        [{**PLAIN, "due": 3}],
        [{**PLAIN_TOLD, "answer": "perhaps"}],
        [{**PLAIN_TOLD, "context": "later"}],
        [{**PLAIN_TOLD, "when": "2026-11-21T09:00:00"}],
        [{**PLAIN_TOLD, "version": "2"}],
        [{**PLAIN_TOLD, "events": None}],
        [{**PLAIN_TOLD, "events": [{}]}],
        [{**PLAIN_TOLD, "events": [{**PLAIN_EVENT, "type": "joy"}]}],
        [{**PLAIN_TOLD, "events": [{**PLAIN_EVENT, "region": "general"}]}],
    ],
)
def test_anything_else_is_refused(bad: object) -> None:
    with pytest.raises(SnapshotError, match="answers"):
        answers_from_json(bad)
