"""The player's lower edge: what comes next, how far it is, and the large buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.fitting_text import ElidedLabel
from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.player_actions import PlayerActions
from app.ui.player_buttons import ActButton, HoldButton
from app.ui.player_fit import Fit
from app.ui.player_picture import CoursePicture
from app.ui.share_bar import ShareBar
from app.ui.theme import Look, Space


class PlayerFooter(QWidget):
    """In a wide window one beside the other, in a narrow one the buttons below."""

    def __init__(self, actions: PlayerActions, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self._actions = actions
        self._is_tiny = False
        self._is_locked = False
        self.course = self._build_course()
        self.buttons = self._build_buttons()
        self.unlock = HoldButton(icons)
        self.unlock.hide()
        self.unlock.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(Space.XXL)
        self._layout.addWidget(self.course, 1)
        self._layout.addWidget(self.buttons, 0, Qt.AlignmentFlag.AlignBottom)
        self._layout.addWidget(self.unlock, 0, Qt.AlignmentFlag.AlignBottom)

    def _build_course(self) -> QWidget:
        look = self._icons.looks.current
        course = QWidget()
        self.next_caption = ElidedLabel("course")
        self.next_title = ElidedLabel("next-title")
        self.hands_on, self.left = ElidedLabel("course"), ElidedLabel("course")
        self.hands_on_bar = ShareBar(look, "strong_lead")
        self.total_bar = ShareBar(look, "strong_soft_ink")
        self.hands_on_bar.setAccessibleName(self.tr("Hands-on time against fifteen minutes"))
        self.total_bar.setAccessibleName(self.tr("The whole session"))
        column = QVBoxLayout(course)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addStretch(1)
        column.addWidget(self.next_caption)
        column.addWidget(self.next_title)
        column.addSpacing(Space.S)
        bars = QHBoxLayout()
        bars.setSpacing(Space.L)
        for bar, text in ((self.hands_on_bar, self.hands_on), (self.total_bar, self.left)):
            one = QVBoxLayout()
            one.setSpacing(Space.XS)
            one.addWidget(bar)
            one.addWidget(text)
            bars.addLayout(one, 1)
        column.addLayout(bars)
        return course

    def _build_buttons(self) -> QWidget:
        actions, icons = self._actions, self._icons
        buttons = QWidget()
        column = QVBoxLayout(buttons)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        self.changes = QWidget()
        small = QHBoxLayout(self.changes)
        small.setContentsMargins(0, 0, 0, 0)
        small.setSpacing(Space.S)
        small.addStretch(1)
        self._small = [ActButton(action, icons, "change") for action in actions.changes]
        for made in self._small:
            small.addWidget(made)
        self.back, self.next, self.ease, self.more = (
            ActButton(action, icons, "main")
            for action in (actions.back, actions.next, actions.ease, actions.more)
        )
        self.toggle = ActButton(actions.toggle, icons, "primary")
        large = QHBoxLayout()
        large.setSpacing(Space.M)
        self._large = (self.back, self.toggle, self.next, self.ease, self.more)
        for made in self._large:
            large.addWidget(made)
            made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        column.addWidget(self.changes)
        column.addLayout(large)
        return buttons

    def show_course(self, picture: CoursePicture) -> None:
        """Show where the session stands."""
        for widget, text in (
            (self.next_caption, picture.next_caption),
            (self.next_title, self._next_title(picture)),
            (self.hands_on, picture.hands_on),
            (self.left, picture.left),
        ):
            if widget.text() != text:
                widget.setText(text)
        self.hands_on_bar.show_share(picture.hands_on_share)
        self.total_bar.show_share(picture.total_share)

    def _next_title(self, picture: CoursePicture) -> str:
        if not self._is_tiny:
            return picture.next_title
        return f"{picture.next_caption}: {picture.next_title}"

    def dress(self, fit: Fit, look: Look) -> None:
        """Take a look and the room there is."""
        for bar in (self.hands_on_bar, self.total_bar):
            bar.dress(look)
        for made in (*self._small, *self._large):
            made.dress(look)
        self.unlock.dress(look)
        is_roomy, is_tiny = fit is Fit.ROOMY, fit is Fit.TINY
        self._is_tiny = is_tiny
        direction = QBoxLayout.Direction
        self._layout.setDirection(direction.LeftToRight if is_roomy else direction.TopToBottom)
        self._layout.setSpacing(Space.XXL if is_roomy else Space.M)
        self.changes.setVisible(is_roomy)
        self.more.setVisible(not is_roomy)
        self.next_caption.setVisible(not is_tiny)
        self._choose_words()

    def _choose_words(self) -> None:
        """Leave icons alone where the words of all buttons would be too wide."""
        room = self.width()
        for made in self._large:
            made.show_words(are_shown=True)
        if not self.changes.isHidden():
            return
        for wordless in ((self.more,), (self.back, self.next), (self.ease,)):
            wanted = sum(made.sizeHint().width() + Space.M for made in self._large)
            if wanted - Space.M > room:
                for made in wordless:
                    made.show_words(are_shown=False)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._choose_words()

    def ask(self, *, asks: bool, fit: Fit) -> None:
        """While a question is open show only how far the session is, and that if there is room."""
        self.setVisible(fit is Fit.ROOMY or not asks)
        self.buttons.setVisible(not asks and not self._is_locked)
        self.unlock.setVisible(not asks and self._is_locked)

    def guard(self, *, is_locked: bool) -> None:
        """Put the one button that has to be held in place of all others."""
        self._is_locked = is_locked
        self.buttons.setVisible(not is_locked)
        self.unlock.setVisible(is_locked)
