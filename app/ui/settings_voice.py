"""Settings of the voice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.core.preferences import Preferences
from app.core.voice_choices import (
    RATES_PERCENT,
    VOICE_VOLUMES_PERCENT,
    Voice,
    VoiceChoices,
    VoiceList,
    primary,
)
from app.ui.announcer import announce
from app.ui.busy_words import BusyWords
from app.ui.choice_box import ChoiceBox
from app.ui.controls import Card, Chips, button, label
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.inputs import Stepper, Switch
from app.ui.overriding import override
from app.ui.settings_lines import Notice, chips_line, control_line, put_heading
from app.ui.theme import Space
from app.ui.voice_words import language_name

_AUTOMATIC = ("", "")


class VoiceSection(Card):
    """The voice on or off, how fast and loud, which one, and a test.

    The machine is asked for its voices only when the person wants to choose one: that starts its
    speech engine.

    Args:
        icons: pictures, and through them the looks.
        language: of the window, a BCP 47 tag; voices that speak it are listed first.

    Attributes:
        changed: fields of `Preferences` that are to be replaced, by name.
        test_requested: say something now.
        voices_wanted: list the voices; answered by `show_voices`.
        lines: what is stood on end where name and control have no room side by side.
    """

    changed = Signal(object)
    test_requested = Signal()
    voices_wanted = Signal()

    def __init__(self, icons: Icons, language: str = "en") -> None:
        super().__init__()
        self._icons = icons
        self._language = language
        self._choices = VoiceChoices()
        self.lines: list[QBoxLayout] = []
        self._build()
        self._connect()

    def follow(self, preferences: Preferences) -> None:
        """Show settings that were changed elsewhere."""
        self._choices = choices = preferences.voice
        self._is_on.setChecked(choices.is_on)
        self._rate.choose(choices.rate_percent)
        self._volume.show_value(choices.volume_percent)
        self._engine.choose(choices.engine)
        self._voice.choose((choices.voice, choices.voice_language))

    def show_notice(self, message: str) -> None:
        """Say why there is no voice; nothing if empty."""
        self._notice.show_text(message)
        if message:
            self._looking.end()
            self._trying.end()

    def show_speaking(self) -> None:
        """Show that the test is being spoken."""
        self._trying.change(self.tr("Speaking …"))

    def end_test(self) -> None:
        """Show that the test is over."""
        self._trying.end()

    def show_voices(self, found: VoiceList) -> None:
        """Offer these voices, the ones of the window's language first, or say there is none."""
        has_focus = self._find.hasFocus()
        self._looking.end()
        self._offer_engines(found)
        self._offer_voices(found.voices)
        self._find.setVisible(not found.voices)
        self._found.setVisible(bool(found.voices))
        self._none.setVisible(not found.voices)
        if not found.voices:
            announce(self._find, self._none.text())
        elif has_focus:
            self._voice.setFocus()

    # --- building ---

    def _build(self) -> None:
        put_heading(self, self._icons, "volume-2", self.tr("Voice"))
        self._is_on = Switch(self.tr("Speak the steps"), self._icons.looks)
        self._rate: Chips[int] = Chips(self.tr("Speed of the voice"), self._rates())
        self._volume = Stepper(
            self.tr("Volume of the voice"), VOICE_VOLUMES_PERCENT, self._percent, self._icons
        )
        self._notice = Notice(self._icons)
        self._test = button(self.tr("Test the voice"))
        self._icons.dress(self._test, "play")
        self._trying = BusyWords(
            self._test, self.tr("Trying the voice …"), self.tr("Still trying the voice …")
        )
        said = self.tr("The foot, the step and its cue, and how much time is left.")
        self.lines.append(control_line(self, self._is_on, said))
        chips_line(self, self._rate)
        self.lines.append(control_line(self, self._volume, ""))
        self._build_choice()
        self.column.addWidget(self._notice)
        buttons = QWidget()
        flow = FlowLayout(buttons, Space.M)
        flow.addWidget(self._test)
        flow.addWidget(self._find)
        self.column.addWidget(buttons)
        self._none = label(self.tr("No voice was found to choose from."), "fine")
        self._none.hide()
        self.column.addWidget(self._none)

    def _build_choice(self) -> None:
        self._find = button(self.tr("Choose a voice"))
        self._icons.dress(self._find, "list")
        self._looking = BusyWords(
            self._find, self.tr("Looking for voices …"), self.tr("Still looking for voices …")
        )
        self._found = Card("plain")
        self._found.column.setContentsMargins(0, 0, 0, 0)
        self._engine = ChoiceBox(self.tr("Speech engine"), self._icons)
        self._engine_line = Card("plain")
        self._engine_line.column.setContentsMargins(0, 0, 0, 0)
        self.lines.append(control_line(self._engine_line, self._engine, ""))
        self._found.column.addWidget(self._engine_line)
        self._voice = ChoiceBox(self.tr("Which voice"), self._icons)
        said = self.tr("It speaks the scripts of its language.")
        self.lines.append(control_line(self._found, self._voice, said))
        self._found.hide()
        self.column.addWidget(self._found)

    def _rates(self) -> list[tuple[int, str]]:
        names = (
            self.tr("Very slow"),
            self.tr("Slow"),
            self.tr("Usual"),
            self.tr("Fast"),
            self.tr("Very fast"),
        )
        return list(zip(RATES_PERCENT, names, strict=True))

    def _percent(self, percent: int) -> str:
        return self.tr("{percent} %").format(percent=percent)

    # --- what can be chosen ---

    def _offer_engines(self, found: VoiceList) -> None:
        self._engine.empty()
        self._engine.add_choice(self.tr("Automatic"), "")
        for name in found.engines:
            self._engine.add_choice(name, name)
        self._engine.choose(self._choices.engine)
        self._engine_line.setVisible(len(found.engines) > 1)

    def _offer_voices(self, voices: Iterable[Voice]) -> None:
        own: list[Voice] = []
        variants: list[Voice] = []
        others: list[Voice] = []
        chosen = (self._choices.voice, self._choices.voice_language)
        for voice in voices:
            if primary(voice.language) == primary(self._language):
                (variants if voice.is_variant else own).append(voice)
            elif not voice.is_variant or (voice.name, voice.language) == chosen:
                others.append(voice)
        box = self._voice
        box.empty()
        box.add_choice(self.tr("Automatic"), _AUTOMATIC)
        language = language_name(self._language)
        self._add_group(language, own)
        self._add_group(self.tr("Other languages"), others, with_language=True)
        self._add_group(self.tr("{language}, more voices").format(language=language), variants)
        box.choose(chosen)

    def _add_group(self, heading: str, voices: list[Voice], *, with_language: bool = False) -> None:
        if not voices:
            return
        self._voice.add_heading(heading)
        named = [(self._name_of(v, with_language=with_language), v) for v in voices]
        for name, voice in sorted(named, key=lambda one: one[0].casefold()):
            self._voice.add_choice(name, (voice.name, voice.language))

    def _name_of(self, voice: Voice, *, with_language: bool) -> str:
        language = language_name(voice.language)
        if not with_language or voice.name.startswith(language):
            return voice.name
        return self.tr("{language}: {name}").format(language=language, name=voice.name)

    # --- what the person does ---

    def _connect(self) -> None:
        self._is_on.clicked.connect(lambda: self._choose(is_on=self._is_on.isChecked()))
        self._rate.chosen.connect(lambda: self._choose(rate_percent=self._rate.value))
        self._volume.stepped.connect(lambda percent: self._choose(volume_percent=percent))
        self._engine.picked.connect(self._on_engine_picked)
        self._voice.picked.connect(self._on_voice_picked)
        self._find.clicked.connect(self._on_find)
        self._test.clicked.connect(self._on_test)

    def _choose(self, **changed: str | int | bool) -> None:
        self._choices = replace(self._choices, **changed)  # type: ignore[arg-type]
        self.changed.emit({"voice": self._choices})

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        """A session may begin, and take the voice."""
        super().hideEvent(event)
        self._trying.end()

    def _on_test(self) -> None:
        if self._trying.is_busy:
            return
        if self._choices.is_on:
            self._trying.begin()
        self.test_requested.emit()

    def _on_find(self) -> None:
        if self._looking.is_busy:
            return
        self._none.hide()
        self._looking.begin()
        self.voices_wanted.emit()

    def _on_engine_picked(self) -> None:
        # The voices of the other engine have other names; they are asked for anew.
        self._choose(engine=str(self._engine.value), voice="", voice_language="")
        self.voices_wanted.emit()

    def _on_voice_picked(self) -> None:
        value = self._voice.value
        name, language = value if isinstance(value, tuple) else _AUTOMATIC
        self._choose(voice=name, voice_language=language)
