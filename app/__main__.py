"""The door: `footwell` and `python -m app`."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from app import cli
from app.core.errors import KnownError
from app.core.request import AppRequest, PdfRequest, SelfCheckRequest
from app.devices.lean_qt import spare_reading
from app.devices.screen import require_screen

WRONG = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Footwell.

    Args:
        arguments: without the program's name; those of the process if None.

    Returns:
        The exit status: 0 done, 1 something is wrong, 2 wrong usage.
    """
    _show_every_character()
    try:
        asked = cli.run(sys.argv[1:] if arguments is None else arguments, os.environ)
        if isinstance(asked, int):
            if sys.stdout is not None:
                sys.stdout.flush()
            return asked
        return _with_qt(asked)
    except KnownError as error:
        print(f"footwell: {error}", file=sys.stderr)
        return WRONG
    except BrokenPipeError:
        # Whoever read our output has stopped, such as `footwell list | head`.
        return _without_output()
    except OSError as error:
        # Files of ours are told as KnownError where they are read; what is left is the output.
        print(f"footwell: the output cannot be written: {error.strerror}", file=sys.stderr)
        return _without_output()
    except KeyboardInterrupt:
        return 130


def _without_output() -> int:
    """Let Python's own last flush go nowhere, since it would fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return WRONG


def _with_qt(asked: AppRequest | SelfCheckRequest | PdfRequest) -> int:
    """What needs Qt, which is loaded only here: the commands need none."""
    if isinstance(asked, SelfCheckRequest):
        from app.self_check import self_check  # noqa: PLC0415

        return self_check()
    if isinstance(asked, PdfRequest):
        return _pdf(asked)
    require_screen(os.environ)
    try:
        spare_reading()
        from app import compose  # noqa: PLC0415
    except ImportError as error:
        message = f"Qt cannot be loaded here ({error}). On Debian: apt-get install libegl1 libgl1"
        raise KnownError(message) from error
    return compose.start(asked, os.environ)


def _pdf(asked: PdfRequest) -> int:
    """Draw the report; that needs Qt, but no screen."""
    try:
        from app.report_command import run  # noqa: PLC0415
    except ImportError as error:
        message = f"Qt cannot be loaded here ({error}). On Debian: apt-get install libegl1 libgl1"
        raise KnownError(message) from error
    return run(asked)


def _show_every_character() -> None:
    """Print what a terminal cannot show as an escape, rather than stop."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
