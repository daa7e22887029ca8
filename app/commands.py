"""The commands that need no Qt: list, check, plan, log, schema; export and import are beside."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from tempfile import TemporaryFile
from types import MappingProxyType

from app.backup_commands import backup, restore
from app.core.durations import clock_text
from app.core.errors import BrokenScriptError, KnownError, UnknownScriptError
from app.core.faults import Fault, errors_in
from app.core.library import Entry, Library, Source
from app.core.plan import Choice, Feet, Foot, plan_session
from app.core.plan_text import as_table, library_values, plan_table, plan_values
from app.core.request import PdfRequest, Places, is_path
from app.core.soreness import LoggedSession, RatingContext, RatingKind
from app.storage.data_folder import LOG, SESSIONS, data_folder
from app.storage.script_folders import find_script, load_library, read_entry, script_files
from app.storage.shipped import shipped_folder
from app.storage.span import Span

DONE = 0
WRONG = 1
_AT_ONCE = 1 << 16
"""How many characters of a long output are printed at once."""


def _list(options: Namespace, places: Places) -> int:
    entries = _library(places).entries
    if options.json:
        _print_json([library_values(entry) for entry in entries])
        return DONE
    rows = [("Id", "Title", "Both feet", "Level", "From", "")]
    print(as_table(rows + [_list_row(entry) for entry in entries]))
    return DONE


def _list_row(entry: Entry) -> tuple[str, ...]:
    both = entry.plan_for(Feet.BOTH)
    remark = f"takes the place of the {entry.replaces} one" if entry.replaces else ""
    if entry.script is None:
        errors = errors_in(entry.faults)
        remark = f"needs a fix: {errors} {'error' if errors == 1 else 'errors'}; {remark}"
    return (
        entry.id,
        entry.title or "-",
        clock_text(both.hands_on_s) if both else "-",
        entry.script.level if entry.script else "-",
        entry.source,
        remark.removesuffix("; "),
    )


def _check(options: Namespace, _places: Places) -> int:
    faults: list[Fault] = []
    scripts = 0
    is_wrong = False
    for given in options.paths:
        try:
            files = _files_of(given)
        except KnownError as error:
            _say(f"footwell: {error}")
            is_wrong = True
            continue
        scripts += len(files)
        for file, shown_as in files:
            faults += read_entry(file, Source.FOLDER, shown_as).faults
    errors = errors_in(faults)
    if options.json:
        _print_json([fault.values() for fault in faults])
    else:
        for fault in faults:
            print(fault)
        print(f"{scripts} scripts, {errors} errors, {len(faults) - errors} warnings")
    return WRONG if errors or is_wrong else DONE


def _files_of(given: str) -> list[tuple[Path, str]]:
    """The scripts that a path stands for, each with the name to show."""
    path = Path(given)
    if os.path.isdir(given):  # noqa: PTH112 - a path that no disk can hold is simply not there
        return [(file, os.path.join(given, file.name)) for file in script_files(path)]  # noqa: PTH118 - the path stays as given
    if not os.path.lexists(path):
        message = f"There is no file or folder “{given}”."
        raise UnknownScriptError(message)
    return [(path, given)]


def _plan(options: Namespace, places: Places) -> int:
    script = startable(places, options.script).script
    assert script is not None  # noqa: S101 - broken ones are refused above
    plan = plan_session(script, Choice(options.feet, options.first, options.minutes))
    if options.json:
        _print_json(plan_values(plan))
    else:
        print(plan_table(plan))
    return DONE


def _log(options: Namespace, places: Places) -> int:
    # SQLite takes its time to load, and check and plan have to be quick.
    from app.storage.log_store import open_log_read_only  # noqa: PLC0415

    path = data_folder(places.data_dir, places.environ) / LOG
    if options.json:
        _print_log(path, Span(options.since, options.until))
        return DONE
    log = open_log_read_only(path)
    try:
        logged = log.sessions(options.since, options.until) if log else []
    finally:
        if log:
            log.close()
    if not logged:
        print("No sessions in the log.")
        return DONE
    print(as_table([_LOG_HEAD, *map(_log_row, reversed(logged))]))
    return DONE


def _print_log(path: Path, span: Span) -> None:
    """Print the log as JSON.

    By way of a file: nobody can write the log while it is read, and who reads what is printed may
    take their time. So it is also whole, or not there.
    """
    from app.storage.database import open_read_only  # noqa: PLC0415 - see _log
    from app.storage.exports.log_json import write_log  # noqa: PLC0415

    with TemporaryFile("w+", encoding="utf-8", newline="") as file:
        database = open_read_only(path)
        try:
            write_log(database, span, file, ensure_ascii=not _knows_all())
        finally:
            if database:
                database.close()
        file.seek(0)
        while (text := file.read(_AT_ONCE)) and sys.stdout is not None:
            sys.stdout.write(text)


_LOG_HEAD = ("Start", "Script", "Hands-on", "Feet", "Pain L/R", "Sore L/R", "Ended", "Note")


def _log_row(logged: LoggedSession) -> tuple[str, ...]:
    session = logged.session
    reason = session.ended_early_reason
    return (
        f"{session.start:%Y-%m-%d %H:%M}",
        session.script_title,
        clock_text(session.actual_hands_on_s),
        session.feet,
        _both_feet(logged, RatingKind.PAIN),
        _both_feet(logged, RatingKind.SORENESS),
        "finished" if session.completed else f"early: {(reason or 'other').replace('_', ' ')}",
        session.note,
    )


def _both_feet(logged: LoggedSession, kind: RatingKind) -> str:
    """What was answered after the session, such as `3/–`."""
    scores = [logged.score(kind, RatingContext.AFTER, foot) for foot in Foot]
    return "/".join("–" if score is None else str(score) for score in scores)


def _schema(_options: Namespace, _places: Places) -> int:
    from app.core.script_schema import script_schema  # noqa: PLC0415 - for this command only

    _print_json(script_schema())
    return DONE


def startable(places: Places, wanted: str) -> Entry:
    """The script of an id or a path, if it can be started.

    Raises:
        KnownError: it is not there, or broken; its faults were printed.
    """
    entry = _entry(places, wanted)
    if entry.is_broken:
        for fault in entry.faults:
            _say(fault)
        message = f"“{entry.name}” cannot be started before this is mended."
        raise BrokenScriptError(message)
    return entry


def _entry(places: Places, wanted: str) -> Entry:
    if is_path(wanted):
        path = Path(wanted)
        if not os.path.isfile(path):  # noqa: PTH113 - a path no disk can hold is not there
            message = f"There is no script file “{wanted}”."
            raise UnknownScriptError(message)
        return read_entry(path, Source.FOLDER, wanted)
    try:
        return _script(places, wanted)
    except UnknownScriptError as error:
        close = get_close_matches(wanted, list(COMMANDS), n=1)
        if not close:
            raise
        message = f"{error} (“footwell {close[0]}” is a command.)"
        raise UnknownScriptError(message) from None


def _print_json(values: object) -> None:
    import json  # noqa: PLC0415 - only some commands need it

    print(json.dumps(values, ensure_ascii=not _knows_all(), indent=2))


def _knows_all() -> bool:
    """Whether the output can show every character; else what it cannot is escaped as JSON does."""
    return sys.stdout is not None and sys.stdout.encoding.lower().startswith("utf")


def _say(what: object) -> None:
    print(what, file=sys.stderr)


def check_folders(places: Places) -> None:
    """See that every named folder of scripts can be read.

    Raises:
        StorageError: one cannot.
    """
    for folder in places.folders:
        script_files(folder)


def _library(places: Places) -> Library:
    return load_library(shipped_folder("sessions"), _own(places), places.folders)


def _script(places: Places, script_id: str) -> Entry:
    """The script of an id; the others are read only to suggest one."""
    found = find_script(shipped_folder("sessions"), _own(places), places.folders, script_id)
    return _library(places).find(script_id) if found is None else found


def _own(places: Places) -> Path | None:
    try:
        return data_folder(places.data_dir, places.environ) / SESSIONS
    except KnownError:
        return None  # Without a home there are no scripts of the person's; the others are there.


def _export(options: Namespace, places: Places) -> int | PdfRequest:
    from app.export_commands import export  # noqa: PLC0415 - for SQLite, see _log

    return export(options, places)


def _import(options: Namespace, places: Places) -> int:
    from app.export_commands import import_  # noqa: PLC0415 - likewise

    return import_(options, places)


COMMANDS: Mapping[str, Callable[[Namespace, Places], int | PdfRequest]] = MappingProxyType(
    {
        "list": _list,
        "check": _check,
        "plan": _plan,
        "log": _log,
        "backup": backup,
        "restore": restore,
        "export": _export,
        "import": _import,
        "schema": _schema,
    }
)
