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
from app.ui.pace_beat import PaceBeat
from app.ui.pattern_band import PatternBand
from app.ui.player_picture import StepPicture
from app.ui.theme import Look, Space, Type

_SCALES = tuple(percent / 100 for percent in range(100, 24, -5))
_LEAST_CUE = 32
_LEAST_INSTRUCTION = 15
_MORE_WHEN_LARGE = 3
"""Least sizes in pixels; large text raises that of the instruction by this for each 100 %."""


class _Part(IntEnum):
    """The parts from the first that is left out where room is scarce to the last."""

    FACTS = 1
    KICKER = 2
    PACE = 3
    INSTRUCTION = 4
    PRESSURE = 5


@dataclass(frozen=True, slots=True)
class _Fit:
    """At which scale of the type, how many parts are left out, and how high each one is."""

    scale: float
    left_out: int
    heights: tuple[int, ...]

    @property
    def total(self) -> int:
        """The height of all parts with the gaps between them."""
        gaps = sum(gap for gap, height in zip(_GAPS, self.heights, strict=True) if height)
        return sum(self.heights) + gaps


_ALL_BUT_CUE = len(_Part) + 1
_GAPS = (Space.S, Space.M, Space.L, Space.L, Space.L, 0)
"""Below the kicker, the cue, the rhythm, the pace, the instruction and the pills."""


