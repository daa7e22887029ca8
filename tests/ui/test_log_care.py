"""The log is looked after in a thread of its own, and what is found is told in the window's."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from pytestqt.qtbot import QtBot

from app.ui import log_care
from app.ui.log_care import LogCare

GoOn = Callable[[], bool]


@dataclass
class Found:
    trouble: str = ""
    is_damaged: bool = False


class Log:
    """A log that finds what it is told to, and remembers in which thread it was looked after."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.threads: list[threading.Thread] = []
        self.may_end = threading.Event()
        self.may_end.set()
        self.is_given_up = False

    def look(self, go_on: GoOn) -> Found:
        self.threads.append(threading.current_thread())
        self.may_end.wait(10)
        self.is_given_up = not go_on()
        return self.found


def always() -> bool:
    return True


def test_trouble_is_told_once_in_the_windows_own_thread(qtbot: QtBot) -> None:
    log = Log(Found("The disk is full."))
    care = LogCare(log.look, always)
    told: list[tuple[str, threading.Thread]] = []
    care.told.connect(lambda sentence: told.append((sentence, threading.current_thread())))
    with qtbot.waitSignal(care.told):
        care.look_now()
    looked = 1
    while looked < 3:
        care.look_now()
        looked = len(log.threads)
        qtbot.wait(1)
    care.close()
    assert told == [("The disk is full.", threading.main_thread())]
    assert threading.main_thread() not in log.threads


def test_damage_is_told_as_such(qtbot: QtBot) -> None:
    care = LogCare(Log(Found("damaged", is_damaged=True)).look, always)
    told: list[str] = []
    care.told.connect(told.append)
    with qtbot.waitSignal(care.damaged):
        care.look_now()
    care.close()
    assert told == []


def test_it_is_looked_once_at_a_time_and_not_while_it_may_not_be(qtbot: QtBot) -> None:
    log = Log(Found("said"))
    log.may_end.clear()
    may = False
    care = LogCare(log.look, lambda: may)
    care.look_now()
    assert log.threads == []
    may = True
    care.look_now()
    care.look_now()
    with qtbot.waitSignal(care.told):
        log.may_end.set()
    assert len(log.threads) == 1
    care.close()


def test_it_begins_by_itself_some_time_after_the_window_stands(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_care, "FIRST_MS", 1)
    care = LogCare(Log(Found("said")).look, always)
    with qtbot.waitSignal(care.told):
        care.begin()
    care.close()


@pytest.mark.usefixtures("qtbot")
def test_the_end_of_the_program_gives_up_what_was_begun() -> None:
    log = Log(Found())
    log.may_end.clear()
    care = LogCare(log.look, always)
    care.look_now()
    closing = threading.Timer(0.05, log.may_end.set)
    closing.start()
    care.close()
    assert log.is_given_up
    closing.join()
