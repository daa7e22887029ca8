"""The commands: results, messages, and exit statuses."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from app import __version__
from app.cli import run
from app.core.errors import KnownError
from app.core.request import AppRequest, SelfCheckRequest, is_path
from app.core.soreness import SessionRecord
from app.storage.log_store import LogStore
from tests.cli.conftest import Answer, Footwell, script_text
from tests.core.plan_oracle import plan_json
from tests.sessions import a_session

SESSIONS = Path(__file__).parents[2] / "sessions"
IDS = sorted(path.stem for path in SESSIONS.glob("*.yaml"))
BROKEN = script_text(title="Broken").replace("kneading", "kneeding")
FAULT = '4:31: error: unknown technique "kneeding"; did you mean "kneading"?'
CANNOT = script_text().replace("title: Knead,", "title: Knead, side: left, second_pass: false,")


def is_a_sentence(answer: Answer) -> bool:
    """Told on standard error only, in one line, without a traceback."""
    lines = answer.err.splitlines()
    return answer.out == "" and len(lines) == 1 and bool(re.search(r"[.?)!]$", lines[0]))


# --- list ---


def test_list_shows_the_shipped_scripts_by_title(footwell: Footwell) -> None:
    answer = footwell("list")
    head, *rows = answer.out.splitlines()
    assert (answer.status, answer.err) == (0, "")
    assert head.split() == ["Id", "Title", "Both", "feet", "Level", "From"]
    assert sorted(row.split()[0] for row in rows) == IDS
    assert "18:30" in next(row for row in rows if row.startswith("cross-fiber-friction"))


LIST_KEYS = [
    "id",
    "title",
    "source",
    "path",
    "ok",
    "techniques",
    "conditions",
    "level",
    "tools",
    "hands_on_s",
    "total_s",
    "faults",
]


def test_list_json_has_the_keys_of_the_contract(footwell: Footwell) -> None:
    rows = footwell("list", "--json").json
    assert sorted(row["id"] for row in rows) == IDS
    for row in rows:
        assert list(row) == LIST_KEYS
        assert row["source"] == "shipped"
        assert row["ok"] is True
        assert set(row["hands_on_s"]) == set(row["total_s"]) == {"both", "left", "right"}
        assert min(row["hands_on_s"].values()) >= 900


def test_list_shows_broken_scripts_and_is_done(footwell: Footwell, data_dir: Path) -> None:
    own = data_dir / "sessions"
    own.mkdir(parents=True)
    (own / "broken.yaml").write_text(BROKEN)
    (own / "empty.yaml").write_text("")
    answer = footwell("list")
    assert answer.status == 0
    rows = {row.split()[0]: row for row in answer.out.splitlines()}
    assert "needs a fix: 1 error" in rows["broken"]
    assert len(rows) == 1 + 12 + 2
    [row] = [row for row in footwell("list", "--json").json if row["id"] == "broken"]
    assert (row["ok"], row["title"], row["source"]) == (False, "Broken", "user")
    assert row["hands_on_s"] == {"both": None, "left": None, "right": None}
    assert [fault["line"] for fault in row["faults"]] == [4]


def test_list_says_that_a_script_takes_the_place_of_a_shipped_one(
    footwell: Footwell, data_dir: Path
) -> None:
    own = data_dir / "sessions"
    own.mkdir(parents=True)
    (own / "stretching.yaml").write_text(script_text())
    rows = footwell("list").out.splitlines()
    [row] = [row for row in rows if row.startswith("stretching ")]
    assert "takes the place of the shipped one" in row
    assert len(rows) == 1 + 12


def test_list_shows_a_dash_where_there_is_no_time(footwell: Footwell, folder: Path) -> None:
    (folder / "empty.yaml").write_text("")
    rows = footwell("list", "--sessions", folder).out.splitlines()
    [row] = [row for row in rows if row.startswith("empty ")]
    assert row.split()[1:5] == ["-", "-", "-", "folder"]


# --- where scripts come from ---


def test_of_one_id_the_last_named_folder_wins_then_the_persons_then_the_shipped(
    footwell: Footwell, data_dir: Path, tmp_path: Path
) -> None:
    places = [data_dir / "sessions", tmp_path / "one", tmp_path / "two"]
    for place in places:
        place.mkdir(parents=True)
        (place / "stretching.yaml").write_text(script_text(title=place.name))

    def title(*options: str | Path) -> object:
        return footwell("plan", "stretching", "--json", *options).json["title"]

    assert title() == "sessions"
    assert title("--sessions", places[1]) == "one"
    assert title("--sessions", places[1], "--sessions", places[2]) == "two"
    assert title("--sessions", places[2], "--sessions", places[1]) == "one"


@pytest.mark.parametrize("is_before", [True, False])
def test_folders_may_be_named_before_or_after_a_command(
    footwell: Footwell,
    tmp_path: Path,
    is_before: bool,  # noqa: FBT001
) -> None:
    own = tmp_path / "other" / "sessions"
    own.mkdir(parents=True)
    (own / "mine.yaml").write_text(script_text())
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "theirs.yaml").write_text(script_text(title="Theirs"))
    options = [f"--data-dir={tmp_path / 'other'}", "--sessions", str(tmp_path / "more")]
    command = [*options, "list", "--json"] if is_before else ["list", *options, "--json"]
    ids = [row["id"] for row in footwell(*command).json]
    assert {"mine", "theirs"} <= set(ids)
    assert len(ids) == 14


def test_the_option_beats_the_environment(
    footwell: Footwell, data_dir: Path, tmp_path: Path
) -> None:
    for place in (data_dir, tmp_path / "other"):
        (place / "sessions").mkdir(parents=True)
        (place / "sessions" / "mine.yaml").write_text(script_text(title=place.name))
    assert footwell("plan", "mine", "--json").json["title"] == "data"
    other = footwell("plan", "mine", "--json", "--data-dir", tmp_path / "other")
    assert other.json["title"] == "other"


def test_a_folder_that_is_not_there_is_told(footwell: Footwell, tmp_path: Path) -> None:
    answer = footwell("list", "--sessions", tmp_path / "nowhere")
    assert answer.status == 1
    assert is_a_sentence(answer)
    assert "nowhere" in answer.err


def test_commands_that_only_read_make_no_data_folder(footwell: Footwell, data_dir: Path) -> None:
    for command in (
        ["list"],
        ["plan", "stretching"],
        ["log"],
        ["schema"],
        ["check", str(SESSIONS)],
    ):
        assert footwell(*command).status == 0
    assert not data_dir.exists()


@pytest.mark.skipif(os.name != "posix", reason="the home is HOME on POSIX")
def test_without_a_home_the_shipped_scripts_are_there_and_the_log_is_told(
    footwell: Footwell, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FOOTWELL_DATA_DIR", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "~")
    # Nobody whom the system knows, whose home it could look up.
    monkeypatch.setattr(os, "getuid", lambda: 2**31 - 3)
    assert len(footwell("list", "--json").json) == 12
    assert footwell("plan", "stretching").status == 0
    answer = footwell("log")
    assert answer.status == 1
    assert is_a_sentence(answer)


# --- check ---


def test_check_of_good_scripts_prints_the_sum(footwell: Footwell) -> None:
    answer = footwell("check", SESSIONS)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == "12 scripts, 0 errors, 0 warnings\n"


def test_check_prints_fault_lines_then_the_sum(footwell: Footwell, folder: Path) -> None:
    (folder / "broken.yaml").write_text(BROKEN)
    (folder / "short.yml").write_text(script_text(duration="5 min"))
    (folder / "notes.txt").write_text("not a script")
    answer = footwell("check", ".")
    assert (answer.status, answer.err) == (1, "")
    first, second, last = answer.out.splitlines()
    assert first == os.path.join(".", f"broken.yaml:{FAULT}")  # noqa: PTH118 - as it is shown
    assert second.startswith(os.path.join(".", "short.yml:3:1: warning: 10:00"))  # noqa: PTH118
    assert last == "2 scripts, 1 errors, 1 warnings"


def test_check_with_warnings_only_is_done(footwell: Footwell, folder: Path) -> None:
    (folder / "short.yaml").write_text(script_text(duration="5 min"))
    answer = footwell("check", "short.yaml")
    assert answer.status == 0
    assert answer.out.endswith("1 scripts, 0 errors, 1 warnings\n")


def test_check_json_is_only_the_list(footwell: Footwell, folder: Path) -> None:
    (folder / "broken.yaml").write_text(BROKEN)
    answer = footwell("check", "--json", "broken.yaml", SESSIONS)
    assert answer.status == 1
    assert answer.json == [
        {
            "path": "broken.yaml",
            "line": 4,
            "column": 31,
            "severity": "error",
            "message": FAULT.split("error: ")[1],
        }
    ]
    assert list(answer.json[0]) == ["path", "line", "column", "severity", "message"]


def test_check_names_a_file_as_it_was_given(footwell: Footwell, folder: Path) -> None:
    (folder / "broken.yaml").write_text(BROKEN)
    for given in ("broken.yaml", "./broken.yaml", str(folder / "broken.yaml")):
        assert footwell("check", given).out.startswith(f"{given}:4:31: ")


def test_check_tells_a_path_that_is_not_there_and_checks_the_others(
    footwell: Footwell, folder: Path
) -> None:
    (folder / "good.yaml").write_text(script_text())
    answer = footwell("check", "nowhere.yaml", "good.yaml")
    assert answer.status == 1
    assert answer.err.splitlines() == ["footwell: There is no file or folder “nowhere.yaml”."]
    assert answer.out == "1 scripts, 0 errors, 0 warnings\n"


def test_check_of_a_file_of_another_ending_is_an_error(footwell: Footwell, folder: Path) -> None:
    (folder / "mine.txt").write_text(script_text())
    answer = footwell("check", "mine.txt")
    assert answer.status == 1
    assert answer.out.startswith('mine.txt:1:1: error: "mine.txt" is not a session script')


def test_check_without_a_path_is_wrong_usage(footwell: Footwell) -> None:
    answer = footwell("check")
    assert answer.status == 2
    assert is_a_sentence(answer)


def make_folder(path: Path) -> None:
    path.mkdir()


def make_dangling_link(path: Path) -> None:
    path.symlink_to("nowhere")


def make_loop(path: Path) -> None:
    path.symlink_to(path.name)


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def make_huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are those of POSIX")
@pytest.mark.parametrize(
    "make",
    [make_dangling_link, make_loop, make_pipe, make_endless, make_huge],
)
def test_a_file_that_cannot_be_read_is_one_fault_and_the_rest_still_loads(
    footwell: Footwell, folder: Path, make: Callable[[Path], None]
) -> None:
    make(folder / "odd.yaml")
    (folder / "good.yaml").write_text(script_text())
    [fault] = footwell("check", ".", "--json").json
    assert (fault["line"], fault["column"], fault["severity"]) == (1, 1, "error")
    answer = footwell("list", "--sessions", ".", "--json")
    assert answer.status == 0
    assert {row["id"]: row["ok"] for row in answer.json if row["source"] == "folder"} == {
        "odd": False,
        "good": True,
    }


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_one_may_not_read_is_one_fault(footwell: Footwell, folder: Path) -> None:
    (folder / "secret.yaml").write_text(script_text())
    (folder / "secret.yaml").chmod(0)
    answer = footwell("check", "secret.yaml")
    assert answer.status == 1
    assert answer.out.startswith("secret.yaml:1:1: error: ")


def test_a_folder_that_is_called_like_a_script_is_passed_over(
    footwell: Footwell, folder: Path
) -> None:
    make_folder(folder / "odd.yaml")
    assert footwell("check", ".").out == "0 scripts, 0 errors, 0 warnings\n"
    answer = footwell("plan", "odd.yaml")
    assert answer.status == 1
    assert is_a_sentence(answer)


def test_two_files_of_one_id_are_both_checked_and_one_is_taken(
    footwell: Footwell, folder: Path
) -> None:
    (folder / "mine.yaml").write_text(script_text(title="One"))
    (folder / "mine.yml").write_text(script_text(title="Two"))
    assert footwell("check", ".").out == "2 scripts, 0 errors, 0 warnings\n"
    rows = footwell("list", "--sessions", ".", "--json").json
    assert len([row for row in rows if row["id"] == "mine"]) == 1


def test_a_script_is_never_written_to(footwell: Footwell, folder: Path) -> None:
    path = folder / "broken.yaml"
    path.write_text(BROKEN)
    os.utime(path, (1, 1))
    for command in (["check", "."], ["plan", "broken.yaml"], ["list", "--sessions", "."]):
        footwell(*command)
    assert path.read_text() == BROKEN
    assert path.stat().st_mtime == 1


# --- plan ---


@pytest.mark.parametrize(
    "choice",
    [
        {"feet": "both", "first": "left", "minutes": 15},
        {"feet": "both", "first": "right", "minutes": 30},
        {"feet": "right", "first": "left", "minutes": 60},
    ],
)
@pytest.mark.parametrize("script_id", ["cross-fiber-friction", "trigger-point"])
def test_plan_json_is_that_of_the_contract(
    footwell: Footwell, script_id: str, choice: dict[str, str | int]
) -> None:
    options = [word for name, value in choice.items() for word in (f"--{name}", str(value))]
    answer = footwell("plan", script_id, "--json", *options)
    assert (answer.status, answer.err) == (0, "")
    text = (SESSIONS / f"{script_id}.yaml").read_text(encoding="utf-8")
    document = yaml.load(text, yaml.BaseLoader)
    wanted = plan_json(document, script_id, {**choice, "left_out": []})
    found = answer.json
    for segment in found["segments"]:
        if segment["kind"] != "step":
            assert segment.pop("title")
    assert found == wanted


def test_plan_prints_a_table(footwell: Footwell) -> None:
    answer = footwell("plan", "stretching", "--feet", "left", "--minutes=20")
    assert (answer.status, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[0] == "Stretch sole, calf and toes"
    assert lines[1].startswith("left foot: 20:")
    assert lines[3].split()[:4] == ["Start", "Time", "Foot", "Step"]
    assert lines[4].split()[0] == "0:10"


def test_a_script_may_be_a_path(footwell: Footwell, folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "mine.yaml").write_text(script_text())
    for given in ("sub/mine.yaml", "./sub/mine.yaml", str(folder / "sub" / "mine.yaml")):
        assert footwell("plan", given, "--json").json["id"] == "mine"


def test_a_name_with_an_ending_is_a_path_and_one_without_is_an_id(
    footwell: Footwell, folder: Path
) -> None:
    for name in ("stretching", "stretching.yaml"):
        (folder / name).write_text(script_text())
    assert footwell("plan", "stretching", "--json").json["title"] == "Stretch sole, calf and toes"
    assert footwell("plan", "stretching.yaml", "--json").json["title"] == "Mine"
    assert not is_path("stretching")
    assert all(map(is_path, ("./stretching", "a/b", "a.yaml", "a.yml", "/a")))


def test_a_script_file_that_is_not_there_is_told(footwell: Footwell, folder: Path) -> None:
    for given in ("nowhere.yaml", "./nowhere", str(folder)):
        answer = footwell("plan", given)
        assert answer.status == 1
        assert is_a_sentence(answer)
        assert given in answer.err


@pytest.mark.parametrize("command", ["plan", "check"])
def test_a_path_too_long_for_the_disk_is_told(footwell: Footwell, command: str) -> None:
    answer = footwell(command, "a" * 300 + ".yaml")
    assert answer.status == 1
    assert "aaa" in answer.err + answer.out


def test_an_unknown_id_is_told_with_the_nearest(footwell: Footwell) -> None:
    answer = footwell("plan", "strechting")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err == (
        "footwell: There is no session script called “strechting”. Did you mean “stretching”?\n"
    )


def test_a_broken_script_is_told_with_its_faults(footwell: Footwell, folder: Path) -> None:
    (folder / "broken.yaml").write_text(BROKEN)
    answer = footwell("plan", "broken.yaml")
    assert (answer.status, answer.out) == (1, "")
    first, second = answer.err.splitlines()
    assert first == f"broken.yaml:{FAULT}"
    assert "“Broken” cannot be started" in second


def test_a_choice_that_cannot_be_planned_is_told(footwell: Footwell, folder: Path) -> None:
    (folder / "left.yaml").write_text(CANNOT.replace("8 min", "15 min"))
    assert footwell("plan", "left.yaml").status == 0
    answer = footwell("plan", "left.yaml", "--feet", "right")
    assert answer.status == 1
    assert is_a_sentence(answer)
    assert "0:00 of hands-on massage for the right foot" in answer.err


@pytest.mark.parametrize(
    "minutes",
    [
        "14",
        "61",
        "0",
        "-5",
        "9" * 5000,
        "15.0",
        "1e1",
        "",
        " ",
        "fifteen",
        "١٥",
        "１５",
        "²⁰",
        "+15",
    ],
)
def test_minutes_outside_fifteen_to_sixty_are_wrong(footwell: Footwell, minutes: str) -> None:
    answer = footwell("plan", "stretching", f"--minutes={minutes}")
    assert answer.status == 2
    assert is_a_sentence(answer)
    assert "15 to 60" in answer.err


@pytest.mark.parametrize("minutes", [15, 60])
def test_fifteen_and_sixty_minutes_are_fine(footwell: Footwell, minutes: int) -> None:
    assert footwell("plan", "stretching", "--minutes", str(minutes)).status == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["plan"],
        ["plan", "a", "b"],
        ["plan", "stretching", "--feet", "three"],
        ["plan", "stretching", "--feet", "LEFT"],
        ["plan", "stretching", "--first", "both"],
        ["plan", "stretching", "--minutes"],
        ["plan", "stretching", "--colour"],
        ["plan", "stretching", "--min", "20"],
        ["list", "stretching"],
        ["list", "--jsn"],
        ["schema", "--json"],
        ["list", "--sessions"],
        ["--data-dir"],
        ["--json"],
        ["--colour", "list"],
        ["stretching", "trigger-point"],
        ["log", "--since", "yesterday"],
    ],
)
def test_wrong_usage_is_one_sentence_and_2(footwell: Footwell, arguments: list[str]) -> None:
    answer = footwell(*arguments)
    assert answer.status == 2
    assert is_a_sentence(answer)


# --- log ---

LOG_KEYS = {
    "schema",
    "session_id",
    "start",
    "end",
    "script_id",
    "script_title",
    "script_sha256",
    "techniques",
    "feet",
    "first_foot",
    "planned_hands_on_s",
    "actual_hands_on_s",
    "met_15_min",
    "completed",
    "ended_early_reason",
    "steps_done",
    "steps_skipped",
    "eased_count",
    "safety_verdict",
    "note",
}


def logged(record_id: str, start: datetime) -> SessionRecord:
    return a_session(
        start,
        id=record_id,
        script_id="stretching",
        script_title="Stretch sole, calf and toes",
        planned_hands_on_s=1140,
        actual_hands_on_s=930,
        note="Fine.\nReally.",
    )


@pytest.fixture
def log(data_dir: Path) -> None:
    """Sessions at noon of three days in a row."""
    data_dir.mkdir()
    # Noon here, so that the day is the same everywhere the tests are run.
    first = datetime(2026, 11, 20, 12).astimezone()
    store = LogStore(data_dir / "log.sqlite3", lambda: datetime.now(UTC))
    for day in (2, 0, 1):
        store.add_session(
            logged(f"{day}" * 8 + "-0000-4000-8000-000000000000", first + timedelta(days=day))
        )
    store.close()


def test_an_empty_log_is_told_and_is_no_fault(footwell: Footwell) -> None:
    answer = footwell("log")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == "No sessions in the log.\n"
    assert footwell("log", "--json").json == {"sessions": [], "ratings": [], "events": []}


@pytest.mark.usefixtures("log")
def test_log_prints_a_line_for_each_session_oldest_first(footwell: Footwell) -> None:
    answer = footwell("log")
    assert (answer.status, answer.err) == (0, "")
    head, *rows = answer.out.splitlines()
    assert head.split()[:3] == ["Start", "Script", "Hands-on"]
    assert [row.split()[0] for row in rows] == ["2026-11-20", "2026-11-21", "2026-11-22"]
    assert "15:30" in rows[0]
    assert rows[0].endswith("Fine. Really.")


@pytest.mark.usefixtures("log")
def test_log_json_has_the_columns_of_the_contract(footwell: Footwell) -> None:
    values = footwell("log", "--json").json
    assert list(values) == ["sessions", "ratings", "events"]
    assert [row["start"][:10] for row in values["sessions"]] == [
        "2026-11-20",
        "2026-11-21",
        "2026-11-22",
    ]
    assert all(set(row) == LOG_KEYS for row in values["sessions"])
    assert values["sessions"][0]["ended_early_reason"] is None


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    ("options", "days"),
    [
        (["--since", "2026-11-21"], [21, 22]),
        (["--until", "2026-11-21"], [20, 21]),
        (["--since", "2026-11-21", "--until=2026-11-21"], [21]),
        (["--since", "2026-11-23"], []),
        (["--since", "0001-01-01", "--until", "9999-12-31"], [20, 21, 22]),
    ],
)
def test_log_takes_both_ends_of_a_span_in(
    footwell: Footwell, options: list[str], days: list[int]
) -> None:
    answer = footwell("log", "--json", *options)
    assert answer.status == 0
    assert [int(row["start"][8:10]) for row in answer.json["sessions"]] == days


@pytest.mark.parametrize("command", [["log"], ["export", "--format", "csv", "--output", "x"]])
def test_days_that_are_reversed_are_wrong_usage(
    footwell: Footwell, folder: Path, command: list[str]
) -> None:
    answer = footwell(*command, "--since", "2026-11-22", "--until=2026-11-21")
    assert answer.status == 2
    assert is_a_sentence(answer)
    assert "the days are reversed: --since 2026-11-22 is after --until 2026-11-21" in answer.err
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "day",
    [
        "2026-02-30",
        "2026-13-01",
        "2026-1-1",
        "20261121",
        "21.11.2026",
        "",
        "٢٠٢٦-١١-٢١",
        "2026-W47-6",
    ],
)
@pytest.mark.parametrize("option", ["--since", "--until"])
def test_something_that_is_no_day_is_wrong_usage(footwell: Footwell, option: str, day: str) -> None:
    answer = footwell("log", f"{option}={day}")
    assert answer.status == 2
    assert is_a_sentence(answer)
    assert "is not a day" in answer.err


def test_a_log_that_is_none_is_told_in_a_sentence(footwell: Footwell, data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / "log.sqlite3").write_bytes(b"this is no database" * 100)
    answer = footwell("log")
    assert answer.status == 1
    assert is_a_sentence(answer)


# --- the rest ---


def test_schema_prints_the_schema(footwell: Footwell) -> None:
    answer = footwell("schema")
    assert (answer.status, answer.err) == (0, "")
    assert answer.json["title"] == "Footwell session script, format 1"


def test_version(footwell: Footwell) -> None:
    assert footwell("--version") == Answer(0, f"footwell {__version__}\n", "")


@pytest.mark.parametrize(
    "command", [[], ["list"], ["check"], ["plan"], ["log"], ["export"], ["import"], ["schema"]]
)
def test_every_command_has_help(footwell: Footwell, command: list[str]) -> None:
    answer = footwell(*command, "--help")
    assert (answer.status, answer.err) == (0, "")
    assert "footwell" in answer.out


def test_nothing_named_asks_for_the_app(folder: Path) -> None:
    assert run([], {}) == AppRequest(None, (), "")
    for name in ("a", "b"):
        (folder / name).mkdir()
    assert run(["--data-dir", "d", "--sessions", "a", "--sessions=b"], {}) == AppRequest(
        Path("d"), (Path("a"), Path("b")), ""
    )


def test_a_folder_that_is_not_there_is_told_before_the_app_is_started(footwell: Footwell) -> None:
    answer = footwell("--sessions", "nowhere")
    assert answer.status == 1
    assert is_a_sentence(answer)


def test_a_script_asks_for_the_app_opened_at_it(folder: Path, data_dir: Path) -> None:
    (folder / "mine.yaml").write_text(script_text())
    environ = {"FOOTWELL_DATA_DIR": str(data_dir)}
    for wanted in ("stretching", "mine.yaml", "./mine.yaml"):
        assert run([wanted], environ) == AppRequest(None, (), wanted)


def test_an_unknown_script_is_told_before_the_app_is_started(data_dir: Path) -> None:
    environ = {"FOOTWELL_DATA_DIR": str(data_dir)}
    with pytest.raises(KnownError, match="There is no session script called “nothing-like-it”"):
        run(["nothing-like-it"], environ)
    with pytest.raises(KnownError, match="“footwell list” is a command"):
        run(["lst"], environ)


def test_a_broken_script_is_told_before_the_app_is_started(
    footwell: Footwell, folder: Path
) -> None:
    (folder / "broken.yaml").write_text(BROKEN)
    answer = footwell("broken.yaml")
    assert answer.status == 1
    assert answer.err.startswith(f"broken.yaml:{FAULT}\n")


def test_the_name_of_a_command_wins_over_an_id(footwell: Footwell, folder: Path) -> None:
    (folder / "list.yaml").write_text(script_text(title="A script called list"))
    answer = footwell("--sessions", ".", "list")
    assert answer.out.startswith("Id ")
    assert run(["./list.yaml"], {}) == AppRequest(None, (), "./list.yaml")


def test_self_check_is_asked_for() -> None:
    assert run(["--self-check"], {}) == SelfCheckRequest()


def test_a_file_whose_name_begins_with_a_hyphen_may_follow_two(
    footwell: Footwell, folder: Path
) -> None:
    (folder / "-mine.yaml").write_text(script_text())
    answer = footwell("check", "--", "-mine.yaml")
    assert answer.status == 1
    assert answer.out.startswith("-mine.yaml:1:1: error: ")
