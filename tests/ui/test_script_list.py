"""The list of scripts and what it says of each."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.library import Library
from app.core.preferences import Preferences, Theme
from app.core.script import Condition, Level, Technique, Tool
from app.ui.icons import Icons
from app.ui.script_filter import Length, ScriptFilter
from app.ui.script_list import ScriptList, ScriptListModel
from app.ui.script_text import facts_line, main_techniques, needs_line, origin_line
from app.ui.theme import LIGHT


def _ids(library: Library, wanted: ScriptFilter) -> set[str]:
    return {entry.id for entry in wanted.apply(library)}


def _spoken(model: ScriptListModel, row: int) -> str:
    return str(model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole))


def _list(qtbot: QtBot, icons: Icons, library: Library) -> tuple[ScriptList, ScriptListModel]:
    model = ScriptListModel()
    shown = ScriptList(model, icons)
    model.show_entries(library.entries)
    qtbot.addWidget(shown)
    shown.resize(360, 500)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown, model


def test_a_clear_filter_lets_everything_through(own_library: Library) -> None:
    assert ScriptFilter().is_clear
    assert len(_ids(own_library, ScriptFilter())) == len(own_library)


@pytest.mark.parametrize(
    "wanted",
    [
        ScriptFilter(technique=Technique.CROSS_FIBER_FRICTION),
        ScriptFilter(condition=Condition.METATARSALGIA),
        ScriptFilter(tools=frozenset()),
        ScriptFilter(level=Level.GENTLE),
        ScriptFilter(length=Length.LONG),
    ],
)
def test_each_filter_takes_some_and_never_a_broken_one(
    own_library: Library, wanted: ScriptFilter
) -> None:
    found = _ids(own_library, wanted)
    assert 0 < len(found) < len(own_library) - 1
    assert "my-heel" not in found
    assert wanted.chosen == 1


def test_tools_at_hand_let_through_what_needs_nothing_else(library: Library) -> None:
    hands = _ids(library, ScriptFilter(tools=frozenset()))
    ball = _ids(library, ScriptFilter(tools=frozenset({Tool.TENNIS_BALL})))
    assert "cross-fiber-friction" in hands
    assert "gentle-first-time" in ball - hands
    assert hands < ball
    assert "ball-and-roller" not in ball


def test_filters_and_words_go_together(library: Library) -> None:
    wanted = ScriptFilter(words="heel", level=Level.EXPERIENCED)
    assert "cross-fiber-friction" in _ids(library, wanted)
    assert "heel-spur" not in _ids(library, wanted)


@pytest.mark.parametrize(
    ("minutes", "length"),
    [(16, Length.SHORT), (18, Length.SHORT), (18.1, Length.MIDDLE), (21.1, Length.LONG)],
)
def test_lengths_have_their_classes(minutes: float, length: Length) -> None:
    assert Length.of(round(60 * minutes)) is length


def test_what_marks_a_script_comes_first(library: Library) -> None:
    friction = library.find("cross-fiber-friction")
    assert friction.script is not None
    assert main_techniques(friction.script)[0] is Technique.CROSS_FIBER_FRICTION
    assert facts_line(friction).startswith("Cross-fiber friction")
    assert "Hands" not in needs_line(friction)
    assert needs_line(library.find("ball-and-roller")).startswith("Standard")


def test_origin_and_faults_are_told_apart(own_library: Library) -> None:
    assert origin_line(own_library.find("partner")) == ""
    own = origin_line(own_library.find("gentle-first-time"))
    assert own == "Your own\u00a0· replaces the shipped one"
    assert origin_line(own_library.find("left-friction")) == "From a folder"
    assert facts_line(own_library.find("my-heel")).startswith("line 3: unknown key")


def test_a_row_can_be_heard(qtbot: QtBot, icons: Icons, own_library: Library) -> None:
    _, model = _list(qtbot, icons, own_library)
    said = _spoken(model, model.row_of("cross-fiber-friction"))
    assert said.startswith("Across-the-grain friction for the sole, 18:30 hands-on")
    assert "Experienced" in said
    broken = _spoken(model, model.row_of("my-heel"))
    assert broken.startswith("My heel needs a fix, line 3")
    assert broken.endswith("Your own")


def test_enter_opens_and_arrows_move(qtbot: QtBot, icons: Icons, library: Library) -> None:
    shown, model = _list(qtbot, icons, library)
    shown.setCurrentIndex(model.index(0))
    QTest.keyClick(shown, Qt.Key.Key_Down)
    assert shown.currentIndex().row() == 1
    with qtbot.waitSignal(shown.opened):
        QTest.keyClick(shown, Qt.Key.Key_Return)


def test_rows_are_drawn_in_the_look(qtbot: QtBot, icons: Icons, own_library: Library) -> None:
    shown, model = _list(qtbot, icons, own_library)
    shown.setFocus()
    index = model.index(model.row_of("my-heel"))
    shown.setCurrentIndex(index)
    shown.scrollTo(index)
    picture = shown.viewport().grab(shown.visualRect(index)).toImage()
    colours = {
        picture.pixelColor(x, y).name().upper()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    assert {LIGHT.card, LIGHT.attention, LIGHT.lead} <= colours


def test_a_row_grows_with_the_text(qtbot: QtBot, icons: Icons, library: Library) -> None:
    shown, model = _list(qtbot, icons, library)
    before = shown.visualRect(model.index(0)).height()
    icons.looks.follow(Preferences(theme=Theme.LIGHT, text_percent=200))
    qtbot.waitUntil(lambda: shown.visualRect(model.index(0)).height() >= 2 * before)


def test_the_row_under_the_mouse_is_marked(qtbot: QtBot, icons: Icons, library: Library) -> None:
    shown, model = _list(qtbot, icons, library)
    place = QPointF(shown.visualRect(model.index(2)).center())
    none = Qt.MouseButton.NoButton
    move = QMouseEvent(
        QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(shown.viewport(), move)
    assert shown.hovered_row == 2
    QApplication.sendEvent(shown, QEvent(QEvent.Type.Leave))
    assert shown.hovered_row == -1


def test_nothing_stands_outside_the_model(library: Library) -> None:
    model = ScriptListModel()
    model.show_entries(library.entries)
    assert model.rowCount(model.index(0)) == 0
    assert model.data(model.index(99)) is None
    assert model.data(model.index(0), Qt.ItemDataRole.SizeHintRole) is None
    assert model.row_of("there-is-none") == -1
