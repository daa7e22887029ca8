"""What is kept of a session that the log does not have: the session, and the answers after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.answer import Answer as HealthAnswer
from app.core.errors import SnapshotError
from app.core.plain_values import flag, instant, items, mapping, text, whole, word
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

if TYPE_CHECKING:
    from app.core.cut_off import CutOff


@dataclass(frozen=True, slots=True)
class Note:
    """What a person wrote about a session."""

    session_id: str
    text: str


@dataclass(frozen=True, slots=True)
class ToldAfter:
    """A yes or no about a session after it, and the events that it tells of."""

    answer: AfterAnswer
    events: tuple[LogEvent, ...] = ()

    @property
    def session_id(self) -> str:
        """The session that it is about."""
        return self.answer.session_id


Answer = Rating | Note | ToldAfter


@dataclass(frozen=True, slots=True)
class KeptSession:
    """A session that was kept on disk, and what was answered about it that the log may not have."""

    cut_off: CutOff
    answers: tuple[Answer, ...] = ()

    @property
    def session_id(self) -> str:
        """The UUID under which the log has it, or will have it."""
        return self.cut_off.beginning.session_id


def answer_to_json(answer: Answer) -> dict[str, object]:
    """Plain values, for a file."""
    match answer:
        case Note(session_id=session_id, text=note):
            return {"session_id": session_id, "note": note}
        case ToldAfter():
            return _told_to_json(answer)
        case rating:
            return _rating_to_json(rating)


def answers_from_json(data: object) -> tuple[Answer, ...]:
    """Read a list of what `answer_to_json` gave.

    Raises:
        SnapshotError: it is something else.
    """
    try:
        return tuple(map(_answer, items(data)))
    except (KeyError, TypeError, ValueError) as error:
        message = "The answers that were kept after a session cannot be read."
        raise SnapshotError(message) from error


def ratings_from(data: object) -> tuple[Rating, ...]:
    """Read a list of ratings of what `answer_to_json` gave.

    Raises:
        KeyError, TypeError, ValueError: it is something else.
    """
    return tuple(map(_rating, items(data)))


def _answer(data: object) -> Answer:
    found = mapping(data)
    if "question" in found:
        return _told(found)
    if "note" in found:
        return Note(text(found["session_id"]), text(found["note"]))
    return _rating(data)


def _rating_to_json(rating: Rating) -> dict[str, object]:
    return {
        "id": rating.id,
        "session_id": rating.session_id,
        "kind": rating.kind,
        "context": rating.context,
        "due": None if rating.due is None else rating.due.isoformat(),
        "answered": rating.answered.isoformat(),
        "side": rating.side,
        "region": rating.region,
        "value": rating.value,
        "hours_after_end": rating.hours_after_end,
        "late": rating.late,
    }


def _rating(data: object) -> Rating:
    found = mapping(data)
    value, hours = found["value"], found["hours_after_end"]
    if not isinstance(hours, float | None):
        raise TypeError(hours)
    due = found.get("due")  # was not kept before there were check-ins
    return Rating(
        id=text(found["id"]),
        session_id=text(found["session_id"]),
        kind=word(RatingKind, found["kind"]),
        context=word(RatingContext, found["context"]),
        answered=instant(found["answered"]),
        side=word(Foot, found["side"]),
        region=word(Area, found["region"]),
        value=None if value is None else whole(value),
        due=None if due is None else instant(due),
        hours_after_end=hours,
        late=flag(found["late"]),
    )


def _told_to_json(told: ToldAfter) -> dict[str, object]:
    answer = told.answer
    return {
        "session_id": answer.session_id,
        "context": answer.context,
        "question": answer.question,
        "answer": answer.answer.as_text(),
        "when": answer.when.isoformat(),
        "version": answer.version,
        "events": [_event_to_json(event) for event in told.events],
    }


def _told(found: Mapping[str, object]) -> ToldAfter:
    session_id = text(found["session_id"])
    answer = AfterAnswer(
        session_id=session_id,
        context=word(RatingContext, found["context"]),
        question=text(found["question"]),
        answer=HealthAnswer.from_text(text(found["answer"])),
        when=instant(found["when"]),
        version=whole(found["version"]),
    )
    events = (_event(mapping(event), session_id) for event in items(found["events"]))
    return ToldAfter(answer, tuple(events))


def _event_to_json(event: LogEvent) -> dict[str, object]:
    return {
        "id": event.id,
        "when": event.when.isoformat(),
        "type": event.type,
        "severity": event.severity,
        "side": event.side,
        "region": event.region,
        "advice_shown": event.advice_shown,
        "note": event.note,
    }


def _event(found: Mapping[str, object], session_id: str) -> LogEvent:
    side, region = found["side"], found["region"]
    return LogEvent(
        id=text(found["id"]),
        session_id=session_id,
        when=instant(found["when"]),
        type=word(EventType, found["type"]),
        severity=text(found["severity"]),
        side=None if side is None else word(Foot, side),
        region=None if region is None else word(Area, region),
        advice_shown=text(found["advice_shown"]),
        note=text(found["note"]),
    )
