"""A session at one moment as plain values, so that it can be taken up again after a crash."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from app.core.errors import SnapshotError
from app.core.plain_values import flag, items, mapping, place, seconds, text, whole, word
from app.core.plan import Foot, Occurrence, Segment, SegmentKind, Side
from app.core.script import Area, Pressure, Step
from app.core.soreness import EndReason
from app.core.timeline import Stretch


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
    foot_out: Foot | None = None
    has_both: bool = False
    is_bygone: bool = False


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
    steps_out: frozenset[tuple[Foot, str]] = frozenset()

    def to_json(self) -> dict[str, object]:
        """Plain values, for a file."""
        plain = {f.name: getattr(self, f.name) for f in fields(self)}
        return plain | {
            "last_step": _plain_occurrence(self.last_step),
            "eased": dict(self.eased),
            "left_out": sorted(self.left_out),
            "steps_out": sorted(self.steps_out),
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
        foot_out=stretch.foot_out,
        has_both=stretch.has_both,
        is_bygone=stretch.is_bygone,
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
        snapshot.foot_out,
        snapshot.has_both,
        snapshot.is_bygone,
    )


# --- plain values ---

# Named once: a session is noted at everything that happens in it, all of its stretches each time.
_OF_OCCURRENCE = tuple(field.name for field in fields(OccurrenceSnapshot))
_OF_STRETCH = tuple(field.name for field in fields(StretchSnapshot))


def _plain_occurrence(occurrence: OccurrenceSnapshot | None) -> dict[str, object] | None:
    if occurrence is None:
        return None
    return {name: getattr(occurrence, name) for name in _OF_OCCURRENCE}


def _plain_stretch(stretch: StretchSnapshot) -> dict[str, object]:
    plain = {name: getattr(stretch, name) for name in _OF_STRETCH}
    plain["occurrence"] = _plain_occurrence(stretch.occurrence)
    return plain


def _snapshot(data: object) -> SessionSnapshot:
    found = mapping(data)
    stretches = tuple(map(_stretch, items(found["stretches"])))
    eased = mapping(found["eased"])
    reason = found["reason"]
    position = whole(found["position"])
    if not stretches or position > len(stretches):
        raise ValueError(position)
    return SessionSnapshot(
        position=position,
        base_s=seconds(found["base_s"]),
        entered_s=seconds(found["entered_s"]),
        is_short=flag(found["is_short"]),
        has_ended=flag(found["has_ended"]),
        half_is_told=flag(found["half_is_told"]),
        ended_early=flag(found["ended_early"]),
        accepts_short=flag(found["accepts_short"]),
        reason=None if reason is None else word(EndReason, reason),
        last_step=_occurrence(found["last_step"]),
        eased={foot: whole(eased[foot.value]) for foot in Foot},
        left_out=frozenset(map(place, items(found["left_out"]))),
        stretches=stretches,
        # What a session kept by an earlier Footwell does not have yet.
        steps_out=frozenset(map(_step_place, items(found.get("steps_out", [])))),
    )


def _stretch(data: object) -> StretchSnapshot:
    found = mapping(data)
    occurrence = _occurrence(found["occurrence"])
    kind = word(SegmentKind, found["kind"])
    foot_out = found.get("foot_out")
    if (kind is SegmentKind.STEP) != (occurrence is not None):
        raise ValueError(kind)
    return StretchSnapshot(
        kind=kind,
        title=text(found["title"]),
        planned_s=whole(found["planned_s"]),
        duration_s=seconds(found["duration_s"]),
        credited_s=seconds(found["credited_s"]),
        occurrence=occurrence,
        eased=whole(found["eased"]),
        pressure=word(Pressure, found["pressure"]),
        is_added=flag(found["is_added"]),
        is_finished=flag(found["is_finished"]),
        is_left_out=flag(found["is_left_out"]),
        foot_out=None if foot_out is None else word(Foot, foot_out),
        has_both=flag(found.get("has_both", False)),
        is_bygone=flag(found.get("is_bygone", False)),
    )


def _occurrence(data: object) -> OccurrenceSnapshot | None:
    if data is None:
        return None
    found = mapping(data)
    return OccurrenceSnapshot(
        step_index=whole(found["step_index"]),
        side=word(Side, found["side"]),
        pass_number=whole(found["pass_number"]),
        is_closing=flag(found["is_closing"]),
    )


def _step_place(data: object) -> tuple[Foot, str]:
    foot, title = items(data)
    return word(Foot, foot), text(title)
