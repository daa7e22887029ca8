from __future__ import annotations

import csv
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app import cli
from app.core.plan import Foot
from app.core.request import PdfRequest
from app.core.script import Area
from app.core.soreness import Rating, RatingContext, RatingKind
from app.storage.log_store import LogStore
from app.storage.record_id import new_id
from tests.cli.conftest import Footwell

FIRST = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def log(data_dir: Path) -> None:
    """An answer on each of three days."""
    data_dir.mkdir()
    store = LogStore(data_dir / "log.sqlite3", lambda: FIRST)
    for day in range(3):
        rating = Rating(
            new_id(),
            None,
            RatingKind.PAIN,
            RatingContext.DAILY,
            FIRST + timedelta(days=day),
            Foot.LEFT,
            Area.HEEL,
            day,
        )
        store.add_rating(rating)
    store.close()


@pytest.mark.usefixtures("log")
def test_export_csv_writes_a_folder_and_says_what(footwell: Footwell, folder: Path) -> None:
    answer = footwell("export", "--format", "csv", "--output", "tables")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == "Exported 0 sessions, 3 answers and 0 events to “tables”.\n"
    with (folder / "tables" / "ratings.csv").open(newline="") as file:
        assert [row["value"] for row in csv.DictReader(file)] == ["0", "1", "2"]


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(("form", "key"), [("json", "ratings"), ("fhir", "entry")])
def test_export_writes_a_file(footwell: Footwell, folder: Path, form: str, key: str) -> None:
    answer = footwell("export", "--format", form, "--output", "log.json", "--since", "2026-11-03")
    assert answer.out == "Exported 0 sessions, 1 answer and 0 events to “log.json”.\n"
    assert json.loads((folder / "log.json").read_text())[key]


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("form", ["csv", "json", "fhir"])
def test_what_is_there_is_not_overwritten_without_force(
    footwell: Footwell, folder: Path, form: str
) -> None:
    arguments = ["export", "--format", form, "--output", "log"]
    assert footwell(*arguments).status == 0
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    answer = footwell(*arguments)
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == (
        "footwell: “log” is there already and was left as it is; name another, or have it "
        "replaced (--force).\n"
    )
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before
    assert footwell(*arguments, "--force").status == 0


@pytest.mark.parametrize("form", ["csv", "json", "fhir"])
def test_nothing_to_export_is_told_and_makes_nothing(
    footwell: Footwell, folder: Path, data_dir: Path, form: str
) -> None:
    answer = footwell("export", "--format", form, "--output", "log")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == "footwell: There is no log yet, so there is nothing to export.\n"
    assert not data_dir.exists()
    assert list(folder.iterdir()) == []


@pytest.mark.usefixtures("log")
def test_days_with_nothing_in_them_are_told(footwell: Footwell, folder: Path) -> None:
    answer = footwell("export", "--format", "csv", "--output", "t", "--until", "2020-01-01")
    assert answer.status == 1
    assert "nothing in the log in these days" in answer.err
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["export"],
        ["export", "--format", "xml", "--output", "x"],
        ["export", "--format", "csv"],
        ["export", "--format", "csv", "--output", ""],
        ["export", "--format", "csv", "--output", "x", "--since", "yesterday"],
        ["import"],
        ["import", ""],
        ["import", "a", "b"],
        ["import", "a", "--since", "2026-11-21"],
    ],
)
def test_wrong_usage_is_one_sentence_and_2(footwell: Footwell, arguments: list[str]) -> None:
    answer = footwell(*arguments)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.count("\n") == 1


@pytest.mark.usefixtures("log")
def test_a_log_goes_to_another_machine_and_nothing_is_doubled(
    footwell: Footwell, folder: Path
) -> None:
    footwell("export", "--format", "json", "--output", "log.json")
    other = folder / "other"
    answer = footwell("--data-dir", other, "import", "log.json")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == "Imported “log.json”: 3 new, 0 changed, 0 known already.\n"
    assert [path.name for path in other.iterdir()] == ["log.sqlite3"]
    here = footwell("log", "--json").json
    assert footwell("--data-dir", other, "log", "--json").json == here
    answer = footwell("import", "log.json", "--data-dir", other)
    told, kept = answer.out.splitlines()
    assert told == "Imported “log.json”: 0 new, 0 changed, 3 known already."
    assert kept.startswith("The log from before is kept as “")
    assert list((other / "backups").iterdir())
    assert footwell("--data-dir", other, "log", "--json").json == here


@pytest.mark.usefixtures("log")
def test_a_faulty_file_is_told_with_its_place(footwell: Footwell, folder: Path) -> None:
    footwell("export", "--format", "json", "--output", "log.json")
    file = folder / "log.json"
    file.write_text(file.read_text().replace('"value":2', '"value":12'))
    answer = footwell("import", "log.json")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == (
        "footwell: “log.json” was not imported, because `ratings[2].value` is no whole number "
        "from 0 to 10; nothing was changed.\n"
    )
    assert footwell("import", "none.json").err.startswith("footwell: “none.json” cannot be read")


@pytest.mark.usefixtures("log")
def test_a_file_that_is_refused_leaves_no_log_where_there_was_none(
    footwell: Footwell, folder: Path
) -> None:
    footwell("export", "--format", "json", "--output", "log.json")
    good = (folder / "log.json").read_text()
    files = {
        "scrap.json": good[: len(good) // 2],
        "value.json": good.replace('"value":2', '"value":12'),
        "orphan.json": good.replace('"session_id":null', f'"session_id":"{new_id()}"'),
    }
    for name, text in files.items():
        (folder / name).write_text(text)
    for name in ("none.json", ".", *files):
        answer = footwell("--data-dir", folder / "fresh", "import", name)
        assert (answer.status, answer.out) == (1, "")
        assert answer.err.count("\n") == 1
        assert list((folder / "fresh").iterdir()) == []


def test_pdf_is_asked_for_with_qt(tmp_path: Path) -> None:
    arguments = ["export", "--format", "pdf", "--output", "r.pdf", "--since", "2026-11-01"]
    environ = {"FOOTWELL_DATA_DIR": str(tmp_path)}
    asked = cli.run([*arguments, "--force"], environ)
    assert asked == PdfRequest(
        None, environ, Path("r.pdf"), since=FIRST.date(), until=None, force=True
    )


@pytest.mark.usefixtures("log")
def test_no_qt_is_loaded(footwell: Footwell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("PySide6")]:
        monkeypatch.delitem(sys.modules, name)
    for form in ("csv", "json", "fhir"):
        assert footwell("export", "--format", form, "--output", folder / form).status == 0
    assert footwell("import", folder / "json").status == 0
    assert not [name for name in sys.modules if name.startswith("PySide6")]
