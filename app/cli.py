"""The commands that need no Qt, and what is asked of those that do."""

from __future__ import annotations

import os
import re
import sys
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

from app import __version__
from app.core.durations import clock_text
from app.core.errors import BrokenScriptError, KnownError, UnknownScriptError
from app.core.faults import Fault, errors_in
from app.core.library import Entry, Library, Source
from app.core.plan import MINUTES_MAX, MINUTES_MIN, Choice, Feet, Foot, plan_session
from app.core.plan_text import as_table, library_values, plan_table, plan_values
from app.core.script_keys import ENDINGS
from app.storage.data_folder import LOG, SESSIONS, data_folder
from app.storage.script_folders import find_script, load_library, read_entry, script_files
from app.storage.shipped import shipped_folder

_Word = TypeVar("_Word", bound=StrEnum)

DONE = 0
WRONG = 1


@dataclass(frozen=True, slots=True)
class AppRequest:
    """What the desktop app is started with; `script` is an id or a path, empty for none."""

    data_dir: Path | None
    folders: tuple[Path, ...] = ()
    script: str = ""


@dataclass(frozen=True, slots=True)
class SelfCheckRequest:
    """Load every shipped script, icon and sound, and say whether they are all there."""


def run(
    arguments: Sequence[str], environ: Mapping[str, str]
) -> int | AppRequest | SelfCheckRequest:
    """Do what the command line asks for.

    Args:
        arguments: without the program's name.
        environ: the environment.

    Returns:
        The exit status, or what has to be started with Qt.

    Raises:
        KnownError: something is wrong that the person can mend; the message is for them.
        SystemExit: wrong usage (2), `--help` or `--version` (0).
    """
    shared, rest = _shared_options().parse_known_args(arguments)
    places = _Places(shared.data_dir, tuple(shared.sessions), environ)
    if rest and rest[0] in _COMMANDS:
        add_options, act = _COMMANDS[rest[0]]
        parser = _parser(f"footwell {rest[0]}")
        add_options(parser)
        return act(parser.parse_args(rest[1:]), places)
    options = _app_parser().parse_args(rest)
    if options.self_check:
        return SelfCheckRequest()
    if options.script:
        _startable(places, options.script)
    return AppRequest(places.data_dir, places.folders, options.script or "")


@dataclass(frozen=True, slots=True)
class _Places:
    """Where scripts and data are looked for."""

    data_dir: Path | None
    folders: tuple[Path, ...]
    environ: Mapping[str, str]

    def data_folder(self) -> Path:
        return data_folder(self.data_dir, self.environ)

    def library(self) -> Library:
        return load_library(shipped_folder("sessions"), self._own(), self.folders)

    def script(self, script_id: str) -> Entry:
        """The script of an id; the others are read only to suggest one."""
        found = find_script(shipped_folder("sessions"), self._own(), self.folders, script_id)
        return self.library().find(script_id) if found is None else found

    def _own(self) -> Path | None:
        try:
            return self.data_folder() / SESSIONS
        except KnownError:
            return (
                None  # Without a home there are no scripts of the person's; the others are there.
            )


# --- the commands ---


def _list(options: Namespace, places: _Places) -> int:
    entries = places.library().entries
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


def _check(options: Namespace, _places: _Places) -> int:
    faults: list[Fault] = []
    scripts = 0
    is_wrong = False
    for given in options.paths:
        try:
            files = _files_of(given)
        except KnownError as error:
            _say(error)
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
    if path.is_dir():
        return [(file, os.path.join(given, file.name)) for file in script_files(path)]  # noqa: PTH118 - the path stays as given
    if not os.path.lexists(path):
        message = f"There is no file or folder “{given}”."
        raise UnknownScriptError(message)
    return [(path, given)]


def _plan(options: Namespace, places: _Places) -> int:
    script = _startable(places, options.script).script
    assert script is not None  # noqa: S101 - broken ones are refused above
    plan = plan_session(script, Choice(options.feet, options.first, options.minutes))
    if options.json:
        _print_json(plan_values(plan))
    else:
        print(plan_table(plan))
    return DONE


def _log(options: Namespace, places: _Places) -> int:
    # SQLite takes its time to load, and check and plan have to be quick.
    from app.storage.exports.log_rows import log_as_json  # noqa: PLC0415
    from app.storage.log_store import open_log_read_only  # noqa: PLC0415

    log = open_log_read_only(places.data_folder() / LOG)
    span = (options.since, options.until)
    try:
        logged = log.sessions(*span) if log else []
        ratings = log.ratings(*span) if log else []
        events = log.events(*span) if log else []
    finally:
        if log:
            log.close()
    values = log_as_json([one.session for one in logged], ratings, events)
    if options.json:
        _print_json(values)
        return DONE
    if not logged:
        print("No sessions in the log.")
        return DONE
    rows = [("Start", "Script", "Hands-on", "Feet", "Ended", "Note")]
    for row in values["sessions"]:
        ended = str(row["ended_early_reason"] or "whole").replace("_", " ")
        hands_on = clock_text(int(str(row["actual_hands_on_s"])))
        start = str(row["start"])[:16].replace("T", " ")
        note = str(row["note"] or "")
        rows.append((start, str(row["script_title"]), hands_on, str(row["feet"]), ended, note))
    print(as_table(rows))
    return DONE


