"""The questions that are asked after a session, in words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.core.plan import Foot, Side
from app.core.script import Area
from app.core.soreness import RatingKind
from app.ui.words import area_label, side_banner


@dataclass(frozen=True, slots=True)
class Question:
    """What one number from 0 to 10 is about."""

    kind: RatingKind
    foot: Foot
    area: Area = Area.WHOLE_FOOT


def place_name(foot: Foot, area: Area) -> str:
    """A place as it stands over its numbers: “LEFT FOOT, heel”; the foot alone for all of it."""
    banner = side_banner(Side(foot.value))
    if area is Area.WHOLE_FOOT:
        return banner
    words = QCoreApplication.translate("end", "{foot}: {place}")
    return words.format(foot=banner, place=area_label(area))


def feet_question(kind: RatingKind) -> str:
    """What is asked of a whole foot."""
    translate = QCoreApplication.translate
    if kind is RatingKind.SORENESS:
        return translate(
            "end",
            "How sore do the places you massaged feel right now, 0 not at all, 10 as sore as "
            "you can imagine?",
        )
    return translate(
        "end",
        "From 0 to 10, where 0 is no pain and 10 is the worst pain you can imagine: how "
        "strong is the pain in your foot right now?",
    )


def each_place_question(kind: RatingKind) -> str:
    """What is asked of each of several places."""
    translate = QCoreApplication.translate
    if kind is RatingKind.SORENESS:
        return translate(
            "end",
            "How sore does each place feel right now, 0 not at all, 10 as sore as you can imagine?",
        )
    return translate(
        "end",
        "From 0 to 10, where 0 is no pain and 10 is the worst pain you can imagine: how "
        "strong is the pain in each place right now?",
    )


def place_question(kind: RatingKind) -> str:
    """What is asked of one place."""
    translate = QCoreApplication.translate
    if kind is RatingKind.SORENESS:
        return translate(
            "end", "How sore is it there right now, 0 not at all, 10 as sore as you can imagine?"
        )
    return translate(
        "end",
        "How strong is the pain there right now, 0 no pain, 10 the worst pain you can imagine?",
    )


def whole_question(question: Question) -> str:
    """A question with its place in it, for who hears it without seeing what stands around it."""
    name = place_name(question.foot, question.area)
    if question.area is not Area.WHOLE_FOOT:
        return f"{name}. {place_question(question.kind)}"
    if question.kind is RatingKind.SORENESS:
        return f"{name}: {feet_question(question.kind)}"
    return QCoreApplication.translate(
        "end",
        "From 0 to 10, where 0 is no pain and 10 is the worst pain you can imagine: how "
        "strong is the pain in your {foot} right now?",
    ).format(foot=name)
