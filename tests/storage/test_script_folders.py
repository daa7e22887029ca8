from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from app.core.errors import StorageError
from app.core.library import Entry, Source
from app.core.script_keys import FILE_SIZE_MAX_BYTES
from app.storage.script_folders import (
    ScriptCache,
    find_script,
    load_library,
    read_entry,
    script_files,
)

SCRIPT = """\
format: 1
title: {title}
steps:
  - title: Knead the arch
    technique: kneading
    area: arch
    duration: 10 min
    instruction: Squeeze and roll the arch.
"""


def write(path: Path, title: str = "Arch") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SCRIPT.format(title=title), encoding="utf-8")
    return path


def test_a_script_is_read_as_named_with_the_hash_of_its_bytes(tmp_path: Path) -> None:
    path = write(tmp_path / "arch.yaml")
    entry = read_entry(path, Source.FOLDER, "mine/arch.yaml")
    assert entry.script is not None
    assert (entry.id, entry.source, entry.path) == ("arch", Source.FOLDER, "mine/arch.yaml")
    assert entry.title == "Arch"
    assert entry.sha256 == sha256(path.read_bytes()).hexdigest()


def test_a_broken_script_keeps_its_title_and_its_hash(tmp_path: Path) -> None:
    path = write(tmp_path / "arch.yaml")
    path.write_text(path.read_text() + "odd: 1\n")
    entry = read_entry(path, Source.USER, str(path))
    assert entry.is_broken
    assert entry.title == "Arch"
    assert entry.faults
    assert entry.sha256 == sha256(path.read_bytes()).hexdigest()


def faults_of(path: Path) -> list[str]:
    entry = read_entry(path, Source.USER, path.name)
    assert entry.is_broken
    assert entry.sha256 == ""
    return [str(fault) for fault in entry.faults]


def test_a_missing_file_is_a_broken_entry(tmp_path: Path) -> None:
    reason = "a.yaml:1:1: error: cannot be read: it is not there"
    assert faults_of(tmp_path / "a.yaml") == [reason]


