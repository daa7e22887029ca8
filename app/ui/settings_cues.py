"""The sounds of single events in Settings: tone, volume, and a button to hear each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.core.cues import Cue
from app.core.sound_choices import CUE_VOLUME_PERCENT, CueChoice, SoundChoices, Tone
from app.ui.controls import button, label
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.inputs import Stepper
from app.ui.overriding import override
from app.ui.pick_chip import PickChip
from app.ui.theme import Space

_translate = QCoreApplication.translate


def cue_name(cue: Cue) -> str:
    """What an event is called."""
    return {
        Cue.GET_READY: _translate("cues", "Get ready"),
        Cue.BEGIN: _translate("cues", "A step begins"),
        Cue.SIDE_CHANGE: _translate("cues", "The other foot"),
        Cue.HALF: _translate("cues", "Half of a step"),
        Cue.LAST_THREE: _translate("cues", "Last three seconds"),
        Cue.HOLD: _translate("cues", "Hold"),
        Cue.RELEASE: _translate("cues", "Let go"),
        Cue.PACE: _translate("cues", "Beat for the strokes"),
        Cue.DONE: _translate("cues", "Session done"),
    }[cue]


def tone_name(tone: Tone) -> str:
    """What a kind of tone is called."""
    return {
        Tone.OWN: _translate("cues", "Usual"),
        Tone.SOFT: _translate("cues", "Soft"),
        Tone.WOOD: _translate("cues", "Wood"),
        Tone.BELL: _translate("cues", "Bell"),
        Tone.OFF: _translate("cues", "Off"),
    }[tone]


class CueLine(QWidget):
    """One event: its name, its tone, its volume, and a button to hear it.

    Signals:
        chosen: tone or volume were changed; `value` has them.
        hear_requested: play it now.
    """

    chosen = Signal()
    hear_requested = Signal()

    def __init__(self, icons: Icons, cue: Cue) -> None:
        super().__init__()
        self.cue = cue
        name = cue_name(cue)
        self._name = label(name)
        self._tone: PickChip[Tone] = PickChip(icons, self.tr("{name}, tone").format(name=name))
        self._tone.offer([(tone, tone_name(tone)) for tone in Tone])
        said = self.tr("{name}, volume").format(name=name)
        self._volume = Stepper(said, CUE_VOLUME_PERCENT, self._percent, icons)
        self._hear = button("", "step")
        self._hear.setAccessibleName(self.tr("Hear: {name}").format(name=name))
        self._hear.setToolTip(self.tr("Hear it"))
        icons.dress(self._hear, "volume-2")
        self._arrange()
        self._tone.changed.connect(self._on_chosen)
        self._volume.stepped.connect(lambda _percent: self._on_chosen())
        self._hear.clicked.connect(self.hear_requested)

    @property
    def value(self) -> CueChoice:
        """What is chosen."""
        return CueChoice(self._tone.value or Tone.OWN, self._volume.value)

    def show_choice(self, chosen: CueChoice) -> None:
        """Show a choice without telling it."""
        self._tone.choose(chosen.tone)
        self._volume.show_value(chosen.volume_percent)
        self._dim()

    @property
    def name_width(self) -> int:
        """What the name needs in one line, in pixels."""
        return self._name.fontMetrics().horizontalAdvance(self._name.text()) + Space.XS

    @property
    def controls_width(self) -> int:
        """What the controls need side by side, in pixels."""
        return self._controls.sizeHint().width()

    def stand(self, direction: QBoxLayout.Direction) -> None:
        """Put the controls beside the name or under it."""
        self._line.setDirection(direction)

    def _arrange(self) -> None:
        self._controls = QWidget()
        controls = FlowLayout(self._controls, Space.M)
        for part in (self._tone, self._volume, self._hear):
            controls.addWidget(part)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(Space.S)
        self._line.addWidget(self._name, 1)
        self._line.addWidget(self._controls)

    def _on_chosen(self) -> None:
        self._dim()
        self.chosen.emit()

    def _dim(self) -> None:
        """What is off has no volume and cannot be heard."""
        is_on = self._tone.value is not Tone.OFF
        self._volume.setEnabled(is_on)
        self._hear.setEnabled(is_on)

    def _percent(self, percent: int) -> str:
        return self.tr("{percent} %").format(percent=percent)


class CueLines(QWidget):
    """A line for each event.

    Signals:
        chosen: the choices with another one for an event.
        hear_requested: the `Cue` to be played now.
    """

    chosen = Signal(object)
    hear_requested = Signal(object)

    def __init__(self, icons: Icons, choices: SoundChoices) -> None:
        super().__init__()
        self._icons = icons
        self._choices = choices
        self._lines = [CueLine(icons, cue) for cue in Cue]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.L)
        for line in self._lines:
            column.addWidget(line)
            line.chosen.connect(lambda line=line: self._on_chosen(line))
            line.hear_requested.connect(lambda line=line: self.hear_requested.emit(line.cue))
        self.follow(choices)
        icons.looks.changed.connect(self._arrange)

    def follow(self, choices: SoundChoices) -> None:
        """Show choices without telling them."""
        self._choices = choices
        for line in self._lines:
            line.show_choice(choices.of(line.cue))

    def _on_chosen(self, line: CueLine) -> None:
        self._choices = self._choices.with_cue(line.cue, line.value)
        self.chosen.emit(self._choices)

    def _arrange(self) -> None:
        """All lines stand alike: names beside their controls where the longest one has room."""
        needed = max(line.name_width for line in self._lines)
        needed += max(line.controls_width for line in self._lines) + Space.S
        direction = QBoxLayout.Direction
        beside = direction.LeftToRight if needed <= self.width() else direction.TopToBottom
        for line in self._lines:
            line.stand(beside)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
