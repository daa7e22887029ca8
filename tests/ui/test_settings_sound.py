"""Settings of the sounds: on or off, volumes, tones, and a button to hear each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.cues import Cue
from app.core.preferences import Preferences, Theme
from app.core.sound_choices import CueChoice, SoundChoices, Tone
from app.ui.icons import Icons
from app.ui.pick_chip import PickChip
from app.ui.settings_room import SettingsRoom
from app.ui.settings_sound import SoundSection

LIGHT = Preferences(theme=Theme.LIGHT)
FOLDER = Path("/home/anna")


@pytest.fixture
def section(qtbot: QtBot, icons: Icons) -> SoundSection:
    made = SoundSection(icons)
    qtbot.addWidget(made)
    made.follow(LIGHT)
    made.resize(700, 900)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def opened(section: SoundSection) -> SoundSection:
    click(section, "For each event: show")
    QApplication.processEvents()
    return section


def control(section: QWidget, name: str) -> QAbstractButton:
    found = [b for b in section.findChildren(QAbstractButton) if b.accessibleName() == name]
    assert len(found) == 1, f"{name}: {sorted(names(section))}"
    return found[0]


def names(section: QWidget) -> list[str]:
    return [
        b.accessibleName() for b in section.findChildren(QAbstractButton) if b.isVisibleTo(section)
    ]


def click(section: QWidget, name: str) -> None:
    QTest.mouseClick(control(section, name), Qt.MouseButton.LeftButton)


def pick(section: QWidget, name: str, tone: str) -> None:
    chip = control(section, name)
    assert isinstance(chip, PickChip)
    chip.menu().aboutToShow.emit()
    next(action for action in chip.menu().actions() if action.text() == tone).trigger()


def test_the_volume_is_told_at_once(qtbot: QtBot, section: SoundSection) -> None:
    section.follow(Preferences(sounds=SoundChoices(60)))
    with qtbot.waitSignal(section.changed) as told:
        click(section, "Volume of the sounds, now 60 %: less")
    assert told.args == [{"sounds": SoundChoices(50)}]


def test_the_events_are_folded_away_at_first_and_again(section: SoundSection) -> None:
    assert "Hear: Hold" not in names(section)
    click(section, "For each event: show")
    assert "Hear: Hold" in names(section)
    click(section, "For each event: hide")
    assert "Hear: Hold" not in names(section)
    click(section, "For each event: show")
    assert names(section).count("Hear: Hold") == 1


def test_every_event_has_a_line(opened: SoundSection) -> None:
    heard = [name for name in names(opened) if name.startswith("Hear: ")]
    assert len(set(heard)) == len(Cue) == 9
    for name in heard:
        event = name.removeprefix("Hear: ")
        assert f"{event}, tone: Usual" in names(opened)
        assert f"{event}, volume, now 100 %: less" in names(opened)


@pytest.mark.parametrize(
    ("name", "cue"), [("Hear: Hold", Cue.HOLD), ("Hear: Session done", Cue.DONE)]
)
def test_each_can_be_heard(qtbot: QtBot, opened: SoundSection, name: str, cue: Cue) -> None:
    with qtbot.waitSignal(opened.test_requested) as told:
        click(opened, name)
    assert told.args == [cue]


def test_the_sound_as_a_whole_can_be_tested(qtbot: QtBot, section: SoundSection) -> None:
    with qtbot.waitSignal(section.test_requested) as told:
        click(section, "Test the sound")
    assert told.args == [Cue.BEGIN]


HINT = "Nothing heard? "


def says(section: QWidget, words: str) -> bool:
    labels = section.findChildren(QLabel)
    return any(one.text().startswith(words) for one in labels if one.isVisible())


def test_a_test_says_what_to_do_if_nothing_is_heard(section: SoundSection) -> None:
    assert not says(section, HINT)
    click(section, "Test the sound")
    assert says(section, HINT)
    section.show_notice("No sound: the audio player ended with an error.")
    assert not says(section, HINT), "it is known why"
    click(section, "Test the sound")
    assert not says(section, HINT)
    section.show_notice("")
    click(section, "Test the sound")
    assert says(section, HINT)


def test_with_the_sound_off_a_test_says_only_that(section: SoundSection) -> None:
    section.follow(Preferences(sound=False))
    click(section, "Test the sound")
    assert not says(section, HINT)


def test_a_sound_that_is_off_is_not_the_one_that_is_tested(
    qtbot: QtBot, section: SoundSection
) -> None:
    off = CueChoice(Tone.OFF)
    section.follow(Preferences(sounds=SoundChoices().with_cue(Cue.BEGIN, off)))
    with qtbot.waitSignal(section.test_requested) as told:
        click(section, "Test the sound")
    assert told.args != [Cue.BEGIN]
    none = SoundChoices()
    for cue in Cue:
        none = none.with_cue(cue, off)
    section.follow(Preferences(sounds=none))
    with qtbot.assertNotEmitted(section.test_requested):
        click(section, "Test the sound")
    assert says(section, "No event has a tone.")


def test_tone_and_volume_of_an_event_are_told_with_all_the_rest(
    qtbot: QtBot, opened: SoundSection
) -> None:
    opened.follow(Preferences(sounds=SoundChoices(40).with_cue(Cue.DONE, CueChoice(Tone.WOOD))))
    with qtbot.waitSignal(opened.changed) as told:
        pick(opened, "Half of a step, tone: Usual", "Bell")
    wanted = SoundChoices(40).with_cue(Cue.DONE, CueChoice(Tone.WOOD))
    wanted = wanted.with_cue(Cue.HALF, CueChoice(Tone.BELL))
    assert told.args == [{"sounds": wanted}]
    with qtbot.waitSignal(opened.changed) as told:
        click(opened, "Half of a step, volume, now 100 %: less")
    assert told.args == [{"sounds": wanted.with_cue(Cue.HALF, CueChoice(Tone.BELL, 75))}]
    with qtbot.waitSignal(opened.changed) as told:
        click(opened, "Volume of the sounds, now 40 %: more")
    (changed,) = told.args or []
    assert changed["sounds"].of(Cue.HALF) == CueChoice(Tone.BELL, 75)


def test_a_change_of_the_whole_volume_does_not_forget_the_events(
    qtbot: QtBot, opened: SoundSection
) -> None:
    click(opened, "Volume of the sounds, now 100 %: less")
    with qtbot.waitSignal(opened.changed) as told:
        pick(opened, "Hold, tone: Usual", "Soft")
    assert told.args == [{"sounds": SoundChoices(90).with_cue(Cue.HOLD, CueChoice(Tone.SOFT))}]


def test_what_is_off_has_no_volume_and_cannot_be_heard(opened: SoundSection) -> None:
    pick(opened, "Hold, tone: Usual", "Off")
    assert not control(opened, "Hear: Hold").isEnabled()
    assert not control(opened, "Hold, volume, now 100 %: less").isEnabled()
    assert control(opened, "Hear: Let go").isEnabled()
    pick(opened, "Hold, tone: Off", "Usual")
    assert control(opened, "Hear: Hold").isEnabled()


@pytest.mark.parametrize("is_open", [True, False])
def test_it_shows_what_was_changed_elsewhere(
    qtbot: QtBot, section: SoundSection, *, is_open: bool
) -> None:
    if is_open:
        click(section, "For each event: show")
    with qtbot.assertNotEmitted(section.changed):
        section.follow(
            Preferences(sounds=SoundChoices(30).with_cue(Cue.BEGIN, CueChoice(Tone.BELL, 25)))
        )
    if not is_open:
        click(section, "For each event: show")
    assert "Volume of the sounds, now 30 %: less" in names(section)
    assert "A step begins, tone: Bell" in names(section)
    assert "A step begins, volume, now 25 %: more" in names(section)


def test_the_menu_has_each_tone_once_and_ticks_the_chosen_one(opened: SoundSection) -> None:
    chip = control(opened, "Hold, tone: Usual")
    assert isinstance(chip, PickChip)
    chip.menu().aboutToShow.emit()
    assert [a.text() for a in chip.menu().actions()] == ["Usual", "Soft", "Wood", "Bell", "Off"]
    assert not chip.isCheckable()


def test_it_can_be_done_by_keys(qtbot: QtBot, opened: SoundSection) -> None:
    hear = control(opened, "Hear: Get ready")
    hear.setFocus()
    with qtbot.waitSignal(opened.test_requested):
        QTest.keyClick(hear, Qt.Key.Key_Space)
    for part in opened.findChildren(QPushButton):
        if part.isVisibleTo(opened) and part.isEnabled():
            assert part.focusPolicy() & Qt.FocusPolicy.TabFocus, part.accessibleName()


@pytest.fixture
def room(
    qtbot: QtBot, icons: Icons, now: Callable[[], datetime]
) -> Callable[[int, int], SettingsRoom]:
    def build(width: int, percent: int) -> SettingsRoom:
        preferences = Preferences(theme=Theme.DARK, text_percent=percent)
        icons.looks.follow(preferences)
        made = SettingsRoom(icons, preferences, "1", FOLDER, now)
        qtbot.addWidget(made)
        made.resize(width, 600)
        made.show()
        click(made, "For each event: show")
        for _ in range(4):
            QApplication.processEvents()
        return made

    return build


@pytest.mark.parametrize(("width", "percent"), [(712, 100), (712, 150), (712, 200), (1500, 200)])
def test_everything_has_room_and_can_be_hit(
    room: Callable[[int, int], SettingsRoom], width: int, percent: int
) -> None:
    made = room(width, percent)
    section = made.findChildren(SoundSection)[0]
    parts = [b for b in section.findChildren(QAbstractButton) if b.isVisibleTo(section)]
    places = [QRect(b.mapTo(section, QPoint(0, 0)), b.size()) for b in parts]
    for part, place in zip(parts, places, strict=True):
        assert section.rect().contains(place), part.accessibleName()
        assert min(place.width(), place.height()) >= 44, (part.accessibleName(), place)
        assert part.mapTo(made, part.rect().topRight()).x() <= made.width()
    for i, place in enumerate(places):
        assert not any(place.intersects(other) for other in places[i + 1 :])
