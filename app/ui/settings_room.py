"""Settings: each change is applied and kept at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.core.help_topics import Lead
from app.core.plan import MINUTES_MIN, Foot
from app.core.preferences import PAUSE_S, TEXT_PERCENT, Preferences, Theme
from app.core.voice_choices import VoiceList
from app.ui.controls import Card, Chips, button, label
from app.ui.icons import Icons
from app.ui.inputs import Stepper, Switch
from app.ui.overriding import override
from app.ui.page import Page
from app.ui.settings_data import DataSection
from app.ui.settings_health import HealthSection
from app.ui.settings_lines import (
    button_line,
    chips_line,
    control_line,
    section,
    text_lines,
)
from app.ui.settings_sound import SoundSection
from app.ui.settings_voice import VoiceSection
from app.ui.settings_week import WeekSection
from app.ui.start_card import LENGTHS_MIN
from app.ui.theme import Space
from app.ui.voice_trial import TrialView
from app.ui.words import foot_label, minutes_text

WIDTH = 760
"""The most the cards are wide, in pixels at 100 % text."""
BESIDE = 420
"""From what width on a control stands at the right of its name."""


class SettingsRoom(QWidget):
    """Appearance, session, feet and week, health, sound, voice, your data, about.

    Attributes:
        preferences_changed: all Preferences, after each change.
        sound_test_requested: the `Cue` to be played now.
        voice_test_requested: say something now.
        voices_wanted: list the voices of this machine, for `show_voices`.
        notice_test_requested: show a notice on the desktop now.
        told: something to say in a toast.
        help_wanted: the id of a topic of the help.
    """

    preferences_changed = Signal(object)
    sound_test_requested = Signal(object)
    voice_test_requested = Signal()
    voices_wanted = Signal()
    notice_test_requested = Signal()
    told = Signal(str)
    help_wanted = Signal(str)

    def __init__(
        self,
        icons: Icons,
        preferences: Preferences,
        version: str,
        data_folder: Path,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._icons = icons
        self._preferences = preferences
        self._version = version
        self._data_folder = data_folder
        self._now = now
        self._lines: list[QBoxLayout] = []
        self._build()
        self._connect()
        self.follow(preferences)

    def follow(self, preferences: Preferences) -> None:
        """Show settings that were changed elsewhere."""
        self._preferences = preferences
        self._theme.choose(preferences.theme)
        self._text.choose(preferences.text_percent)
        self._motion.setChecked(preferences.reduced_motion)
        self._ready.show_value(preferences.get_ready_s)
        self._gap.show_value(preferences.gap_s)
        self._switch.show_value(preferences.switch_s)
        self._first.choose(preferences.first)
        self._offer_minutes(preferences.minutes)
        self._week.follow(preferences)
        self._sound.follow(preferences)
        self._voice.follow(preferences)

    def show_plan(self) -> None:
        """Go to the section of the week, once the room has its size."""
        self._week.setFocus()
        QTimer.singleShot(0, self, lambda: self._page.show_from(self._week))

    def show_sound_notice(self, message: str) -> None:
        """Say why there is no sound; nothing if empty."""
        self._sound.show_notice(message)

    def show_voice_notice(self, message: str) -> None:
        """Say why there is no voice; nothing if empty."""
        self._voice.show_notice(message)

    def show_notices(self, *, can_be_shown: bool) -> None:
        """Say whether the desktop takes notices."""
        self._week.show_notices(can_be_shown=can_be_shown)

    @property
    def trial_view(self) -> TrialView:
        """Where it is shown how far a test of the voice is."""
        return self._voice

    def show_voices(self, found: VoiceList) -> None:
        """Offer the voices of this machine."""
        self._voice.show_voices(found)

    def _build(self) -> None:
        page = self._page = Page(self._icons.looks, WIDTH)
        self._week = WeekSection(self._icons, self._now)
        self.health = HealthSection(self._icons)
        self._sound = SoundSection(self._icons)
        self._voice = VoiceSection(self._icons)
        self.data = DataSection(self._icons, self._data_folder)
        self._lines += [*self._week.lines, *self._sound.lines, *self._voice.lines]
        page.column.addWidget(label(self.tr("Settings"), "title"))
        for card in (
            self._build_appearance(),
            self._build_session(),
            self._week,
            self.health,
            self._sound,
            self._voice,
            self.data,
            self._build_about(),
        ):
            page.column.addWidget(card)
        page.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)
        self.setFocusProxy(self._theme)

    def _build_appearance(self) -> Card:
        themes = [
            (Theme.SYSTEM, self.tr("As the system")),
            (Theme.LIGHT, self.tr("Light")),
            (Theme.DARK, self.tr("Dark")),
        ]
        percents = [(n, self.tr("{percent} %").format(percent=n)) for n in TEXT_PERCENT]
        self._theme: Chips[Theme] = Chips(self.tr("Theme"), themes)
        self._text: Chips[int] = Chips(self.tr("Text size"), percents)
        self._motion = Switch(self.tr("Less motion"), self._icons.looks)
        card = section(self._icons, "eye", self.tr("Appearance"))
        chips_line(card, self._theme)
        chips_line(card, self._text)
        self._lines.append(
            control_line(card, self._motion, self.tr("Things change at once, without gliding."))
        )
        return card

    def _build_session(self) -> Card:
        self._ready = self._stepper(self.tr("Get ready"))
        self._gap = self._stepper(self.tr("Between two steps"))
        self._switch = self._stepper(self.tr("When foot or tool changes"))
        feet = [(foot, foot_label(foot)) for foot in Foot]
        self._first: Chips[Foot] = Chips(self.tr("First, the less sore one"), feet)
        self._minutes: Chips[int] = Chips(self.tr("Usual length"), [(MINUTES_MIN, "")])
        card = section(self._icons, "timer", self.tr("Session"))
        chips_line(card, self._first)
        chips_line(card, self._minutes, self.tr("Hands-on time; never under 15 minutes."))
        self._lines.append(control_line(card, self._ready, self.tr("Before the first step.")))
        self._lines.append(control_line(card, self._gap, ""))
        self._lines.append(
            control_line(card, self._switch, self.tr("Time to move over or pick something up."))
        )
        return card

    def _build_about(self) -> Card:
        card = section(self._icons, "info", self.tr("About"))
        standing = self.tr(
            "A timer and diary for self-massage, alongside the care of your clinician, "
            "not instead of it."
        )
        version = self.tr("Footwell {version}, MIT licence").format(version=self._version)
        card.column.addWidget(label(version, "strong"))
        card.column.addWidget(label(standing))
        right_for_me = button(self.tr("Is massage right for me?"))
        right_for_me.clicked.connect(lambda: self.help_wanted.emit(Lead.RIGHT_FOR_ME))
        self._icons.dress(right_for_me, "circle-help")
        button_line(card, right_for_me)
        text_lines(
            card,
            self.tr("Made with"),
            (
                self.tr("Qt and PySide6: LGPL 3"),
                self.tr("Inter, the typeface: SIL Open Font License 1.1"),
                self.tr("Lucide, the icons: ISC licence"),
                self.tr(
                    "PyYAML, playsound3, platformdirs, wakepy, jeepney and pyqtgraph: MIT licence"
                ),
                self.tr("NumPy: BSD licence"),
            ),
        )
        return card

    def _stepper(self, name: str) -> Stepper:
        return Stepper(name, PAUSE_S, self._seconds, self._icons)

    def _seconds(self, seconds: int) -> str:
        return self.tr("{seconds} s").format(seconds=seconds)

    def _offer_minutes(self, chosen: int) -> None:
        """Offer the usual lengths, and the one that is set if it is another."""
        offered = sorted({*LENGTHS_MIN, chosen} - {MINUTES_MIN})
        longer = [(minutes, minutes_text(minutes)) for minutes in offered]
        self._minutes.offer([(MINUTES_MIN, self.tr("As written")), *longer])
        self._minutes.choose(chosen)

    def _connect(self) -> None:
        on = self._change
        self._theme.chosen.connect(lambda: on(theme=self._theme.value))
        self._text.chosen.connect(lambda: on(text_percent=self._text.value))
        self._motion.clicked.connect(lambda: on(reduced_motion=self._motion.isChecked()))
        self._first.chosen.connect(lambda: on(first=self._first.value))
        self._minutes.chosen.connect(lambda: on(minutes=self._minutes.value))
        self._ready.stepped.connect(lambda value: on(get_ready_s=value))
        self._gap.stepped.connect(lambda value: on(gap_s=value))
        self._switch.stepped.connect(lambda value: on(switch_s=value))
        self._week.changed.connect(lambda changed: on(**changed))
        self._week.notice_test_requested.connect(self.notice_test_requested)
        self._week.told.connect(self._bring_into_sight)
        self._sound.changed.connect(lambda changed: on(**changed))
        self._sound.test_requested.connect(self.sound_test_requested)
        self._voice.changed.connect(lambda changed: on(**changed))
        self._voice.test_requested.connect(self.voice_test_requested)
        self._voice.voices_wanted.connect(self.voices_wanted)
        self.data.told.connect(self.told)
        self.data.line.appeared.connect(self._bring_into_sight)
        self._icons.looks.changed.connect(self._arrange)

    def _bring_into_sight(self, part: QWidget) -> None:
        """Once the page has laid out what was shown just now."""
        QTimer.singleShot(0, part, lambda: self._page.ensureWidgetVisible(part, 0, Space.L))

    def _change(self, **changed: Theme | Foot | int | bool) -> None:
        self._preferences = replace(self._preferences, **changed)  # type: ignore[arg-type]
        self.preferences_changed.emit(self._preferences)

    def _arrange(self) -> None:
        """Stand the lines on end where name and control have no room side by side."""
        beside = self.width() / self._icons.looks.current.scale >= BESIDE
        direction = QBoxLayout.Direction
        for line in self._lines:
            line.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
