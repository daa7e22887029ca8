"""A stack that is as high as what is seen of it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from app.ui.seen_stack import SeenStack


def high(height: int) -> QLabel:
    made = QLabel()
    made.setMinimumHeight(height)
    return made


def test_only_what_is_seen_takes_room(qtbot: QtBot) -> None:
    low, tall, page = high(100), high(900), QScrollArea()
    qtbot.addWidget(page)
    stack = SeenStack()
    for one in (low, tall):
        stack.addWidget(one)
    page.setWidgetResizable(True)
    page.setWidget(stack)
    page.resize(400, 300)
    page.show()
    QApplication.processEvents()
    assert stack.currentWidget() is low
    assert page.verticalScrollBar().maximum() == 0
    stack.setCurrentWidget(tall)
    QApplication.processEvents()
    assert (low.isVisible(), tall.isVisible()) == (False, True)
    assert page.verticalScrollBar().maximum() >= 600


def test_what_it_does_not_hold_is_not_shown(qtbot: QtBot) -> None:
    stack, held, other = SeenStack(), high(10), high(10)
    for one in (stack, other):
        qtbot.addWidget(one)
    stack.addWidget(held)
    stack.setCurrentWidget(other)
    assert stack.currentWidget() is held
