"""One question on the 0-10 scale, answered for each foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.plan import Foot, Side
from app.core.soreness import RatingKind
from app.ui.controls import Card, ScoreRow, label
from app.ui.icons import Icons
from app.ui.theme import Space
from app.ui.words import side_banner


class SavedSign(QWidget):
    """A quiet “Saved” with a tick."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.XS)
        line.addWidget(icons.picture("check", "lead", 16))
        line.addWidget(label(self.tr("Saved"), "fine", wraps=False))
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()


class ScoreCard(Card):
    """A question with a row of numbers for each foot; nothing is chosen at first.

    Signals:
        scored: foot and score, each time one is chosen.
    """

    scored = Signal(object, int)

    def __init__(self, kind: RatingKind, feet: Sequence[Foot], icons: Icons) -> None:
        super().__init__()
        self.kind = kind
        self.rows: dict[Foot, ScoreRow] = {}
        self.signs: dict[Foot, SavedSign] = {}
        is_pain = kind is RatingKind.PAIN
        heading = self.tr("Pain right now") if is_pain else self.tr("Soreness right now")
        self.column.setSpacing(Space.S)
        self.column.addWidget(label(heading, "section"))
        self.column.addWidget(label(self._question(), "soft"))
        for foot in feet:
            self._build_row(foot, icons)

    def _build_row(self, foot: Foot, icons: Icons) -> None:
        name = side_banner(Side(foot.value))
        row = ScoreRow(self._question(foot), foot)
        row.scored.connect(lambda score: self.scored.emit(foot, score))
        sign = SavedSign(icons)
        line = QHBoxLayout()
        line.setSpacing(Space.M)
        role = "right" if foot is Foot.RIGHT else "lead"
        line.addWidget(label(name, role, wraps=False))
        line.addWidget(sign)
        line.addStretch(1)
        self.column.addSpacing(Space.S)
        self.column.addLayout(line)
        self.column.addWidget(row)
        self.rows[foot], self.signs[foot] = row, sign

    def show_saved(self, foot: Foot, *, is_saved: bool) -> None:
        """Show or take away the sign that an answer is saved."""
        self.signs[foot].setVisible(is_saved)

    def _question(self, foot: Foot | None = None) -> str:
        """The whole question; without a foot, as it stands over the rows."""
        if self.kind is RatingKind.SORENESS:
            question = self.tr(
                "How sore do the places you massaged feel right now, 0 not at all, 10 as sore as "
                "you can imagine?"
            )
            return question if foot is None else f"{side_banner(Side(foot.value))}: {question}"
        if foot is None:
            return self.tr(
                "From 0 to 10, where 0 is no pain and 10 is the worst pain you can imagine: how "
                "strong is the pain in your foot right now?"
            )
        return self.tr(
            "From 0 to 10, where 0 is no pain and 10 is the worst pain you can imagine: how "
            "strong is the pain in your {foot} right now?"
        ).format(foot=side_banner(Side(foot.value)))
