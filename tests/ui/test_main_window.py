"""The window: rooms built when they are gone to, keys, the full layer, its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.preferences import Preferences
from app.ui.first_focus import give_first_focus
from app.ui.icons import Icons
from app.ui.main_window import MainWindow
from app.ui.rail import Room
from app.ui.sight import FOOT
from app.ui.theme import Looks


class _Page(QWidget):
    def __init__(self, room: str) -> None:
        super().__init__()
        self.button = QPushButton(room)
        QVBoxLayout(self).addWidget(self.button)
        self.setFocusProxy(self.button)


class _Site:
    """Counts what is built."""

    def __init__(self) -> None:
        self.built: list[Room] = []

    def factories(self) -> dict[Room, Callable[[], QWidget]]:
        return {room: self._factory(room) for room in Room}

    def _factory(self, room: Room) -> Callable[[], QWidget]:
        def build() -> QWidget:
            self.built.append(room)
            return _Page(room)

        return build


@pytest.fixture
def site() -> _Site:
    return _Site()


@pytest.fixture
def window(qtbot: QtBot, looks: Looks, icons: Icons, site: _Site) -> MainWindow:
    made = MainWindow(looks, icons, site.factories(), Preferences())
    qtbot.addWidget(made)
    return made


def _show(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def _rail_button(window: MainWindow, word: str) -> QToolButton:
    return next(b for b in window.findChildren(QToolButton) if b.text() == word)


class _PageWithSearch(QWidget):
    """A page that gives its focus to the list below its search."""

    def __init__(self) -> None:
        super().__init__()
        self.search, self.list = QPushButton("Search"), QPushButton("List")
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.list)
        give_first_focus(self, self.list)


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab])
def test_tab_comes_by_what_stands_before_the_part_that_has_the_focus_at_first(
    qtbot: QtBot, looks: Looks, icons: Icons, key: Qt.Key
) -> None:
    page = _PageWithSearch()
    window = MainWindow(looks, icons, {Room.TODAY: lambda: page}, Preferences())
    qtbot.addWidget(window)
    _show(qtbot, window)
    qtbot.waitUntil(page.list.hasFocus)
    met = set()
    for _ in range(8):
        QTest.keyClick(window.focusWidget(), key)
        met.add(window.focusWidget())
    assert {page.search, page.list} < met


def test_the_frame_stands_before_the_first_room(
    qtbot: QtBot, window: MainWindow, site: _Site
) -> None:
    window.show()
    assert site.built == []
    qtbot.waitUntil(lambda: site.built == [Room.TODAY])


def test_it_may_open_at_another_room(qtbot: QtBot, looks: Looks, icons: Icons, site: _Site) -> None:
    window = MainWindow(looks, icons, site.factories(), Preferences(), Room.SESSIONS)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.room_shown) as told:
        window.show()
    assert told.args == [Room.SESSIONS]
    assert site.built == [Room.SESSIONS]


def test_each_room_is_built_once(qtbot: QtBot, window: MainWindow, site: _Site) -> None:
    _show(qtbot, window)
    QTest.mouseClick(_rail_button(window, "Log"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(_rail_button(window, "Today"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(_rail_button(window, "Log"), Qt.MouseButton.LeftButton)
    assert sorted(site.built) == [Room.LOG, Room.TODAY]
    assert window.current is Room.LOG
    assert _rail_button(window, "Log").isChecked()
    assert not _rail_button(window, "Today").isChecked()


@pytest.mark.parametrize(
    ("key", "room"),
    [
        (Qt.Key.Key_1, Room.TODAY),
        (Qt.Key.Key_2, Room.SESSIONS),
        (Qt.Key.Key_3, Room.LOG),
        (Qt.Key.Key_4, Room.SETTINGS),
        (Qt.Key.Key_5, Room.HELP),
    ],
)
def test_keys_go_to_the_rooms(qtbot: QtBot, window: MainWindow, key: Qt.Key, room: Room) -> None:
    _show(qtbot, window)
    QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert window.current is room
    page = window.room(room)
    assert page.isVisible()
    assert QApplication.focusWidget() is page.focusProxy()


def test_the_first_room_has_the_focus_so_that_enter_does_its_next_thing(
    qtbot: QtBot, window: MainWindow
) -> None:
    _show(qtbot, window)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPushButton))
    assert QApplication.focusWidget() is window.room(Room.TODAY).focusProxy()


def test_a_first_room_that_has_put_the_focus_itself_keeps_it(
    qtbot: QtBot, looks: Looks, icons: Icons
) -> None:
    page = _Page("Sessions")
    other = QPushButton("other", page)

    def build() -> QWidget:
        QTimer.singleShot(0, other.setFocus)
        return page

    window = MainWindow(looks, icons, {Room.SESSIONS: build}, Preferences(), Room.SESSIONS)
    qtbot.addWidget(window)
    _show(qtbot, window)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is other)


def test_a_session_that_began_before_the_first_room_stood_keeps_the_focus(
    qtbot: QtBot, window: MainWindow
) -> None:
    player = _Page("player")
    window.show_full(player)
    _show(qtbot, window)
    qtbot.waitUntil(lambda: Room.TODAY in window._built)
    assert QApplication.focusWidget() is player.button


def _fills(window: MainWindow, page: QWidget) -> bool:
    return window.is_full and page.isVisible() and page.width() == window.width()


def test_a_session_fills_the_window_and_gives_it_back(qtbot: QtBot, window: MainWindow) -> None:
    _show(qtbot, window)
    window.go_to(Room.SESSIONS)
    before = QApplication.focusWidget()
    player = _Page("player")
    window.show_full(player)
    assert _fills(window, player)
    assert not window.room(Room.SESSIONS).isVisible()
    assert QApplication.focusWidget() is player.button
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.current is Room.SESSIONS
    window.leave_full()
    assert not _fills(window, player)
    assert window.room(Room.SESSIONS).isVisible()
    assert QApplication.focusWidget() is before
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert str(window.current) == "log"


def test_one_full_page_takes_the_place_of_another(qtbot: QtBot, window: MainWindow) -> None:
    _show(qtbot, window)
    player, end = _Page("player"), _Page("end")
    window.show_full(player)
    window.show_full(end)
    assert end.isVisible()
    assert not player.isVisible()
    window.leave_full()
    window.leave_full()
    assert not _fills(window, player)


def test_its_place_is_told_and_taken_again(
    qtbot: QtBot, looks: Looks, icons: Icons, site: _Site, window: MainWindow
) -> None:
    _show(qtbot, window)
    with qtbot.waitSignal(window.geometry_changed) as told:
        window.resize(911, 633)
    saved = told.args[0] if told.args else ""
    again = MainWindow(looks, icons, site.factories(), Preferences(window=saved))
    qtbot.addWidget(again)
    again.show()
    # The offscreen screen is 800 by 800: Qt keeps a restored window on it.
    assert again.height() == 633


def test_f11_fills_the_screen_in_the_rooms_and_leaves_the_key_to_what_fills_the_window(
    qtbot: QtBot, window: MainWindow
) -> None:
    _show(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()
    window.show_full(QWidget())
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()


def test_a_full_screen_is_no_place_of_a_window(
    qtbot: QtBot, looks: Looks, icons: Icons, site: _Site, window: MainWindow
) -> None:
    _show(qtbot, window)
    window.showFullScreen()
    with qtbot.assertNotEmitted(window.geometry_changed):
        window._tell_geometry()
    # As an earlier version has kept it.
    saved = bytes(window.saveGeometry().toBase64().data()).decode()
    again = MainWindow(looks, icons, site.factories(), Preferences(window=saved))
    qtbot.addWidget(again)
    again.show()
    assert not again.isFullScreen()


def test_a_damaged_place_is_forgotten(
    qtbot: QtBot, looks: Looks, icons: Icons, site: _Site
) -> None:
    window = MainWindow(looks, icons, site.factories(), Preferences(window="?no base64?"))
    qtbot.addWidget(window)
    assert window.width() >= 800
    assert window.height() >= 600


def test_it_asks_before_it_closes(qtbot: QtBot, window: MainWindow) -> None:
    _show(qtbot, window)
    answers = [False, True]
    window.may_close = lambda: answers.pop(0)
    window.close()
    assert window.isVisible()
    with qtbot.waitSignal(window.geometry_changed):
        window.close()
    assert not window.isVisible()


def test_a_toast_makes_way_for_the_foot_of_a_page_and_comes_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.show()
    qtbot.waitExposed(window)
    window.toasts.say("Done")
    at_the_bottom = window.toasts.y()
    page = QWidget()
    column = QVBoxLayout(page)
    column.addStretch(1)
    foot = QWidget()
    foot.setObjectName(FOOT)
    foot.setFixedHeight(90)
    column.addWidget(foot)
    window.show_full(page)
    QApplication.processEvents()
    top = foot.mapTo(window, foot.rect().topLeft()).y()
    assert window.toasts.geometry().bottom() < top
    window.leave_full()
    QApplication.processEvents()
    assert window.toasts.y() == at_the_bottom


def test_toasts_stand_in_it(qtbot: QtBot, window: MainWindow) -> None:
    _show(qtbot, window)
    window.toasts.say("Done")
    assert window.toasts.isVisible()
    assert window.toasts is window.toasts


def test_it_cannot_be_made_too_small(window: MainWindow) -> None:
    assert (window.minimumWidth(), window.minimumHeight()) == (800, 600)
