"""The cases of scripts/bad/GENERATED.md, and anything at all: the reader never raises."""

from __future__ import annotations

from pathlib import Path
from time import process_time
from unicodedata import category

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.faults import Fault
from app.core.script import Technique
from app.core.script_reader import Reading, id_of, read_script
from tests.core.plan_oracle import Plain, as_plain_script
from tests.core.strategies import documents

CORPUS = Path(__file__).parent / "scripts"
GOOD = sorted((CORPUS / "good").glob("*.y*ml"))
BAD = sorted((CORPUS / "bad").glob("*.y*ml"))
BOM = b"\xef\xbb\xbf"
SIZE_MAX = 262_144

MINIMAL = """\
format: 1
title: Minimal
steps:
  - {title: A, technique: kneading, area: arch, duration: 8 min, instruction: Do it.}
"""


def read(text: str) -> Reading:
    return read_script(text.encode(), "x.yaml")


def told(reading: Reading) -> list[tuple[int, int, str, str]]:
    return sorted((f.line, f.column, str(f.severity), f.message) for f in reading.faults)


def is_sober(fault: Fault) -> bool:
    """One line of sensible length that a terminal shows as it is."""
    has_controls = any(category(c) in ("Cc", "Cs", "Zl", "Zp") for c in fault.message)
    return fault.message.strip() != "" and not has_controls and len(fault.message) < 300


def check_reading(reading: Reading) -> None:
    """What holds for whatever was read."""
    places = [(fault.line, fault.column) for fault in reading.faults]
    assert places == sorted(places)
    assert all(line >= 1 and column >= 1 for line, column in places)
    assert all(is_sober(fault) for fault in reading.faults)
    assert (reading.script is None) == any(fault.is_error for fault in reading.faults)


def measured(text: str) -> tuple[Reading, float]:
    """A reading and the seconds this process worked for it, however busy the machine is."""
    before_s = process_time()
    reading = read(text)
    return reading, process_time() - before_s


# --- size and shape ---


def padded(to_bytes: int, head: bytes = b"") -> bytes:
    data = head + MINIMAL.encode()
    return data + b"#" + b"x" * (to_bytes - len(data) - 1)


def test_a_file_of_256_kib_is_read() -> None:
    assert told(read_script(padded(SIZE_MAX), "x.yaml")) == []
    assert told(read_script(padded(SIZE_MAX, BOM), "x.yaml")) == []


@pytest.mark.parametrize(
    "data",
    [
        padded(SIZE_MAX + 1),
        padded(SIZE_MAX + 1, BOM),
        MINIMAL.encode() + b"# " + "ü".encode() * 131_050,
        b"\xff" * (SIZE_MAX + 1),
    ],
)
def test_a_larger_one_is_told_at_its_start_and_not_looked_into(data: bytes) -> None:
    [fault] = read_script(data, "x.yaml").faults
    assert (fault.line, fault.column) == (1, 1)
    assert "256 KiB" in fault.message


@pytest.mark.parametrize("depth", [11, 30, 150])
def test_deep_brackets_are_told_at_the_eleventh_open_collection(depth: int) -> None:
    reading = read(MINIMAL.replace("Minimal", "[" * depth + "]" * depth))
    # The script and its title's brackets: the eleventh collection is the tenth bracket.
    assert [(f.line, f.column) for f in reading.faults] == [(2, 8), (2, 8 + 9)]
    assert "nested deeper than 10" in reading.faults[1].message


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
@pytest.mark.parametrize("closing", ["]", ""])
def test_endless_nesting_is_told_soon_and_ends(opening: str, closing: str) -> None:
    reading, took_s = measured(MINIMAL.replace("Minimal", opening * 60_000 + closing * 60_000))
    assert reading.faults[-1].is_error
    assert took_s < 10


