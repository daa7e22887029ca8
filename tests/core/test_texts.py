"""Every text that a person can meet is in the reviewer's list, and none claims anything."""

from __future__ import annotations

import subprocess
import sys

import pytest
import yaml

from tests import texts
from tests.texts import ROOT, Text, all_texts, claims, file_texts, other_sentences, window_texts


def test_no_text_claims_anything() -> None:
    assert claims(all_texts()) == []


@pytest.mark.parametrize(
    "claim",
    [
        "It cures.",
        "Heals",
        "reduces Inflammation",
        "breaks up knots",
        "Works best for you",
        "You may have a clot.",
        "Call 911.",
        "Your streak is lost.",
        "A normal value for other people",
    ],
)
def test_the_list_of_claims_finds_them(claim: str) -> None:
    assert claims([Text("x.py", 1, claim)])


@pytest.mark.parametrize(
    "fine",
    ["Wipe the heel.", "good health", "a professional", "after a break", "1111 sessions", "Care"],
)
def test_and_nothing_else(fine: str) -> None:
    assert claims([Text("x.py", 1, fine)]) == []


def test_what_is_asked_24_hours_after_a_session_has_one_name() -> None:
    others = ("day after", "24 h after", "24h after")
    found = [one for one in all_texts() if any(name in one.said.casefold() for name in others)]
    assert found == []
    of_trend = [one.said for one in all_texts() if one.path == "app/ui/trend_words.py"]
    assert "24 hours after" in of_trend


def test_titles_of_works_are_not_ours_to_change() -> None:
    title = "Tissue-specific stretching in the treatment of heel pain"
    assert claims([Text("x.yaml", 1, title, "sources")]) == []
    assert claims([Text("x.yaml", 1, title, "summary")])


# --- the list is whole ---


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("app/ui/check_page.py", "My health has changed"),
        ("app/ui/words.py", "Cross-fiber friction"),
        ("app/devices/wake_lock.py", "A foot massage is running"),
        ("app/core/checked_plan.py", "Your answers say no session now."),
        ("app/core/checked_plan.py", "Your answers leave out the {…} foot; choose the {…} one."),
        ("app/ui/spoken_words.py", "Sanfter."),
        ("app/cli.py", "the first day, YYYY-MM-DD"),
        ("resources/health/questions.yaml", "Are you pregnant?"),
        ("sessions/partner.yaml", "Like rain."),
    ],
)
def test_each_stands_there_with_its_line(path: str, said: str) -> None:
    found = [text.line for text in all_texts() if (text.path, text.said) == (path, said)]
    assert found
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    first_word = said.split(maxsplit=1)[0]
    assert first_word in lines[found[0] - 1]


def test_no_text_of_the_window_is_hidden_from_it() -> None:
    hidden = [
        (path, call.lineno)
        for path, tree in texts._code()
        for call in texts._translations(tree)
        if not list(texts._said_by(call))
    ]
    files = {path for path, _line in hidden}
    # Two translate what files say, which is listed there; one moves a painter, one letters.
    assert files == {
        "app/ui/intake_words.py",
        "app/ui/help_desk.py",
        "app/ui/foot_glyph.py",
        "app/core/help_search.py",
    }
    assert len(hidden) == len(files)


def test_contexts_docstrings_ids_and_queries_are_no_texts() -> None:
    said = {text.said for text in all_texts()}
    assert "intake" not in said
    assert "kneading" not in said
    assert "P16" not in said
    assert not [text for text in said if "SELECT" in text or "QPushButton" in text]
    assert (texts.__doc__ or "") not in said
    assert not [one for one in window_texts() if one.said in ("checks", "notes")]


def test_a_file_of_any_keys_is_read() -> None:
    node = yaml.compose(
        "topics:\n  - name: Rest\n    more: {deep: [It is fine., plain]}\n", yaml.SafeLoader
    )
    found = list(texts._texts_of("x.yaml", node, ""))
    assert found == [Text("x.yaml", 2, "Rest", "name"), Text("x.yaml", 3, "It is fine.", "deep")]


def test_what_the_window_says_is_not_listed_twice() -> None:
    places = {(one.path, one.line, one.said) for one in window_texts()}
    assert not [one for one in other_sentences() if (one.path, one.line, one.said) in places]


def test_every_file_that_ships_is_read() -> None:
    shipped = {
        path.name for name in ("resources", "sessions") for path in (ROOT / name).rglob("*.yaml")
    }
    assert {text.path.rsplit("/", 1)[1] for text in file_texts()} == shipped


def test_the_list_is_one_command_away_and_needs_no_qt() -> None:
    looks = "import sys; import tests.texts as t; print(*t.listing('questions'), sep='\\n')"
    needs = f"{looks}; sys.exit('PySide6' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", needs], cwd=ROOT, capture_output=True, text=True, check=True
    )
    told = subprocess.run(
        [sys.executable, "-m", "tests.texts", "questions"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == done.stdout
    assert "## What stands in files" in told.stdout
    assert "ask: Are you pregnant?" in told.stdout
    assert "sessions/" not in told.stdout
