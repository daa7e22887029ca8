"""The help that ships: every technique, whole, plain, sober, and at one with what Footwell does."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.firm_rest import REST
from app.core.health_questions import Urgency
from app.core.help_reader import HelpFile, read_help
from app.core.help_search import plain, search
from app.core.help_topics import HelpTopics, Lead, Topic
from app.core.plan import MINUTES_MIN
from app.core.script import LIMITED, Condition, Pressure, Technique, Tool
from app.core.script_checks import HOLD_MAX_S, HOLDS_MAX, USUAL_LIMIT_S
from tests.core.health_building import QUESTIONS
from tests.core.test_session_scripts import SESSIONS
from tests.texts import CLAIMS

HELP = Path(__file__).parents[2] / "resources" / "help"
GRADE_MOST = 6.0
WORDS_IN_A_SENTENCE = 30


def shipped() -> HelpTopics:
    files = [HelpFile(str(p), p.read_bytes()) for p in sorted(HELP.glob("[0-9]*.yaml"))]
    names = HELP / "sources.yaml"
    reading = read_help(files, HelpFile(str(names), names.read_bytes()))
    assert reading.help is not None, reading.faults
    return reading.help


SHIPPED = shipped()
ALL = list(SHIPPED.all_topics())
HANDS_ON = [technique for technique in Technique if technique.is_hands_on]


def texts_of(topic: Topic) -> list[str]:
    lines = [line for part in topic.sections for line in (part.heading, *part.lines)]
    dose = [] if topic.dose is None else [topic.dose.time]
    return [topic.title, topic.summary, *topic.also, *dose, *lines]


def text_of(topic_id: str) -> str:
    return "\n".join(texts_of(SHIPPED.find(topic_id)))


# --- what there is ---


@pytest.mark.parametrize("technique", Technique)
def test_every_technique_says_what_it_is(technique: Technique) -> None:
    headings = [part.heading for part in SHIPPED.of_technique(technique).sections]
    assert headings[0] == "What it is"


@pytest.mark.parametrize("technique", HANDS_ON)
def test_every_technique_of_the_hands_says_how_it_feels_and_what_it_is_not_for(
    technique: Technique,
) -> None:
    topic = SHIPPED.of_technique(technique)
    headings = [part.heading for part in topic.sections]
    assert headings[1] == "How it feels"
    assert "Not for" in headings
    assert topic.dose is not None


@pytest.mark.parametrize(
    "condition", sorted(set(Condition) - {Condition.CALF_TIGHTNESS, Condition.FOOT_PAIN})
)
def test_every_condition_that_has_a_name_of_its_own_is_explained(condition: Condition) -> None:
    assert SHIPPED.find(condition.value).sections


def test_nothing_else_has_the_id() -> None:
    with pytest.raises(KeyError):
        SHIPPED.find("massage")


def test_every_source_that_is_named_is_used() -> None:
    assert {source for topic in ALL for source in topic.sources} == set(SHIPPED.sources)


def test_what_is_urgent_comes_first_where_somebody_should_look() -> None:
    sections = SHIPPED.find("when-to-see-someone").sections
    urgent = [part.is_urgent for part in sections]
    assert urgent == sorted(urgent, reverse=True)
    assert sections[0].heading == "Call your local emergency number now"


# --- at one with the program ---


@pytest.mark.parametrize("technique", HANDS_ON)
def test_the_rest_is_the_one_that_footwell_keeps(technique: Technique) -> None:
    dose = SHIPPED.of_technique(technique).dose
    assert dose is not None
    assert timedelta(hours=dose.rest_hours) == REST.get(technique, timedelta())


def test_the_times_are_the_limits_that_footwell_keeps() -> None:
    assert set(USUAL_LIMIT_S) | {Technique.TRIGGER_POINT} == LIMITED
    for technique, most_s in USUAL_LIMIT_S.items():
        dose = SHIPPED.of_technique(technique).dose
        assert dose is not None
        assert f"at most {most_s // 60} minutes on one area" in dose.time
    held = SHIPPED.of_technique(Technique.TRIGGER_POINT).dose
    assert held is not None
    assert f"at most {HOLD_MAX_S}" in held.time
    assert f"At most {HOLDS_MAX} spots" in held.time


def test_rests_and_numbers_are_the_same_in_the_other_topics() -> None:
    often, hard = text_of("how-often"), text_of("how-hard")
    assert "rubbing across the fibers or deep work: 48 hours" in often
    assert "tender points: 24 hours" in often
    assert MINUTES_MIN == 15
    assert "fifteen minutes" in often
    for pressure in (Pressure.LIGHT, Pressure.MODERATE, Pressure.FIRM):
        assert f"{pressure.value.capitalize()} is up to {pressure.ceiling}." in hard


@pytest.mark.parametrize("technique", HANDS_ON)
def test_no_shipped_step_is_firmer_than_its_technique(technique: Technique) -> None:
    dose = SHIPPED.of_technique(technique).dose
    assert dose is not None
    for file in SESSIONS.glob("*.yaml"):
        for step in re.split(r"\n  - ", file.read_text(encoding="utf-8")):
            if f"technique: {technique.value}\n" in step:
                found = re.search(r"pressure: (\w+)", step)
                pressure = Pressure(found.group(1)) if found else Pressure.NONE
                assert pressure.ceiling <= dose.pressure.ceiling, (file.name, step)


def test_no_technique_names_a_number_above_its_own() -> None:
    for technique in HANDS_ON:
        dose = SHIPPED.of_technique(technique).dose
        assert dose is not None
        named = [int(n) for n in re.findall(r"(\d+) of 10\b", text_of(technique.value))]
        assert [n for n in named if n > dose.pressure.ceiling] == [], technique


def test_what_stops_everything_today_stands_under_not_today() -> None:
    [today] = [
        part for part in SHIPPED.find("is-massage-right").sections if part.heading == "Not today"
    ]
    told = " ".join(today.lines)
    for sign in ("fall or twist", "swollen, warm, red", "hot, red and swollen", "fever", "oozes"):
        assert sign in told


def test_the_tools_are_all_named() -> None:
    said = plain(text_of("tools"))
    for tool in Tool:
        if tool is not Tool.STEP:  # a stair, of which the help says to leave it out
            assert plain(tool.value) in said, tool


def test_whatever_is_urgent_in_the_questions_is_urgent_in_the_help() -> None:
    assert QUESTIONS.find("T2-breath").lead.urgency is Urgency.EMERGENCY
    emergency, today = SHIPPED.find("when-to-see-someone").sections[:2]
    assert "short of breath" in emergency.lines[0]
    told = " ".join(today.lines)
    for sign in (
        *("swollen, warm, red", "pop or a kick", "stand on the foot", "hot, red and swollen"),
        *("diabetes", "bleed easily", "redness spreads"),
    ):
        assert sign in told


# --- its words ---


@pytest.mark.parametrize("topic", ALL, ids=lambda topic: topic.id)
def test_no_topic_claims_anything(topic: Topic) -> None:
    assert [text for text in texts_of(topic) if CLAIMS.search(text)] == []


@pytest.mark.parametrize("topic", ALL, ids=lambda topic: topic.id)
def test_no_text_is_a_finding_a_promise_or_a_phone_number(topic: Topic) -> None:
    words = re.compile(r"(?i)you (may|might|could) have|safe for|\b\d{3}\b|no side")
    assert [text for text in texts_of(topic) if words.search(text)] == []


@pytest.mark.parametrize("topic", ALL, ids=lambda topic: topic.id)
def test_a_topic_reads_like_the_sixth_grade(topic: Topic) -> None:
    sentences = [
        sentence
        for part in topic.sections
        for line in part.lines
        for sentence in re.split(r"(?<=[.?!:]) ", line)
    ]
    assert max(len(sentence.split()) for sentence in sentences) <= WORDS_IN_A_SENTENCE
    assert grade_of(sentences) <= GRADE_MOST


def grade_of(sentences: list[str]) -> float:
    """The school grade after Flesch and Kincaid; syllables are counted by their vowels."""
    words = [word for sentence in sentences for word in sentence.split()]
    syllables = sum(max(1, len(re.findall("[aeiouy]+", word.lower()))) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def test_the_grade_tells_plain_from_learned_words() -> None:
    assert grade_of(["Sit for a moment.", "Wipe your soles."]) < 3
    learned = "Contraindications necessitate individual physiotherapeutic consultation beforehand."
    assert grade_of([learned]) > 12


@pytest.mark.parametrize("topic", ALL, ids=lambda topic: topic.id)
def test_every_line_is_a_whole_sentence(topic: Topic) -> None:
    lines = [line for part in topic.sections for line in part.lines]
    assert [line for line in [topic.summary, *lines] if not line.endswith((".", "?"))] == []
    assert not topic.title.endswith(".")


# --- said, and searched ---


def test_all_of_it_can_be_said_in_another_language() -> None:
    said = SHIPPED.said(str.upper)
    assert [one.id for one in said.all_topics()] == [one.id for one in ALL]
    for topic in said.all_topics():
        assert [text for text in texts_of(topic) if text != text.upper()] == []
    assert said.chapters[0].title == "IS IT RIGHT FOR ME?"
    assert said.sources == SHIPPED.sources
    assert said.of_technique(Technique.KNEADING).dose != SHIPPED.find("kneading").dose


def ids_of(typed: str) -> list[str]:
    return [hit.topic.id for hit in search(ALL, typed)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("bruise", "afterwards"),
        ("BRUISE ", "afterwards"),
        ("trigger point", "trigger-point"),
        ("cross fiber", "cross-fiber-friction"),
        ("cross-fiber", "cross-fiber-friction"),
        ("therapist choosing", "choosing-a-therapist"),
        ("blood clot", "is-massage-right"),
        ("effleurage", "stroking"),
    ],
)
def test_a_search_finds_the_topic_of_these_words_first(typed: str, first: str) -> None:
    assert ids_of(typed)[0] == first


def test_every_word_must_be_there() -> None:
    assert set(ids_of("clot calf")) <= set(ids_of("clot"))
    assert ids_of("clot zebra") == []
    assert ids_of("  ") == []


def test_an_excerpt_shows_why() -> None:
    [one, *_] = search(ALL, "coin")
    assert one.excerpt.startswith("A small bruise, like a coin")
    [one, *_] = search(ALL, "tapping")
    assert one.excerpt == one.topic.summary
    [one] = search(ALL, "90 spots")
    assert "at most 90" in one.excerpt


def test_a_typed_sign_finds_the_printed_one() -> None:
    assert ids_of("giver's lap") == ["with-a-partner"]
    assert ids_of('"stop"')
    assert len(plain("“Stop” — it’s enough")) == len("“Stop” — it’s enough")


@pytest.mark.parametrize("lead", Lead)
def test_what_the_window_leads_to_is_there(lead: Lead) -> None:
    assert SHIPPED.find(lead.value).title
