"""Checks and clearances as rows of the log's tables, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid5

from app.core.answer import Answer, places_as_words, places_from
from app.core.health_answers import Check, Cleared
from app.core.health_questions import Questionnaire
from app.storage.records import Row, Values, instant


def check_values(check: Check) -> Values:
    """A check's values in the order of ADD_CHECK in health_queries."""
    return (
        check.id,
        check.questionnaire,
        check.version,
        instant(check.when),
        check.level,
        check.session_id,
    )


def check_of(row: Row, answers: Mapping[str, Answer]) -> Check:
    """The check of a row."""
    (id_, questionnaire, version, when, level, session_id) = row
    return Check(
        id=id_,
        questionnaire=Questionnaire(questionnaire),
        version=version,
        when=datetime.fromisoformat(when),
        answers=dict(answers),
        level=level,
        session_id=session_id,
    )


def answer_values(check: Check, question: str) -> Values:
    """An answer's values in the order of ADD_ANSWER in health_queries.

    Its id is the same on every machine, so that merging never doubles it.
    """
    return (
        str(uuid5(UUID(check.id), question)),
        check.id,
        check.questionnaire,
        check.version,
        question,
        check.answers[question].as_text(),
        instant(check.when),
    )


def clearance_values(cleared: Cleared) -> Values:
    """A clearance's values in the order of ADD_CLEARANCE in health_queries."""
    return (
        cleared.id,
        cleared.question,
        cleared.by,
        cleared.granted.isoformat(),
        instant(cleared.recorded),
        " ".join(places_as_words(cleared.feet, cleared.regions)),
    )


def clearance_of(row: Row) -> Cleared:
    """The clearance of a row."""
    (id_, question, by, granted, recorded, places) = row
    feet, regions = places_from(places.split())
    return Cleared(
        id=id_,
        question=question,
        by=by,
        granted=date.fromisoformat(granted),
        recorded=datetime.fromisoformat(recorded),
        feet=feet,
        regions=regions,
    )
