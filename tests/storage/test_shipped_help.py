from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app.core.errors import KnownError
from app.core.script import Technique
from app.storage.shipped import shipped_folder
from app.storage.shipped_help import HELP, help_files, load_help

FILES = [
    "1-is-it-right.yaml",
    "2-session.yaml",
    "3-techniques.yaml",
    "4-feet.yaml",
    "5-people.yaml",
    "6-honestly.yaml",
    "sources.yaml",
]


def test_it_ships_in_the_order_of_its_files() -> None:
    resources = shipped_folder("resources")
    assert [path.name for path in help_files(resources)] == FILES
    found = load_help(resources)
    assert [chapter.title for chapter in found.chapters][:2] == ["Is it right for me?", "A session"]
    assert found.of_technique(Technique.TAPPING).title == "Tapping"


def test_without_it_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"help” is missing; install Footwell again"):
        load_help(tmp_path)


def test_damaged_help_is_told_with_the_first_fault(tmp_path: Path) -> None:
    shutil.copytree(shipped_folder("resources") / HELP, tmp_path / HELP)
    file = tmp_path / HELP / "4-feet.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("title: Fascia", "titel: Fascia"))
    with pytest.raises(KnownError, match=r"damaged \(.*4-feet.yaml:\d+:\d+: error: .*title"):
        load_help(tmp_path)
