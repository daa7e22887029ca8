"""The words of a step: title, cue, rhythm, instruction and pressure, as large as there is room."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.controls import label
from app.ui.fitting_text import LOOSE, TIGHT, FittingText, text_height
from app.ui.flow_layout import FlowLayout
from app.ui.overriding import override
from app.ui.pattern_band import PatternBand
from app.ui.player_picture import StepPicture
from app.ui.theme import Look, Space, Type

_SCALES = tuple(percent / 100 for percent in range(100, 34, -5))


class _Part(IntEnum):
    """The parts from the first that is left out where room is scarce to the last."""

    FACTS = 1
    INSTRUCTION = 2
    KICKER = 3
    PRESSURE = 4


@dataclass(frozen=True, slots=True)
class _Fit:
    """At which scale of the type, with which facts, and how high each part is."""

    scale: float
    has_facts: bool
    heights: tuple[int, ...]

    @property
    def total(self) -> int:
        """The height of all parts with the gaps between them."""
        gaps = sum(gap for gap, height in zip(_GAPS, self.heights, strict=True) if height)
        return sum(self.heights) + gaps


_GAPS = (Space.S, Space.M, Space.L, Space.L, 0)
"""Below the kicker, the cue, the rhythm, the instruction and the pills."""


class CueColumn(QWidget):
    """Lays the words out by itself: all of them shrink together until they fit.

    Where even that is not enough, tool and area go first, then the instruction; the cue never does.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._growth = 1.0
        self._picture: StepPicture | None = None
        self._build_texts()
        self._build_pills()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def _build_texts(self) -> None:
        self.kicker, self.cue = FittingText(), FittingText(is_balanced=True)
        self.instruction = FittingText(LOOSE)
        for text, role in (
            (self.kicker, "kicker"),
            (self.cue, "cue"),
            (self.instruction, "instruction"),
        ):
            text.setProperty("role", role)
            text.setParent(self)
        self.band = PatternBand(self._look)
        self.band.setParent(self)

    def _build_pills(self) -> None:
        self._pills = QWidget(self)
        row = FlowLayout(self._pills, Space.S)
        self.pressure = label(role="pressure", wraps=False)
        self._facts = [label(role="fact", wraps=False) for _ in range(2)]
        for pill in (self.pressure, *self._facts):
            row.addWidget(pill)

    def dress(self, look: Look, growth: float) -> None:
        """Take a look; `growth` makes everything larger on a large screen."""
        self._look, self._growth = look, growth
        self.band.dress(look)
        self.arrange()

    def show_step(self, picture: StepPicture) -> None:
        """Show the words of a moment."""
        old, self._picture = self._picture, picture
        if picture.phase is not None:
            self.band.show_phase(picture.phase, picture.side)
        if old is not None and _words(old) == _words(picture):
            return
        _put(self.kicker, picture.kicker)
        _put(self.cue, picture.cue)
        _put(self.instruction, picture.instruction)
        _put(self.pressure, picture.pressure)
        for pill, text in zip(self._facts, (*picture.facts, "", ""), strict=False):
            _put(pill, text)
        for widget in (self.kicker, self.pressure):
            widget.setProperty("side", picture.side.value)
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self.arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()

    def arrange(self) -> None:
        """Choose the sizes and put everything in its place."""
        if self._picture is None or self.width() <= 0:
            return
        fit = self._best_fit()
        parts = (self.kicker, self.cue, self.band, self.instruction, self._pills)
        for pill in self._facts:
            pill.setVisible(fit.has_facts and bool(pill.text()))
        self.kicker.draw_with(self._font(Type.STEP_TITLE, fit.scale, QFont.Weight.Bold))
        self.cue.draw_with(self._font(Type.CUE, fit.scale, QFont.Weight.Bold))
        self.instruction.draw_with(self._font(Type.INSTRUCTION, fit.scale))
        self.band.scale_to(fit.scale * self._growth)
        y = max(0, (self.height() - fit.total) // 2)
        for part, height, gap in zip(parts, fit.heights, _GAPS, strict=True):
            part.setVisible(height > 0)
            if height:
                part.setGeometry(QRect(0, y, self.width(), height))
                y += height + gap

    def _best_fit(self) -> _Fit:
        """The largest type at which the most parts fit."""
        for left_out in (0, *_Part):
            for scale in _SCALES:
                fit = self._fit(scale, left_out)
                if fit is not None and fit.total <= self.height():
                    return fit
        return _Fit(_SCALES[-1], has_facts=False, heights=(0, self.height(), 0, 0, 0))

    def _fit(self, scale: float, left_out: int) -> _Fit | None:
        """How high the parts are at a scale; None where a word is too wide or too small."""
        picture = self._picture
        if picture is None:
            return None
        kicker = "" if left_out >= _Part.KICKER else picture.kicker
        instruction = "" if left_out >= _Part.INSTRUCTION else picture.instruction
        if instruction and self._pixels(Type.INSTRUCTION, scale) < 15 + 3 * self._look.scale:
            return None
        heights = (
            self._height(kicker, Type.STEP_TITLE, scale, QFont.Weight.Bold),
            self._height(picture.cue, Type.CUE, scale, QFont.Weight.Bold),
            0 if picture.phase is None else self.band.height_at(scale * self._growth),
            self._height(instruction, Type.INSTRUCTION, scale),
            self._pills_height(left_out),
        )
        if None in heights:
            return None
        return _Fit(scale, left_out < _Part.FACTS, tuple(height or 0 for height in heights))

    def _height(
        self,
        text: str,
        size: int,
        scale: float,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> int | None:
        spacing = LOOSE if size == Type.INSTRUCTION else TIGHT
        return text_height(text, self._font(size, scale, weight), self.width(), spacing)

    def _pills_height(self, left_out: int) -> int:
        shown = [] if left_out >= _Part.PRESSURE else [self.pressure]
        shown += [] if left_out >= _Part.FACTS else self._facts
        sizes = [pill.sizeHint() for pill in shown if pill.text()]
        x, rows = 0, 1
        for size in sizes:
            if x and x + size.width() > self.width():
                x, rows = 0, rows + 1
            x += size.width() + Space.S
        tallest = max((size.height() for size in sizes), default=0)
        return rows * tallest + (rows - 1) * Space.S if sizes else 0

    def _pixels(self, size: int, scale: float) -> int:
        gentle = 1.0 if size == Type.CUE else 1.2
        return round(self._look.px(size) * self._growth * min(1.0, scale * gentle))

    def _font(self, size: int, scale: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        font = self._look.font(size, weight)
        font.setPixelSize(max(12, self._pixels(size, scale)))
        return font


def _words(picture: StepPicture) -> tuple[object, ...]:
    """All that changes the layout."""
    return (
        picture.side,
        picture.kicker,
        picture.cue,
        picture.instruction,
        picture.pressure,
        picture.facts,
        picture.phase is None,
    )


def _put(widget: QLabel, text: str) -> None:
    if widget.text() != text:
        widget.setText(text)
    widget.setVisible(bool(text))
