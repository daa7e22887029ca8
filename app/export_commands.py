"""The commands that give the log away and take one in: export, import."""

from __future__ import annotations

import os
from argparse import Namespace
from contextlib import closing
from datetime import datetime
from pathlib import Path

from app.core.errors import ExportRefusedError
from app.core.request import PdfRequest, Places
from app.storage.data_folder import LOG, data_folder, prepare
from app.storage.database import Database, open_database, open_read_only
from app.storage.exports.csv_export import export_csv
from app.storage.exports.exporting import ExportCount, ExportOrder
from app.storage.exports.json_export import export_json
from app.storage.imports.log_import import ImportCount, import_first, import_log
from app.storage.shipped import shipped_folder
from app.storage.span import Span

DONE = 0


def export(options: Namespace, places: Places) -> int | PdfRequest:
    """`footwell export`: write the log to a file, or what has to be done with Qt.

    Raises:
        KnownError: it could not be written.
    """
    span = Span(options.since, options.until)
    if options.format == "pdf":
        return PdfRequest(
            places.data_dir,
            places.environ,
            options.output,
            span.since,
            span.until,
            options.force,
        )
    database = open_read_only(data_folder(places.data_dir, places.environ) / LOG)
    if database is None:
        message = "There is no log yet, so there is nothing to export."
        raise ExportRefusedError(message)
    order = ExportOrder(options.output, span, options.force)
    try:
        count = _write(options.format, database, order)
    finally:
        database.close()
    print(f"Exported {_told(count)} to “{options.output}”.")
    return DONE


def import_(options: Namespace, places: Places) -> int:
    """`footwell import`: merge an export into the log.

    Raises:
        KnownError: it could not be read, or not be merged.
    """
    source: Path = options.file
    folder = data_folder(places.data_dir, places.environ)
    prepare(folder)
    count = _imported(folder / LOG, source)
    told = count.in_all
    print(
        f"Imported “{source}”: {told.new} new, {told.changed} changed, {told.known} known already."
    )
    if count.backup is not None:
        print(f"The log from before is kept as “{count.backup}”.")
    return DONE


def _imported(log: Path, source: Path) -> ImportCount:
    if not os.path.lexists(log):
        return import_first(log, source, _now)
    with closing(open_database(log, _now)) as database:
        return import_log(database, source, _now)


def _write(form: str, database: Database, order: ExportOrder) -> ExportCount:
    if form == "csv":
        return export_csv(database, order)
    if form == "json":
        return export_json(database, order, _now())
    # Only this one needs the questions, and so the reader of YAML.
    from app.storage.exports.fhir_export import export_fhir  # noqa: PLC0415
    from app.storage.shipped_questions import load_questions  # noqa: PLC0415

    return export_fhir(database, order, _now(), load_questions(shipped_folder("resources")))


def _told(count: ExportCount) -> str:
    return (
        f"{_number(count.sessions, 'session')}, {_number(count.ratings, 'answer')} and "
        f"{_number(count.events, 'event')}"
    )


def _number(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _now() -> datetime:
    return datetime.now().astimezone()
