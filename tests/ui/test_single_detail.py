"""The page of what belongs to no session: corrected line by line, or deleted whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from app.core.by_hand import Desk
from app.core.log_edit import Edit, event_changed, rating_deleted
from app.core.log_entries import (
    AnswersEntry,
    EntryKey,
    EntryType,
    EventEntry,
    LogEntry,
    answers_key,
)
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import EventType, LogEvent, Rating, RatingContext, RatingKind
from app.ui.single_detail import SingleDetail
from tests.core.health_building import CET, NOW
from tests.ui.player_fixtures import made_icons, put_away

LEFT = Rating(
    "left", None, RatingKind.PAIN, RatingContext.DAILY, NOW, Foot.LEFT, Area.WHOLE_FOOT, 4
)
RIGHT = replace(LEFT, id="right", side=Foot.RIGHT, value=2, note="Slept badly.")
DAY = AnswersEntry(RatingKind.PAIN)
ENTRY = LogEntry(answers_key(NOW.date(), RatingKind.PAIN), NOW, DAY)
BRUISE = LogEvent("b", None, NOW, EventType.BRUISE, side=Foot.LEFT, region=Area.HEEL)


class Stand:
    """The page in a window, with what it asked for."""

    def __init__(self) -> None:
        numbers = count(1)
        desk = Desk(NOW, lambda when: when.astimezone(CET), lambda: f"new-{next(numbers)}")
        self.page = SingleDetail(made_icons(), lambda: desk)
        self.edits: list[tuple[Edit, str]] = []
        self.deletions = 0
        self.page.edit_wanted.connect(lambda edit, name: self.edits.append((edit, name)))
        self.page.deletion_wanted.connect(self._on_deletion)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.page)
        self.window.resize(700, 600)
        self.window.show()

    def open(self, number: int) -> None:
        list(self.page.ratings.lines.values())[number].click()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.window.focusWidget(), key)

    def _on_deletion(self) -> None:
        self.deletions += 1


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[Stand]:
    made = Stand()
    qtbot.waitExposed(made.window)
    yield made
    put_away(made.window)


def test_an_answer_of_a_day_is_corrected(stand: Stand) -> None:
    stand.page.show_answers(ENTRY, DAY, [LEFT, RIGHT])
    assert stand.page.note.text() == "Note: Slept badly."
    stand.open(1)
    stand.press(Qt.Key.Key_7)
    [(edit, name)] = stand.edits
    assert edit.added.ratings == (replace(RIGHT, id="new-1", value=7),)
    assert name == "change of “Pain, right foot”"


def test_one_of_two_answers_goes_alone_and_the_last_one_with_its_entry(stand: Stand) -> None:
    stand.page.show_answers(ENTRY, DAY, [LEFT, RIGHT])
    stand.open(0)
    stand.press(Qt.Key.Key_Delete)
    assert stand.edits == [(rating_deleted(LEFT), "delete “Pain, left foot”")]
    assert stand.deletions == 0
    stand.page.show_answers(ENTRY, DAY, [RIGHT])
    stand.open(0)
    stand.press(Qt.Key.Key_Delete)
    assert len(stand.edits) == 1
    assert stand.deletions == 1


def test_one_begins_with_the_first_line_that_can_be_corrected(stand: Stand) -> None:
    stand.page.show_answers(ENTRY, DAY, [LEFT, RIGHT])
    stand.page.take_focus()
    assert stand.window.focusWidget() is next(iter(stand.page.ratings.lines.values()))
    entry = LogEntry(EntryKey(EntryType.EVENT, "b"), NOW, EventEntry(EventType.BRUISE))
    stand.page.show_event(entry, EventEntry(EventType.BRUISE), BRUISE)
    stand.page.take_focus()
    assert stand.window.focusWidget() is stand.page.events.lines["b"]


def test_an_event_is_told_in_another_way_or_goes(stand: Stand) -> None:
    entry = LogEntry(EntryKey(EntryType.EVENT, "b"), NOW, EventEntry(EventType.BRUISE))
    about = EventEntry(EventType.BRUISE)
    stand.page.show_event(entry, about, BRUISE)
    [line] = stand.page.events.lines.values()
    line.click()
    editor = stand.page.events.editor
    assert editor is not None
    editor.picks.note.setText("From the roller")
    editor.save.click()
    changed = replace(BRUISE, note="From the roller")
    assert stand.edits == [(event_changed(changed), "change of “Bruise, left foot, heel”")]
    editor.delete.click()
    assert stand.deletions == 1


def test_without_a_desk_nothing_can_be_changed(qtbot: QtBot) -> None:
    page = SingleDetail(made_icons())
    qtbot.addWidget(page)
    page.show_answers(ENTRY, DAY, [LEFT])
    [line] = page.ratings.lines.values()
    assert not line.isEnabled()
    assert not page.delete.isVisibleTo(page)
