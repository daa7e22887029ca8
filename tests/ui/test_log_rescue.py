"""A damaged log is saved in a thread of its own, and nobody uses it meanwhile."""

from __future__ import annotations

from threading import Event, Thread, current_thread, main_thread

import pytest
from pytestqt.qtbot import QtBot

from app.core.errors import StorageError
from app.core.export_wish import Progress
from app.ui.log_rescue import LogRescue


class Log:
    """A log that can be held."""

    def __init__(self) -> None:
        self.why = ""

    def hold(self, why: str) -> None:
        self.why = why

    def free(self) -> None:
        self.why = ""


class Work:
    """Saves a log, as long as it is told to."""

    def __init__(self) -> None:
        self.threads: list[Thread] = []
        self.may_end = Event()
        self.trouble = ""

    def __call__(self, progress: Progress) -> str:
        self.threads.append(current_thread())
        progress(1, 3)
        assert self.may_end.wait(20)
        if self.trouble:
            raise StorageError(self.trouble)
        return "All is saved." if progress(3, 3) else ""


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def work() -> Work:
    return Work()


Told = list[tuple[str, str]]


@pytest.fixture
def rescue(qtbot: QtBot, log: Log) -> LogRescue:
    del qtbot
    return LogRescue(log)


@pytest.fixture
def told(rescue: LogRescue, log: Log) -> Told:
    """What is told in which order, and why the log was held then."""
    found: Told = []
    rescue.told.connect(lambda sentence: found.append((sentence, log.why)))
    rescue.ended.connect(lambda: found.append(("over", log.why)))
    return found


def end(qtbot: QtBot, rescue: LogRescue, work: Work) -> None:
    work.may_end.set()
    qtbot.waitUntil(lambda: not rescue.is_saving)


def test_the_log_is_held_until_it_is_saved_and_then_what_was_saved_is_told(
    qtbot: QtBot, rescue: LogRescue, log: Log, work: Work, told: Told
) -> None:
    with qtbot.waitSignal(rescue.progressed) as far:
        why = rescue.save(work)
    assert far.args == [1, 3]
    assert log.why == why
    assert "saving what can be read" in why
    assert told == []
    end(qtbot, rescue, work)
    assert told == [("over", ""), ("All is saved.", "")]
    assert work.threads != [main_thread()]


def test_where_it_cannot_be_saved_the_rooms_read_it_anew_and_say_why(
    qtbot: QtBot, rescue: LogRescue, work: Work, told: Told
) -> None:
    work.trouble = "The disk is full."
    rescue.save(work)
    end(qtbot, rescue, work)
    assert told == [("over", "")]


def test_a_window_that_is_closed_meanwhile_gives_it_up(
    qtbot: QtBot, rescue: LogRescue, log: Log, work: Work, told: Told
) -> None:
    with qtbot.waitSignal(rescue.progressed):
        rescue.save(work)
    assert rescue._job is not None
    rescue._job.stop()
    work.may_end.set()
    rescue.close()
    assert told == []
    assert log.why == ""
    assert not rescue.is_saving
