"""What can be done in the player, once each: name, key, icon and whether it works now."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from app.core.session import Session
from app.core.session_events import Refusal
from app.core.session_table import Command, State
from app.ui.player_words import refusal_text

ICON_NAME = "icon_name"
HINT = "hint"
SHORT_NAME = "short_name"


class PlayerActions(QObject):
    """The actions behind the player's buttons; a button shows what its action says."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        tr = self.tr
        self.back = self._make(tr("Back"), "skip-back", tr("Again from its start (Left)"))
        self.toggle = self._make(tr("Pause"), "pause", tr("Pause and go on (Space)"))
        self.next = self._make(tr("Next"), "skip-forward", tr("Next step (Right)"))
        self.ease = self._make(
            tr("Too sore"), "arrow-down", tr("One level lighter, noted in the log (Down)")
        )
        self.shorten = self._make(tr("−15 s"), "", tr("15 seconds less of this step (−)"))
        self.extend = self._make(tr("+15 s"), "", tr("15 seconds more of this step (+)"))
        self.repeat = self._make(
            tr("Repeat at end"), "repeat", tr("This step once more at the end (R)"), tr("Repeat")
        )
        self.sound = self._make(
            tr("Sound on"), "volume-2", tr("Sounds and voice off or on (M)"), tr("Sound")
        )
        self.full_screen = self._make(
            tr("Full screen"), "maximize", tr("Full screen or window (F11)"), tr("Screen")
        )
        self.keys = self._make(tr("Keys"), "keyboard", tr("What the keys do (? or F1)"))
        self.help = self._make(
            tr("What is this?"), "circle-help", tr("Pause, and read what this is (H)"), tr("Help")
        )
        self.steps = self._make(
            tr("All steps"), "list", tr("All steps; choose one to jump to it"), tr("Steps")
        )
        self.lock = self._make(tr("Lock"), "lock", tr("Guard against stray touches"))
        self.more = self._make(tr("More"), "sliders-horizontal", tr("More buttons"))
        self.stop = self._make(tr("STOP  ·  Esc"), "", tr("Pause at once and say why (Esc)"))
        for action in (self.keys, self.steps, self.more):
            action.setCheckable(True)

    @property
    def tools(self) -> tuple[QAction, ...]:
        """Those that are not needed in every step."""
        return (self.steps, self.help, self.sound, self.keys, self.full_screen, self.lock)

    @property
    def changes(self) -> tuple[QAction, ...]:
        """Those that change the running step."""
        return (self.shorten, self.extend, self.repeat)

    def follow(self, session: Session) -> None:
        """Let each work or not as the session allows it now."""
        allowed = session.allowed
        for action, command in (
            (self.back, Command.BACK),
            (self.next, Command.NEXT),
            (self.ease, Command.EASE),
            (self.shorten, Command.SHORTEN),
            (self.extend, Command.EXTEND),
            (self.repeat, Command.REPEAT),
            (self.stop, Command.STOP),
        ):
            action.setEnabled(command in allowed)
        self.toggle.setEnabled(bool({Command.PAUSE, Command.RESUME} & allowed))
        self.help.setEnabled(can_explain(session))
        self._name_toggle(session.state)
        for action in (self.extend, self.repeat):
            hint = str(action.property(HINT))
            is_limited = session.current.is_limited and not action.isEnabled()
            action.setToolTip(refusal_text(Refusal.LIMITED, session) if is_limited else hint)

    def show_sound(self, *, is_on: bool) -> None:
        """Name the sound action after what is now."""
        self.sound.setText(self.tr("Sound on") if is_on else self.tr("Sound off"))
        self._set_icon(self.sound, "volume-2" if is_on else "volume-x")

    def show_full_screen(self, *, is_full: bool) -> None:
        """Name the full-screen action after what it would do."""
        self.full_screen.setText(self.tr("Window") if is_full else self.tr("Full screen"))
        self._set_icon(self.full_screen, "minimize" if is_full else "maximize")

    def _name_toggle(self, state: State) -> None:
        if state is State.WAITING:
            text, icon = self.tr("Ready"), "play"
        elif state in (State.PAUSED, State.ASKING):
            text, icon = self.tr("Go on"), "play"
        else:
            text, icon = self.tr("Pause"), "pause"
        if self.toggle.text() != text:
            self.toggle.setText(text)
            self._set_icon(self.toggle, icon)

    def _make(self, text: str, icon: str, hint: str, short_name: str = "") -> QAction:
        action = QAction(text, self)
        action.setToolTip(hint)
        action.setProperty(HINT, hint)
        action.setProperty(SHORT_NAME, short_name or text)
        action.setProperty(ICON_NAME, icon)
        return action

    def _set_icon(self, action: QAction, icon: str) -> None:
        action.setProperty(ICON_NAME, icon)
        action.changed.emit()


def can_explain(session: Session) -> bool:
    """Whether there is a step to explain, and no question open that has to be answered first."""
    asks = session.state in (State.ASKING, State.SHORT, State.ENDED)
    return not asks and session.coming.occurrence is not None
