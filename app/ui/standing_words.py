"""What stands from the sessions before, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from app.core.after_questions import FlagReason
from app.core.flag import Flag
from app.core.plan import Foot, Side
from app.ui.times import day_text

_OF_A_FOOT = {FlagReason.SWELLING, FlagReason.NUMBNESS, FlagReason.SKIN}
"""Of what a foot or side can be told; of a calf nobody is asked again on which side it is."""


def standing_text(flag: Flag, today: date) -> str:
    """What waits, why, and when that was told: “Firm scripts wait: there is a bruise. Told …”."""
    line = QCoreApplication.translate("standing", "{what}: {why}. Told {day}.")
    if flag.feet_out and not flag.feet and flag.reason in _OF_A_FOOT:
        line = QCoreApplication.translate(
            "standing", "{what}: {why}, and you did not say on which side. Told {day}."
        )
    day = day_text(flag.told.date(), today)
    return line.format(what=_what(flag), why=_reasons()[flag.reason], day=day)


def gone_text(count: int) -> str:
    """That a number of things that stand are asked about before the next session."""
    if count == 1:
        return QCoreApplication.translate(
            "standing", "Before the next session you are asked whether it is gone."
        )
    return QCoreApplication.translate(
        "standing", "Before the next session you are asked whether they are gone."
    )


def _what(flag: Flag) -> str:
    translate = QCoreApplication.translate
    if flag.feet_out:
        return {
            Side.LEFT: translate("standing", "The left foot rests"),
            Side.RIGHT: translate("standing", "The right foot rests"),
            Side.BOTH: translate("standing", "Both feet rest"),
        }[_side(flag)]
    if flag.pauses_firm:
        return translate("standing", "Firm scripts wait")
    if flag.limits:
        return translate("standing", "Get up slowly, with somebody near")
    return translate("standing", "Worth asking a professional about")


def _side(flag: Flag) -> Side:
    if flag.feet_out == set(Foot):
        return Side.BOTH
    return Side(next(iter(flag.feet_out)).value)


def _reasons() -> Mapping[FlagReason, str]:
    translate = QCoreApplication.translate
    return {
        FlagReason.CALF: translate("standing", "a leg is swollen, warm, red or painful"),
        FlagReason.SWELLING: translate("standing", "a foot or leg is swollen, red or warm"),
        FlagReason.SPREADING_BRUISE: translate("standing", "a bruise is growing"),
        FlagReason.LARGE_BRUISE: translate("standing", "there is a bruise larger than a coin"),
        FlagReason.BRUISE: translate("standing", "there is a bruise"),
        FlagReason.NUMBNESS: translate("standing", "a foot is numb or tingles"),
        FlagReason.SKIN: translate("standing", "the skin is broken"),
        FlagReason.FAINTED: translate("standing", "you passed out"),
        FlagReason.DIZZY_AGAIN: translate("standing", "you were dizzy more than once"),
        FlagReason.DIZZY: translate("standing", "you were dizzy"),
        FlagReason.SORE_AT_48H: translate(
            "standing", "about two days after a session you were sorer than before it"
        ),
        FlagReason.WORSE_PAIN: translate(
            "standing", "the pain is clearly worse than before a session"
        ),
        FlagReason.STRONG_PAIN: translate(
            "standing", "your pain was 7 or more on three days of a week"
        ),
        FlagReason.NO_CHANGE: translate(
            "standing", "your pain is not lower than in your first week here"
        ),
    }
