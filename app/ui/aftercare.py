"""What to do right after a session, and what the answers ask for besides."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.core.health_questions import Limit
from app.core.soreness import EndReason
from app.ui.controls import Card, label
from app.ui.icons import Icons
from app.ui.intake_words import rise_text, skin_text
from app.ui.stop_words import advice
from app.ui.theme import Space


class Aftercare(Card):
    """A few lines at the top of the page after a session.

    Args:
        reason: why it ended early, None where it did not.
        limits: what the answers before it asked for.
        icons: pictures, and through them the looks.
    """

    def __init__(self, reason: EndReason | None, limits: Collection[Limit], icons: Icons) -> None:
        super().__init__()
        self._reason = reason
        self._icons = icons
        self._limits = frozenset(limits)
        self.now = label(self._now_text(), "strong")
        self.rise = label("", "strong")
        self.skin = label(skin_text(limits), "strong")
        self._add("droplets", "lead", self.now)
        self._rise_line = self._add("users", "attention", self.rise)
        self._add("eye", "attention", self.skin).setVisible(bool(self.skin.text()))
        self.add_limits(())

    def add_limits(self, limits: Collection[Limit]) -> None:
        """Say as well what the answers after it ask for, and no more what they asked for before."""
        # Who stopped for dizziness is told already not to stand up alone.
        is_told = self._reason is EndReason.DIZZY
        text = "" if is_told else rise_text(self._limits.union(limits))
        self.rise.setText(text)
        self._rise_line.setVisible(bool(text))

    def _now_text(self) -> str:
        """What to do now; after a sign of the body the advice for it, and nothing against it."""
        reason = self._reason
        if reason is None or reason is EndReason.CRASH or reason.may_be_resumed:
            return self.tr("Wipe your soles first. Get up slowly. Sip some water.")
        return "\n".join(line for line in advice(reason) if line)

    def _add(self, icon: str, role: str, words: QLabel) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.M)
        line.addWidget(self._icons.picture(icon, role, 24))
        line.addWidget(words, 1)
        self.column.addWidget(holder)
        return holder
