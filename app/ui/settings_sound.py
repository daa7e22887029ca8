"""Settings of the sounds."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout

from app.core.preferences import Preferences
from app.ui.controls import Card, button
from app.ui.icons import Icons
from app.ui.inputs import Switch
from app.ui.settings_lines import Notice, button_line, control_line, put_heading


class SoundSection(Card):
    """Sounds on or off, and a test.

    Attributes:
        changed: fields of `Preferences` that are to be replaced, by name.
        test_requested: play a sound now.
        lines: what is stood on end where name and control have no room side by side.
    """

    changed = Signal(object)
    test_requested = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.lines: list[QBoxLayout] = []
        self._build()
        self._connect()

    def follow(self, preferences: Preferences) -> None:
        """Show settings that were changed elsewhere."""
        self._sound.setChecked(preferences.sound)

    def show_notice(self, message: str) -> None:
        """Say why there is no sound; nothing if empty."""
        self._notice.show_text(message)

    def _build(self) -> None:
        put_heading(self, self._icons, "bell", self.tr("Sound"))
        self._sound = Switch(self.tr("Sounds"), self._icons.looks)
        self._test = button(self.tr("Test the sound"))
        self._icons.dress(self._test, "volume-2")
        self._notice = Notice(self._icons)
        said = self.tr("A gentle tone for each step, for half of it, and for its last seconds.")
        self.lines.append(control_line(self, self._sound, said))
        self.column.addWidget(self._notice)
        button_line(self, self._test)

    def _connect(self) -> None:
        self._sound.clicked.connect(lambda: self.changed.emit({"sound": self._sound.isChecked()}))
        self._test.clicked.connect(self.test_requested)
