"""The words a person reads for the words a script is written in, in the person's language."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from app.core.durations import clock_text
from app.core.library import Source
from app.core.plan import Feet, Foot, Side
from app.core.script import Area, Condition, GivenBy, Level, Pressure, Technique, Tool
from app.core.soreness import EndReason, EventType, RatingContext, RatingKind

_MINUTE_S = 60


def technique_label(technique: Technique) -> str:
    """A technique, as in “Slow strokes”."""
    translate = QCoreApplication.translate
    return {
        Technique.ASSESSMENT: translate("words", "Checking"),
        Technique.COMMUNICATION: translate("words", "Talk"),
        Technique.REST: translate("words", "Rest"),
        Technique.STROKING: translate("words", "Slow strokes"),
        Technique.RUBBING: translate("words", "Rubbing"),
        Technique.KNEADING: translate("words", "Kneading"),
        Technique.TAPPING: translate("words", "Tapping"),
        Technique.ROLLING: translate("words", "Rolling"),
        Technique.MOBILIZING: translate("words", "Mobilizing"),
        Technique.STRETCHING: translate("words", "Stretching"),
        Technique.MYOFASCIAL_RELEASE: translate("words", "Myofascial release"),
        Technique.CROSS_FIBER_FRICTION: translate("words", "Cross-fiber friction"),
        Technique.DEEP_TISSUE: translate("words", "Deep tissue"),
        Technique.TRIGGER_POINT: translate("words", "Trigger point"),
    }[technique]


def area_label(area: Area) -> str:
    """Where a step works, as in “Ball of foot”; nothing for `general`."""
    translate = QCoreApplication.translate
    return {
        Area.HEEL: translate("words", "Heel"),
        Area.ARCH: translate("words", "Arch"),
        Area.BALL_OF_FOOT: translate("words", "Ball of foot"),
        Area.TOES: translate("words", "Toes"),
        Area.TOP_OF_FOOT: translate("words", "Top of foot"),
        Area.ANKLE: translate("words", "Ankle"),
        Area.ACHILLES: translate("words", "Achilles tendon"),
        Area.CALF: translate("words", "Calf"),
        Area.WHOLE_FOOT: translate("words", "Whole foot"),
        Area.GENERAL: "",
    }[area]


def tool_label(tool: Tool) -> str:
    """What a step is done with, as in “Tennis ball”."""
    translate = QCoreApplication.translate
    return {
        Tool.HANDS: translate("words", "Hands"),
        Tool.KNUCKLES: translate("words", "Knuckles"),
        Tool.TENNIS_BALL: translate("words", "Tennis ball"),
        Tool.LACROSSE_BALL: translate("words", "Lacrosse ball"),
        Tool.FOAM_ROLLER: translate("words", "Foam roller"),
        Tool.ROLLER_STICK: translate("words", "Roller stick"),
        Tool.FROZEN_BOTTLE: translate("words", "Frozen bottle"),
        Tool.TOWEL: translate("words", "Towel"),
        Tool.STRAP: translate("words", "Strap"),
        Tool.WALL: translate("words", "Wall"),
        Tool.STEP: translate("words", "Stair step"),
    }[tool]


def pressure_label(pressure: Pressure) -> str:
    """How hard, in a word."""
    translate = QCoreApplication.translate
    return {
        Pressure.NONE: translate("words", "No pressure"),
        Pressure.LIGHT: translate("words", "Light"),
        Pressure.MODERATE: translate("words", "Moderate"),
        Pressure.FIRM: translate("words", "Firm"),
    }[pressure]


def pressure_text(pressure: Pressure) -> str:
    """How hard, in a word and on the 0-10 scale: “Moderate, up to 4 of 10”."""
    if pressure is Pressure.NONE:
        return pressure_label(pressure)
    return QCoreApplication.translate("words", "{word}, up to {ceiling} of 10").format(
        word=pressure_label(pressure), ceiling=pressure.ceiling
    )


def level_label(level: Level) -> str:
    """For whom a script is."""
    translate = QCoreApplication.translate
    return {
        Level.GENTLE: translate("words", "Gentle"),
        Level.STANDARD: translate("words", "Standard"),
        Level.EXPERIENCED: translate("words", "Experienced"),
    }[level]


def condition_label(condition: Condition) -> str:
    """What a script was written with in mind."""
    translate = QCoreApplication.translate
    return {
        Condition.PLANTAR_FASCIITIS: translate("words", "Plantar fasciitis"),
        Condition.METATARSALGIA: translate("words", "Metatarsalgia"),
        Condition.HEEL_SPUR: translate("words", "Heel spur"),
        Condition.ACHILLES_TENDONITIS: translate("words", "Achilles tendonitis"),
        Condition.CALF_TIGHTNESS: translate("words", "Tight calves"),
        Condition.FOOT_PAIN: translate("words", "Foot pain"),
    }[condition]


def given_by_label(given_by: GivenBy) -> str:
    """Whose hands."""
    translate = QCoreApplication.translate
    return {
        GivenBy.SELF: translate("words", "By yourself"),
        GivenBy.PARTNER: translate("words", "By a partner"),
    }[given_by]


def source_label(source: Source) -> str:
    """Where a script came from."""
    translate = QCoreApplication.translate
    return {
        Source.SHIPPED: translate("words", "Shipped with Footwell"),
        Source.USER: translate("words", "Your own"),
        Source.FOLDER: translate("words", "From a folder"),
    }[source]


def foot_label(foot: Foot) -> str:
    """One foot: “Left foot”."""
    return side_label(Side(foot.value))


def side_label(side: Side) -> str:
    """The foot of a stretch of the timeline: “Left foot”; nothing where there is none."""
    translate = QCoreApplication.translate
    return {
        Side.LEFT: translate("words", "Left foot"),
        Side.RIGHT: translate("words", "Right foot"),
        Side.BOTH: translate("words", "Both feet"),
        Side.NONE: "",
    }[side]


def side_banner(side: Side) -> str:
    """The foot as the player shows it: “LEFT FOOT”; nothing where there is none."""
    translate = QCoreApplication.translate
    return {
        Side.LEFT: translate("words", "LEFT FOOT"),
        Side.RIGHT: translate("words", "RIGHT FOOT"),
        Side.BOTH: translate("words", "BOTH FEET"),
        Side.NONE: "",
    }[side]


def feet_label(feet: Feet) -> str:
    """Which feet a session is for: “Both feet”."""
    return side_label(Side(feet.value))


def end_reason_label(reason: EndReason) -> str:
    """Why a session ended before its last step."""
    translate = QCoreApplication.translate
    return {
        EndReason.DONE: translate("words", "Done for today"),
        EndReason.PAIN: translate("words", "Pain"),
        EndReason.SHARP_PAIN: translate("words", "Sharp or burning pain"),
        EndReason.NUMB: translate("words", "Numb or tingling"),
        EndReason.DIZZY: translate("words", "Dizzy or faint"),
        EndReason.SKIN: translate("words", "Something on the skin"),
        EndReason.CALF: translate("words", "Painful, hot or swollen calf"),
        EndReason.CRASH: translate("words", "Interrupted"),
        EndReason.OTHER: translate("words", "Something else"),
    }[reason]


def event_label(event: EventType) -> str:
    """Something that happened during or after a session."""
    translate = QCoreApplication.translate
    return {
        EventType.BRUISE: translate("words", "Bruise"),
        EventType.SWELLING: translate("words", "Swelling"),
        EventType.REDNESS: translate("words", "Redness"),
        EventType.DIZZINESS: translate("words", "Dizziness"),
        EventType.NUMBNESS: translate("words", "Numbness"),
        EventType.SKIN: translate("words", "Something on the skin"),
        EventType.WORSE_PAIN: translate("words", "Worse pain"),
        EventType.OTHER: translate("words", "Something else"),
    }[event]


def rating_kind_label(kind: RatingKind) -> str:
    """What was rated."""
    translate = QCoreApplication.translate
    return {
        RatingKind.PAIN: translate("words", "Pain"),
        RatingKind.SORENESS: translate("words", "Soreness"),
        RatingKind.FIRST_STEP: translate("words", "First steps"),
    }[kind]


def rating_context_label(context: RatingContext) -> str:
    """When it was asked for."""
    translate = QCoreApplication.translate
    return {
        RatingContext.BEFORE: translate("words", "Before"),
        RatingContext.AFTER: translate("words", "After"),
        RatingContext.H3: translate("words", "3 hours after"),
        RatingContext.MORNING: translate("words", "Next morning"),
        RatingContext.H24: translate("words", "24 hours after"),
        RatingContext.H48: translate("words", "48 hours after"),
        RatingContext.H72: translate("words", "72 hours after"),
        RatingContext.DAILY: translate("words", "Daily"),
    }[context]


def pace_text(pace_per_min: int) -> str:
    """How fast: “15 strokes a minute”."""
    return QCoreApplication.translate("words", "{count} strokes a minute").format(
        count=pace_per_min
    )


def duration_text(seconds: float) -> str:
    """A time as figures: “0:42”, “18:30”, “1:05:00”; part seconds are rounded."""
    return clock_text(round(seconds))


def about_text(seconds: float) -> str:
    """A time as one would say it: “about 24 min”, and “under a minute”."""
    minutes = round(seconds / _MINUTE_S)
    if minutes < 1:
        return QCoreApplication.translate("words", "under a minute")
    return QCoreApplication.translate("words", "about {minutes} min").format(minutes=minutes)


def minutes_text(minutes: int) -> str:
    """Whole minutes: “20 min”."""
    return QCoreApplication.translate("words", "{minutes} min").format(minutes=minutes)


def listed(words: Iterable[str]) -> str:
    """Words in a row with a middle dot between them, which never begins a line."""
    return "\u00a0· ".join(word for word in words if word)
