"""What the person opens beside the ring of the player: the steps, the keys, more buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.ui.player_actions import PlayerActions
from app.ui.player_fit import Fit
from app.ui.stage import Stage


class PlayerPages(QObject):
    """Opens and closes them, and leaves the keyboard where the person goes on.

    Args:
        room: the player, which has the keyboard else.
        stage: where they stand.
        actions: what opens them.
        more: the button that stands for those that have no room.
        fit: how much room there is now.

    Signals:
        shown: another page stands beside the ring, or the words again.
        steps_toggled: the list of steps was opened or closed.
    """

    shown = Signal()
    steps_toggled = Signal()

    def __init__(
        self,
        room: QWidget,
        stage: Stage,
        actions: PlayerActions,
        more: QAbstractButton,
        fit: Callable[[], Fit],
    ) -> None:
        super().__init__(room)
        self._room = room
        self._stage = stage
        self._actions = actions
        self._more = more
        self._fit = fit
        self._steps_opener: QAbstractButton | None = None

    def toggle_steps(self) -> None:
        """Open or close the list; who opens it from a button, by key, goes on in it."""
        steps, focused = self._stage.steps, self._room.window().focusWidget()
        self.show_words()
        opens = steps.isHidden()
        self._stage.show_steps(are_shown=opens)
        self._actions.steps.setChecked(opens)
        self.steps_toggled.emit()
        if opens:
            self._steps_opener = focused if isinstance(focused, QAbstractButton) else None
            (steps if self._steps_opener else self._room).setFocus()
            return
        back = self._steps_opener if focused is steps else focused
        if isinstance(back, QAbstractButton):
            # In a small window the button is on the page behind “More”.
            (back if back.isVisible() else self._more).setFocus()

    def leave_steps(self) -> None:
        """Close the list after a jump, unless it stands beside the words and is not gone on in."""
        steps = self._stage.steps
        if steps in (self._stage.page, self._room.window().focusWidget()):
            self.toggle_steps()

    def toggle_keys(self) -> None:
        """Open or close the list of keys."""
        self._toggle_page(self._stage.keys)

    def toggle_more(self) -> None:
        """Open or close the page of more buttons."""
        self._toggle_page(self._stage.more)

    def _toggle_page(self, page: QWidget) -> None:
        opens = self._stage.page is not page
        if self._fit() is not Fit.ROOMY:
            self._stage.show_steps(are_shown=False)
        self._show_page(page if opens else self._stage.words)

    def show_words(self) -> None:
        """Close whatever is open in the place of the words."""
        self._show_page(self._stage.words)

    def _show_page(self, page: QWidget) -> None:
        self._stage.show_page(page)
        actions = self._actions
        actions.keys.setChecked(page is self._stage.keys)
        actions.more.setChecked(page is self._stage.more)
        actions.steps.setChecked(not self._stage.steps.isHidden())
        self.shown.emit()
        if page is self._stage.keys:
            self._stage.keys.close_button.setFocus()
        else:
            self._room.setFocus()
