"""The built app with hand-written edges: a clock that stands still, a day that goes with it."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.compose import Edges, build
from app.core.request import AppRequest
from app.storage.data_folder import LOG
from app.storage.log_store import LogStore
from app.ui import toast
from app.ui.check_page import CheckPage
from app.ui.cue_player import Chime
from app.ui.footwell import Footwell
from app.ui.machine import Machine
from app.ui.overriding import override
from app.ui.question_dialog import Question
from app.ui.session_driver import SessionDriver
from tests.core.fake_clock import FakeClock
from tests.fake_devices import FakeDevices, stay_awake

MORNING = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


Lock = Callable[[], AbstractContextManager[None]]


class World:
    """A machine whose time a test moves, and the apps that are built on it one after another."""

    def __init__(self, application: QApplication, data: Path) -> None:
        self.application = application
        self.data = data
        self.clock = FakeClock()
        self.devices = FakeDevices()
        self.chime = self.devices.chime
        self.asked: list[Question] = []
        self.said: list[str] = []
        self.answer = True
        self._ids = 0
        self.day_ahead_s = 0.0
        """How much further the time of day went than the clock: what a sleep leaves behind."""
        self._began_s = self.clock.now_s
        self._open: list[Footwell] = []

    def now(self) -> datetime:
        passed_s = self.clock.now_s - self._began_s + self.day_ahead_s
        return MORNING + timedelta(seconds=passed_s)

    def start(self, script: str = "", chime: Callable[..., Chime] | None = None) -> Footwell:
        """Build the app and show its window."""
        machine = Machine(self.clock, self.now, self._new_id, self._ask, self._say)
        devices = self.devices
        edges = Edges(
            machine=machine,
            chime=chime or (lambda _sounds, _cache, _missing: devices.chime),
            voice=lambda _trouble: devices.voice,
            screen=lambda _missing: devices.screen,
            media=lambda _clock: devices.media,
            sleep=lambda: devices.sleep,
            notices=lambda _picture, _icons: devices.notices,
        )
        footwell = build(self.application, AppRequest(self.data, script=script), {}, edges)
        footwell.show()
        footwell.window.activateWindow()
        assert QTest.qWaitForWindowActive(footwell.window)
        self._open.append(footwell)
        self.settle()
        return footwell

    def quit(self, footwell: Footwell) -> None:
        """Close its window and let go of its files."""
        assert footwell.window.close()
        footwell.close()
        self._take_down(footwell)

    def quit_all(self) -> None:
        for footwell in list(self._open):
            self.quit(footwell)

    def settle(self) -> None:
        for _ in range(4):
            self.application.processEvents()

    def pass_time(self, driver: SessionDriver, by_s: float) -> None:
        """Let time go by as on a computer that is awake."""
        until_s = self.clock.now_s + by_s
        while self.clock.now_s < until_s:
            due_s = driver.session.next_due_s
            stop_s = until_s if due_s is None else min(until_s, due_s)
            stay_awake(driver, self.clock, stop_s, lambda: False)
            driver.tick()

    def crash(self, footwell: Footwell) -> None:
        """End an app as a crash does: nothing is saved, told or asked any more."""
        run = footwell.session._run
        if run is not None:
            run.driver.rest()
            # Its timer goes by true time: on a busy machine it would keep what crashed once more.
            run.keeper.rest()
        footwell.window.may_close = lambda: True
        footwell.window.blockSignals(True)
        footwell.window.close()
        self._take_down(footwell)

    def _take_down(self, footwell: Footwell) -> None:
        """Leave nothing of it to the next app: a look is applied to every window there is."""
        footwell.scripts.blockSignals(True)
        footwell.window.deleteLater()
        footwell.deleteLater()
        self._open.remove(footwell)
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.settle()

    def run_to(self, driver: SessionDriver, until: Callable[[], bool]) -> None:
        """Let the session run, from one thing that is due to the next."""
        for _ in range(5000):
            if until():
                return
            due_s = driver.session.next_due_s
            assert due_s is not None, f"the timer stands still in {driver.session.state}"
            stay_awake(driver, self.clock, due_s, until)
            driver.tick()
        pytest.fail("it does not come to that")

    def press(self, footwell: Footwell, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key where the focus is."""
        pressed = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            pressed |= modifier
        QTest.keyClick(focus_of(footwell), key, pressed)
        self.settle()

    def get_through(self, footwell: Footwell) -> None:
        """Answer by keys what is asked before a session, so that nothing is found; skip ratings."""
        while footwell.is_asking:
            page = footwell.session_desk.intake.page
            if isinstance(page, CheckPage):
                intake = footwell.session_desk.intake.intake
                assert intake is not None
                while lacking := intake.unanswered(page.questionnaire):
                    question = page.rows[lacking[0]].question
                    self.press(footwell, Qt.Key.Key_N if question.leads_on_yes else Qt.Key.Key_Y)
            self.press(footwell, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
            assert footwell.session_desk.intake.page is not page, "it goes on"

    def _new_id(self) -> str:
        self._ids += 1
        return str(UUID(int=self._ids, version=4))

    def _ask(self, _over: QWidget | None, question: Question) -> bool:
        self.asked.append(question)
        return self.answer

    def _say(self, _widget: QWidget, sentence: str) -> None:
        self.said.append(sentence)


def focus_of(footwell: Footwell) -> QWidget:
    focused: QWidget | None = QApplication.focusWidget()
    return footwell.window if focused is None else focused


class Windows(QObject):
    """Sees every window that is shown, also one that is a window only for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.accessibleName()}".strip())
        return False


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[Windows]:
    watching = Windows()
    qapp.installEventFilter(watching)
    yield watching
    qapp.removeEventFilter(watching)


@pytest.fixture(autouse=True)
def _in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The world's day goes by UTC, and check-ins by the clocks of this machine."""
    with monkeypatch.context() as changed:
        changed.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture
def world(
    qapp: QApplication, tmp_path: Path, windows: Windows, monkeypatch: pytest.MonkeyPatch
) -> Iterator[World]:
    # A toast goes by true time; here it stays, however long a busy machine takes.
    monkeypatch.setattr(toast, "SHOWN_MS", 10**8)
    made = World(qapp, tmp_path / "data")
    yield made
    made.quit_all()
    strays = set(windows.shown) - {"MainWindow", "MainWindow Footwell"}
    assert not strays, "nothing but the window is ever shown as a window of its own"


@pytest.fixture
def locked(world: World, monkeypatch: pytest.MonkeyPatch) -> Lock:
    """Another program has the log locked, and nobody waits for it."""
    impatient = {"busy_timeout_s": 0.0, "database": None}
    monkeypatch.setattr(LogStore.__init__, "__kwdefaults__", impatient)

    @contextmanager
    def lock() -> Iterator[None]:
        with closing(sqlite3.connect(world.data / LOG, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            yield
            other.execute("ROLLBACK")

    return lock
