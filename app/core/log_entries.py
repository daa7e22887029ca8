"""What a row of the log's table tells, so that a page of it can be read without all the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from app.core.plan import FLOOR_S, Feet, Foot
from app.core.script import Area
from app.core.soreness import EndReason, EventType, RatingKind

EXCERPT_MAX = 120
"""How much of a note a row holds, in characters."""

EVENT_WORDS = {
    EventType.BRUISE: "bruise",
    EventType.SWELLING: "swelling",
    EventType.REDNESS: "redness",
    EventType.DIZZINESS: "dizziness",
    EventType.NUMBNESS: "numbness",
    EventType.SKIN: "something on the skin",
    EventType.WORSE_PAIN: "worse pain",
}
"""What events are found by: what rows call them. Something else is told by its note alone."""


class EntryType(StrEnum):
    """What an entry of the log is."""

    SESSION = "session"
    ANSWERS = "answers"
    """Answers of one kind that were given on one day without a session, for one foot or both."""
    EVENT = "event"


class EntryKey(NamedTuple):
    """Names an entry, also after it was changed.

    A tuple, since there may be as many as entries: it is made and looked up several times as fast.

    Attributes:
        type: what it is.
        id: the session's or the event's; of answers the day and their kind.
    """

    type: EntryType
    id: str


def answers_key(day: date, kind: RatingKind) -> EntryKey:
    """The name of a day's answers of a kind; in its id the day comes first, up to the blank."""
    return EntryKey(EntryType.ANSWERS, f"{day.isoformat()} {kind}")


class EntryColumn(StrEnum):
    """What entries can be sorted by."""

    WHEN = "when"
    TITLE = "title"
    HANDS_ON = "hands_on"
    FEET = "feet"
    PAIN = "pain"
    SORENESS = "soreness"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class EntryOrder:
    """By what entries are sorted; those that have nothing to sort by stand last either way."""

    column: EntryColumn = EntryColumn.WHEN
    descending: bool = True


@dataclass(frozen=True, slots=True)
class FeetScores:
    """What was answered for each foot, None where nothing was."""

    left: int | None = None
    right: int | None = None

    def of(self, foot: Foot) -> int | None:
        """A foot's."""
        return self.left if foot is Foot.LEFT else self.right

    @property
    def highest(self) -> int | None:
        """The higher one; None where there is no answer."""
        return max((s for s in (self.left, self.right) if s is not None), default=None)


NO_SCORES = FeetScores()


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """What is told of a session alone; times in seconds.

    Attributes:
        script_title: as it was called then.
        hands_on_s: how long hands were on.
        planned_s: how long they should have been.
        feet: those that were worked on.
        completed: whether it was done to its end.
        ended: why it ended early.
        by_hand: whether it was written down afterwards.
        happened: how many things happened in or after it, advice not counted.
        pain_before: the answers right before it.
        pain_after: the answers right after it.
        sore_after: likewise.
    """

    script_title: str
    hands_on_s: int
    planned_s: int
    feet: Feet
    completed: bool
    ended: EndReason | None = None
    by_hand: bool = False
    happened: int = 0
    pain_before: FeetScores = NO_SCORES
    pain_after: FeetScores = NO_SCORES
    sore_after: FeetScores = NO_SCORES

    @property
    def met_15_min(self) -> bool:
        """Whether it had at least fifteen minutes of hands-on time."""
        return self.hands_on_s >= FLOOR_S


@dataclass(frozen=True, slots=True)
class AnswersEntry:
    """Answers of a day without a session."""

    kind: RatingKind
    scores: FeetScores = NO_SCORES


@dataclass(frozen=True, slots=True)
class EventEntry:
    """Something that happened without a session, or advice that was shown."""

    type: EventType
    severity: str = ""
    side: Foot | None = None
    region: Area | None = None
    is_advice: bool = False
    """Whether it only tells that advice was shown, and nothing happened."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One row: a session, or what belongs to none.

    Attributes:
        key: its name.
        when: when it began, was answered last, or happened.
        about: what is told of it.
        note: the beginning of what was noted, on one line.
    """

    key: EntryKey
    when: datetime
    about: SessionEntry | AnswersEntry | EventEntry
    note: str = ""


def foot_score(answers: Iterable[tuple[Area, int]]) -> int | None:
    """One number for a foot: the whole foot's, else the highest of its places'.

    >>> foot_score([(Area.HEEL, 4), (Area.ARCH, 6)])
    6
    >>> foot_score([(Area.HEEL, 4), (Area.WHOLE_FOOT, 2)])
    2
    """
    found = list(answers)
    whole = [value for area, value in found if area is Area.WHOLE_FOOT]
    return max(whole or [value for _, value in found], default=None)


def excerpt(notes: Iterable[str]) -> str:
    """The beginning of notes, on one line.

    >>> excerpt(["Sore at   the heel. ", "", "Long walk."])
    'Sore at the heel. Long walk.'
    """
    line = " ".join(" ".join(notes).split())
    return line if len(line) <= EXCERPT_MAX else f"{line[: EXCERPT_MAX - 1].rstrip()}…"


def words_finder(words: str) -> Callable[[str], bool]:
    """Says of texts whether each word is found in them, in whatever case.

    >>> words_finder("STRASSE ferse")("Ferse, Straße")
    True
    """
    wanted = words.casefold().split()

    def has_all(text: str) -> bool:
        folded = text.casefold()
        return all(word in folded for word in wanted)

    return has_all
