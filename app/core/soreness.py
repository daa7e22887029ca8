"""What the log keeps: sessions as they were done, ratings, and things that happened.

Every record has a UUID, its instants carry their UTC offset, and a deletion is a mark, so that
the logs of two machines can be merged.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.core.answer import Answer
from app.core.plan import FLOOR_S, Feet, Foot, Side
from app.core.script import Area, Pressure, Technique, Tool

SCORE_MAX = 10
"""The numeric rating scale runs from 0 (none) to 10 (the worst a person can imagine)."""

REGIONS = tuple(area for area in Area if area is not Area.GENERAL)
"""What a rating can be about: every area of the script format but `general`."""


class RatingKind(StrEnum):
    """What is rated. Pain and soreness are different questions and never mixed."""

    PAIN = "pain"
    SORENESS = "soreness"
    FIRST_STEP = "first_step"


class RatingContext(StrEnum):
    """When it was asked for."""

    BEFORE = "before"
    AFTER = "after"
    H3 = "h3"
    MORNING = "morning"
    H24 = "h24"
    H48 = "h48"
    H72 = "h72"
    DAILY = "daily"


class EndReason(StrEnum):
    """Why a session ended before its last step."""

    DONE = "done"
    PAIN = "pain"
    SHARP_PAIN = "sharp_pain"
    NUMB = "numb"
    DIZZY = "dizzy"
    SKIN = "skin"
    CALF = "calf"
    CRASH = "crash"
    OTHER = "other"

    @property
    def may_be_resumed(self) -> bool:
        """Whether going on is fine; a sign of the body ends the session for good."""
        return self in (EndReason.DONE, EndReason.OTHER)

    @property
    def is_sign(self) -> bool:
        """Whether the body gave a sign to stop."""
        return not self.may_be_resumed and self is not EndReason.CRASH


class EventType(StrEnum):
    """Something that happened during or after a session."""

    BRUISE = "bruise"
    SWELLING = "swelling"
    REDNESS = "redness"
    DIZZINESS = "dizziness"
    NUMBNESS = "numbness"
    SKIN = "skin"
    WORSE_PAIN = "worse_pain"
    OTHER = "other"


class StepOutcome(StrEnum):
    """What became of a planned step.

    Left out is one that was too sore to be done, or to be done to its end.
    """

    DONE = "done"
    PARTLY = "partly"
    SKIPPED = "skipped"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class StepDone:
    """One step on one side as it was done; seconds really run may pass the planned ones.

    Of a step for both feet that went on without one of them, both feet are kept where something
    was done on both; the foot that was left out of it follows as a step without time.
    """

    position: int
    step_index: int
    title: str
    technique: Technique
    area: Area
    side: Side
    tool: Tool
    pressure: Pressure
    pass_number: int
    planned_s: int
    actual_s: float
    counts: bool
    eased: int
    outcome: StepOutcome

    @property
    def is_worked(self) -> bool:
        """Whether something of it was done, be it left out after that."""
        if self.outcome is StepOutcome.LEFT_OUT:
            return self.actual_s >= 1
        return self.outcome is not StepOutcome.SKIPPED


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session as it was done; times in seconds.

    One that was written down by hand afterwards has no steps, and times as they are remembered.
    """

    id: str
    start: datetime
    end: datetime
    script_id: str
    script_title: str
    script_sha256: str
    techniques: tuple[Technique, ...]
    feet: Feet
    first_foot: Foot
    planned_hands_on_s: int
    actual_hands_on_s: int
    completed: bool
    ended_early_reason: EndReason | None
    steps: tuple[StepDone, ...]
    safety_verdict: str = ""
    note: str = ""
    by_hand: bool = False

    @property
    def met_15_min(self) -> bool:
        """Whether it had at least fifteen minutes of hands-on time."""
        return self.actual_hands_on_s >= FLOOR_S

    @property
    def steps_done(self) -> int:
        """How many steps were done, whole or in part."""
        return sum(step.is_worked for step in self.steps)

    @property
    def steps_skipped(self) -> int:
        """Of how many steps nothing was done, for whatever reason."""
        return len(self.steps) - self.steps_done

    @property
    def eased_count(self) -> int:
        """How often the person said it was too sore."""
        return sum(step.eased for step in self.steps)


@dataclass(frozen=True, slots=True)
class Rating:
    """One answer on the 0-10 scale for one region of one foot.

    `due` is when the question was due, None where it had no due time; `hours_after_end` is the
    real time since the session's end, None without a session. `value` None means that the
    question was shown and skipped.
    """

    id: str
    session_id: str | None
    kind: RatingKind
    context: RatingContext
    answered: datetime
    side: Foot
    region: Area
    value: int | None
    due: datetime | None = None
    hours_after_end: float | None = None
    late: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        if self.value is not None and not 0 <= self.value <= SCORE_MAX:
            message = f"a rating is 0 to {SCORE_MAX}, not {self.value}"
            raise ValueError(message)
        _refuse_general(self.region)


@dataclass(frozen=True, slots=True)
class LogEvent:
    """Something that happened, with the advice that was shown."""

    id: str
    session_id: str | None
    when: datetime
    type: EventType
    severity: str = ""
    side: Foot | None = None
    region: Area | None = None
    advice_shown: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        _refuse_general(self.region)


@dataclass(frozen=True, slots=True)
class AfterAnswer:
    """What was answered about a session after it, to a question that is no rating.

    Attributes:
        session_id: the UUID of the session.
        context: when it was asked: right after the session or at a check-in.
        question: the question's id, `A3`; a second answer in a context takes the first one's place.
        answer: yes or no, and where.
        when: with its UTC offset.
        version: of the questions' file.
    """

    session_id: str
    context: RatingContext
    question: str
    answer: Answer
    when: datetime
    version: int


@dataclass(frozen=True, slots=True)
class LoggedSession:
    """A session with all that belongs to it, as the log shows it."""

    session: SessionRecord
    ratings: tuple[Rating, ...] = ()
    events: tuple[LogEvent, ...] = ()
    answers: tuple[AfterAnswer, ...] = ()

    def score(self, kind: RatingKind, context: RatingContext, side: Foot) -> int | None:
        """What was answered for a foot, None where nothing was.

        Where only places on it were answered, it is the highest of theirs.
        """
        found = {
            rating.region: rating.value
            for rating in self.ratings
            if rating.kind is kind
            and rating.context is context
            and rating.side is side
            and rating.value is not None
        }
        return found.get(Area.WHOLE_FOOT, max(found.values(), default=None))


def _refuse_general(region: Area | None) -> None:
    if region is Area.GENERAL:
        message = "a record is about a region of a foot, not about general"
        raise ValueError(message)
