"""The frame of a page before a session: what is asked, scrolling, and the ways on below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.core.help_topics import Lead
from app.ui.controls import button, label
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.sight import FOOT, bring_into_sight
from app.ui.theme import Space

ON_KEYS = "Ctrl+Return"
"""Goes on from wherever the focus is."""

_WIDEST = 980


class IntakePage(QWidget):
    """A head, a column of cards, and a foot with the way back and the way on.

    Enter goes on where nothing else takes it, Escape leads back. Whoever made the page shows the
    next one; nothing is shown by itself.

    Args:
        icons: pictures, and through them the looks.
        title: what the page is about.
        intro: a sentence below it.

    Signals:
        went_on: the person wants to go on.
        went_back: the person wants back.
        help_wanted: the id of a topic of the help.

    Attributes:
        topic_id: the topic of the help that tells more of it.
    """

    topic_id: str = Lead.RIGHT_FOR_ME.value

    went_on = Signal()
    went_back = Signal()
    help_wanted = Signal(str)

    def __init__(self, icons: Icons, title: str, intro: str = "") -> None:
        super().__init__()
        self._icons = icons
        self.setProperty("role", "page")
        self.setAccessibleName(title)
        self.setAccessibleDescription(intro)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.column = QVBoxLayout()
        self.column.setSpacing(Space.L)
        self.on = button(self.tr("Go on"), "primary")
        self.back = button(self.tr("Not now"))
        self.hint = label("", "attention")
        self.hint.hide()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self._build_content(title, intro), 1)
        page.addWidget(self._build_foot())
        keys = QKeySequence(ON_KEYS)
        QShortcut(keys, self, self.on.click)
        self.on.setToolTip(keys.toString(QKeySequence.SequenceFormat.NativeText))
        self.on.clicked.connect(self.went_on)
        self.back.clicked.connect(self.went_back)
        icons.looks.keep(self, self._leave_margins)

    def take_focus(self) -> None:
        """Put the focus where the person begins."""
        self.on.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, hint: str) -> None:
        """Say above the buttons what lacks; nothing where the text is empty."""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def bring_into_sight(self, part: QWidget) -> None:
        """Scroll so that a part of the page is seen."""
        bring_into_sight(self._scroll, part)

    @property
    def inner_width(self) -> int:
        """How wide a card is, in pixels; room for the scroll bar is left."""
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        return self.width() - 2 * self._side - bar

    def add_way(self, way: QPushButton) -> None:
        """Put another button between the way back and the way on."""
        self._others.addWidget(way)

    def _build_content(self, title: str, intro: str) -> QWidget:
        content = QWidget()
        self._content = QVBoxLayout(content)
        self._content.setSpacing(Space.L)
        head = QVBoxLayout()
        head.setSpacing(Space.XS)
        self.title = label(title, "title")
        head.addWidget(self.title)
        if intro:
            head.addWidget(label(intro, "soft"))
        self._content.addLayout(head)
        self._content.addLayout(self.column)
        self._content.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(content)
        return self._scroll

    def _build_foot(self) -> QWidget:
        foot = QWidget()
        foot.setObjectName(FOOT)
        self._foot = QVBoxLayout(foot)
        self._foot.setSpacing(Space.S)
        self._foot.addWidget(self.hint)
        others = QWidget()
        self._others = FlowLayout(others, Space.M)
        self._others.addWidget(self.back)
        ways = QHBoxLayout()
        ways.setSpacing(Space.M)
        ways.addWidget(others, 1)
        ways.addWidget(self.on, 0, Qt.AlignmentFlag.AlignBottom)
        self._foot.addLayout(ways)
        return foot

    def _leave_margins(self) -> None:
        side = self._side
        self._content.setContentsMargins(side, Space.M, side, Space.XS)
        self._foot.setContentsMargins(side, Space.M, side, Space.L)

    @property
    def _side(self) -> int:
        return max(Space.XXL, (self.width() - self._icons.looks.current.px(_WIDEST)) // 2)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._leave_margins()
        super().resizeEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back.click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.on.click()
        else:
            super().keyPressEvent(event)
