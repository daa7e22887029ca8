"""Settings: each change is told at once, with all the others kept."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.plan import Foot
from app.core.preferences import Preferences, Theme
from app.ui.icons import Icons
from app.ui.settings_room import SettingsRoom

FOLDER = Path("/home/anna/.local/share/footwell")


@pytest.fixture
def room(qtbot: QtBot, icons: Icons, now: Callable[[], datetime]) -> SettingsRoom:
    made = SettingsRoom(icons, Preferences(theme=Theme.LIGHT), "1.2.3", FOLDER, now)
    qtbot.addWidget(made)
    made.resize(900, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def _control(room: QWidget, name: str) -> QAbstractButton:
    return next(
        b
        for b in room.findChildren(QAbstractButton)
        if b.accessibleName() == name and not b.isHidden()
    )


def _click(room: QWidget, name: str) -> None:
    QTest.mouseClick(_control(room, name), Qt.MouseButton.LeftButton)


def _says(room: QWidget, words: str) -> bool:
    return any(words in shown.text() for shown in room.findChildren(QLabel) if shown.isVisible())


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("Theme: Dark", {"theme": Theme.DARK}),
        ("Text size: 150 %", {"text_percent": 150}),
        ("Less motion", {"reduced_motion": True}),
        ("Get ready, now 10 s: less", {"get_ready_s": 5}),
        ("Between two steps, now 5 s: more", {"gap_s": 10}),
        ("When foot or tool changes, now 15 s: more", {"switch_s": 20}),
        ("First, the less sore one: Right foot", {"first": Foot.RIGHT}),
        ("Usual length: 30 min", {"minutes": 30}),
        ("Sounds", {"sound": False}),
    ],
)
def test_each_change_is_told_with_all_the_rest(
    qtbot: QtBot, room: SettingsRoom, name: str, changed: dict[str, object]
) -> None:
    with qtbot.waitSignal(room.preferences_changed) as told:
        _click(room, name)
    before = Preferences(theme=Theme.LIGHT).to_json()
    assert told.args == [Preferences.from_json(before | changed)]


def test_changes_add_up(qtbot: QtBot, room: SettingsRoom) -> None:
    _click(room, "Theme: Dark")
    with qtbot.waitSignal(room.preferences_changed) as told:
        _click(room, "Sounds")
    assert told.args == [Preferences(theme=Theme.DARK, sound=False)]


def test_it_shows_what_was_changed_elsewhere(qtbot: QtBot, room: SettingsRoom) -> None:
    with qtbot.assertNotEmitted(room.preferences_changed):
        room.follow(Preferences(text_percent=200, sound=False, minutes=25, gap_s=30))
    assert _control(room, "Text size: 200 %").isChecked()
    assert not _control(room, "Sounds").isChecked()
    assert _control(room, "Usual length: 25 min").isChecked()
    assert _control(room, "Between two steps, now 30 s: less").isEnabled()


def test_the_sound_can_be_tested_and_its_absence_is_said(qtbot: QtBot, room: SettingsRoom) -> None:
    with qtbot.waitSignal(room.sound_test_requested):
        _click(room, "Test the sound")
    room.show_sound_notice("No sound: no audio player was found.")
    assert _says(room, "No sound: no audio player was found.")
    room.show_sound_notice("")
    assert not _says(room, "No sound")


class _Desktop(QObject):
    """Stands in for the person's desktop."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def test_the_data_folder_opens(room: SettingsRoom) -> None:
    desktop = _Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "take")  # type: ignore[arg-type]
    try:
        _click(room, "Open folder")
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert desktop.opened == [str(FOLDER)]
    assert any(shown.accessibleName() == str(FOLDER) for shown in room.findChildren(QLabel))


def test_about_says_what_it_is_and_what_it_is_made_of(room: SettingsRoom) -> None:
    for words in (
        "Footwell 1.2.3, MIT licence",
        "A timer and diary for self-massage, alongside the care of your clinician, not instead",
        "LGPL",
        "ISC",
        "Open Font License",
        "PyYAML, playsound3, platformdirs, wakepy, jeepney and pyqtgraph: MIT",
        "NumPy: BSD",
    ):
        assert _says(room, words), words


def test_about_names_all_that_is_installed_with_it(room: SettingsRoom) -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    needed = {re.split(r"[<>=;\[ ]", line)[0] for line in project["dependencies"]}
    assert "PyYAML" in needed
    for name in needed:
        assert _says(room, name.removesuffix("-Addons")), name


def test_the_look_changes_while_it_is_open(
    qtbot: QtBot, icons: Icons, now: Callable[[], datetime]
) -> None:
    room = SettingsRoom(icons, Preferences(theme=Theme.LIGHT), "1", FOLDER, now)
    qtbot.addWidget(room)
    room.resize(712, 600)
    room.show()
    room.preferences_changed.connect(icons.looks.follow)
    _click(room, "Text size: 200 %")
    QApplication.processEvents()
    assert icons.looks.current.text_percent == 200
    for shown in room.findChildren(QLabel):
        if shown.isVisible():
            assert shown.mapTo(room, shown.rect().topRight()).x() <= room.width()


def test_all_lines_have_the_height_they_need(room: SettingsRoom) -> None:
    room.resize(1500, 700)
    QApplication.processEvents()
    for shown in room.findChildren(QLabel):
        if shown.isVisible() and shown.text():
            assert shown.height() >= shown.heightForWidth(shown.width()), shown.text()
