"""Qt's bindings keep their hands off None: PySide6 6.12.0 on Python 3.11 ends the program."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel

CALLS = 300


def test_calls_into_qt_do_not_use_none_up(qapp: QApplication) -> None:
    timer, text = QTimer(), QLabel("")

    def call() -> None:
        timer.start(1000)
        timer.isActive()
        text.setText("0:42")
        qapp.processEvents()

    call()
    before = [sys.getrefcount(one) for one in (None, True, False)]
    for _ in range(CALLS):
        call()
    after = [sys.getrefcount(one) for one in (None, True, False)]
    timer.stop()
    lost = [was - now for was, now in zip(before, after, strict=True)]
    assert max(lost) < CALLS / 2, "None, True or False lose references with every call"