@pytest.mark.parametrize(
    ("head", "each", "tail"),
    [
        ("extras: [", '"",', "]\n"),
        ("extras: [", "*a,", "]\n"),
        ("extras: [", "&a ,", "]\n"),
        ("conditions: [", "heal,", "]\n"),
        ("", "title: again\n", ""),
        ("", "k{}: 1\n", ""),
        ("", "author{}: 1\n", ""),
    ],
    ids=["texts", "aliases", "anchors", "words", "duplicate keys", "unknown keys", "close keys"],
)
def test_thousands_of_faults_are_all_told_in_time_that_grows_with_the_file(
    head: str, each: str, tail: str
) -> None:
    def with_many(count: int) -> str:
        return MINIMAL + head + "".join(each.format(number) for number in range(count)) + tail

    most = 250_000 // len(each.format(10_000))
    _, few_took_s = measured(with_many(most // 4))
    reading, took_s = measured(with_many(most))
    assert len(reading.faults) >= most
    check_reading(reading)
    # Four times as many take four times as long, or sixteen times if each looks at all others.
    assert took_s < 9 * few_took_s + 0.5


ENDLESS = "9" * 250_000


@pytest.mark.parametrize(
    ("written", "endless"),
    [
        ("format: 1", f"format: {ENDLESS}"),
        ("duration: 8 min", f"duration: {ENDLESS}"),
        ("duration: 8 min", f"duration: {ENDLESS} min"),
        ("duration: 8 min", f"pattern: {{hold: 10, release: 0, reps: {ENDLESS}}}"),
        ("duration: 8 min", f"duration: 8 min, pace: {ENDLESS}"),
        ("duration: 8 min", f"duration: 8 min, prompts: [{{at: {ENDLESS}, say: Now.}}]"),
        ("  - {title: A", f"  - {{rounds: {ENDLESS}, steps: []}}\n  - {{title: A"),
    ],
)
def test_an_endless_number_is_one_short_message(written: str, endless: str) -> None:
    reading = read(MINIMAL.replace(written, endless))
    numbers = [fault for fault in reading.faults if "99" in fault.message]
    assert len(numbers) == 1
    check_reading(reading)


LONG = "k" * 1000


@pytest.mark.parametrize(
    "text",
    [
        MINIMAL.replace("kneading", LONG),
        MINIMAL.replace("8 min", LONG),
        MINIMAL.replace("format: 1", f"format: {LONG}"),
        MINIMAL + f"{LONG}: 1\n",
        MINIMAL + f"language: {LONG}\n",
        MINIMAL + f"author: {LONG}\n",
        MINIMAL.replace("title: A", f"wait: {LONG}, title: A"),
        MINIMAL.replace("title: A", f"pace: {LONG}, title: A"),
        MINIMAL.replace("title: A", f"prompts: [{{at: {LONG}, say: Now.}}], title: A"),
        MINIMAL + f"{LONG}: 1\n{LONG}: 2\n",
        MINIMAL.replace("Minimal", f"*{LONG}"),
    ],
    ids=[
        "word",
        "time",
        "format",
        "key",
        "language",
        "text",
        "boolean",
        "integer",
        "at",
        "duplicate key",
        "alias",
    ],
)
def test_a_long_word_is_told_in_a_sentence(text: str) -> None:
    reading = read(text)
    assert reading.faults
    check_reading(reading)


@pytest.mark.parametrize("name", ["a\\nb", "a\\tb", "a\\x07b", "a\\u2028b"])
def test_a_key_with_a_control_character_is_told_on_one_line(name: str) -> None:
    reading = read(f'{MINIMAL}"{name}": 1\n"{name}": 2\n')
    assert len(reading.faults) == 2
    check_reading(reading)


@pytest.mark.parametrize(
    "text",
    [
        "*a\n",
        MINIMAL.replace("Minimal", "*a"),
        MINIMAL.replace("duration: 8 min", "pattern: *a"),
        MINIMAL.replace("duration: 8 min", "pattern: {hold: *a, release: 0, reps: 1}"),
        MINIMAL.replace("title: A", "prompts: [*a], title: A"),
        MINIMAL.replace("title: A", "prompts: *a, title: A"),
        MINIMAL + "  - *a\n",
        MINIMAL + "  - {rounds: 2, steps: [*a]}\n",
        MINIMAL + "  - {rounds: 2, steps: *a}\n",
        MINIMAL + "extras: *a\n",
        MINIMAL + "*a : 1\n",
    ],
)
def test_an_alias_is_one_fault_wherever_it_stands(text: str) -> None:
    [fault] = read(text).faults
    line = text.split("*a", maxsplit=1)[0].count("\n") + 1
    assert (fault.line, fault.is_error) == (line, True)
    assert "aliases" in fault.message


def test_of_many_documents_the_second_is_told() -> None:
    [fault] = read(MINIMAL + "---\na: 1\n---\nb: 2\n---\n").faults
    assert (fault.line, fault.column) == (5, 1)
    assert "second" in fault.message


# --- names ---


@pytest.mark.parametrize(
    "name", ["x.txt", "x", "x.YAML", "x.yaml.bak", ".yaml", "ü.yaml", "a b.yml"]
)
def test_a_file_of_another_name_is_told_at_its_start(name: str) -> None:
    [fault] = read_script(MINIMAL.encode(), name).faults
    assert (fault.line, fault.column, fault.is_error) == (1, 1, True)


def test_a_name_that_is_not_utf_8_is_told_in_print() -> None:
    name = b"caf\xe9.yaml".decode("utf-8", "surrogateescape")
    [fault] = read_script(MINIMAL.encode(), name).faults
    assert (fault.line, fault.column) == (1, 1)
    assert is_sober(fault)


def test_the_id_is_the_name_without_its_ending() -> None:
    assert id_of("some/folder/heel-1.yaml") == "heel-1"
    script = read_script(MINIMAL.encode(), "/some/where/heel-1.yml").script
    assert script is not None
    assert script.id == "heel-1"


# --- properties over the corpus ---


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_byte_order_mark_changes_no_fault(path: Path) -> None:
    data = path.read_bytes()
    if data.startswith((BOM, b"\xff\xfe", b"\xfe\xff")):
        data = MINIMAL.encode()
    assert told(read_script(BOM + data, path.name)) == told(read_script(data, path.name))


@pytest.mark.parametrize(
    "path", [path for path in GOOD + BAD if "utf-16" not in path.stem], ids=lambda path: path.stem
)
def test_the_lines_of_windows_change_nothing(path: Path) -> None:
    unix = path.read_bytes().replace(b"\r\n", b"\n")
    windows = unix.replace(b"\n", b"\r\n")
    before, after = read_script(unix, path.name), read_script(windows, path.name)
    assert told(after) == told(before)
    assert after.script == before.script


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_document_marker_before_it_changes_nothing(path: Path) -> None:
    data = path.read_bytes()
    if data.startswith((BOM, b"%", b"---")):
        data = MINIMAL.encode()
    marked = read_script(b"---\n" + data, path.name)
    assert marked.script is not None
    assert marked.script == read_script(data, path.name).script


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_each_message_is_one_line_and_a_sentence(path: Path) -> None:
    check_reading(read_script(path.read_bytes(), path.name))


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_script_that_ends_anywhere_is_read_or_told(path: Path) -> None:
    data = path.read_bytes()
    for end in range(0, len(data), 7 if len(data) < 3000 else 211):
        check_reading(read_script(data[:end], path.name))


# --- anything at all ---


@given(st.binary(max_size=300))
@settings(max_examples=300)
def test_any_bytes_are_told(data: bytes) -> None:
    reading = read_script(data, "x.yaml")
    assert reading.script is None
    check_reading(reading)


yaml_text = st.text(st.sampled_from("ab:-?[]{},&*!|>'\"%@`#~ \n\t\\0159é🦶"), max_size=60)


@given(yaml_text, st.integers(0, len(MINIMAL)))
@settings(max_examples=300)
def test_any_signs_of_yaml_in_a_script_are_read_or_told(signs: str, at: int) -> None:
    check_reading(read(MINIMAL[:at] + signs + MINIMAL[at:]))


@given(
    st.sampled_from(GOOD + BAD),
    st.lists(st.tuples(st.integers(0, 2000), st.binary(min_size=1, max_size=3)), max_size=5),
)
@settings(max_examples=250)
def test_a_script_with_bytes_replaced_is_read_or_told(
    path: Path, changes: list[tuple[int, bytes]]
) -> None:
    data = bytearray(path.read_bytes()[:4000] or b"x")
    for at, put in changes:
        data[at % len(data) : at % len(data) + len(put)] = put
    check_reading(read_script(bytes(data), path.name))


@given(
    st.sampled_from([path for path in GOOD if path.stat().st_size < 4000]),
    st.data(),
)
@settings(max_examples=200)
def test_a_script_with_lines_moved_or_left_out_is_read_or_told(
    path: Path, data: st.DataObject
) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    kept = data.draw(st.lists(st.sampled_from(lines), max_size=len(lines)))
    check_reading(read_script(b"".join(kept), path.name))


@given(documents())
@settings(max_examples=60)
def test_a_written_script_is_read_as_it_was_written(document: Plain) -> None:
    reading = read(yaml.safe_dump(document, allow_unicode=True))
    check_reading(reading)
    if reading.script is None:
        # Only the timeline may be at fault: too short to be filled, or too long.
        [fault] = [fault for fault in reading.faults if fault.is_error]
        assert "hands-on time" in fault.message or "at most 3 hours" in fault.message
        return
    for step, plain in zip(reading.script.steps, as_plain_script(document)["steps"], strict=True):
        rhythm = step.pattern
        assert plain == {
            "title": step.title,
            "technique": step.technique,
            "area": step.area,
            "side": step.side,
            "tool": step.tool,
            "pressure": step.pressure,
            "pattern": rhythm and {n: getattr(rhythm, n) for n in ("hold_s", "release_s", "reps")},
            "duration_s": step.duration_s,
            "counts": step.counts,
            "second_pass": step.second_pass,
        }


def test_reading_says_the_title_of_a_broken_script() -> None:
    reading = read(MINIMAL.replace("kneading", "kneeding"))
    assert (reading.script, reading.title) == (None, "Minimal")
    assert Technique.KNEADING in reading.faults[0].message
