"""What the command line says: which command, or how the app is to be started."""

from __future__ import annotations

import re
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

from app import __version__
from app.core.plan import MINUTES_MAX, MINUTES_MIN, Feet, Foot
from app.core.request import AppRequest, PdfRequest, Places, SelfCheckRequest

_Word = TypeVar("_Word", bound=StrEnum)


def run(
    arguments: Sequence[str], environ: Mapping[str, str]
) -> int | AppRequest | SelfCheckRequest | PdfRequest:
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
    places = Places(shared.data_dir, tuple(shared.sessions), environ)
    if rest and rest[0] in _COMMANDS:
        parser = _parser(f"footwell {rest[0]}")
        _COMMANDS[rest[0]](parser)
        asked = parser.parse_args(rest[1:])
        _refuse_reversed(parser, asked)
        return _command(rest[0], asked, places)
    options = _app_parser().parse_args(rest)
    if options.self_check:
        return SelfCheckRequest()
    if options.script == "":
        _app_parser().error("SCRIPT is empty; name a file or an id")
    if options.script or places.folders:
        _check_app_request(places, options.script or "")
    return AppRequest(places.data_dir, places.folders, options.script or "")


def _command(name: str, options: Namespace, places: Places) -> int | PdfRequest:
    # Reading scripts and logs takes libraries that the window does without at first.
    from app import commands  # noqa: PLC0415

    return commands.COMMANDS[name](options, places)


def _check_app_request(places: Places, script: str) -> None:
    """See that what the app is to be opened at is there, before a window is."""
    from app import commands  # noqa: PLC0415 - only where something was named

    commands.check_folders(places)
    if script:
        commands.startable(places, script)


# --- options ---


class _Parser(ArgumentParser):
    """Wrong usage is one sentence and exit status 2."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}. “{self.prog} --help” shows what fits.\n")


def _parser(prog: str) -> ArgumentParser:
    return _Parser(prog=prog, allow_abbrev=False)


def _shared_options() -> ArgumentParser:
    parser = _Parser(prog="footwell", add_help=False, allow_abbrev=False)
    parser.add_argument("--data-dir", type=_folder, metavar="DIR")
    parser.add_argument("--sessions", type=_folder, metavar="DIR", action="append", default=[])
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
  footwell backup [--output FILE]     a copy of the log; in the folder “backups” of your data
  footwell restore FILE               a backup put in the place of the log, which is kept
  footwell export --format csv|json|fhir|pdf --output PATH [--since DATE] [--until DATE] [--force]
                                      the log as a file, for other programs and people
  footwell import FILE                a log that was exported as JSON; nothing is doubled
  footwell schema                     JSON Schema of the script format, for editors
  footwell --version
  footwell --self-check               loads every shipped script, drawing and sound

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


def _span_options(parser: ArgumentParser) -> None:
    parser.add_argument("--since", type=_date, metavar="DATE", help="the first day, YYYY-MM-DD")
    parser.add_argument("--until", type=_date, metavar="DATE", help="the last day, YYYY-MM-DD")


def _refuse_reversed(parser: ArgumentParser, asked: Namespace) -> None:
    """See that days which are asked for are not named the wrong way round: nothing is in them."""
    since, until = getattr(asked, "since", None), getattr(asked, "until", None)
    if since is not None and until is not None and since > until:
        parser.error(f"the days are reversed: --since {since} is after --until {until}")


def _log_options(parser: ArgumentParser) -> None:
    _span_options(parser)
    _json_option(parser)


def _backup_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--output", type=_target, metavar="FILE", help="where to; it must not exist"
    )


def _restore_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=_target, metavar="FILE", help="a backup of the log")


def _export_options(parser: ArgumentParser) -> None:
    formats = ("csv", "json", "fhir", "pdf")
    parser.add_argument("--format", choices=formats, required=True, metavar="|".join(formats))
    parser.add_argument(
        "--output",
        type=_target,
        required=True,
        metavar="PATH",
        help="the file; for csv, the folder",
    )
    _span_options(parser)
    parser.add_argument("--force", action="store_true", help="replace what is there already")


def _import_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=_target, metavar="FILE", help="a log, exported as JSON")


def _one_of(words: type[_Word]) -> Callable[[str], _Word]:
    def read(text: str) -> _Word:
        if text in list(words):
            return words(text)
        message = f"“{text}” is not one of {', '.join(words)}"
        raise ArgumentTypeError(message)

    return read


def _folder(text: str) -> Path:
    if text:
        return Path(text)
    message = "a folder has to be named, not an empty text"
    raise ArgumentTypeError(message)


def _target(text: str) -> Path:
    if text:
        return Path(text)
    message = "a file has to be named, not an empty text"
    raise ArgumentTypeError(message)


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


_COMMANDS: dict[str, Callable[[ArgumentParser], None]] = {
    "list": _json_option,
    "check": _check_options,
    "plan": _plan_options,
    "log": _log_options,
    "backup": _backup_options,
    "restore": _restore_options,
    "export": _export_options,
    "import": _import_options,
    "schema": _nothing,
}
