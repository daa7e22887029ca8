"""The switch and the stepper."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.core.preferences import Preferences, Theme
from app.ui.icons import Icons
from app.ui.inputs import Stepper, Switch
from app.ui.theme import DARK, LIGHT, Looks


def _stepper(qtbot: QtBot, icons: Icons) -> tuple[Stepper, QPushButton, QPushButton]:
    made = Stepper("Gap", (5, 10, 15), lambda value: f"{value} s", icons)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    less, more = made.findChildren(QPushButton)
    return made, less, more


def test_a_switch_is_turned_by_mouse_and_by_key(qtbot: QtBot, looks: Looks) -> None:
    switch = Switch("Sounds", looks)
    qtbot.addWidget(switch)
    switch.show()
    with qtbot.waitSignal(switch.clicked):
        QTest.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert switch.isChecked()
    QTest.keyClick(switch, Qt.Key.Key_Space)
    assert not switch.isChecked()
    assert switch.accessibleName() == "Sounds"
    assert switch.height() >= 44


def test_a_switch_shows_its_state_in_shape_and_colour(qtbot: QtBot, looks: Looks) -> None:
    switch = Switch("Sounds", looks)
    qtbot.addWidget(switch)
    switch.resize(switch.sizeHint())
    centre = switch.rect().center()
    off = switch.grab().toImage().pixelColor(centre).name().upper()
    switch.setChecked(True)
    on = switch.grab().toImage().pixelColor(centre).name().upper()
    assert (off, on) == (LIGHT.card, LIGHT.lead)
    looks.follow(Preferences(theme=Theme.DARK, text_percent=200))
    switch.resize(switch.sizeHint())
    larger = switch.grab().toImage()
    assert larger.pixelColor(switch.rect().center()).name().upper() == DARK.lead


def test_a_stepper_goes_by_its_values_and_tells(qtbot: QtBot, icons: Icons) -> None:
    stepper, less, more = _stepper(qtbot, icons)
    assert stepper.value == 5
    assert not less.isEnabled()
    with qtbot.waitSignal(stepper.stepped) as told:
        QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    assert told.args == [10]
    assert less.isEnabled()
    assert more.accessibleName() == "Gap, now 10 s: more"


def test_at_its_end_the_focus_stays_within(qtbot: QtBot, icons: Icons) -> None:
    stepper, less, more = _stepper(qtbot, icons)
    stepper.show_value(10)
    more.setFocus()
    QTest.keyClick(more, Qt.Key.Key_Space)
    assert stepper.value == 15
    assert QApplication.focusWidget() is less


def test_a_value_in_between_is_shown_as_the_nearest(qtbot: QtBot, icons: Icons) -> None:
    stepper, _, _ = _stepper(qtbot, icons)
    with qtbot.assertNotEmitted(stepper.stepped):
        stepper.show_value(13)
    assert stepper.value == 15