class CueColumn(QWidget):
    """Lays the words out by itself: all of them shrink together until they fit.

    Where even that is not enough, tool and area go first, then the title and the pace, then
    the instruction; the cue never does. That nothing is to be pressed goes before them.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._growth = 1.0
        self._picture: StepPicture | None = None
        self._heights: dict[tuple[str, int, float, int], int | None] = {}
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
        self.beat = PaceBeat(self._look)
        self.beat.setParent(self)

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
        self._heights.clear()
        self.band.dress(look)
        self.beat.dress(look)
        self.arrange()

    def show_step(self, picture: StepPicture) -> bool:
        """Show the words of a moment; True where they need another layout than before."""
        old = self._picture
        self.show_moment(picture)
        if old is not None and _words(old) == _words(picture):
            return False
        self._heights.clear()
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
        return True

    def show_moment(self, picture: StepPicture) -> None:
        """Let rhythm and beat go on; the words are the same."""
        self._picture = picture
        if picture.phase is not None:
            self.band.show_phase(picture.phase, picture.side)
        self.beat.show_pace(picture.pace_per_min, picture.elapsed_s, picture.side)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange()

    def arrange(self) -> None:
        """Choose the sizes and put everything in its place."""
        if self._picture is None or self.width() <= 0:
            return
        fit = self._best_fit(self.width(), self.height())
        parts = (self.kicker, self.cue, self.band, self.beat, self.instruction, self._pills)
        for pill in self._facts:
            pill.setVisible(fit.left_out < _Part.FACTS and bool(pill.text()))
        self.pressure.setVisible(self._has_pressure(fit.left_out) and bool(self.pressure.text()))
        self.kicker.draw_with(self._font(Type.STEP_TITLE, fit.scale, QFont.Weight.Bold))
        self.cue.draw_with(self._font(Type.CUE, fit.scale, QFont.Weight.Bold))
        self.instruction.draw_with(self._font(Type.INSTRUCTION, fit.scale))
        self.band.scale_to(fit.scale * self._growth)
        self.beat.scale_to(fit.scale * self._growth)
        y = max(0, (self.height() - fit.total) // 2)
        for part, height, gap in zip(parts, fit.heights, _GAPS, strict=True):
            part.setVisible(height > 0)
            if height:
                part.setGeometry(QRect(0, y, self.width(), height))
                y += height + gap

    def legibility(self, width: int, height: int) -> tuple[int, float]:
        """How the words would be in such a room: parts left out, and the scale of the type."""
        if self._picture is None or width <= 0 or height <= 0:
            return _ALL_BUT_CUE, 0.0
        fit = self._best_fit(width, height)
        return fit.left_out, fit.scale

    def _best_fit(self, width: int, height: int) -> _Fit:
        """The largest type at which the most parts fit."""
        for left_out in (0, *_Part):
            found = self._largest(width, height, left_out)
            if found is not None:
                return found
        return _Fit(_SCALES[-1], _ALL_BUT_CUE, heights=(0, height, 0, 0, 0, 0))

    def _largest(self, width: int, height: int, left_out: int) -> _Fit | None:
        """The fit with the largest type; found by halves, for each trial lays out every text."""
        scales = [s for s in _SCALES if self._pixels(Type.CUE, s) >= _LEAST_CUE]
        found = None
        low, high = 0, len(scales)
        while low < high:
            middle = 0 if low == 0 and high == len(scales) else (low + high) // 2
            fit = self._fit(scales[middle], left_out, width)
            if fit is not None and fit.total <= height:
                found, high = fit, middle
            else:
                low = middle + 1
        return found

    def _fit(self, scale: float, left_out: int, width: int) -> _Fit | None:
        """How high the parts are at a scale; None where a word is too wide."""
        picture = self._picture
        if picture is None:
            return None
        kicker = "" if left_out >= _Part.KICKER else picture.kicker
        instruction = "" if left_out >= _Part.INSTRUCTION else picture.instruction
        has_pace = picture.pace_per_min and left_out < _Part.PACE
        bold = QFont.Weight.Bold
        heights = (
            self._height(kicker, Type.STEP_TITLE, scale, width, bold),
            self._height(picture.cue, Type.CUE, scale, width, bold),
            0 if picture.phase is None else self.band.height_at(scale * self._growth),
            self.beat.height_at(scale * self._growth) if has_pace else 0,
            self._height(instruction, Type.INSTRUCTION, scale, width),
            self._pills_height(left_out, width),
        )
        if None in heights:
            return None
        return _Fit(scale, left_out, tuple(height or 0 for height in heights))

    def _height(
        self,
        text: str,
        size: int,
        scale: float,
        width: int,
        weight: QFont.Weight = QFont.Weight.Normal,
    ) -> int | None:
        """How high a text is, None where a word is too wide; laid out once, for all trials."""
        asked = (text, size, scale, width)
        if asked not in self._heights:
            spacing = LOOSE if size == Type.INSTRUCTION else TIGHT
            font = self._font(size, scale, weight)
            self._heights[asked] = text_height(text, font, width, spacing)
        return self._heights[asked]

    def _pills_height(self, left_out: int, width: int) -> int:
        shown = [self.pressure] if self._has_pressure(left_out) else []
        shown += [] if left_out >= _Part.FACTS else self._facts
        sizes = [pill.sizeHint() for pill in shown if pill.text()]
        x, rows = 0, 1
        for size in sizes:
            if x and x + size.width() > width:
                x, rows = 0, rows + 1
            x += size.width() + Space.S
        tallest = max((size.height() for size in sizes), default=0)
        return rows * tallest + (rows - 1) * Space.S if sizes else 0

    def _has_pressure(self, left_out: int) -> bool:
        """A ceiling is the last to be left out, “No pressure” the first."""
        has_ceiling = self._picture is not None and self._picture.has_ceiling
        return left_out < (_Part.PRESSURE if has_ceiling else _Part.PACE)

    def _pixels(self, size: int, scale: float) -> int:
        """A size of the type at a scale: the cue shrinks first, what is read stays legible."""
        gentle = 1.0 if size == Type.CUE else 1.2
        pixels = round(self._look.px(size) * self._growth * min(1.0, scale * gentle))
        if size != Type.CUE:
            return max(pixels, round(_LEAST_INSTRUCTION + _MORE_WHEN_LARGE * self._look.scale))
        return pixels

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
        picture.pace_per_min,
    )


def _put(widget: QLabel, text: str) -> None:
    if widget.text() != text:
        widget.setText(text)
    widget.setVisible(bool(text))
