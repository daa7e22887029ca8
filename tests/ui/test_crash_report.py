"""Our own mistakes: written down, told once, and the work goes on."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.core.errors import StorageError
from app.ui.crash_report import CrashReport
from app.ui.icons import Icons


class _LogFile:
    """Keeps what is written; may be full."""

    def __init__(self) -> None:
        self.text = ""
        self.is_full = False

    def write(self, text: str) -> None:
        if self.is_full:
            message = "No space left on device"
            raise OSError(message)
        self.text += text


@pytest.fixture
def log_file() -> _LogFile:
    return _LogFile()


@pytest.fixture
def report(qtbot: QtBot, icons: Icons, log_file: _LogFile) -> Iterator[CrashReport]:
    made = CrashReport(icons, log_file.write, "1.2.3")
    yield made
    if made.dialog is not None:
        with qtbot.waitSignal(made.dialog.destroyed):
            made.dialog.close()


def _raise(error: BaseException) -> None:
    raise error


def _fail(report: CrashReport, error: BaseException) -> None:
    """Let an exception reach it as Python would hand it over."""
    try:
        _raise(error)
    except BaseException as caught:  # noqa: BLE001 - whatever it is
        report.on_exception(type(caught), caught, caught.__traceback__)


def _dialog(report: CrashReport) -> QDialog:
    assert report.dialog is not None
    return report.dialog


def _says(dialog: QDialog, words: str) -> bool:
    return any(words in shown.text() for shown in dialog.findChildren(QLabel))


def _press(dialog: QDialog, text: str) -> None:
    found = next(b for b in dialog.findChildren(QPushButton) if b.text() == text)
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def test_a_mistake_is_written_and_told(report: CrashReport, log_file: _LogFile) -> None:
    _fail(report, ZeroDivisionError("division by zero"))
    assert "ZeroDivisionError: division by zero" in log_file.text
    assert "Footwell 1.2.3" in log_file.text
    assert "test_crash_report.py" in log_file.text
    dialog = _dialog(report)
    assert dialog.isVisible()
    assert _says(dialog, "Footwell made a mistake")
    assert _says(dialog, "Nothing you logged is lost.")
    shown = dialog.findChildren(QPlainTextEdit)[0]
    assert "ZeroDivisionError" in shown.toPlainText()
    assert shown.isReadOnly()


def test_the_report_can_be_copied(report: CrashReport, log_file: _LogFile) -> None:
    _fail(report, ZeroDivisionError("division by zero"))
    _press(_dialog(report), "Copy report")
    assert QGuiApplication.clipboard().text().strip() == log_file.text.strip()


def test_it_can_be_closed_and_the_next_one_is_told(qtbot: QtBot, report: CrashReport) -> None:
    _fail(report, ZeroDivisionError())
    first = _dialog(report)
    with qtbot.waitSignal(first.destroyed):
        _press(first, "Close")
    assert report.dialog is None
    _fail(report, ValueError("another"))
    assert _dialog(report).isVisible()


def test_one_that_comes_with_every_tick_shows_one_dialog(
    report: CrashReport, log_file: _LogFile
) -> None:
    _fail(report, ZeroDivisionError("first"))
    dialog = _dialog(report)
    for number in range(3):
        _fail(report, ValueError(f"again {number}"))
    assert report.dialog is dialog
    assert log_file.text.count("ValueError") == 3


def test_what_the_person_can_mend_is_one_sentence(report: CrashReport, log_file: _LogFile) -> None:
    _fail(report, StorageError("The disk is full. Make room and try again."))
    dialog = _dialog(report)
    assert _says(dialog, "The disk is full. Make room and try again.")
    assert dialog.findChildren(QPlainTextEdit) == []
    assert log_file.text == ""


def test_a_log_that_cannot_be_written_does_not_hide_it(
    report: CrashReport, log_file: _LogFile, capsys: pytest.CaptureFixture[str]
) -> None:
    log_file.is_full = True
    _fail(report, ZeroDivisionError("division by zero"))
    assert _dialog(report).isVisible()
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_it_takes_the_hook_and_gives_it_back(report: CrashReport) -> None:
    before = sys.excepthook
    report.install()
    try:
        assert sys.excepthook == report.on_exception
    finally:
        report.uninstall()
    assert sys.excepthook is before
    report.uninstall()
    assert sys.excepthook is before


def test_ctrl_c_is_no_mistake(
    report: CrashReport, log_file: _LogFile, capsys: pytest.CaptureFixture[str]
) -> None:
    _fail(report, KeyboardInterrupt())
    assert report.dialog is None
    assert log_file.text == ""
    assert "KeyboardInterrupt" in capsys.readouterr().err
