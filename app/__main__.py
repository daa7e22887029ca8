"""The door: `footwell` and `python -m app`."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from app import cli
from app.core.errors import KnownError


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
            sys.stdout.flush()
            return asked
        return _with_qt(asked)
    except KnownError as error:
        print(f"footwell: {error}", file=sys.stderr)
        return cli.WRONG
    except BrokenPipeError:
        # Whoever read our output has stopped, such as `footwell list | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return cli.WRONG
    except KeyboardInterrupt:
        return 130


def _with_qt(asked: cli.AppRequest | cli.SelfCheckRequest) -> int:
    """What needs Qt, which is loaded only here: the commands need none."""
    if isinstance(asked, cli.SelfCheckRequest):
        from app.self_check import self_check  # noqa: PLC0415

        return self_check()
    from app import compose  # noqa: PLC0415

    return compose.start(asked, os.environ)


def _show_every_character() -> None:
    """Print what a terminal cannot show as an escape, rather than stop."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
