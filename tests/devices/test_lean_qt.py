"""Qt for Python reads the source of no module of ours; where its hook is gone, all goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from app.devices.lean_qt import spare_reading

ROOT = Path(__file__).parents[2]
READ = """
import linecache
from pathlib import Path
import app.compose, app.ui.sessions_room
ours = str(Path(app.compose.__file__).parent)
print(sum(name.startswith(ours) for name in linecache.cache))
"""
SPARED = "from app.devices.lean_qt import spare_reading; spare_reading()"


def read_by_qt(before: str) -> int:
    done = subprocess.run(
        [sys.executable, "-c", before + READ], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def test_no_source_of_ours_is_read() -> None:
    assert read_by_qt(SPARED) == 0


def test_without_it_all_of_it_is() -> None:
    """Else Qt for Python has changed, and what we do here is needless."""
    assert read_by_qt("") > 50


@pytest.mark.parametrize("found", [None, ModuleType("feature")], ids=["no module", "no hook"])
def test_where_the_hook_is_gone_nothing_is_done(
    monkeypatch: pytest.MonkeyPatch, found: ModuleType | None
) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.support.feature", found)
    spare_reading()
    assert found is None or not hasattr(found, "_mod_uses_pyside")
