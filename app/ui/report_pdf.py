"""The one-page report as a PDF, and on a printer."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QBuffer, QIODevice, QLocale, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from app.core.report import Report
from app.ui import report_words as words
from app.ui.report_page import lay_out
from app.ui.report_paper import Paper

_DOTS_PER_INCH = 1200


def paper_size(locale: QLocale | None = None) -> QPageSize:
    """Letter where inches are the measure, else A4."""
    system = (locale or QLocale.system()).measurementSystem()
    is_letter = system is QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize(QPageSize.PageSizeId.Letter if is_letter else QPageSize.PageSizeId.A4)


def report_pdf(report: Report, size: QPageSize | None = None) -> bytes:
    """The report as a PDF of one page, its text as text; needs no window.

    Args:
        report: what it says.
        size: of the paper; what is usual here if None.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setCreator("Footwell")
    writer.setTitle(_document_title(report))
    if report.name:
        writer.setAuthor(report.name)
    fill_page(writer, report, size)
    return bytes(buffer.data().data())


def fill_page(device: QPagedPaintDevice, report: Report, size: QPageSize | None = None) -> bool:
    """Write the report on the page of a PDF or a printer.

    Args:
        device: a printer has to be set to its full page.
        report: what it says.
        size: of the paper; the device's own if None and it is a printer.

    Returns:
        Whether the device could be written to.
    """
    chosen = size or paper_size()
    layout = QPageLayout(chosen, QPageLayout.Orientation.Portrait, QMarginsF())
    device.setPageLayout(layout)
    painter = QPainter()
    if not painter.begin(device):
        return False
    try:
        points = chosen.size(QPageSize.Unit.Point)
        paper = Paper(painter, device.logicalDpiX())
        lay_out(report, paper, points.width(), points.height())
    finally:
        is_written = painter.end()
    return is_written


def file_name(day: date) -> str:
    """What the file is called where nobody says otherwise."""
    return f"footwell-report-{day.isoformat()}.pdf"


def _document_title(report: Report) -> str:
    return f"{words.title()}, {words.period_text(report)}"
