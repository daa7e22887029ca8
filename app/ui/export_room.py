"""Export: asks what and where, has it written, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.errors import KnownError
from app.core.export_wish import ExportFormat, ExportWish, Progress
from app.core.report import Report
from app.ui.desktop import open_on_desktop
from app.ui.export_page import ExportPage
from app.ui.icons import Icons
from app.ui.long_job import LongJob
from app.ui.report_pdf import report_pdf
from app.ui.report_print import print_with_dialog


class Exporter(Protocol):
    """Writes the log for others; every call may raise a `KnownError`."""

    def write(self, wish: ExportWish, target: Path, progress: Progress) -> bool:
        """Write csv, json or fhir, whole or not at all, over what is there.

        Called in another thread, with whose own connection it reads.

        Returns:
            False where it was told to stop; then nothing is left behind.
        """

    def report(self, wish: ExportWish) -> Report | None:
        """Make the one-page report, None where there is nothing to say; in another thread too."""

    def keep_page(self, page: bytes, target: Path) -> None:
        """Write a page, whole or not at all, over what is there."""


Where = Callable[[QWidget, ExportFormat, Path], Path | None]
"""Asks where to save, given a proposal; None where the person thought better of it."""

Print = Callable[[QWidget, Report], bool]
"""Asks for a printer and prints; whether it was printed."""


class ExportRoom(QObject):
    """The page, and what its buttons do.

    Args:
        icons: pictures, and through them the looks.
        now: the time of day, with its UTC offset.
        exporter: writes.
        where: asks where to save.
        on_paper: asks for a printer.

    Signals:
        page_wanted: the page to be shown.
        left: show the rooms again.
    """

    page_wanted = Signal(QWidget)
    left = Signal()

    def __init__(
        self,
        icons: Icons,
        now: Callable[[], datetime],
        exporter: Exporter,
        where: Where | None = None,
        on_paper: Print | None = None,
    ) -> None:
        super().__init__()
        self._icons = icons
        self._now = now
        self._exporter = exporter
        self._where = where or ask_where
        self._print = on_paper or print_with_dialog
        self._target = Path()
        self._is_printing = False
        self._is_leaving = False
        self._folder = usual_folder()
        self.page: ExportPage | None = None
        self.job = LongJob(self)
        self.job.done.connect(self._on_done)
        self.job.stopped.connect(self._on_stopped)
        self.job.failed.connect(self._end)

    @property
    def is_open(self) -> bool:
        """Whether the page is shown."""
        return self.page is not None

    def open(self) -> None:
        """Show the page."""
        if self.page is not None:
            return
        page = self.page = ExportPage(self._icons, self.job, self._today)
        page.save_requested.connect(self._on_save_requested)
        page.print_requested.connect(self._on_print_requested)
        page.left.connect(self._on_left)
        page.line.more.clicked.connect(self._show_in_folder)
        self.page_wanted.emit(page)
        page.take_focus()

    def close(self) -> None:
        """Let go of what is being written; nothing of it is left behind."""
        self.job.wait()

    @property
    def _today(self) -> date:
        return self._now().date()

    def _on_save_requested(self) -> None:
        page = self.page
        if page is None or self.job.is_running:
            return
        wish = page.wish
        proposed = self._folder / wish.format.file_name(self._today)
        target = self._where(page, wish.format, proposed)
        if target is None:
            return
        self._target, self._folder = target, target.parent
        self._is_printing = False
        page.begin(self.tr("Writing “{name}” …").format(name=target.name))
        if wish.format is ExportFormat.PDF:
            self.job.begin(self._reporting(wish))
        else:
            self.job.begin(lambda progress: self._exporter.write(wish, target, progress))

    def _on_print_requested(self) -> None:
        page = self.page
        if page is None or self.job.is_running:
            return
        wish = page.wish
        self._is_printing = True
        page.begin(self.tr("Making the page …"))
        self.job.begin(self._reporting(wish))

    def _reporting(self, wish: ExportWish) -> Callable[[Progress], object]:
        def make(progress: Progress) -> object:
            found = self._exporter.report(wish)
            return found if progress(1, 1) else False

        return make

    def _on_done(self, found: object) -> None:
        if self.page is None:
            return
        if found is None:
            self._end(self.tr("There is nothing to export: nothing was kept in these days."))
        elif isinstance(found, Report):
            self._on_report(self.page, found)
        else:
            self._say_saved()

    def _on_report(self, page: ExportPage, report: Report) -> None:
        if self._is_printing:
            printed = self.tr("The page was sent to the printer.")
            self._end(printed if self._print(page, report) else self.tr("Nothing was printed."))
            return
        try:
            self._exporter.keep_page(report_pdf(report), self._target)
        except KnownError as error:
            self._end(str(error))
            return
        self._say_saved()

    def _say_saved(self) -> None:
        said = self.tr("Saved as “{name}”.").format(name=self._target.name)
        self._end(said, self.tr("Show in folder"))

    def _on_stopped(self) -> None:
        self._end(self.tr("Stopped. Nothing was written."))

    def _end(self, sentence: str, more: str = "") -> None:
        if self.page is not None:
            self.page.end(sentence, more)
        if self._is_leaving:
            self._leave()

    def _show_in_folder(self) -> None:
        if self.page is not None and not open_on_desktop(self._target.parent):
            self.page.end(self.tr("No program was found to open the folder"))

    def _on_left(self) -> None:
        """Back; what is being written is stopped first, and leaves nothing behind."""
        if self.page is not None and self.job.is_running:
            self._is_leaving = True
            self.page.line.stop()
        else:
            self._leave()

    def _leave(self) -> None:
        page, self.page = self.page, None
        self._is_leaving = False
        self.left.emit()
        if page is not None:
            page.deleteLater()


def usual_folder() -> Path:
    """The person's documents, or their home."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    found = Path(QStandardPaths.writableLocation(place) or Path.home())
    return found if found.is_dir() else Path.home()


def ask_where(parent: QWidget, wanted: ExportFormat, proposed: Path) -> Path | None:
    """Ask with the system's dialog; it asks before a file is written over.

    Tables go into a new folder, in the folder that is chosen.
    """
    if wanted.is_folder:
        title = QCoreApplication.translate("ExportRoom", "In which folder?")
        chosen = QFileDialog.getExistingDirectory(parent, title, str(proposed.parent))
        return free_folder(Path(chosen) / proposed.name) if chosen else None
    title = QCoreApplication.translate("ExportRoom", "Save as")
    ending = f"{wanted.upper()} (*{proposed.suffix})"
    name, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), ending)
    return Path(name) if name else None


def free_folder(wanted: Path) -> Path:
    """A name that nothing has yet: `footwell-2026-11-21-2` where the first one is taken."""
    number = 1
    found = wanted
    while found.exists():
        number += 1
        found = wanted.with_name(f"{wanted.name}-{number}")
    return found
