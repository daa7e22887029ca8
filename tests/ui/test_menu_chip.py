"""Filters behind a chip."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app.core.script import Tool
from app.ui.filter_chips import ToolsChip
from app.ui.icons import Icons
from app.ui.menu_chip import MenuChip

# The offscreen screen cannot grab keys or raise windows, as a menu asks it to.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LEVELS = [("g", "Gentle"), ("e", "Rock & roll")]


def _chip(qtbot: QtBot, icons: Icons) -> MenuChip[str]:
    made: MenuChip[str] = MenuChip(icons, "Level", "Any level")
    made.offer(LEVELS)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def _opened(qtbot: QtBot, chip: MenuChip[str] | ToolsChip) -> QMenu:
    """Open it as a mouse would, without waiting in its own event loop."""
    menu = chip.menu()
    menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))
    qtbot.waitUntil(menu.isVisible)
    return menu


def _entries(menu: QMenu) -> list[QAction]:
    return [action for action in menu.actions() if not action.isSeparator()]


def test_it_says_what_it_filters_by_and_then_by_what(qtbot: QtBot, icons: Icons) -> None:
    chip = _chip(qtbot, icons)
    assert chip.text() == "Level"
    assert chip.accessibleName() == "Filter by Level: Any level"
    menu = _opened(qtbot, chip)
    with qtbot.waitSignal(chip.changed):
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert chip.value == "e"
    assert chip.text() == "Rock & roll"
    assert chip.isChecked()
    assert chip.accessibleName() == "Filter by Level: Rock & roll"


def test_the_first_entry_switches_it_off(qtbot: QtBot, icons: Icons) -> None:
    chip = _chip(qtbot, icons)
    chip.choose("g")
    menu = _opened(qtbot, chip)
    off = _entries(menu)[0]
    assert off.text() == "Any level"
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(off).center())
    assert chip.value is None
    assert not chip.isChecked()
    assert not menu.isVisible()


def test_a_click_on_a_chip_does_not_switch_it_by_itself(qtbot: QtBot, icons: Icons) -> None:
    chip = _chip(qtbot, icons)
    chip.menu().aboutToShow.connect(chip.menu().close)
    QTest.keyClick(chip, Qt.Key.Key_Down)
    assert not chip.isChecked()
    assert chip.value is None


def test_several_tools_can_be_ticked_while_the_menu_stays(qtbot: QtBot, icons: Icons) -> None:
    chip = ToolsChip(icons)
    chip.offer_tools([Tool.TENNIS_BALL, Tool.WALL])
    qtbot.addWidget(chip)
    chip.show()
    menu = _opened(qtbot, chip)
    for name, value, said in (
        ("Tennis ball", {Tool.TENNIS_BALL}, "Tennis ball"),
        ("Wall", {Tool.TENNIS_BALL, Tool.WALL}, "2 tools"),
        ("Tennis ball", {Tool.WALL}, "Wall"),
        ("Wall", set(), "Hands only"),
    ):
        entry = next(a for a in _entries(menu) if a.text() == name)
        place = menu.actionGeometry(entry).center()
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
        assert chip.value == frozenset(value)
        assert chip.text() == said
        assert menu.isVisible()
    menu.setActiveAction(next(a for a in _entries(menu) if a.text() == "Wall"))
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert chip.value == frozenset({Tool.WALL})
    assert menu.isVisible()
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    assert not menu.isVisible()