def test_a_folder_is_a_broken_entry(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    reason = "a.yaml:1:1: error: cannot be read: it is a folder"
    assert faults_of(tmp_path / "a.yaml") == [reason]


def test_a_pipe_is_a_broken_entry_and_holds_nobody_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.yaml")
    reason = "a.yaml:1:1: error: cannot be read: it is not a file"
    assert faults_of(tmp_path / "a.yaml") == [reason]


def test_a_file_closed_to_the_person_is_a_broken_entry(guarded_folder: Path) -> None:
    path = write(guarded_folder / "a.yaml")
    path.chmod(0)
    reason = "a.yaml:1:1: error: cannot be read: you are not allowed to"
    assert faults_of(path) == [reason]


def test_a_file_far_too_large_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # a terabyte with nothing in it: reading it whole would not end
    [fault] = faults_of(path)
    assert f"larger than {FILE_SIZE_MAX_BYTES // 1024} KiB" in fault


def test_the_scripts_of_a_folder_are_its_yaml_files_by_name(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yml", "c.txt", "d.YAML", ".hidden.yaml", "._b.yaml", "yaml"):
        (tmp_path / name).write_text("")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "deeper").mkdir()
    write(tmp_path / "deeper" / "e.yaml")
    (tmp_path / "gone.yaml").symlink_to("nowhere")
    assert [path.name for path in script_files(tmp_path)] == ["a.yml", "b.yaml", "gone.yaml"]


@pytest.mark.parametrize(("name", "reason"), [("none", "not there"), ("file", "not a folder")])
def test_a_folder_that_is_none_is_told(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match=rf"/{name}” cannot be read, because it is {reason};"):
        script_files(tmp_path / name)


def test_of_one_id_the_last_named_wins(tmp_path: Path) -> None:
    shipped, own, first, last = (tmp_path / name for name in ("shipped", "own", "first", "last"))
    for folder in (shipped, own, first, last):
        write(folder / "arch.yaml", title=f"Arch of {folder.name}")
    write(shipped / "heel.yaml", title="Heel")
    write(shipped / "calf.yaml", title="Calf")
    write(own / "calf.yaml", title="My calf")
    library = load_library(shipped, own, [first, last])
    found = {entry.id: (entry.title, entry.source, entry.replaces) for entry in library.entries}
    assert found == {
        "arch": ("Arch of last", Source.FOLDER, Source.SHIPPED),
        "heel": ("Heel", Source.SHIPPED, None),
        "calf": ("My calf", Source.USER, Source.SHIPPED),
    }
    assert library.find("arch").path == str(last / "arch.yaml")


def test_the_own_folder_need_not_exist_and_is_not_made(tmp_path: Path) -> None:
    write(tmp_path / "shipped" / "arch.yaml")
    assert len(load_library(tmp_path / "shipped", tmp_path / "own", [])) == 1
    assert not (tmp_path / "own").exists()


def test_a_named_folder_must_exist(tmp_path: Path) -> None:
    write(tmp_path / "shipped" / "arch.yaml")
    with pytest.raises(StorageError, match=r"/named” cannot be read"):
        load_library(tmp_path / "shipped", tmp_path / "own", [tmp_path / "named"])


def test_broken_scripts_stay_beside_the_others_and_are_not_written_to(tmp_path: Path) -> None:
    write(tmp_path / "arch.yaml")
    odd = tmp_path / "odd.yaml"
    odd.write_bytes(b"\xff\xfe not text")
    before = odd.stat().st_mtime_ns
    library = load_library(tmp_path, tmp_path / "own", [])
    assert [entry.is_broken for entry in (library.find("arch"), library.find("odd"))] == [
        False,
        True,
    ]
    assert odd.read_bytes() == b"\xff\xfe not text"
    assert odd.stat().st_mtime_ns == before


def entries(folder: Path, cache: ScriptCache) -> dict[str, Entry]:
    library = load_library(folder, folder / "own", [], cache)
    return {entry.id: entry for entry in library.entries}


def test_only_a_changed_file_is_read_again(tmp_path: Path) -> None:
    write(tmp_path / "arch.yaml")
    write(tmp_path / "heel.yaml")
    cache = ScriptCache()
    before = entries(tmp_path, cache)
    write(tmp_path / "heel.yaml", title="Heel, softer")
    after = entries(tmp_path, cache)
    assert after["arch"] is before["arch"]
    assert after["heel"].title == "Heel, softer"


def test_a_file_replaced_by_one_of_the_same_size_and_time_is_read_again(tmp_path: Path) -> None:
    path = write(tmp_path / "arch.yaml", title="One")
    cache = ScriptCache()
    assert entries(tmp_path, cache)["arch"].title == "One"
    status = path.stat()
    path.rename(tmp_path / "old.txt")
    write(path, title="Two")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert entries(tmp_path, cache)["arch"].title == "Two"


def test_one_file_may_stand_in_two_places(tmp_path: Path) -> None:
    path = write(tmp_path / "arch.yaml")
    cache = ScriptCache()
    assert cache.read_entry(path, Source.USER, "a/arch.yaml").path == "a/arch.yaml"
    assert cache.read_entry(path, Source.FOLDER, "b/arch.yaml").source is Source.FOLDER
    assert len(cache) == 2


def test_a_file_that_could_not_be_read_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "arch.yaml").symlink_to(tmp_path / "elsewhere")
    cache = ScriptCache()
    assert entries(tmp_path, cache)["arch"].is_broken
    write(tmp_path / "elsewhere")
    assert not entries(tmp_path, cache)["arch"].is_broken


def test_a_file_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    write(tmp_path / "arch.yaml")
    write(tmp_path / "heel.yaml").unlink()
    cache = ScriptCache()
    write(tmp_path / "heel.yaml")
    assert len(entries(tmp_path, cache)) == len(cache) == 2
    (tmp_path / "heel.yaml").unlink()
    assert len(entries(tmp_path, cache)) == len(cache) == 1


def test_one_script_is_found_as_the_library_would_have_it(tmp_path: Path) -> None:
    shipped, own, named = (tmp_path / name for name in ("shipped", "own", "named"))
    write(shipped / "arch.yaml")
    write(shipped / "heel.yaml")
    write(own / "heel.yaml", title="My heel")
    write(named / "heel.yml", title="A heel")
    library = load_library(shipped, own, [named])
    for script_id in ("arch", "heel"):
        assert (found := find_script(shipped, own, [named], script_id)) is not None
        assert (found.path, found.title) == (
            library.find(script_id).path,
            library.find(script_id).title,
        )
    assert find_script(shipped, None, [], "calf") is None
