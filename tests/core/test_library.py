"""The library: which script stands for an id, search, and how an entry is told to programs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.core.errors import UnknownScriptError
from app.core.faults import Fault, Severity
from app.core.library import Entry, Library, Source
from app.core.plan import Feet
from app.core.plan_text import library_values
from app.core.script import Condition, GivenBy, Level, Script, Step
from tests.core.building import rest, step

FAULT = Fault("broken.yaml", 3, 8, Severity.ERROR, '"title" is empty')


def entry(
    script_id: str, title: str = "", *steps: Step, source: Source = Source.SHIPPED, **more: Any
) -> Entry:
    made = Script(script_id, title or script_id, steps or (step(duration_s=450),), **more)
    return Entry(script_id, source, f"{script_id}.yaml", made.title, made, sha256=f"of {source}")


def broken(script_id: str, title: str = "") -> Entry:
    return Entry(script_id, Source.USER, f"{script_id}.yaml", title, None, (FAULT,))


def ids(entries: tuple[Entry, ...]) -> list[str]:
    return [one.id for one in entries]


def test_entries_are_sorted_by_title_in_any_case_then_by_id() -> None:
    library = Library([entry("z", "beta"), entry("b", "Alpha"), entry("a", "alpha"), broken("m")])
    assert ids(library.entries) == ["a", "b", "z", "m"]
    assert len(library) == 4


def test_of_one_id_the_last_given_wins_and_says_what_it_replaces() -> None:
    shipped, own = entry("heel"), entry("heel", "Mine", source=Source.USER)
    found = Library([shipped, own]).find("heel")
    assert (found.title, found.source, found.replaces) == ("Mine", Source.USER, Source.SHIPPED)
    assert (found.script, found.path, found.sha256) == (own.script, own.path, "of user")


def test_one_that_replaces_another_keeps_its_bytes_to_be_taken_up_again() -> None:
    own = replace(entry("heel", source=Source.USER), data=b"format: 1")
    assert Library([entry("heel"), own]).find("heel") == replace(own, replaces=Source.SHIPPED)


def test_a_chain_of_replacements_names_the_first() -> None:
    chain = [entry("heel", source=source) for source in Source]
    assert Library(chain).find("heel").replaces is Source.SHIPPED


def test_a_script_that_replaces_none_says_none() -> None:
    assert Library([entry("heel")]).find("heel").replaces is None


def test_a_broken_script_takes_the_place_of_a_good_one() -> None:
    assert Library([entry("heel"), broken("heel")]).find("heel").is_broken


def test_an_unknown_id_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownScriptError) as unknown:
        Library([entry("heel-spur"), entry("stretching")]).find("heel-spurs")
    assert str(unknown.value) == (
        "There is no session script called “heel-spurs”. Did you mean “heel-spur”?"
    )


def test_an_id_far_from_all_is_told_where_they_stand() -> None:
    with pytest.raises(UnknownScriptError, match="“footwell list” shows them all"):
        Library([entry("heel-spur")]).find("xyz")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["all", "heel-spur"]),
        ("HEEL", ["heel-spur"]),
        ("heel spur", ["heel-spur"]),
        ("heel lotion", []),
        ("tennis", ["heel-spur"]),
        ("tennis-ball", ["heel-spur"]),
        ("lacrosse", []),
        ("plantar fasciitis", ["heel-spur"]),
        ("experienced", ["heel-spur"]),
        ("summarized", ["heel-spur"]),
        ("someone else", ["heel-spur"]),
        ("partner", ["heel-spur"]),
        ("a towel", ["heel-spur"]),
        ("wipe", ["heel-spur"]),
        ("wounds", ["heel-spur"]),
        ("rolling", ["heel-spur"]),
        ("calf", ["heel-spur"]),
        ("backwards", ["heel-spur"]),
        ("slowly", ["heel-spur"]),
        ("STRASSE", ["heel-spur"]),
    ],
)
def test_a_search_looks_through_everything(words: str, found: list[str]) -> None:
    rich = entry(
        "heel-spur",
        "Straße",
        step("Backwards", 450, technique="rolling", tool="tennis-ball", area="calf", cue="Slowly!"),
        summary="Summarized.",
        level=Level.EXPERIENCED,
        given_by=GivenBy.PARTNER,
        alternative="Ask someone else.",
        extras=("a towel",),
        conditions=(Condition.PLANTAR_FASCIITIS,),
        prepare=("Wipe it.",),
        not_for=("wounds",),
    )
    plain = entry("all", "Plain", step("Plain", 450, area="arch"))
    assert ids(Library([rich, plain]).search(words)) == found


def test_a_search_finds_broken_scripts_by_title_id_and_fault() -> None:
    library = Library([broken("my-heel", "Mine"), entry("other")])
    for words in ("mine", "my heel", "is empty"):
        assert ids(library.search(words)) == ["my-heel"]


def test_a_broken_script_has_a_name_and_no_plan() -> None:
    assert broken("heel").name == "heel"
    assert broken("heel", "My heel").name == "My heel"
    assert broken("heel").plan_for(Feet.BOTH) is None


def test_a_plan_that_is_refused_is_none() -> None:
    one_foot_only = entry("left", "", step("A", 900, side="left", second_pass=False))
    assert one_foot_only.plan_for(Feet.RIGHT) is None
    planned = one_foot_only.plan_for(Feet.LEFT)
    assert planned is not None
    assert planned.hands_on_s == 900


def test_an_entry_is_told_with_the_names_of_the_contract() -> None:
    made = entry(
        "heel",
        "Heel",
        step("A", 900, side="left", second_pass=False, tool="wall"),
        rest(),
        conditions=(Condition.HEEL_SPUR,),
    )
    assert library_values(made) == {
        "id": "heel",
        "title": "Heel",
        "source": "shipped",
        "path": "heel.yaml",
        "ok": True,
        "techniques": ["kneading", "rest"],
        "conditions": ["heel-spur"],
        "level": "standard",
        "tools": ["wall", "hands"],
        "hands_on_s": {"both": 900, "left": 900, "right": None},
        "total_s": {"both": 985, "left": 985, "right": None},
        "faults": [],
    }


def test_a_broken_entry_is_told_with_its_faults() -> None:
    assert library_values(broken("heel")) == {
        "id": "heel",
        "title": None,
        "source": "user",
        "path": "heel.yaml",
        "ok": False,
        "techniques": [],
        "conditions": [],
        "level": None,
        "tools": [],
        "hands_on_s": {"both": None, "left": None, "right": None},
        "total_s": {"both": None, "left": None, "right": None},
        "faults": [FAULT.values()],
    }


def test_a_scripts_techniques_tools_and_areas_are_each_named_once_in_order() -> None:
    made = Script(
        "s",
        "S",
        (
            step("A", technique="rolling", tool="wall", area="heel"),
            step("B", technique="kneading", tool="hands", area="arch"),
            step("C", technique="rolling", tool="wall", area="heel"),
        ),
    )
    assert made.techniques == ("rolling", "kneading")
    assert made.tools == ("wall", "hands")
    assert made.areas == ("heel", "arch")
