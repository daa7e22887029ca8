"""The one table of the script format's keys.

The reader, the JSON Schema and the reference in the docs are all made from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.core.script import (
    Area,
    Condition,
    GivenBy,
    Level,
    Order,
    Pressure,
    StepSide,
    Technique,
    Tool,
)

FORMAT = 1
FILE_SIZE_MAX_BYTES = 256 * 1024
STEPS_MAX = 200
TOTAL_MAX_S = 3 * 60 * 60
DURATION_MIN_S = 5
DURATION_MAX_S = 15 * 60
ID_PATTERN = "[a-z0-9]+(-[a-z0-9]+)*"


class Kind(StrEnum):
    """What may stand as the value of a key."""

    FORMAT = "the integer 1"
    TEXT = "text"
    TEXTS = "a list of texts"
    WORD = "a word"
    WORDS = "a list of words"
    LANGUAGE = "a language tag"
    TIME = "a time"
    AT = "a time, or half"
    INTEGER = "a whole number"
    BOOLEAN = "true or false"
    PATTERN = "hold, release and reps"
    PROMPTS = "a list of prompts"
    STEPS = "a list of steps"
    STEPS_AND_GROUPS = "a list of steps or groups"
    QUESTIONS = "a list of questions"
    TOPICS = "a list of topics"
    SECTIONS = "a list of sections"
    MAPPING = "keys and values"


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its name, what may stand there, and what it is for.

    `least` and `most` are characters for texts, seconds for times, plain numbers for integers,
    and items for lists of steps. `default` is what the reader takes when the key is left out, as
    it would be written.
    """

    name: str
    kind: Kind
    about: str
    required: bool = False
    least: int = 0
    most: int = 0
    words: tuple[str, ...] = ()
    default: str = ""


def _text(name: str, most: int, about: str, *, required: bool = False) -> Key:
    return Key(name, Kind.TEXT, about, required=required, least=1, most=most)


def _texts(name: str, most: int, about: str) -> Key:
    return Key(name, Kind.TEXTS, about, least=1, most=most)


def _word(
    name: str, words: type[StrEnum], about: str, default: str = "", *, required: bool = False
) -> Key:
    return Key(name, Kind.WORD, about, required=required, words=tuple(words), default=default)


TOP_KEYS = (
    Key("format", Kind.FORMAT, "The version of this format.", required=True),
    _text("title", 80, "What the session is called.", required=True),
    Key(
        "steps",
        Kind.STEPS_AND_GROUPS,
        "What is done, in order.",
        required=True,
        least=1,
        most=STEPS_MAX,
    ),
    _text("summary", 300, "What happens in it, in a sentence."),
    _word("level", Level, "For whom it is. Gentle leaves out all firm work.", "standard"),
    _word("given_by", GivenBy, "Whose hands.", "self"),
    _word("order", Order, "One foot whole, or both feet step by step.", "by-foot"),
    Key(
        "conditions",
        Kind.WORDS,
        "What it was written with in mind.",
        words=tuple(Condition),
    ),
    _texts("extras", 80, "What to have at hand besides the tools of the steps."),
    _texts("prepare", 200, "What to do before it."),
    _texts("not_for", 200, "Who should not do it."),
    _texts("aftercare", 200, "What to do after it."),
    _texts("sources", 200, "Where it comes from."),
    _text("alternative", 300, "What to do when a foot cannot be reached."),
    _text("author", 80, "Who wrote it."),
    _text("license", 80, "How it may be shared."),
    Key("language", Kind.LANGUAGE, "The language of its texts, as a BCP 47 tag.", default="en"),
)

STEP_KEYS = (
    _text("title", 60, "What the step is called.", required=True),
    _word("technique", Technique, "What the hands do.", required=True),
    _word("area", Area, "Where.", required=True),
    Key(
        "duration",
        Kind.TIME,
        "How long, for each foot.",
        least=DURATION_MIN_S,
        most=DURATION_MAX_S,
    ),
    Key("pattern", Kind.PATTERN, "A hold and release rhythm, in place of a duration."),
    _text("instruction", 400, "What to do, in one or two sentences.", required=True),
    _word("side", StepSide, "For which foot.", "each"),
    _word("pressure", Pressure, "How hard.", "light"),
    _word("tool", Tool, "With what.", "hands"),
    _text("cue", 80, "The short line that is shown large and spoken."),
    Key("prompts", Kind.PROMPTS, "Lines that take the cue's place for a while on the way."),
    Key("pace", Kind.INTEGER, "A soft beat, in strokes per minute.", least=10, most=240),
    Key("wait", Kind.BOOLEAN, "Whether the timer waits for the person first.", default="false"),
    Key("counts", Kind.BOOLEAN, "Whether it is hands-on time.", default="by technique"),
    Key(
        "second_pass",
        Kind.BOOLEAN,
        "Whether it may be repeated to fill the session.",
        default="by technique",
    ),
)

GROUP_KEYS = (
    Key("rounds", Kind.INTEGER, "How often.", required=True, least=1, most=20),
    Key("steps", Kind.STEPS, "Which steps.", required=True, least=1, most=STEPS_MAX),
)

PATTERN_KEYS = (
    Key("hold", Kind.TIME, "How long to hold.", required=True, least=1, most=300),
    Key("release", Kind.TIME, "How long to let go.", required=True, least=0, most=300),
    Key("reps", Kind.INTEGER, "How often.", required=True, least=1, most=60),
)

PROMPT_KEYS = (
    Key("at", Kind.AT, "When, from the start of the step.", required=True),
    _text("say", 80, "What is shown and spoken.", required=True),
)
