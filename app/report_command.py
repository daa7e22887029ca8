"""`footwell export --format pdf`: the one-page report, without a window."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from app.core.errors import KnownError
from app.core.report import Report, Wish, make_report
from app.core.request import PdfRequest
from app.storage.data_folder import LOG, PREFERENCES, data_folder
from app.storage.exports.exporting import refuse_taken
from app.storage.exports.report_file import read_material, write_report
from app.storage.preferences_file import read_preferences
from app.storage.shipped import shipped_folder
from app.storage.shipped_questions import load_questions


class NothingToExportError(KnownError):
    """In the days that were asked for nothing was kept."""


def run(request: PdfRequest) -> int:
    """Write the report.

    Returns:
        0: it is written.

    Raises:
        NothingToExportError: nothing was kept in these days.
        KnownError: the log cannot be read or the file not be written; the message is for a person.
    """
    log = data_folder(request.data_dir, request.environ) / LOG
    refuse_taken(request.output, log, force=request.force)
    report = _report(request, log)
    if report is None:
        message = "There is nothing to export: no session and no answer is in these days."
        raise NothingToExportError(message)
    write_report(request.output, _page(report), log, force=request.force)
    print(f"Exported the report to “{request.output}”.")
    return 0


def _report(request: PdfRequest, log: Path) -> Report | None:
    data = data_folder(request.data_dir, request.environ)
    questions = load_questions(shipped_folder("resources"))
    wish = Wish(request.since, request.until)
    material = read_material(log, questions, read_preferences(data / PREFERENCES), wish)
    if material is None:
        return None
    return make_report(material, wish, datetime.now().astimezone())


def _page(report: Report) -> bytes:
    """The page; Qt sets it without a screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - only to set the page

        from app.ui.report_pdf import report_pdf  # noqa: PLC0415
        from app.ui.theme import load_fonts  # noqa: PLC0415
    except ImportError as error:
        message = f"Qt cannot be loaded here ({error}). On Debian: apt-get install libegl1 libgl1"
        raise KnownError(message) from error
    application = QGuiApplication.instance() or QGuiApplication(["footwell"])
    load_fonts(shipped_folder("resources") / "fonts")
    page = report_pdf(report)
    del application
    return page
