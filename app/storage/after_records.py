"""What is answered after sessions as rows of the log's tables, and back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from app.core.answer import Answer
from app.core.soreness import AfterAnswer, LogEvent, RatingContext
from app.storage.records import Row, Values, event_values, instant

_CONTEXT = {word: word for word in RatingContext}


def answer_id(answer: AfterAnswer) -> str:
    """The id of an answer: one for each question of a context, the same on every machine."""
    return str(uuid5(UUID(answer.session_id), f"{answer.context}/{answer.question}"))


def answer_values(answer: AfterAnswer) -> Values:
    """An answer's values in the order of KEEP_ANSWER in after_queries."""
    return (
        answer_id(answer),
        answer.session_id,
        answer.context,
        answer.question,
        answer.version,
        answer.answer.as_text(),
        instant(answer.when),
    )


def answer_of(row: Row) -> AfterAnswer:
    """The answer of a row."""
    (session_id, context, question, answer, when, version) = row
    return AfterAnswer(
        session_id=session_id,
        context=_CONTEXT[context],
        question=question,
        answer=Answer.from_text(answer),
        when=datetime.fromisoformat(when),
        version=version,
    )


def told_event_values(event: LogEvent, answer: AfterAnswer) -> Values:
    """The values of an event that an answer tells of, in the order of KEEP_EVENT in after_queries.

    Its id is made from the answer's, its type and its place, whatever id it came with, so that the
    same answer never tells of it twice.
    """
    told_by = answer_id(answer)
    name = f"{event.type}/{event.side or ''}/{event.region or ''}"
    return (str(uuid5(UUID(told_by), name)), told_by, *event_values(event)[1:])
