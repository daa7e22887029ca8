"""A session at one moment as plain values, so that it can be taken up again after a crash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from math import isfinite
from typing import TypeVar

from app.core.errors import KnownError
from app.core.plan import Foot, Occurrence, Segment, SegmentKind, Side
from app.core.script import Area, Pressure, Step
from app.core.soreness import EndReason
from app.core.timeline import Stretch

_Word = TypeVar("_Word", bound=StrEnum)
_LONGEST_S = 24 * 3600


class SnapshotError(KnownError):
    """What was saved is not a session that can be taken up again."""


@dataclass(frozen=True, slots=True)
class OccurrenceSnapshot:
    """Which step on which side, by its number in the unrolled script."""

    step_index: int
    side: Side
    pass_number: int
    is_closing: bool


@dataclass(frozen=True, slots=True)
class StretchSnapshot:
    """One stretch of the timeline with what was done of it; times in seconds."""

    kind: SegmentKind
    title: str
    planned_s: int
    duration_s: float
    credited_s: float
    occurrence: OccurrenceSnapshot | None = None
    eased: int = 0
    pressure: Pressure = Pressure.NONE
    is_added: bool = False
    is_finished: bool = False
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class SessionSnapshot:
    """Where a session stands, `base_s` seconds into the stretch at `position`.

    `position` is the number of stretches where all of them are over.
    """

    position: int
    base_s: float
    entered_s: float
    is_short: bool
    has_ended: bool
    half_is_told: bool
    ended_early: bool
    accepts_short: bool
    reason: EndReason | None
    last_step: OccurrenceSnapshot | None
    eased: Mapping[Foot, int]
    left_out: frozenset[tuple[Foot, Area]]
    stretches: tuple[StretchSnapshot, ...]

    def to_json(self) -> dict[str, object]:
        """Plain values, for a file."""
        plain = {f.name: getattr(self, f.name) for f in fields(self)}
        return plain | {
            "last_step": _plain_occurrence(self.last_step),
            "eased": dict(self.eased),
            "left_out": sorted(self.left_out),
            "stretches": [_plain_stretch(stretch) for stretch in self.stretches],
        }

    @classmethod
    def from_json(cls, data: object) -> SessionSnapshot:
        """Read what `to_json` gave.

        Raises:
            SnapshotError: it is something else.
        """
        try:
            return _snapshot(data)
        except (KeyError, TypeError, ValueError) as error:
            message = "The session that was cut off cannot be read."
            raise SnapshotError(message) from error


def snapshot_of_occurrence(occurrence: Occurrence | None) -> OccurrenceSnapshot | None:
    """Note which step on which side."""
    if occurrence is None:
        return None
    return OccurrenceSnapshot(
        occurrence.step_index, occurrence.side, occurrence.pass_number, occurrence.is_closing
    )


def snapshot_of_stretch(stretch: Stretch, more_s: float = 0.0) -> StretchSnapshot:
    """Note a stretch; `more_s` seconds of it ran that are not credited yet."""
    return StretchSnapshot(
        kind=stretch.segment.kind,
        title=stretch.segment.title,
        planned_s=stretch.segment.duration_s,
        duration_s=stretch.duration_s,
        credited_s=stretch.credited_s + more_s,
        occurrence=snapshot_of_occurrence(stretch.occurrence),
        eased=stretch.eased,
        pressure=stretch.pressure,
        is_added=stretch.is_added,
        is_finished=stretch.is_finished,
        is_left_out=stretch.is_left_out,
    )


def occurrence_of(snapshot: OccurrenceSnapshot | None, steps: Sequence[Step]) -> Occurrence | None:
    """The step on its side again.

    Raises:
        SnapshotError: the script has no such step.
    """
    if snapshot is None:
        return None
    if not 0 <= snapshot.step_index < len(steps):
        message = "The session that was cut off belongs to another text of its script."
        raise SnapshotError(message)
    step = steps[snapshot.step_index]
    return Occurrence(
        step, snapshot.step_index, snapshot.side, snapshot.pass_number, snapshot.is_closing
    )


def stretch_again(snapshot: StretchSnapshot, index: int, steps: Sequence[Step]) -> Stretch:
    """The stretch again; `index` is its place in the timeline.

    Raises:
        SnapshotError: the script has no such step.
    """
    occurrence = occurrence_of(snapshot.occurrence, steps)
    segment = Segment(index, snapshot.kind, snapshot.title, 0, snapshot.planned_s, occurrence)
    return Stretch(
        segment,
        snapshot.duration_s,
        snapshot.credited_s,
        snapshot.eased,
        snapshot.pressure,
        snapshot.is_added,
        snapshot.is_finished,
        snapshot.is_left_out,
    )


# --- plain values ---


def _plain_occurrence(occurrence: OccurrenceSnapshot | None) -> dict[str, object] | None:
    if occurrence is None:
        return None
    return {f.name: getattr(occurrence, f.name) for f in fields(occurrence)}


def _plain_stretch(stretch: StretchSnapshot) -> dict[str, object]:
    plain = {f.name: getattr(stretch, f.name) for f in fields(stretch)}
    return plain | {"occurrence": _plain_occurrence(stretch.occurrence)}


def _snapshot(data: object) -> SessionSnapshot:
    found = _mapping(data)
    stretches = tuple(map(_stretch, _list(found["stretches"])))
    eased = _mapping(found["eased"])
    reason = found["reason"]
    position = _whole(found["position"])
    if not stretches or position > len(stretches):
        raise ValueError(position)
    return SessionSnapshot(
        position=position,
        base_s=_seconds(found["base_s"]),
        entered_s=_seconds(found["entered_s"]),
        is_short=_flag(found["is_short"]),
        has_ended=_flag(found["has_ended"]),
        half_is_told=_flag(found["half_is_told"]),
        ended_early=_flag(found["ended_early"]),
        accepts_short=_flag(found["accepts_short"]),
        reason=None if reason is None else _word(EndReason, reason),
        last_step=_occurrence(found["last_step"]),
        eased={foot: _whole(eased[foot.value]) for foot in Foot},
        left_out=frozenset(map(_place, _list(found["left_out"]))),
        stretches=stretches,
    )


def _stretch(data: object) -> StretchSnapshot:
    found = _mapping(data)
    occurrence = _occurrence(found["occurrence"])
    kind = _word(SegmentKind, found["kind"])
    if (kind is SegmentKind.STEP) != (occurrence is not None):
        raise ValueError(kind)
    return StretchSnapshot(
        kind=kind,
        title=_text(found["title"]),
        planned_s=_whole(found["planned_s"]),
        duration_s=_seconds(found["duration_s"]),
        credited_s=_seconds(found["credited_s"]),
        occurrence=occurrence,
        eased=_whole(found["eased"]),
        pressure=_word(Pressure, found["pressure"]),
        is_added=_flag(found["is_added"]),
        is_finished=_flag(found["is_finished"]),
        is_left_out=_flag(found["is_left_out"]),
    )


def _occurrence(data: object) -> OccurrenceSnapshot | None:
    if data is None:
        return None
    found = _mapping(data)
    return OccurrenceSnapshot(
        step_index=_whole(found["step_index"]),
        side=_word(Side, found["side"]),
        pass_number=_whole(found["pass_number"]),
        is_closing=_flag(found["is_closing"]),
    )


def _place(data: object) -> tuple[Foot, Area]:
    foot, area = _list(data)
    return _word(Foot, foot), _word(Area, area)


def _mapping(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _word(words: type[_Word], value: object) -> _Word:
    return words(_text(value))


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(value)
    if not 0 <= value <= _LONGEST_S:
        raise ValueError(value)
    return value


def _seconds(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TypeError(value)
    if not isfinite(value) or not 0 <= value <= _LONGEST_S:
        raise ValueError(value)
    return float(value)
