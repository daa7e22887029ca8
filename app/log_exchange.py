"""The log and its files, as the window asks for them: exports, backups, restoring, importing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import ExportStoppedError, ImportStoppedError, RestoreStoppedError
from app.storage.data_folder import LOG, PREFERENCES
from app.storage.log_on_demand import LogOnDemand
from app.storage.shipped import shipped_folder

if TYPE_CHECKING:
    # What an export or a backup needs is imported when somebody asks for one.
    from app.core.export_wish import ExportFormat, ExportWish, Progress
    from app.core.report import Report
    from app.storage.backups import Backup
    from app.storage.database import Database
    from app.storage.exports.exporting import ExportOrder
    from app.storage.imports.log_import import Tally


class LogExchange:
    """Writes the log for others, keeps its backups, and takes in what others wrote.

    What writes and reads may be called in any thread: it opens the log for itself.

    Args:
        folder: the data folder.
        log: the log that the window reads and writes.
        now: the time, with its UTC offset.
    """

    def __init__(self, folder: Path, log: LogOnDemand, now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._path = folder / LOG
        self._log = log
        self._now = now

    def write(self, wish: ExportWish, target: Path, progress: Progress) -> bool:
        """Write csv, json or fhir, whole or not at all, over what is there.

        Returns:
            False where it was told to stop; then nothing is left behind.

        Raises:
            KnownError: it could not be written.
        """
        from app.storage.database import open_read_only  # noqa: PLC0415
        from app.storage.exports.csv_export import nothing_there  # noqa: PLC0415
        from app.storage.exports.exporting import ExportOrder  # noqa: PLC0415
        from app.storage.span import Span  # noqa: PLC0415

        span = Span(wish.since, wish.until)
        database = open_read_only(self._path)
        if database is None:
            raise nothing_there(span)
        order = ExportOrder(target, span, force=True, name=wish.name)
        with closing(database):
            try:
                self._write(wish.format, database, order, progress)
            except ExportStoppedError:
                return False
        return True

    def report(self, wish: ExportWish) -> Report | None:
        """Make the one-page report, None where there is nothing to say.

        Raises:
            KnownError: the log cannot be read.
        """
        from app.core.report import make_report  # noqa: PLC0415
        from app.storage.exports.report_file import read_material  # noqa: PLC0415
        from app.storage.preferences_file import read_preferences  # noqa: PLC0415
        from app.storage.shipped_questions import load_questions  # noqa: PLC0415

        questions = load_questions(shipped_folder("resources"))
        preferences = read_preferences(self._folder / PREFERENCES)
        material = read_material(self._path, questions, preferences, wish.for_report)
        return None if material is None else make_report(material, wish.for_report, self._now())

    def keep_page(self, page: bytes, target: Path) -> None:
        """Write a page, whole or not at all, over what is there.

        Raises:
            KnownError: it could not be written.
        """
        from app.storage.exports.report_file import write_report  # noqa: PLC0415

        write_report(target, page, self._path, force=True)

    def backups(self) -> Sequence[Backup]:
        """The backups that are there."""
        from app.storage.backups import list_backups  # noqa: PLC0415

        return list_backups(self._path)

    def back_up_now(self) -> Path:
        """Make a backup; gives back where it is.

        Raises:
            KnownError: it could not be made.
        """
        from app.storage.log_copies import back_up_now  # noqa: PLC0415

        return back_up_now(self._path, self._now())

    def hold_log(self, why: str) -> None:
        """Let nobody in this window read or write the log until it is freed; they are told why.

        Raises:
            BusyLogError: it is being saved from damage.
        """
        self._log.hold(why)

    def free_log(self) -> None:
        """It is opened again when it is next read."""
        self._log.free()

    def restore(self, backup: Path, progress: Progress) -> bool:
        """Put a backup in the place of the log, which is backed up first; to be held meanwhile.

        Returns:
            False where it was told to stop; then the log is as it was.

        Raises:
            KnownError: it could not be restored; the log is as it was.
        """
        from app.storage.restore import restore  # noqa: PLC0415

        try:
            restore(self._path, backup, self._now(), progress)
        except RestoreStoppedError:
            return False
        return True

    def import_log(self, file: Path, progress: Progress) -> Tally | None:
        """Take in what another Footwell exported, all of it or nothing, after a backup.

        Returns:
            What it brought; None where it was told to stop, and nothing was changed.

        Raises:
            KnownError: it could not be taken in; nothing was changed.
        """
        from app.storage.database import open_database  # noqa: PLC0415
        from app.storage.imports.log_import import import_log  # noqa: PLC0415

        self._log.refuse_held()
        with closing(open_database(self._path, self._now)) as database:
            try:
                return import_log(database, file, self._now, progress).in_all
            except ImportStoppedError:
                return None

    def _write(
        self, form: ExportFormat, database: Database, order: ExportOrder, progress: Progress
    ) -> None:
        from app.core.export_wish import ExportFormat  # noqa: PLC0415
        from app.storage.exports.csv_export import export_csv  # noqa: PLC0415
        from app.storage.exports.fhir_export import export_fhir  # noqa: PLC0415
        from app.storage.exports.json_export import export_json  # noqa: PLC0415
        from app.storage.shipped_questions import load_questions  # noqa: PLC0415

        if form is ExportFormat.CSV:
            export_csv(database, order, progress)
        elif form is ExportFormat.JSON:
            export_json(database, order, self._now(), progress)
        else:
            questions = load_questions(shipped_folder("resources"))
            export_fhir(database, order, self._now(), questions, progress)
