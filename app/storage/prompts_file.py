"""Which prompts were given lately: `prompts.json` in the data folder.

Nothing of it is worth a question or a warning. Without it somebody may be told of a thing twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.errors import StorageError
from app.core.plain_values import flag, instant, items, text
from app.storage.disk import why, write_whole

if TYPE_CHECKING:
    from app.core.prompts import Given

KEPT = timedelta(days=7)
"""How long one is kept; a check-in is over within four days of its session."""

_AHEAD = timedelta(days=1)
"""One that lies further ahead was given under a clock that was wrong."""

_SIZE_MAX_BYTES = 256 * 1024


class PromptsFile:
    """Keeps what was told over the end of the program.

    Args:
        path: of the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self, now: datetime) -> tuple[Given, ...]:
        """What was told lately; nothing where the file is missing, damaged or cannot be read."""
        try:
            with self._path.open("rb") as file:
                data = file.read(_SIZE_MAX_BYTES)
            found = json.loads(data)
        except (OSError, ValueError, RecursionError):
            return ()
        given = found.get("given") if isinstance(found, dict) else None
        return tuple(_lately(_valid(given), now)) if isinstance(given, list) else ()

    def keep(self, given: Iterable[Given], now: datetime) -> None:
        """Write what was told, less what is old.

        Raises:
            StorageError: it could not be written; the file is as it was.
        """
        lines = [
            {"at": one.at.isoformat(), "keys": sorted(one.keys), "is_seen": one.is_seen}
            for one in _lately(given, now)
        ]
        data = json.dumps({"given": lines}, indent=2) + "\n"
        try:
            write_whole(self._path, data.encode())
        except OSError as error:
            message = f"“{self._path}” could not be written, because {why(error)}."
            raise StorageError(message) from error


def _lately(given: Iterable[Given], now: datetime) -> Iterator[Given]:
    at = now.astimezone(UTC)
    return (one for one in given if -_AHEAD <= at - one.at.astimezone(UTC) <= KEPT)


def _valid(lines: list[object]) -> Iterator[Given]:
    """Those that can be understood; a wrong one spoils no other."""
    for line in lines:
        try:
            yield _given(line)
        except (TypeError, ValueError, OverflowError):
            continue


def _given(line: object) -> Given:
    from app.core.prompts import Given  # noqa: PLC0415 - the window stands before it is needed

    if not isinstance(line, dict):
        raise TypeError(line)
    at = instant(line.get("at"))
    at.astimezone(UTC)  # at the end of all calendars there is none
    keys = frozenset(text(key) for key in items(line.get("keys")))
    return Given(at, keys, flag(line.get("is_seen", False)))
