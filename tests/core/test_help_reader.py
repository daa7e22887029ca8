"""The strict reader of the help: whatever it does not know is an error, with its place."""

from __future__ import annotations

import pytest

from app.core.help_reader import HelpFile, read_help
from app.core.help_topics import Chapter, Dose, HelpTopics, Lead, Section, Topic
from app.core.script import Pressure, Technique

FIRST = """\
title: First
topics:
  - id: how-hard
    title: How hard
    summary: Start light.
    see: [kneading, rest]
    also: [pressure]
    sections:
      - heading: Stop
        urgent: true
        text: [Sharp pain.]
        points: [Numb., Burning.]
        sources: [S6, P]
"""
DOSE = "    dose: {pressure: moderate, time: A minute., rest_hours: 24}\n"


def topic(id_: str, more: str = "") -> str:
    return (
        f"  - id: {id_}\n    title: T\n    summary: S.\n{more}"
        "    sections:\n      - {heading: H, text: [L.], sources: [P]}\n"
    )


SECOND = "title: Second\ntopics:\n" + "".join(
    topic(one.value, DOSE if one.is_hands_on else "") for one in Technique
)
SECOND += "".join(topic(lead.value) for lead in Lead)
NAMES = "sources: {S6: A leaflet, P: Our caution}\n"


def read(
    first: str | bytes = FIRST, second: str = SECOND, names: str = NAMES
) -> tuple[HelpTopics | None, list[str]]:
    data = first if isinstance(first, bytes) else first.encode()
    files = [HelpFile("1.yaml", data), HelpFile("2.yaml", second.encode())]
    reading = read_help(files, HelpFile("sources.yaml", names.encode()))
    assert (reading.help is None) == bool(reading.faults)
    return reading.help, [f"{f.path}:{f.line}: {f.message}" for f in reading.faults]


def test_everything_is_read_as_written() -> None:
    found, faults = read()
    assert faults == []
    assert found is not None
    assert found.sources == {"S6": "A leaflet", "P": "Our caution"}
    section = Section("Stop", ("Sharp pain.",), ("Numb.", "Burning."), True, ("S6", "P"))
    how_hard = Topic(
        "how-hard",
        "How hard",
        "Start light.",
        (section,),
        None,
        ("kneading", "rest"),
        ("pressure",),
    )
    assert found.chapters[0] == Chapter("First", (how_hard,))
    dose = Dose(Pressure.MODERATE, "A minute.", 24)
    assert found.of_technique(Technique.KNEADING).dose == dose
    assert found.find("how-hard").sources == ("S6", "P")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("title: First\n", "", '1.yaml:1: the file needs the key "title"'),
        ("topics:", "topic:", 'unknown key "topic" in the file; did you mean "topics"?'),
        ("    summary: Start light.\n", "", '1.yaml:3: a topic needs the key "summary"'),
        ("id: how-hard", "id: How hard", '3: "How hard" is no id; write small words'),
        ("id: how-hard", "id: [a]", '"id" takes text, not a list'),
        ("id: how-hard", "id: kneading", "1.yaml:3: “dose” goes with the techniques of the hands"),
        ("    also:", DOSE + "    also:", "1.yaml:3: “dose” goes with the techniques"),
        ("see: [kneading,", "see: [neading,", '6: "neading" is no topic; did you mean "kneading"?'),
        ("see: [kneading, rest]", "see: rest", '"see" takes a list of texts, each after a hyphen'),
        ("urgent: true", "urgent: very", '"urgent" is "very"; write true or false'),
        ("sources: [S6, P]", "sources: [S7, P]", '1.yaml:13: the source "S7" has no name'),
        ("sources: [S6, P]", "sources: []", "13: a section needs a source; P for"),
        ("        sources: [S6, P]\n", "", '9: a section needs the key "sources"'),
        ("heading: Stop", "headline: Stop", 'unknown key "headline" in a section'),
        (
            "        text: [Sharp pain.]\n        points: [Numb., Burning.]\n",
            "",
            "9: a section needs “text” or “points”",
        ),
        ("topics:\n", "topics: []\nx:\n", '"topics" is empty'),
        ("First", "\x07", "1.yaml:1: the control character U+0007"),
        ("title: First", "title: [", "1.yaml:3: this is not valid YAML"),
        ("    sections:\n", "    sections: Stop\n    x:\n", '"sections" takes a list of sections'),
    ],
)
def test_whatever_it_does_not_know_is_told(old: str, new: str, told: str) -> None:
    assert FIRST.count(old) == 1
    found, faults = read(FIRST.replace(old, new))
    assert found is None
    assert [fault for fault in faults if told in fault], faults


@pytest.mark.parametrize(
    ("first", "told"),
    [
        (b"\xff", "1.yaml:1: the file is not UTF-8 text"),
        ("", '1.yaml:1: the file needs the key "title"'),
        ("- a\n", "1.yaml:1: the file is keys and values"),
        ("title: A\ntopics: [B]\n", "1.yaml:2: a topic is keys and values"),
        ("title: A\ntopics: [*b]\n", "1.yaml:2: aliases such as"),
    ],
)
def test_a_file_of_another_kind_is_told(first: str | bytes, told: str) -> None:
    _, faults = read(first)
    assert faults
    assert told in faults[0]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("sources: {S6: A, P: B, X1: C}\n", 'sources.yaml:1: "X1" is no source; S1, A, B, M or P'),
        ("sources: {S6: [A], P: B}\n", '"sources" takes text, not a list'),
        ("sources: P\n", "sources.yaml:1: sources is keys and values"),
        ("named: {}\n", 'unknown key "named" in the file'),
    ],
)
def test_the_names_of_sources_are_read_as_strictly(names: str, told: str) -> None:
    _, faults = read(names=names)
    assert told in faults[0]


def test_a_dose_is_read_as_strictly() -> None:
    wrong = SECOND.replace("pressure: moderate", "pressure: mild").replace("24}", "169}")
    _, faults = read(second=wrong)
    assert 'unknown pressure "mild"' in faults[0]
    assert '"rest_hours" is "169", out of range' in faults[1]
    _, faults = read(second=SECOND.replace("{pressure: moderate, time: A minute., ", "{"))
    assert 'a dose needs the key "pressure"' in faults[0]


def test_an_id_stands_for_one_topic_in_all_files() -> None:
    _, faults = read(FIRST + topic("rest"))
    assert [fault for fault in faults if "2.yaml" in fault and "a second time" in fault]


@pytest.mark.parametrize("wanted", [*Technique, *Lead])
def test_what_the_window_leads_to_must_be_there(wanted: Technique | Lead) -> None:
    has_dose = isinstance(wanted, Technique) and wanted.is_hands_on
    without = SECOND.replace(topic(wanted.value, DOSE if has_dose else ""), "")
    assert without != SECOND
    _, faults = read(FIRST.replace("    see: [kneading, rest]\n", ""), without)
    assert faults == [f'1.yaml:1: no topic of the help has the id "{wanted.value}"']


def test_without_any_chapter_all_that_is_wanted_lacks() -> None:
    reading = read_help([], HelpFile("sources.yaml", NAMES.encode()))
    assert len(reading.faults) == len([*Technique, *Lead])
