"""`export --format pdf`: exit status, the file, and what it refuses."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.core.errors import ExportRefusedError
from app.core.plan import Foot
from app.core.request import PdfRequest
from app.core.script import Area
from app.core.soreness import Rating, RatingContext, RatingKind
from app.report_command import NothingToExportError, run
from app.storage.log_store import LogStore

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a week of first steps."""
    folder = tmp_path / "data"
    folder.mkdir()
    store = LogStore(folder / "log.sqlite3", lambda: NOW)
    for day in range(7):
        store.add_rating(
            Rating(
                str(UUID(int=day)),
                None,
                RatingKind.FIRST_STEP,
                RatingContext.DAILY,
                NOW - timedelta(days=day),
                Foot.LEFT,
                Area.WHOLE_FOOT,
                4,
            )
        )
    store.close()
    return folder


def test_it_writes_one_page_without_a_screen(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.pdf"
    code = (
        "import os, pathlib, sys; from app.report_command import run; "
        "from app.core.request import PdfRequest; "
        "sys.exit(run(PdfRequest(pathlib.Path(sys.argv[1]), {}, pathlib.Path(sys.argv[2]))))"
    )
    environ = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "QT_QPA_PLATFORM")}
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code, str(data), str(target)],
        cwd=root,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    told = f"Exported the report to “{target}”.\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, told, "")
    assert target.read_bytes().startswith(b"%PDF")
    assert target.stat().st_mode & 0o077 == 0


def test_a_file_that_is_there_stays_unless_it_is_forced(
    qapp: object, data: Path, tmp_path: Path
) -> None:
    assert qapp is not None
    target = tmp_path / "report.pdf"
    target.write_text("mine")
    with pytest.raises(ExportRefusedError, match="--force"):
        run(PdfRequest(data, {}, target))
    assert target.read_text() == "mine"
    assert run(PdfRequest(data, {}, target, force=True)) == 0
    assert target.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("since", "until"), [(NOW.date() + timedelta(days=1), None), (None, date(2020, 1, 1))]
)
def test_of_days_without_anything_nothing_is_written(
    data: Path, tmp_path: Path, since: date | None, until: date | None
) -> None:
    target = tmp_path / "report.pdf"
    with pytest.raises(NothingToExportError, match="nothing to export"):
        run(PdfRequest(data, {}, target, since, until))
    assert not target.exists()


def test_without_a_log_there_is_nothing_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(NothingToExportError):
        run(PdfRequest(tmp_path / "none", {}, tmp_path / "report.pdf"))
    assert list(tmp_path.iterdir()) == []
