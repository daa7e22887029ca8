"""The pages before a session in a window, with a log in memory that can be made to fail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import count

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QWidget

from app.core.before import Before
from app.core.errors import KnownError, StorageError
from app.core.health_answers import Check, Cleared
from app.core.health_questions import HealthQuestions, Questionnaire
from app.core.intake import Intake
from app.core.library import Entry
from app.core.plan import Choice
from app.core.soreness import LoggedSession
from app.core.wanted import Wanted
from app.ui.check_page import CheckPage
from app.ui.health_keeper import HealthKeeper
from app.ui.intake_page import IntakePage
from app.ui.intake_room import IntakeRoom
from app.ui.machine import Machine
from tests.core.health_building import FINE_PROFILE, NOW, QUESTIONS
from tests.core.test_intake import ENTRIES, GENTLE, PROFILE, check
from tests.ui.player_fixtures import FULL, made_icons, put_away


class FakeHealth:
    """Checks and clearances in memory."""

    def __init__(self, log: FakeIntakeLog) -> None:
        self._log = log
        self.kept: list[Check] = []
        self.cleared: list[Cleared] = []
        self.withdrawn: list[Cleared] = []

    def checks(self, questionnaire: Questionnaire, since: datetime | None = None) -> list[Check]:
        self._log.refuse()
        return [
            one
            for one in self.kept
            if one.questionnaire is questionnaire and (since is None or one.when >= since)
        ]

    def checks_of(self, session_id: str) -> list[Check]:
        self._log.refuse()
        return [one for one in self.kept if one.session_id == session_id]

    def clearances(self) -> list[Cleared]:
        self._log.refuse()
        return list(self.cleared)

    def keep(self, check: Check) -> None:
        self._log.refuse()
        self.kept = [one for one in self.kept if one.id != check.id] + [check]

    def add_clearance(self, cleared: Cleared) -> None:
        self._log.refuse()
        self.cleared.append(cleared)

    def withdraw_clearance(self, clearance_id: str) -> None:
        self._log.refuse()
        self.withdrawn += [one for one in self.cleared if one.id == clearance_id]
        self.cleared = [one for one in self.cleared if one.id != clearance_id]

    def restore_clearance(self, clearance_id: str) -> None:
        self._log.refuse()
        self.cleared += [one for one in self.withdrawn if one.id == clearance_id]


class FakeIntakeLog:
    """A log as it is needed before a session."""

    def __init__(self) -> None:
        self.fails = False
        self.sessions: list[LoggedSession] = []
        self.health = FakeHealth(self)

    def recent_sessions(self, since: date) -> list[LoggedSession]:
        self.refuse()
        return [one for one in self.sessions if one.session.start.date() >= since]

    def refuse(self) -> None:
        if self.fails:
            raise StorageError(FULL)


class IntakeStand:
    """An intake room in a window, and a person who presses keys."""

    def __init__(self, *, knows_profile: bool = True, size: tuple[int, int] = (1180, 780)) -> None:
        self.log = FakeIntakeLog()
        if knows_profile:
            self.log.health.kept.append(check(PROFILE, NOW - NOW, FINE_PROFILE))
        self.now = NOW
        self.entries: list[Entry] = list(ENTRIES)
        self.no_questions = ""
        self.no_scripts = ""
        self.admitted: list[tuple[Entry, Choice, Before]] = []
        self.resumed: list[object] = []
        self.prepared: list[Entry] = []
        self.troubles: list[str] = []
        self.told: list[str] = []
        self.left = 0
        self.finished = 0
        ids = count(1)
        machine = Machine(
            clock=lambda: 0.0,
            now=lambda: self.now,
            say=lambda _page, sentence: self.told.append(sentence),
            new_id=lambda: f"00000000-0000-4000-8000-{next(ids):012d}",
        )
        self.health = HealthKeeper(lambda: self.log.health, machine.now)
        self.room = IntakeRoom(
            made_icons(), machine, self.log, self.health, self._questions, self._entries
        )
        self.window = QMainWindow()
        self.window.resize(*size)
        self._connect()
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)

    def _connect(self) -> None:
        room = self.room
        room.page_wanted.connect(self._on_page)
        room.admitted.connect(lambda *given: self.admitted.append(given))
        room.resumed.connect(self.resumed.append)
        room.preparing.connect(self.prepared.append)
        room.trouble.connect(self.troubles.append)
        self.health.trouble.connect(self.troubles.append)
        room.left.connect(self._on_left)
        room.finish_wanted.connect(self._on_finish_wanted)

    def _questions(self) -> HealthQuestions:
        if self.no_questions:
            raise KnownError(self.no_questions)
        return QUESTIONS

    def _entries(self) -> Sequence[Entry]:
        if self.no_scripts:
            raise KnownError(self.no_scripts)
        return self.entries

    def _on_page(self, page: QWidget) -> None:
        old = self.window.takeCentralWidget()
        if old is not None:
            old.setParent(None)
        self.window.setCentralWidget(page)

    def _on_left(self) -> None:
        self.left += 1

    def _on_finish_wanted(self) -> None:
        self.finished += 1

    def close(self) -> None:
        put_away(self.window)

    # --- what the person does ---

    def ask(self, entry: Entry = GENTLE, choice: Choice | None = None) -> None:
        self.room.ask(Wanted(entry, choice or Choice()))
        self.settle()

    @property
    def page(self) -> IntakePage:
        assert self.room.page is not None
        return self.room.page

    @property
    def intake(self) -> Intake:
        assert self.room.intake is not None
        return self.room.intake

    @property
    def questions(self) -> CheckPage:
        assert isinstance(self.page, CheckPage)
        return self.page

    def settle(self) -> None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        for _ in range(3):
            QApplication.processEvents()

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        pressed = Qt.KeyboardModifier.NoModifier
        for one in modifiers:
            pressed |= one
        QTest.keyClick(self.focus, key, pressed)
        self.settle()

    def go_on(self) -> None:
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def answer(self, **given: bool) -> None:
        """Answer some by their buttons, and all others so that nothing is found; then go on."""
        page = self.questions
        for id_, is_yes in given.items():
            row = page.rows[id_.replace("_", "-")]
            (row.yes if is_yes else row.no).click()
        while lacking := self.intake.unanswered(page.questionnaire):
            row = page.rows[lacking[0]]
            if row.answer is not None:
                break  # a place is to be named
            (row.no if row.question.leads_on_yes else row.yes).click()
        self.settle()

    @property
    def focus(self) -> QWidget:
        focused: QWidget | None = QApplication.focusWidget()
        return self.window if focused is None else focused

    @property
    def said(self) -> str:
        """Every text that is shown on the page."""
        labels = self.page.findChildren(QLabel)
        return "\n".join(one.text() for one in labels if one.isVisible())
