"""A check-in room in a window, with a log in memory that can be made to fail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

from app.core.after_questions import FlagReason
from app.core.answer import Answers
from app.core.due_check_ins import DueCheckIn, due_check_ins
from app.core.followups import check_ins
from app.core.soreness import LoggedSession
from app.ui.check_in_page import CheckInPage
from app.ui.check_in_room import CheckInRoom
from app.ui.machine import Machine
from app.ui.question_dialog import Question
from tests.core.followup_building import BERLIN, hours, place
from tests.core.health_building import QUESTIONS
from tests.ui.player_fixtures import FakeLog, made_icons, put_away

THURSDAY = datetime(2026, 11, 19, 9, 0, tzinfo=BERLIN)
"""When the session of a test ended."""


def due_of(*sessions: LoggedSession, after: float) -> tuple[DueCheckIn, ...]:
    """What is due so many hours after Thursday."""
    now = THURSDAY + hours(after)
    again = {one.session.id for one in sessions}
    return due_check_ins(check_ins(sessions, now, place(BERLIN), again), sessions, now)


class CheckInStand:
    """Shows what the room wants to be shown."""

    def __init__(self, after: float = 48) -> None:
        self.now = THURSDAY + hours(after)
        self.log = FakeLog()
        self.window = QMainWindow()
        self.window.resize(1180, 760)
        self.asked: list[Question] = []
        self.told: list[str] = []
        self.left = 0
        self.answer = True
        self._ids = self._new_ids()
        machine = Machine(lambda: 0.0, lambda: self.now, lambda: next(self._ids), self._ask)
        self.room = CheckInRoom(made_icons(), machine, self.log, lambda: QUESTIONS)
        self.room.page_wanted.connect(self._on_page)
        self.room.left.connect(self._on_left)
        self.room.told.connect(self.told.append)
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)

    def ask(
        self,
        *due: DueCheckIn,
        profile: Answers | None = None,
        standing: tuple[FlagReason, ...] = (),
    ) -> CheckInPage:
        """Begin to ask."""
        self.log.sessions += [one.logged.session for one in due]
        self.room.ask(due, profile or {}, standing)
        return self.page

    @property
    def page(self) -> CheckInPage:
        """The page that is shown."""
        assert self.room.page is not None
        return self.room.page

    def press(
        self,
        *keys: Qt.Key,
        with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press keys where the focus is."""
        for key in keys:
            QTest.keyClick(self.focus, key, with_)
            self.settle()

    @property
    def focus(self) -> QWidget:
        """What has the focus."""
        focused: QWidget | None = QApplication.focusWidget()
        assert focused is not None
        return focused

    def says(self, words: str) -> bool:
        """Whether words can be read on the page."""
        return any(
            words in shown.text().replace("\xa0", " ")
            for shown in self.page.findChildren(QLabel)
            if shown.isVisible()
        )

    def settle(self) -> None:
        for _ in range(3):
            QApplication.processEvents()

    def forward(self, count: float) -> None:
        """Let hours go by."""
        self.now += timedelta(hours=count)

    def close(self) -> None:
        """Leave nothing to the next test."""
        put_away(self.window)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _on_page(self, page: QWidget) -> None:
        self.window.setCentralWidget(page)
        self.settle()

    def _on_left(self) -> None:
        self.left += 1
        page = self.window.takeCentralWidget()
        if page is not None:
            page.hide()

    def _ask(self, _over: QWidget | None, question: Question) -> bool:
        self.asked.append(question)
        return self.answer

    def _new_ids(self) -> Iterator[str]:
        number = 0
        while True:
            number += 1
            yield f"r{number}"


def titled(logged: LoggedSession, title: str) -> LoggedSession:
    """The same of a script of this title."""
    return replace(logged, session=replace(logged.session, script_title=title))
