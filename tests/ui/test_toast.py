"""Toasts: told, undone, queued."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.core.preferences import Preferences, Theme
from app.ui import toast
from app.ui.icons import Icons
from app.ui.sight import FOOT
from app.ui.toast import Toasts


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.addWidget(QLineEdit())
    made.resize(800, 600)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def toasts(window: QWidget, icons: Icons) -> Toasts:
    return Toasts(window, icons)


def _button(toasts: Toasts, text: str) -> QPushButton:
    return next(b for b in toasts.findChildren(QPushButton) if b.text() == text)


def _shown(toasts: Toasts) -> str:
    return toasts.findChildren(QLabel)[0].text() if toasts.isVisible() else ""


def test_it_stands_at_the_bottom_in_the_middle(window: QWidget, toasts: Toasts) -> None:
    toasts.say("Session deleted", "Undo", lambda: None)
    assert _shown(toasts) == "Session deleted"
    assert abs(toasts.geometry().center().x() - window.width() // 2) <= 1
    assert window.height() - toasts.geometry().bottom() < 40
    window.resize(1000, 700)
    assert abs(toasts.geometry().center().x() - 500) <= 1


def test_it_stands_above_the_ways_on_of_a_page(window: QWidget, toasts: Toasts) -> None:
    foot = QWidget()
    foot.setObjectName(FOOT)
    foot.setFixedHeight(90)
    column = window.layout()
    assert column is not None
    column.addWidget(foot)
    QApplication.processEvents()
    toasts.say("The voice is not there.")
    QApplication.processEvents()
    assert toasts.geometry().bottom() < foot.geometry().top()
    foot.setFixedHeight(200)
    QApplication.processEvents()
    assert toasts.geometry().bottom() < foot.geometry().top()
    foot.hide()
    QApplication.processEvents()
    assert window.height() - toasts.geometry().bottom() < 40


def test_undo_undoes_and_sends_it_away(toasts: Toasts) -> None:
    done: list[str] = []
    toasts.say("Session deleted", "Undo", lambda: done.append("undone"))
    QTest.mouseClick(_button(toasts, "Undo"), Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert not toasts.isVisible()


def test_ctrl_z_presses_undo_from_anywhere(window: QWidget, toasts: Toasts) -> None:
    done: list[str] = []
    toasts.say("Session deleted", "Undo", lambda: done.append("undone"))
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert done == ["undone"]
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert done == ["undone"]


def test_several_wait_their_turn(toasts: Toasts) -> None:
    toasts.say("First")
    toasts.say("Second")
    assert _shown(toasts) == "First"
    toasts.dismiss()
    assert _shown(toasts) == "Second"
    toasts.dismiss()
    assert _shown(toasts) == ""
    assert toasts.current is None


def test_all_can_be_sent_away(toasts: Toasts) -> None:
    toasts.say("First")
    toasts.say("Second")
    toasts.clear()
    assert _shown(toasts) == ""


def test_it_goes_by_itself(qtbot: QtBot, toasts: Toasts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toast, "SHOWN_MS", 30)
    toasts.say("First")
    toasts.say("Second")
    qtbot.waitUntil(lambda: _shown(toasts) == "Second")
    qtbot.waitUntil(lambda: not toasts.isVisible())


def test_it_stays_while_it_has_the_focus(
    qtbot: QtBot, toasts: Toasts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toast, "SHOWN_MS", 30)
    toasts.say("Deleted", "Undo", lambda: None)
    _button(toasts, "Undo").setFocus()
    qtbot.wait(90)
    assert toasts.isVisible()
    QTest.keyClick(_button(toasts, "Undo"), Qt.Key.Key_Escape)
    assert not toasts.isVisible()
    focused = QApplication.focusWidget()
    assert focused is None or not toasts.isAncestorOf(focused)


def test_it_stays_while_the_mouse_is_on_it(
    qtbot: QtBot, toasts: Toasts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(toast, "SHOWN_MS", 30)
    toasts.say("Deleted", "Undo", lambda: None)
    from PySide6.QtCore import QEvent, QPointF  # noqa: PLC0415
    from PySide6.QtGui import QEnterEvent  # noqa: PLC0415

    inside = QPointF(QPoint(5, 5))
    QApplication.sendEvent(toasts, QEnterEvent(inside, inside, inside))
    qtbot.wait(90)
    assert toasts.isVisible()
    QApplication.sendEvent(toasts, QEvent(QEvent.Type.Leave))
    qtbot.waitUntil(lambda: not toasts.isVisible())


def test_one_that_stays_makes_room_for_others_and_comes_back_until_it_is_closed(
    toasts: Toasts,
) -> None:
    toasts.say("3 entries were broken.", stays=True)
    assert not toasts._timer.isActive()
    toasts.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)  # where it lies offscreen
    toasts.say("Session deleted", "Undo", lambda: None)
    assert 0 < toasts._timer.remainingTime() < toast.SHOWN_MS // 2, "a third, told in steps"
    toasts._timer.timeout.emit()
    assert _shown(toasts) == "Session deleted"
    toasts._timer.timeout.emit()
    assert _shown(toasts) == "3 entries were broken."
    assert not toasts._timer.isActive()
    toasts.dismiss()
    assert _shown(toasts) == ""


def test_tab_reaches_it(window: QWidget, toasts: Toasts) -> None:
    toasts.say("Deleted", "Undo", lambda: None)
    field = window.findChildren(QLineEdit)[0]
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is _button(toasts, "Undo")


def test_long_words_wrap_and_fit(window: QWidget, toasts: Toasts, icons: Icons) -> None:
    icons.looks.follow(Preferences(theme=Theme.LIGHT, text_percent=200))
    toasts.say("Die Trainingssitzung wurde gelöscht, mit allen ihren Bewertungen", "Undo")
    assert toasts.geometry().left() >= 0
    assert toasts.geometry().right() <= window.width()
    message = toasts.findChildren(QLabel)[0]
    assert message.height() >= message.heightForWidth(message.width())
