"""Settings of the sounds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QBoxLayout

from app.core.cues import Cue
from app.core.preferences import Preferences
from app.core.sound_choices import VOLUME_PERCENT, SoundChoices
from app.ui.controls import QUIET_MARGIN, Card, button, label, row
from app.ui.icons import ICON, Icons
from app.ui.inputs import Stepper, Switch
from app.ui.settings_lines import Notice, button_line, control_line, put_heading

if TYPE_CHECKING:
    from app.ui.settings_cues import CueLines


class SoundSection(Card):
    """Sounds on or off, how loud, which tone for each event, and a test.

    Attributes:
        changed: fields of `Preferences` that are to be replaced, by name.
        test_requested: the `Cue` that is to be played now.
        lines: what is stood on end where name and control have no room side by side.
    """

    changed = Signal(object)
    test_requested = Signal(object)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.lines: list[QBoxLayout] = []
        self._choices = SoundChoices()
        self._cues: CueLines | None = None
        self._build()
        self._connect()

    def follow(self, preferences: Preferences) -> None:
        """Show settings that were changed elsewhere."""
        self._sound.setChecked(preferences.sound)
        self._choices = preferences.sounds
        self._volume.show_value(preferences.sounds.volume_percent)
        if self._cues is not None:
            self._cues.follow(preferences.sounds)

    def show_notice(self, message: str) -> None:
        """Say why there is no sound; nothing if empty."""
        self._notice.show_text(message)
        if message:
            self._hint.hide()

    def _build(self) -> None:
        put_heading(self, self._icons, "bell", self.tr("Sound"))
        self._sound = Switch(self.tr("Sounds"), self._icons.looks)
        self._volume = Stepper(
            self.tr("Volume of the sounds"), VOLUME_PERCENT, self._percent, self._icons
        )
        self._test = button(self.tr("Test the sound"))
        self._icons.dress(self._test, "volume-2")
        self._fold = button(self.tr("For each event"), "quiet")
        self._fold.setCheckable(True)
        self._notice = Notice(self._icons)
        said = self.tr("A gentle tone for each step, for half of it, and for its last seconds.")
        self.lines.append(control_line(self, self._sound, said))
        said = self.tr("50 % sounds half as loud as 100 %.")
        self.lines.append(control_line(self, self._volume, said))
        self.column.addWidget(self._notice)
        button_line(self, self._test)
        self._hint = label(role="fine")
        self._hint.hide()
        self.column.addWidget(self._hint)
        fold = row(self._fold)
        fold.setContentsMargins(-QUIET_MARGIN, 0, 0, 0)
        self.column.addLayout(fold)
        self._icons.looks.keep(self._fold, self._dress_fold)

    def _connect(self) -> None:
        self._sound.clicked.connect(lambda: self.changed.emit({"sound": self._sound.isChecked()}))
        self._volume.stepped.connect(
            lambda percent: self._choose(replace(self._choices, volume_percent=percent))
        )
        self._test.clicked.connect(self._on_test)
        self._fold.toggled.connect(self._on_fold)

    def _on_test(self) -> None:
        """Let the first sound be heard that is not off, and say what to do if it isn't.

        That a player ended well is no proof that anybody heard it.
        """
        cue = next((cue for cue in (Cue.BEGIN, *Cue) if self._choices.is_heard(cue)), None)
        said = self.tr("No event has a tone. Choose one under “For each event”.")
        if cue is not None:
            said = self.tr(
                "Nothing heard? See that a speaker or headphones are connected, and that the "
                "sound of your system is not muted. Then test again."
            )
        self._hint.setText(said)
        self._hint.setVisible(self._sound.isChecked() and self._notice.isHidden())
        if cue is not None:
            self.test_requested.emit(cue)

    def _on_fold(self, is_open: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self._cues is None:
            self._cues = self._build_cues()
        self._cues.setVisible(is_open)
        self._dress_fold()

    def _build_cues(self) -> CueLines:
        """The lines of all events; most people never open them."""
        from app.ui.settings_cues import CueLines  # noqa: PLC0415

        cues = CueLines(self._icons, self._choices)
        cues.chosen.connect(self._choose)
        cues.hear_requested.connect(self.test_requested)
        self.column.addWidget(cues)
        return cues

    def _dress_fold(self) -> None:
        is_open = self._fold.isChecked()
        picture = "chevron-down" if is_open else "chevron-right"
        side_px = self._icons.looks.current.px(ICON)
        self._fold.setIcon(self._icons.icon(picture, "lead"))
        self._fold.setIconSize(QSize(side_px, side_px))
        said = self.tr("For each event: hide") if is_open else self.tr("For each event: show")
        self._fold.setAccessibleName(said)

    def _choose(self, choices: SoundChoices) -> None:
        self._choices = choices
        if self._cues is not None:
            self._cues.follow(choices)
        self.changed.emit({"sounds": choices})

    def _percent(self, percent: int) -> str:
        return self.tr("{percent} %").format(percent=percent)
