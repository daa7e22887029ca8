"""What a technique is, over the player whose timer stands still."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QVBoxLayout, QWidget

from app.core.help_topics import HelpTopics, Topic
from app.ui.controls import button, label
from app.ui.help_text import AFAR
from app.ui.overriding import override
from app.ui.player_keys import PlayerKey
from app.ui.theme import Look, Space
from app.ui.topic_page import TopicPage

_Move = QAbstractSlider.SliderAction
_SCROLLS = {
    PlayerKey.EASE: _Move.SliderSingleStepAdd,
    PlayerKey.NEXT: _Move.SliderPageStepAdd,
    PlayerKey.BACK: _Move.SliderPageStepSub,
}
_MEANT_FOR_THE_STEP = (PlayerKey.REPEAT, PlayerKey.EXTEND, PlayerKey.SHORTEN)


class HelpPanel(QWidget):
    """One topic in large type, and the way back to the session.

    Signals:
        left: the person has read it.
    """

    left = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.page = TopicPage(look, AFAR, leads_on=False)
        self.back = button(self.tr("Back to the session"), "player-primary")
        self._hint = label(self.tr("The timer stands still. H closes this, Space goes on."), "hint")
        below = QHBoxLayout()
        below.setContentsMargins(Space.XXL + Space.XS + 2, 0, Space.XXL, 0)
        below.setSpacing(Space.XL)
        below.addWidget(self.back)
        below.addWidget(self._hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.page, 1)
        column.addLayout(below)
        self.back.clicked.connect(self.left)

    def show_topic(self, topic: Topic, help_: HelpTopics) -> None:
        """Show what a technique is, from its top."""
        self.page.show_topic(topic, help_)

    def take_focus(self) -> None:
        """Let the keys scroll, once the page is shown."""
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_key(self, key: PlayerKey) -> bool:
        """Read on by the keys that would change the step; whether it was one of them."""
        if key in _SCROLLS:
            self.page.scroll_on(_SCROLLS[key])
        elif key is PlayerKey.HELP:
            self.left.emit()
        return key in (*_SCROLLS, *_MEANT_FOR_THE_STEP, PlayerKey.HELP)

    def dress(self, look: Look) -> None:
        """Take a look."""
        self.page.dress(look)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)
