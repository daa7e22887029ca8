"""The one-page report on paper."""

from __future__ import annotations

from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from app.core.report import Report
from app.ui.report_pdf import fill_page


def print_with_dialog(parent: QWidget, report: Report) -> bool:
    """Ask for a printer and print; whether it was printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted and print_report(printer, report)


def print_report(printer: QPrinter, report: Report) -> bool:
    """Print on the paper that is in a printer; whether it could be written to."""
    printer.setFullPage(True)
    printer.setDocName("Footwell")
    size = printer.pageLayout().pageSize()
    return fill_page(printer, report, size if size.isValid() else QPageSize())
