"""Codes and words under which the log's records are known to other systems (FHIR R4).

The log's own words are the source of truth; codes are given on export only. SNOMED CT codes and
terms are those of its Global Patient Set (CC BY-ND 4.0); LOINC is used under its own licence. See
docs/fhir-export.md.
"""

from __future__ import annotations

from types import MappingProxyType

from app.core.daily_question import HurtsMost
from app.core.script import Area
from app.core.soreness import EndReason, EventType, RatingContext, RatingKind

SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
SCORE_UNIT = "{score}"

MASSAGE = "387854002"
"""Therapeutic massage; its term is not confirmed, so that a text always goes with it."""

PAIN = "72514-3"
PAIN_TERM = "Pain severity - 0-10 verbal numeric rating [Score] - Reported"

WHOLE_FOOT = ("56459004", "Foot structure")

BODY_SITES = MappingProxyType(
    {
        Area.HEEL: ("76853006", "Heel structure"),
        Area.ARCH: ("9089003", "Structure of arch of foot"),
        Area.BALL_OF_FOOT: ("280711000", "Region of metatarsal"),
        Area.TOES: ("29707007", "Toe structure"),
        Area.TOP_OF_FOOT: ("1186642001", "Structure of soft tissue of dorsum of foot"),
        Area.ANKLE: ("344001", "Ankle region structure"),
        Area.ACHILLES: ("61352006", "Structure of Achilles tendon"),
        Area.CALF: ("53840002", "Structure of calf of leg"),
        Area.WHOLE_FOOT: WHOLE_FOOT,
    }
)
"""Code and term of each region; the side stands in the text beside them."""

_REGIONS = {
    Area.HEEL: "heel",
    Area.ARCH: "arch",
    Area.BALL_OF_FOOT: "ball of the foot",
    Area.TOES: "toes",
    Area.TOP_OF_FOOT: "top of the foot",
    Area.ANKLE: "ankle",
    Area.ACHILLES: "Achilles tendon",
    Area.CALF: "calf",
    Area.WHOLE_FOOT: "foot",
}

_WHEN = {
    RatingContext.BEFORE: "before session",
    RatingContext.AFTER: "after session",
    RatingContext.H3: "3 hours after session",
    RatingContext.MORNING: "the morning after session",
    RatingContext.H24: "24 hours after session",
    RatingContext.H48: "48 hours after session",
    RatingContext.H72: "72 hours after session",
    RatingContext.DAILY: "",
}

_FIRST_STEPS = {
    HurtsMost.HEEL_OR_ARCH: "Pain with the first steps out of bed",
    HurtsMost.BALL_OF_FOOT: "Pain after standing or walking",
    HurtsMost.ACHILLES: "Stiffness or pain after getting up",
}

EVENTS = MappingProxyType(
    {
        EventType.BRUISE: "Bruise",
        EventType.SWELLING: "Swelling, redness or warmth",
        EventType.REDNESS: "Redness",
        EventType.DIZZINESS: "Dizziness",
        EventType.NUMBNESS: "Numbness or tingling",
        EventType.SKIN: "Broken or bleeding skin",
        EventType.WORSE_PAIN: "Worse pain than before",
        EventType.OTHER: "Something else that happened",
    }
)

REASONS = MappingProxyType(
    {
        EndReason.DONE: "the person was done",
        EndReason.PAIN: "pain",
        EndReason.SHARP_PAIN: "sharp pain",
        EndReason.NUMB: "numbness",
        EndReason.DIZZY: "dizziness",
        EndReason.SKIN: "the skin",
        EndReason.CALF: "a sign in the calf",
        EndReason.CRASH: "the program was cut off",
        EndReason.OTHER: "another reason",
    }
)
"""Why a session ended early."""


def place_text(side: str, region: Area) -> str:
    """Where: “Left heel”."""
    return f"{side.capitalize()} {_REGIONS[region]}"


def rating_text(kind: RatingKind, context: RatingContext, region: Area) -> str:
    """What was rated: “Pain right now, before session”."""
    text = {
        RatingKind.PAIN: "Pain right now",
        RatingKind.SORENESS: "Soreness of the massaged places right now, 0 to 10",
        RatingKind.FIRST_STEP: f"{_FIRST_STEPS[HurtsMost.of_region(region)]}, 0 to 10",
    }[kind]
    when = _WHEN[context]
    return f"{text}, {when}" if when else text


def question_text(kind: RatingKind, side: str, region: Area) -> str:
    """As what a number is asked for: “How strong is the pain right now, left heel, 0 to 10?”."""
    text = {
        RatingKind.PAIN: "How strong is the pain right now",
        RatingKind.SORENESS: "How sore do the places you massaged feel right now",
        RatingKind.FIRST_STEP: _FIRST_STEPS[HurtsMost.of_region(region)],
    }[kind]
    return f"{text}, {side} {_REGIONS[region]}, 0 to 10?"
