"""The folder that holds a person's log, settings, scripts and backups."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from app.core.errors import StorageError
from app.storage.disk import why

VARIABLE = "FOOTWELL_DATA_DIR"

LOG = "log.sqlite3"
PREFERENCES = "preferences.json"
SESSIONS = "sessions"
BACKUPS = "backups"
"""The names in it, as interface.md fixes them."""

RUNNING = "session.journal"
"""The session that runs, or was cut off."""

PROMPTS = "prompts.json"
"""What the desktop was told lately."""

CACHE = "cache"
"""What can be made again at any time."""


def data_folder(chosen: Path | None, environ: Mapping[str, str]) -> Path:
    """Say where the data is; makes nothing, so that a command that only reads leaves no trace.

    Args:
        chosen: what `--data-dir` named, or None.
        environ: the environment, for `FOOTWELL_DATA_DIR`; empty is as good as not set.

    Raises:
        StorageError: nothing was named and the person has no home folder.
    """
    if chosen is not None:
        return chosen
    if named := environ.get(VARIABLE):
        return Path(named)
    folder = _folder_of_the_system()
    if folder is None:
        message = (
            "Footwell finds no home folder to keep your log in; name a folder with --data-dir "
            f"or in {VARIABLE}."
        )
        raise StorageError(message)
    return folder


def prepare(folder: Path) -> None:
    """Make the data folder, private to the person (mode 0700), and see that it can be used.

    Folders on the way to it are made alike; the mode of those that exist stays as it is.

    Raises:
        StorageError: it cannot be made, is not a folder, or cannot be written.
    """
    try:
        _make_private(folder)
    except OSError as error:
        message = (
            f"The data folder “{folder}” cannot be created, because {why(error)}; "
            "name another with --data-dir."
        )
        raise StorageError(message) from error
    if not folder.is_dir():
        message = (
            f"The data folder “{folder}” is not a folder but a file; move that file away or "
            "name another folder with --data-dir."
        )
        raise StorageError(message)
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        message = (
            f"The data folder “{folder}” cannot be written, so nothing could be saved; allow "
            "writing to it or name another with --data-dir."
        )
        raise StorageError(message)


def _folder_of_the_system() -> Path | None:
    # Imported only where nothing was named: it costs a command more than reading a script does.
    from platformdirs import user_data_path  # noqa: PLC0415

    try:
        folder = user_data_path("footwell", appauthor=False)
    except RuntimeError:
        return None
    # Older releases of platformdirs leave the “~” in where there is no home.
    return folder if folder.is_absolute() else None


def _make_private(folder: Path) -> None:
    missing = [place for place in (folder, *folder.parents) if not os.path.lexists(place)]
    for place in reversed(missing):
        # Another Footwell may make it at the same moment.
        place.mkdir(mode=0o700, exist_ok=True)
