"""The daily question in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.daily_question import HurtsMost


def daily_title(hurts_most: HurtsMost) -> str:
    """What it is called."""
    translate = QCoreApplication.translate
    return {
        HurtsMost.HEEL_OR_ARCH: translate("daily", "First steps this morning"),
        HurtsMost.BALL_OF_FOOT: translate("daily", "The ball of the foot today"),
        HurtsMost.ACHILLES: translate("daily", "The Achilles tendon this morning"),
    }[hurts_most]


def daily_question(hurts_most: HurtsMost) -> str:
    """How it is asked."""
    translate = QCoreApplication.translate
    return {
        HurtsMost.HEEL_OR_ARCH: translate(
            "daily", "First few steps out of bed: how strong was the pain?"
        ),
        HurtsMost.BALL_OF_FOOT: translate(
            "daily", "After standing or walking today: how strong was the pain?"
        ),
        HurtsMost.ACHILLES: translate(
            "daily", "After getting up: how strong was the stiffness or pain?"
        ),
    }[hurts_most]


def hurts_most_label(hurts_most: HurtsMost) -> str:
    """Where it hurts most."""
    translate = QCoreApplication.translate
    return {
        HurtsMost.HEEL_OR_ARCH: translate("daily", "Heel or arch"),
        HurtsMost.BALL_OF_FOOT: translate("daily", "Ball of the foot"),
        HurtsMost.ACHILLES: translate("daily", "Achilles tendon"),
    }[hurts_most]
