from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from app.core.errors import StorageError
from app.storage.data_folder import data_folder, prepare


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_was_named_on_the_line_wins(tmp_path: Path) -> None:
    assert data_folder(tmp_path, {"FOOTWELL_DATA_DIR": "/elsewhere"}) == tmp_path


def test_the_variable_comes_next(tmp_path: Path) -> None:
    assert data_folder(None, {"FOOTWELL_DATA_DIR": str(tmp_path)}) == tmp_path


@pytest.mark.parametrize("environ", [{}, {"FOOTWELL_DATA_DIR": ""}])
def test_else_it_is_the_folder_of_the_system_and_is_not_made(
    environ: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder(None, environ) == tmp_path / "footwell"
    assert not list(tmp_path.iterdir())


def test_without_a_home_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", "~")  # no home by name, and none of a user the system knows
    monkeypatch.setattr(os, "getuid", lambda: 2**31 - 3)
    with pytest.raises(StorageError, match=r"no home folder .* --data-dir"):
        data_folder(None, {})


def test_it_is_made_private_with_the_folders_on_the_way(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    prepare(tmp_path / "a" / "b")
    assert mode_of(tmp_path / "a") == 0o700
    assert mode_of(tmp_path / "a" / "b") == 0o700
    assert mode_of(tmp_path) == 0o755


def test_one_that_exists_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o750)
    prepare(tmp_path)
    assert mode_of(tmp_path) == 0o750


def test_a_file_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(StorageError, match=r"is not a folder but a file"):
        prepare(tmp_path / "data")


def test_a_file_on_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with pytest.raises(StorageError, match=r"cannot be created, because it is not a folder"):
        prepare(tmp_path / "data" / "footwell")


def test_a_place_that_takes_no_folders_is_told() -> None:
    with pytest.raises(StorageError, match=r"“/proc/footwell” cannot be created, because"):
        prepare(Path("/proc/footwell"))


def test_a_closed_parent_is_told(guarded_folder: Path) -> None:
    guarded_folder.chmod(0o500)
    with pytest.raises(StorageError, match=r"cannot be created, because you are not allowed to"):
        prepare(guarded_folder / "footwell")


def test_a_read_only_folder_is_told(guarded_folder: Path) -> None:
    guarded_folder.chmod(0o500)
    with pytest.raises(StorageError, match=r"cannot be written, so nothing could be saved"):
        prepare(guarded_folder)
