"""The settings on disk: `preferences.json` in the data folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.core.errors import StorageError
from app.core.preferences import Preferences
from app.storage.disk import set_aside, why, write_whole

SIZE_MAX_BYTES = 1024 * 1024
"""More than a thousand times what Footwell writes; anything larger is not its own."""


@dataclass(frozen=True, slots=True)
class LoadedPreferences:
    """What was found.

    `notice` is one sentence for the person where the file could not be used, empty otherwise;
    `aside` is where a broken file is now.
    """

    preferences: Preferences
    notice: str = ""
    aside: Path | None = None


def load_preferences(path: Path, now: datetime) -> LoadedPreferences:
    """Read the settings; never fails, since a person without settings can still be massaged.

    A missing file gives the defaults. So does a broken one, which is set aside under a name that
    says so. A file with some values out of range keeps the others.

    Args:
        path: the file.
        now: for the name of a broken one.
    """
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_MAX_BYTES + 1)
    except FileNotFoundError:
        return LoadedPreferences(Preferences())
    except OSError as error:
        notice = (
            f"Your settings in “{path}” cannot be read, because {why(error)}; the usual ones "
            "are in use."
        )
        return LoadedPreferences(Preferences(), notice)
    found = _settings_in(data)
    if found is None:
        return _broken(path, now)
    return LoadedPreferences(Preferences.from_json(found))


def read_preferences(path: Path) -> Preferences:
    """Read the settings and change nothing: what cannot be used is as if it were not there.

    Args:
        path: the file.
    """
    try:
        with path.open("rb") as file:
            data = file.read(SIZE_MAX_BYTES + 1)
    except OSError:
        return Preferences()
    return Preferences.from_json(_settings_in(data))


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Write the settings, whole or not at all.

    Raises:
        StorageError: they could not be written; the file is as it was.
    """
    text = json.dumps(preferences.to_json(), indent=2) + "\n"
    try:
        write_whole(path, text.encode())
    except OSError as error:
        message = (
            f"Your settings could not be saved in “{path}”, because {why(error)}; they hold "
            "until you close Footwell."
        )
        raise StorageError(message) from error


def _settings_in(data: bytes) -> dict[str, object] | None:
    if len(data) > SIZE_MAX_BYTES:
        return None
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _broken(path: Path, now: datetime) -> LoadedPreferences:
    try:
        aside = set_aside(path, now)
    except OSError as error:
        notice = (
            f"Your settings in “{path}” are damaged and cannot be set aside, because "
            f"{why(error)}; the usual ones are in use."
        )
        return LoadedPreferences(Preferences(), notice)
    notice = (
        f"Your settings were damaged, so the usual ones are in use; the old file is kept as "
        f"“{aside.name}”."
    )
    return LoadedPreferences(Preferences(), notice, aside)
