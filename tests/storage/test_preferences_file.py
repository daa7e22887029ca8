from __future__ import annotations

import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.core.errors import StorageError
from app.core.plan import Foot
from app.core.preferences import Preferences, Theme
from app.storage.preferences_file import (
    SIZE_MAX_BYTES,
    LoadedPreferences,
    load_preferences,
    save_preferences,
)

NOW = datetime(2025, 11, 21, 19, 2, 10, tzinfo=UTC)
OWN = Preferences(theme=Theme.DARK, text_percent=150, first=Foot.RIGHT, window="AdnQ")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "preferences.json"


def test_what_was_saved_is_loaded(path: Path) -> None:
    save_preferences(path, OWN)
    assert load_preferences(path, NOW) == LoadedPreferences(OWN)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_missing_file_gives_the_defaults_and_nothing_to_tell(path: Path) -> None:
    assert load_preferences(path, NOW) == LoadedPreferences(Preferences())


def test_values_out_of_range_leave_the_others(path: Path) -> None:
    path.write_text(json.dumps({"text_percent": 9000, "theme": "dark", "unknown": 1}))
    assert load_preferences(path, NOW) == LoadedPreferences(Preferences(theme=Theme.DARK))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"minutes": ' + b"9" * 5000 + b"}",
        b" " * (SIZE_MAX_BYTES + 1),
    ],
    ids=["empty", "cut", "list", "not text", "deep", "long number", "large"],
)
def test_a_broken_file_is_set_aside_and_told(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    loaded = load_preferences(path, NOW)
    assert loaded.preferences == Preferences()
    assert loaded.aside == path.with_name("preferences.broken-20251121T190210.json")
    assert loaded.aside.read_bytes() == data
    assert "kept as “preferences.broken-20251121T190210.json”" in loaded.notice
    assert not path.exists()


def test_a_broken_file_that_must_stay_is_told(guarded_folder: Path) -> None:
    path = guarded_folder / "preferences.json"
    path.write_text("{")
    guarded_folder.chmod(0o500)
    loaded = load_preferences(path, NOW)
    assert loaded.preferences == Preferences()
    assert loaded.aside is None
    assert "cannot be set aside, because you are not allowed to" in loaded.notice
    assert path.read_text() == "{"


def test_a_file_that_cannot_be_read_stays_where_it_is(path: Path) -> None:
    path.mkdir()
    loaded = load_preferences(path, NOW)
    assert loaded.preferences == Preferences()
    assert "cannot be read, because it is a folder" in loaded.notice
    assert path.is_dir()


def test_settings_that_cannot_be_saved_are_told(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StorageError, match=r"could not be saved .* because it is a folder"):
        save_preferences(path, OWN)
    assert list(path.parent.iterdir()) == [path]


def test_settings_in_a_read_only_folder_are_told(guarded_folder: Path) -> None:
    path = guarded_folder / "preferences.json"
    save_preferences(path, OWN)
    guarded_folder.chmod(0o500)
    with pytest.raises(StorageError, match=r"could not be saved .* you are not allowed to"):
        save_preferences(path, Preferences())
    assert load_preferences(path, NOW).preferences == OWN
