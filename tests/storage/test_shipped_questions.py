from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import KnownError
from app.storage.shipped import shipped_folder
from app.storage.shipped_questions import QUESTIONS, load_questions


def test_they_ship() -> None:
    questions = load_questions(shipped_folder("resources"))
    assert (len(questions.profile), len(questions.today)) == (17, 7)


def test_without_them_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"questions.yaml” are missing; install Footwell again"):
        load_questions(tmp_path)


def test_damaged_ones_are_told_with_the_first_fault(tmp_path: Path) -> None:
    path = tmp_path / QUESTIONS
    path.parent.mkdir()
    path.write_text("version: 1\n")
    told = r"are damaged \(.*questions.yaml:1:1: error: the file needs the key \"profile\""
    with pytest.raises(KnownError, match=told):
        load_questions(tmp_path)
