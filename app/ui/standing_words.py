"""What stands from the sessions before, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from app.core.after_questions import FlagReason
from app.core.flag import Flag
from app.core.plan import Foot, Side
from app.ui.times import day_text


def standing_text(flag: Flag, today: date) -> str:
    """What waits, why, and when that was told: “Firm scripts wait: there was a bruise. Told …”."""
    line = QCoreApplication.translate("standing", "{what}: {why}. Told {day}.")
    day = day_text(flag.told.date(), today)
    return line.format(what=_what(flag), why=_reasons()[flag.reason], day=day)


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
        FlagReason.CALF: translate("standing", "a leg was swollen, warm or red"),
        FlagReason.SWELLING: translate("standing", "a foot or leg was swollen, red or warm"),
        FlagReason.SPREADING_BRUISE: translate("standing", "a bruise was growing"),
        FlagReason.LARGE_BRUISE: translate("standing", "a bruise was larger than a coin"),
        FlagReason.BRUISE: translate("standing", "there was a bruise"),
        FlagReason.NUMBNESS: translate("standing", "a foot was numb or tingled"),
        FlagReason.SKIN: translate("standing", "the skin was broken"),
        FlagReason.FAINTED: translate("standing", "you passed out"),
        FlagReason.DIZZY_AGAIN: translate("standing", "you were dizzy more than once"),
        FlagReason.DIZZY: translate("standing", "you were dizzy"),
        FlagReason.SORE_AT_48H: translate(
            "standing", "you were sorer two days after a session than before it"
        ),
        FlagReason.WORSE_PAIN: translate(
            "standing", "the pain was clearly worse than before a session"
        ),
        FlagReason.STRONG_PAIN: translate(
            "standing", "your pain was 7 or more on three days of a week"
        ),
        FlagReason.NO_CHANGE: translate(
            "standing", "your pain is not lower than in your first week here"
        ),
    }