def _schema(_options: Namespace, _places: _Places) -> int:
    from app.core.script_schema import script_schema  # noqa: PLC0415 - for this command only

    _print_json(script_schema())
    return DONE


# --- options ---


class _Parser(ArgumentParser):
    """Wrong usage is one sentence and exit status 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}. “{self.prog} --help” shows what fits.\n")


def _parser(prog: str) -> ArgumentParser:
    return _Parser(prog=prog, allow_abbrev=False)


def _shared_options() -> ArgumentParser:
    parser = _Parser(prog="footwell", add_help=False, allow_abbrev=False)
    parser.add_argument("--data-dir", type=Path, metavar="DIR")
    parser.add_argument("--sessions", type=Path, metavar="DIR", action="append", default=[])
    return parser


def _app_parser() -> ArgumentParser:
    parser = _Parser(prog="footwell", allow_abbrev=False, usage=_USAGE, add_help=True)
    parser.add_argument("script", nargs="?", metavar="SCRIPT", help=SUPPRESS)
    parser.add_argument("--version", action="version", version=f"footwell {__version__}")
    parser.add_argument("--self-check", action="store_true", help=SUPPRESS)
    return parser


_USAGE = """footwell [--data-dir DIR] [--sessions DIR]... [SCRIPT]

The desktop app; with SCRIPT (a file or an id), opened at it.

  footwell list  [--json]             the session scripts, broken ones included
  footwell check PATH... [--json]     what is wrong in files and folders
  footwell plan SCRIPT [--feet both|left|right] [--first left|right] [--minutes N] [--json]
                                      the timeline of a script
  footwell log [--since DATE] [--until DATE] [--json]
                                      the soreness log
  footwell schema                     JSON Schema of the script format, for editors
  footwell --version
  footwell --self-check               loads every shipped script, icon and sound

--data-dir DIR (or FOOTWELL_DATA_DIR) is where your log and scripts are kept;
--sessions DIR, as often as you like, adds a folder of scripts."""


def _nothing(_parser: ArgumentParser) -> None:
    """A command without options."""


def _json_option(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON, for other programs")


def _check_options(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a script or a folder")
    _json_option(parser)


def _plan_options(parser: ArgumentParser) -> None:
    parser.add_argument("script", metavar="SCRIPT", help="a file or an id")
    parser.add_argument("--feet", type=_one_of(Feet), default=Feet.BOTH, metavar="|".join(Feet))
    parser.add_argument("--first", type=_one_of(Foot), default=Foot.LEFT, metavar="|".join(Foot))
    parser.add_argument("--minutes", type=_minutes, default=MINUTES_MIN, metavar="N")
    _json_option(parser)


def _log_options(parser: ArgumentParser) -> None:
    parser.add_argument("--since", type=_date, metavar="DATE", help="the first day, YYYY-MM-DD")
    parser.add_argument("--until", type=_date, metavar="DATE", help="the last day, YYYY-MM-DD")
    _json_option(parser)


def _one_of(words: type[_Word]) -> Callable[[str], _Word]:
    def read(text: str) -> _Word:
        if text in list(words):
            return words(text)
        message = f"“{text}” is not one of {', '.join(words)}"
        raise ArgumentTypeError(message)

    return read


def _minutes(text: str) -> int:
    if re.fullmatch("[0-9]{1,3}", text) and MINUTES_MIN <= int(text) <= MINUTES_MAX:
        return int(text)
    message = f"“{text}” is not a whole number from {MINUTES_MIN} to {MINUTES_MAX}"
    raise ArgumentTypeError(message)


def _date(text: str) -> date:
    try:
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    message = f"“{text}” is not a day; write it as 2026-11-21"
    raise ArgumentTypeError(message)


_COMMANDS: dict[
    str, tuple[Callable[[ArgumentParser], None], Callable[[Namespace, _Places], int]]
] = {
    "list": (_json_option, _list),
    "check": (_check_options, _check),
    "plan": (_plan_options, _plan),
    "log": (_log_options, _log),
    "schema": (_nothing, _schema),
}


# --- scripts ---


def _startable(places: _Places, wanted: str) -> Entry:
    """The script of an id or a path.

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


def _entry(places: _Places, wanted: str) -> Entry:
    if is_path(wanted):
        path = Path(wanted)
        if not path.is_file():
            message = f"There is no script file “{wanted}”."
            raise UnknownScriptError(message)
        return read_entry(path, Source.FOLDER, wanted)
    try:
        return places.script(wanted)
    except UnknownScriptError as error:
        close = get_close_matches(wanted, list(_COMMANDS), n=1)
        if not close:
            raise
        message = f"{error} (“footwell {close[0]}” is a command.)"
        raise UnknownScriptError(message) from None


def is_path(wanted: str) -> bool:
    """Whether a SCRIPT is a file rather than an id."""
    separators = {"/", os.sep, os.altsep or os.sep}
    return any(sign in wanted for sign in separators) or wanted.endswith(ENDINGS)


def _print_json(values: object) -> None:
    import json  # noqa: PLC0415 - only some commands need it

    print(json.dumps(values, ensure_ascii=False, indent=2))


def _say(what: object) -> None:
    print(what, file=sys.stderr)
