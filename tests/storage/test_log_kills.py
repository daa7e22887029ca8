"""Killed at a random moment, the log keeps what was acknowledged (`tests/bench/kill_log.py`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage_kills import WORKS, kill


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("work", WORKS)
def test_a_kill_loses_nothing(tmp_path: Path, work: str, seed: int) -> None:
    assert kill(work, tmp_path / "data", seed).troubles == []
