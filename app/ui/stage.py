"""The player's middle: the ring, the words, the foot map, and the lists in their place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.core.session import Session
from app.ui.cue_column import CueColumn
from app.ui.foot_map import FootMap
from app.ui.icons import Icons
from app.ui.keys_panel import KeysPanel
from app.ui.more_panel import MorePanel
from app.ui.overriding import override
from app.ui.player_actions import PlayerActions
from app.ui.player_fit import Fit, stage_growth
from app.ui.player_picture import PlayerPicture
from app.ui.ring import DIAMETER, CountdownRing
from app.ui.step_list import StepList
from app.ui.theme import Look, Space

_STEPS_WIDTH = 400
_RING_SHARE = 0.32
_LEAST_RING = 80
_MAP_SHARE = 0.27
_LEAST_MAP_WIDTH = 96
_ENOUGH = 0.6
_TRIALS = (
    (1.0, 1.0, 0, 0.8),
    (1.0, 0.75, 0, 0.8),
    (0.8, 0.75, 0, 0.65),
    (0.8, 0.6, 1, 0.55),
    (0.7, 0.6, 1, 0.5),
    (1.0, 0.0, 0, 0.65),
    (0.85, 0.0, 0, 0.6),
    (0.85, 0.0, 1, 0.55),
    (0.7, 0.0, 1, 0.45),
    (0.7, 0.0, 2, 0.35),
    (0.55, 0.0, 2, 0.3),
    (0.45, 0.0, 2, 0.2),
)
"""Best first: the share of its full size that the ring has, and that of the map, if the words
then leave out at most so many parts, at such a scale or larger."""


class Stage(QWidget):
    """In a roomy window the steps stand beside the words, else in their place."""

    def __init__(self, actions: PlayerActions, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._fit = Fit.ROOMY
        self._growth = 1.0
        look = icons.looks.current
        self.ring = CountdownRing(look)
        self.words = CueColumn(look)
        self.map = FootMap(icons.feet, look)
        self.keys = KeysPanel()
        self.more = MorePanel((*actions.changes, *actions.tools), icons)
        self.steps = StepList(icons)
        self._build()

    def _build(self) -> None:
        self._middle = QStackedWidget()
        for page in (self.words, self.keys, self.more):
            self._middle.addWidget(page)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self._middle, 1)
        self._line.addWidget(self.map)
        self.map.hide()
        self._line.addWidget(self.steps)
        self.steps.hide()

    @property
    def page(self) -> QWidget | None:
        """What stands beside the ring: the words, the keys, more buttons or the steps."""
        if not self.steps.isHidden() and self._fit is not Fit.ROOMY:
            return self.steps
        return self._middle.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Put words, keys or more buttons beside the ring."""
        self._middle.setCurrentWidget(page)
        self._follow_page()

    def show_steps(self, *, are_shown: bool) -> None:
        """Open or close the list of steps."""
        self.steps.setVisible(are_shown)
        self._place_steps()
        self._follow_page()
        if are_shown:
            self.steps.reveal()

    def show_picture(self, picture: PlayerPicture, session: Session) -> None:
        """Show a moment."""
        step = picture.step
        self.ring.show_time(picture.time, step.side, step.phase)
        needs_room = self.words.show_step(step)
        self.map.show_work(step.work)
        if needs_room and self.page is self.words:
            self._arrange()
        self.map.show_moment(step.elapsed_s)
        if self.steps.isVisible():
            self.steps.show_session(session)

    def show_moment(self, picture: PlayerPicture) -> None:
        """Show a moment of the same second: what moves, moves."""
        step = picture.step
        self.ring.show_time(picture.time, step.side, step.phase)
        self.words.show_moment(step)
        self.map.show_moment(step.elapsed_s)

    def dress(self, fit: Fit, frame: Look, growth: float) -> None:
        """Take the current look and room; `frame` is the look of what stands around the cue.

        `growth` is that of the frame; what stands on the stage grows by more.
        """
        self._fit, self._growth = fit, stage_growth(growth)
        look = self._icons.looks.current
        self.ring.dress(look)
        self.words.dress(look, self._growth)
        self.map.dress(look, self._growth)
        self.more.dress(frame)
        self.steps.dress()
        self._line.setSpacing({Fit.ROOMY: 52, Fit.COMPACT: Space.XXL}.get(fit, Space.XL))
        self._place_steps()
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _follow_page(self) -> None:
        """Beside another page than the words the ring stays: nothing moves under the finger."""
        if self.page is self.words:
            self._arrange()
        else:
            self.map.hide()

    def _arrange(self) -> None:
        """Give ring and map their sizes: as large as the words allow, which come first."""
        ring, drawn = self._sizes()
        self.ring.setFixedSize(ring, ring)
        self.map.setVisible(drawn > 0)
        if drawn:
            self.map.setFixedWidth(drawn)

    def _sizes(self) -> tuple[int, int]:
        """The side of the ring, and the width of the map, 0 for none."""
        wanted = self._icons.looks.current.px(DIAMETER) * self._growth
        ring = min(wanted, self.height(), self.width() * _RING_SHARE)
        drawn = min(self.map.width_for(self.height()), int(self.width() * _MAP_SHARE))
        if self.page is not self.words or not self.steps.isHidden() or self.map.is_empty:
            drawn = 0
        found: list[tuple[int, float, int, int]] = []
        for of_ring, of_map, most_left_out, least_scale in _TRIALS:
            side = max(_LEAST_RING, int(ring * of_ring))
            width = max(int(drawn * of_map), _LEAST_MAP_WIDTH) if of_map else 0
            if width > drawn:
                continue
            left_out, scale = self.words.legibility(*self._room_of_words(side, width))
            if left_out <= most_left_out and scale >= least_scale / self._leniency:
                return side, width
            found.append((left_out, -scale, side, width))
        # Nothing fits as it should: as many parts as can be, then text that is not too small,
        # then the larger ring.
        enough = _ENOUGH / self._leniency
        return min(found, key=lambda one: (one[0], max(one[1], -enough), -one[2]))[2:]

    @property
    def _leniency(self) -> float:
        """Large text may shrink by more before ring and map do."""
        return float(self._icons.looks.current.scale**0.6)

    def _room_of_words(self, ring: int, drawn: int) -> tuple[int, int]:
        """What is left for the words beside such a ring and map."""
        spacing = self._line.spacing()
        taken = ring + spacing + (drawn + spacing if drawn else 0)
        if not self.steps.isHidden() and self._fit is Fit.ROOMY:
            taken += self.steps.maximumWidth() + spacing
        return self.width() - taken, self.height()

    def _place_steps(self) -> None:
        is_beside = self._fit is Fit.ROOMY
        self._middle.setVisible(is_beside or self.steps.isHidden())
        widest = self._icons.looks.current.px(_STEPS_WIDTH)
        self.steps.setMinimumWidth(widest if is_beside else 0)
        self.steps.setMaximumWidth(widest if is_beside else 16_777_215)
