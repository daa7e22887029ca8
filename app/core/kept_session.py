"""What is kept of a session that the log does not have: the session, and the answers after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.core.errors import SnapshotError
from app.core.plain_values import flag, instant, items, mapping, text, whole, word
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import Rating, RatingContext, RatingKind

if TYPE_CHECKING:
    from app.core.cut_off import CutOff


@dataclass(frozen=True, slots=True)
class Note:
    """What a person wrote about a session."""

    session_id: str
    text: str


Answer = Rating | Note


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
    if isinstance(answer, Note):
        return {"session_id": answer.session_id, "note": answer.text}
    return {
        "id": answer.id,
        "session_id": answer.session_id,
        "kind": answer.kind,
        "context": answer.context,
        "answered": answer.answered.isoformat(),
        "side": answer.side,
        "region": answer.region,
        "value": answer.value,
        "hours_after_end": answer.hours_after_end,
        "late": answer.late,
    }


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
    if "note" in found:
        return Note(text(found["session_id"]), text(found["note"]))
    return _rating(data)


def _rating(data: object) -> Rating:
    found = mapping(data)
    value, hours = found["value"], found["hours_after_end"]
    if not isinstance(hours, float | None):
        raise TypeError(hours)
    return Rating(
        id=text(found["id"]),
        session_id=text(found["session_id"]),
        kind=word(RatingKind, found["kind"]),
        context=word(RatingContext, found["context"]),
        answered=instant(found["answered"]),
        side=word(Foot, found["side"]),
        region=word(Area, found["region"]),
        value=None if value is None else whole(value),
        hours_after_end=hours,
        late=flag(found["late"]),
    )
