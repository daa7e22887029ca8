"""Asks where a picture of the trend goes: to which file, or to which printer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

translate = QCoreApplication.translate
AskFile = Callable[[QWidget], Path | None]
AskPrinter = Callable[[QWidget], "QPrinter | None"]
_ENDINGS = (".png", ".svg")


def ask_file(over: QWidget) -> Path | None:
    """Which file to write; one that is there is asked about. None where nobody wants one."""
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    dialog = QFileDialog(over, translate("trend", "Save picture"), pictures)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(["PNG (*.png)", "SVG (*.svg)"])
    dialog.setDefaultSuffix("png")
    dialog.filterSelected.connect(
        lambda chosen: dialog.setDefaultSuffix("svg" if "svg" in chosen else "png")
    )
    dialog.selectFile("footwell-trend.png")
    is_wanted = dialog.exec() == QFileDialog.DialogCode.Accepted
    files = dialog.selectedFiles()
    dialog.deleteLater()
    return with_ending(Path(files[0])) if is_wanted and files else None


def with_ending(file: Path) -> Path:
    """A file of an ending that pictures have.

    >>> with_ending(Path("heel.SVG")).name, with_ending(Path("heel.jpg")).name
    ('heel.SVG', 'heel.jpg.png')
    """
    return file if file.suffix.lower() in _ENDINGS else file.with_name(f"{file.name}.png")


def ask_printer(over: QWidget) -> QPrinter | None:
    """Which printer to print on; None where nobody wants to."""
    from PySide6.QtGui import QPageLayout  # noqa: PLC0415 - printing comes with its use
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - likewise

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    dialog = QPrintDialog(printer, over)
    is_wanted = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if is_wanted else None
