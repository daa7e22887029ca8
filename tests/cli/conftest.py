"""The command line, run as a person runs it but in this process, in an empty data folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main

SCRIPT = """\
format: 1
title: {title}
steps:
  - {{title: Knead, technique: kneading, area: arch, duration: {duration}, instruction: Do it.}}
"""


def script_text(title: str = "Mine", duration: str = "8 min") -> str:
    return SCRIPT.format(title=title, duration=duration)


@dataclass(frozen=True)
class Answer:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Footwell = Callable[..., Answer]


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder that is not there yet; the person's own is never touched."""
    folder = tmp_path / "data"
    monkeypatch.setenv("FOOTWELL_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def footwell(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> Footwell:
    """Run a command and give its exit status and both outputs."""
    del data_dir

    def run(*arguments: str | Path) -> Answer:
        try:
            status: object = main([str(one) for one in arguments])
        except SystemExit as ended:
            status = ended.code or 0
        assert isinstance(status, int)
        told = capsys.readouterr()
        return Answer(status, told.out, told.err)

    return run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that one is in."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here
