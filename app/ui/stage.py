"""The player's middle: the ring, the words beside it, and the lists that can take their place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from app.core.session import Session
from app.ui.cue_column import CueColumn
from app.ui.icons import Icons
from app.ui.keys_panel import KeysPanel
from app.ui.more_panel import MorePanel
from app.ui.overriding import override
from app.ui.player_actions import PlayerActions
from app.ui.player_fit import Fit
from app.ui.player_picture import PlayerPicture
from app.ui.ring import DIAMETER, CountdownRing
from app.ui.step_list import StepList
from app.ui.theme import Look, Space

_STEPS_WIDTH = 400
_RING_SHARE = 0.32


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

    def show_steps(self, *, are_shown: bool) -> None:
        """Open or close the list of steps."""
        self.steps.setVisible(are_shown)
        self._place_steps()
        if are_shown:
            self.steps.reveal()

    def show_picture(self, picture: PlayerPicture, session: Session) -> None:
        """Show a moment."""
        self.ring.show_time(picture.time, picture.step.side)
        self.words.show_step(picture.step)
        if self.steps.isVisible():
            self.steps.show_session(session)

    def dress(self, fit: Fit, frame: Look, growth: float) -> None:
        """Take the current look and room; `frame` is the look of what stands around the cue."""
        self._fit, self._growth = fit, growth
        look = self._icons.looks.current
        self.ring.dress(look)
        self.words.dress(look, growth)
        self.more.dress(frame)
        self.steps.dress()
        self._line.setSpacing({Fit.ROOMY: 52, Fit.COMPACT: Space.XXL}.get(fit, Space.XL))
        self._place_steps()
        self._size_ring()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._size_ring()

    def _size_ring(self) -> None:
        wanted = self._icons.looks.current.px(DIAMETER) * self._growth
        side = int(min(wanted, self.height(), self.width() * _RING_SHARE))
        self.ring.setFixedSize(max(80, side), max(80, side))

    def _place_steps(self) -> None:
        is_beside = self._fit is Fit.ROOMY
        self._middle.setVisible(is_beside or self.steps.isHidden())
        widest = self._icons.looks.current.px(_STEPS_WIDTH)
        self.steps.setMinimumWidth(widest if is_beside else 0)
        self.steps.setMaximumWidth(widest if is_beside else 16_777_215)
