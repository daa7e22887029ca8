"""The questions that ship: all of them, each whole, sober and plain in its words."""

from __future__ import annotations

import re

import pytest

from app.core.after_questions import FlagReason
from app.core.health_questions import (
    Asked,
    Outcome,
    Question,
    Questionnaire,
    Urgency,
)
from app.core.health_reader import read_questions
from tests.core.health_building import PATH, QUESTIONS

AFTER = [question for asked in QUESTIONS.after for question, _ in asked.parts]
ALL = [*QUESTIONS.all_questions(), *AFTER]
WORDS_IN_A_SENTENCE = 32


def test_the_file_has_no_fault() -> None:
    assert [str(fault) for fault in read_questions(PATH.read_bytes(), PATH.name).faults] == []


def test_all_that_are_asked_are_there_in_order() -> None:
    assert [q.id for q in QUESTIONS.of(Questionnaire.PROFILE)] == [f"P{n}" for n in range(1, 18)]
    assert [q.id for q in QUESTIONS.of(Questionnaire.TODAY)] == [f"T{n}" for n in range(1, 8)]
    follow_ups = [q.id for q in ALL if "-" in q.id]
    assert follow_ups == [
        "P2-unseen",
        "P3-unseen",
        "P10-now",
        "T1-pop",
        "T1-stand",
        "T2-breath",
        "T3-infected",
        "T4-foot",
        "T6-days",
        "A3-large",
        "A3-spreading",
        "A4-calf",
        "A4-breath",
        "A5-fainted",
    ]
    assert [asked.id for asked in QUESTIONS.after] == [f"A{n}" for n in range(3, 9)]


def test_a_question_is_found_by_its_id() -> None:
    assert QUESTIONS.find("T2-breath").lead.urgency is Urgency.EMERGENCY
    with pytest.raises(KeyError):
        QUESTIONS.find("P18")


def test_only_soreness_asks_what_the_log_may_know() -> None:
    assert [q.id for q in ALL if q.asked is Asked.UNLOGGED] == ["T6-days"]


@pytest.mark.parametrize(
    ("graver", "lighter"),
    [(Outcome.STOP, Outcome.AREA), (Outcome.AREA, Outcome.ADAPT), (Outcome.ADAPT, Outcome.CLEAR)],
)
def test_outcomes_have_their_rank(graver: Outcome, lighter: Outcome) -> None:
    assert graver.rank < lighter.rank


def texts_of(question: Question) -> list[str]:
    leads = [question.lead]
    leads += [part.lead for part in (question.clearance, question.raised, question.later) if part]
    said = [question.ask, question.help, question.ask_where, *(lead.say for lead in leads)]
    return [text for text in said if text]


PAIN_SAYS = QUESTIONS.pain.lead.say
ADVICE = [advice.lead.say for advice in QUESTIONS.advice]
EVERYTHING = [
    *(text for question in ALL for text in texts_of(question)),
    *(PAIN_SAYS, *ADVICE, *QUESTIONS.see),
]


def test_no_text_is_a_diagnosis_a_promise_or_a_phone_number_of_one_country() -> None:
    words = re.compile(r"(?i)you (may|might|could) have|safe for|\d{3}")
    assert [text for text in EVERYTHING if words.search(text)] == []


def test_every_question_asks_the_person_and_says_what_to_do_next() -> None:
    for question in ALL:
        assert question.ask.endswith("?"), question.id
        assert not question.ask_where or question.ask_where.endswith("?")
        for said in texts_of(question):
            assert said.endswith(("?", ".")), said
        assert question.sources, question.id
    for said in (*ADVICE, *QUESTIONS.see):
        assert said.endswith("."), said


def test_advice_sends_to_a_professional() -> None:
    words = re.compile(r"doctor|professional|therapist|urgent care|Have it looked at")
    assert [said for said in ADVICE if not words.search(said)] == []
    assert len(QUESTIONS.see) == 8


def test_there_is_advice_for_all_but_dizziness_that_was_there_once() -> None:
    found = {advice.reason for advice in QUESTIONS.advice}
    assert set(FlagReason) - found == {FlagReason.DIZZY}


def test_one_calf_is_spoken_of_as_before_a_session() -> None:
    said = {question.id: question.lead for question in ALL}
    assert said["A4-calf"] == said["T2"]
    assert said["A4-breath"] == said["T2-breath"]


def test_sentences_are_short() -> None:
    long = [
        sentence
        for text in EVERYTHING
        for sentence in re.split(r"(?<=[.?]) ", text)
        if len(sentence.split()) > WORDS_IN_A_SENTENCE
    ]
    assert long == []


def test_whoever_stops_says_no_massage_no_session_or_whom_to_turn_to() -> None:
    for question in ALL:
        if question.lead.outcome is Outcome.STOP:
            said = question.lead.say
            assert re.search(r"No (massage|session)|professional|urgent care|emergency", said), said


def test_an_emergency_names_no_number_but_your_local_one() -> None:
    assert "your local emergency number" in QUESTIONS.find("T2-breath").lead.say


def test_whatever_changes_a_session_says_in_short_what_was_answered() -> None:
    changes = [one.id for one in ALL if one.lead.outcome is not Outcome.CLEAR]
    assert [one.id for one in ALL if one.about] == changes
