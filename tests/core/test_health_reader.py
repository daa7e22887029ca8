"""The strict reader: whatever it does not know is an error, with its place."""

from __future__ import annotations

import pytest

from app.core.after_questions import Advice, AfterQuestion, FlagReason, Mark
from app.core.health_questions import (
    Asked,
    Clearance,
    HealthQuestions,
    Later,
    Lead,
    Limit,
    Outcome,
    PainRule,
    Question,
    Raised,
    Urgency,
    Where,
)
from app.core.health_reader import read_questions
from app.core.soreness import EventType, RatingContext

BEFORE = """\
version: 3
profile:
  - {id: P1, ask: Well?, help: Very., on: "no", then: clear, say: Go., sources: [S33, M]}
  - id: P5
    ask: Numb?
    about: A numb foot
    then: stop
    where: foot
    ask_where: Which foot?
    urgency: soon
    say: Not there.
    clearance: {by: your clinician, then: adapt, say: Gently., limits: [no-wall]}
    limits: [look-at-skin, slow-rise]
    sources: [P]
today:
  - id: T4
    ask: Hot?
    then: stop
    say: Rest.
    raised: {by: [P5], urgency: today, say: Go now.}
    sources: [S52]
  - id: T6
    ask: Sore?
    then: adapt
    say: Gently.
    later: {hours: 48, then: stop, urgency: soon, say: Rest.}
    follow_ups:
      - {id: T6-days, ask: Long?, asked: unlogged, then: stop, say: Rest., sources: [P]}
    sources: [P]
  - id: T3
    ask: A cut?
    then: area
    where: areas
    ask_where: Where?
    say: Not there.
    sources: [S37]
pain: {from: 7, urgency: soon, say: Rest., sources: [S57]}
"""

AFTER = """\
after:
  - id: A3
    ask: A bruise?
    when: [h24, h48]
    then: adapt
    say: Lighter.
    raised: {by: [P5], urgency: soon, say: Ask.}
    flag: bruise
    event: bruise
    severity: small
    sources: [S42]
    follow_ups:
      - {id: A3-large, ask: Large?, then: adapt, urgency: today, say: Show it., flag: large-bruise,
         severity: large, sources: [P]}
  - id: A6
    ask: Numb?
    when: [after]
    then: stop
    where: foot
    ask_where: Which foot?
    say: Not there.
    later: {hours: 24, then: stop, urgency: soon, say: It stays.}
    flag: numbness
    event: numbness
    sources: [S41]
  - id: A5
    ask: Dizzy?
    when: [after]
    then: clear
    say: Sit down.
    limits: [slow-rise]
    flag: dizzy
    event: dizziness
    sources: [S48]
advice:
  - {for: bruise, urgency: soon, say: Tell them., sources: [P]}
  - {for: large-bruise, urgency: soon, say: Show it., sources: [P]}
  - {for: numbness, urgency: soon, say: See them., sources: [S41]}
  - {for: dizzy-again, then: adapt, urgency: soon, say: Tell them., sources: [P]}
  - {for: sore-at-48h, then: adapt, urgency: soon, say: Gently., sources: [P]}
  - {for: strong-pain, then: clear, urgency: soon, say: Ask them., sources: [S41]}
  - {for: no-change, then: clear, urgency: soon, say: Ask them., sources: [S54]}
see: [It hurts., It stays.]
"""
WHOLE = BEFORE + AFTER


def faults(text: str) -> list[str]:
    reading = read_questions(text.encode(), "q.yaml")
    assert (reading.questions is None) == bool(reading.faults)
    return [f"{fault.line}: {fault.message}" for fault in reading.faults]


def test_everything_is_read_as_written() -> None:
    found = read_questions(WHOLE.encode(), "q.yaml")
    assert found.faults == ()
    sore = Lead(Outcome.STOP, "Rest.")
    assert found.questions == HealthQuestions(
        version=3,
        profile=(
            Question(
                "P1",
                "Well?",
                Lead(Outcome.CLEAR, "Go."),
                help="Very.",
                leads_on_yes=False,
                sources=("S33", "M"),
            ),
            Question(
                "P5",
                "Numb?",
                Lead(Outcome.STOP, "Not there.", Urgency.SOON),
                where=Where.FOOT,
                ask_where="Which foot?",
                limits=(Limit.LOOK_AT_SKIN, Limit.SLOW_RISE),
                clearance=Clearance(
                    "your clinician", Lead(Outcome.ADAPT, "Gently."), (Limit.NO_WALL,)
                ),
                sources=("P",),
                about="A numb foot",
            ),
        ),
        today=(
            Question(
                "T4",
                "Hot?",
                Lead(Outcome.STOP, "Rest."),
                raised=Raised(("P5",), Lead(Outcome.STOP, "Go now.", Urgency.TODAY)),
                sources=("S52",),
            ),
            Question(
                "T6",
                "Sore?",
                Lead(Outcome.ADAPT, "Gently."),
                later=Later(48, Lead(Outcome.STOP, "Rest.", Urgency.SOON)),
                follow_ups=(
                    Question("T6-days", "Long?", sore, asked=Asked.UNLOGGED, sources=("P",)),
                ),
                sources=("P",),
            ),
            Question(
                "T3",
                "A cut?",
                Lead(Outcome.AREA, "Not there."),
                where=Where.AREAS,
                ask_where="Where?",
                sources=("S37",),
            ),
        ),
        pain=PainRule(7, Lead(Outcome.ADAPT, "Rest.", Urgency.SOON), ("S57",)),
        after=(BRUISE, NUMB, DIZZY),
        advice=(
            Advice(FlagReason.BRUISE, Lead(Outcome.CLEAR, "Tell them.", Urgency.SOON), ("P",)),
            Advice(FlagReason.LARGE_BRUISE, Lead(Outcome.CLEAR, "Show it.", Urgency.SOON), ("P",)),
            Advice(FlagReason.NUMBNESS, Lead(Outcome.CLEAR, "See them.", Urgency.SOON), ("S41",)),
            Advice(FlagReason.DIZZY_AGAIN, Lead(Outcome.ADAPT, "Tell them.", Urgency.SOON), ("P",)),
            Advice(FlagReason.SORE_AT_48H, Lead(Outcome.ADAPT, "Gently.", Urgency.SOON), ("P",)),
            Advice(
                FlagReason.STRONG_PAIN, Lead(Outcome.CLEAR, "Ask them.", Urgency.SOON), ("S41",)
            ),
            Advice(FlagReason.NO_CHANGE, Lead(Outcome.CLEAR, "Ask them.", Urgency.SOON), ("S54",)),
        ),
        see=("It hurts.", "It stays."),
    )


BRUISE = AfterQuestion(
    Question(
        "A3",
        "A bruise?",
        Lead(Outcome.ADAPT, "Lighter."),
        raised=Raised(("P5",), Lead(Outcome.ADAPT, "Ask.", Urgency.SOON)),
        follow_ups=(
            Question(
                "A3-large", "Large?", Lead(Outcome.ADAPT, "Show it.", Urgency.TODAY), sources=("P",)
            ),
        ),
        sources=("S42",),
    ),
    (RatingContext.H24, RatingContext.H48),
    EventType.BRUISE,
    (Mark("A3", FlagReason.BRUISE, "small"), Mark("A3-large", FlagReason.LARGE_BRUISE, "large")),
)
NUMB = AfterQuestion(
    Question(
        "A6",
        "Numb?",
        Lead(Outcome.STOP, "Not there."),
        where=Where.FOOT,
        ask_where="Which foot?",
        later=Later(24, Lead(Outcome.STOP, "It stays.", Urgency.SOON)),
        sources=("S41",),
    ),
    (RatingContext.AFTER,),
    EventType.NUMBNESS,
    (Mark("A6", FlagReason.NUMBNESS),),
)
DIZZY = AfterQuestion(
    Question(
        "A5",
        "Dizzy?",
        Lead(Outcome.CLEAR, "Sit down."),
        limits=(Limit.SLOW_RISE,),
        sources=("S48",),
    ),
    (RatingContext.AFTER,),
    EventType.DIZZINESS,
    (Mark("A5", FlagReason.DIZZY),),
)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("version: 3", "version: three", '1: "version" is "three"; write'),
        ("version: 3\n", "", '1: the file needs the key "version"'),
        ("pain:", "pains:", '1: the file needs the key "pain"'),
        ("ask: Numb?", "asks: Numb?", 'unknown key "asks" in a question; did you mean "ask"?'),
        ("    ask: Numb?\n", "", '4: a question needs the key "ask"'),
        ("    sources: [P]\ntoday", "today", '4: a question needs the key "sources"'),
        ("then: adapt\n", "then: adapts\n", 'unknown then "adapts"; did you mean "adapt"?'),
        ("where: foot", "where: knee", 'unknown where "knee"; one of: foot, areas'),
        ("urgency: today", "urgency: now", 'unknown urgency "now"'),
        ("slow-rise]", "slow-raise]", 'unknown limits "slow-raise"; did you mean "slow-rise"?'),
        ("slow-rise]", "[slow-rise]]", '"limits" takes a list of words, not a list'),
        ('on: "no"', "on: maybe", '3: "maybe" is no answer; write yes or no'),
        ('on: "no"', "on: [no]", '"on" takes a word, not a list'),
        ("asked: unlogged", "asked: never", 'unknown asked "never"'),
        ("id: P5", "id: T5", '4: "T5" is no id here'),
        ("id: P5", "id: P1", '4: the id "P1" stands here a second time'),
        ("id: P5", "id: [P5]", '"id" takes text, not a list'),
        ("id: T6-days", "id: T7-days", '"T7-days" is no id here; it would have to match T6'),
        ("[P5]", "[P6]", '"P6" is no question of the profile'),
        ("[P5]", "[T6]", '"T6" is no question of the profile'),
        ("[S57]", "[S57, Bob]", '"Bob" is no source; write S1, M or P'),
        ("[S57]", "[]", "nothing is no source; write S1, M or P"),
        ("then: adapt, say: Gently.,", "then: stop, say: X.,", 'unknown then "stop"'),
        ("hours: 48, then: stop", "hours: 48, then: area", 'unknown then "area"'),
        ("hours: 48", "hours: soon", '"hours" is "soon"; write a whole number'),
        ("from: 7", "from: 11", '"from" is "11", out of range; write a whole number from 1 to 10'),
        ("pain: {from: 7, urgency: soon, say: Rest., sources: [S57]}", "pain: 7", "pain is keys"),
        ("then: area", "then: stop", "“then: area” and “where: areas” go together"),
        ("where: areas\n    ask_where: Where?\n    ", "", "“then: area” and “where: areas”"),
        ("then: stop\n    where: foot", "then: adapt\n    where: foot", "“where: foot” goes with"),
        ("    ask_where: Which foot?\n", "", "“where” and “ask_where” go together"),
        ("    where: foot\n", "", "“where” and “ask_where” go together"),
        (
            "    raised: {by",
            "    clearance: {by: me, then: clear, say: Go.}\n    raised: {by",
            "what is asked today is not lifted by a clearance",
        ),
        (
            "then: clear, say: Go., sources: [S33, M]",
            "then: clear, say: Go., sources: [M], clearance: {by: me, then: clear, say: Go.}",
            "only what stops or leaves out can be lifted by a clearance",
        ),
        (
            "then: stop\n    say: Rest.\n    raised",
            "then: adapt\n    say: Rest.\n    raised",
            "“raised” goes with “then: area”, or “then: stop” and no “where”",
        ),
        (
            "then: area\n",
            "then: area\n    later: {hours: 2, then: stop, say: Rest.}\n",
            "“later” goes with no “where”",
        ),
        ("[S52]\n", "[S52]\n  - P9\n", "a question is keys and values"),
        ("[S52]\n", "[S52]\n  - !!str P9\n", "tags such as"),
        ("{by: [P5], urgency: today, say: Go now.}", "now", "raised is keys and values"),
        ("{by: [P5], urgency: today, say: Go now.}", "*now", "aliases such as"),
        ("flag: numbness", "flag: numb", 'unknown flag "numb"; did you mean "numbness"?'),
        ("flag: numbness", "flag: sore-at-48h", 'unknown flag "sore-at-48h"'),
        ("    flag: numbness\n", "", 'a question needs the key "flag"'),
        ("event: numbness", "event: numb", 'unknown event "numb"'),
        ("when: [after]", "when: [morning]", 'unknown when "morning"'),
        ("when: [after]", "when: []", "a question after a session says when it is asked"),
        ("then: stop\n    where: foot\n    ask_where: Which foot?\n    say: Not there.\n    later",
         "then: adapt\n    where: foot\n    ask_where: Which foot?\n    say: Not there.\n    later",
         "“where: foot” goes with “then: stop”"),
        ("then: adapt\n    say: Lighter.", "then: area\n    say: Lighter.", 'unknown then "area"'),
        ("say: Lighter.", "say: Lighter.\n    ask_where: Where?", "“where” and “ask_where” go"),
        ("say: Lighter.", "say: Lighter.\n    clearance: {by: me}", 'unknown key "clearance"'),
        ("id: A3\n", "id: B3\n", '"B3" is no id here'),
        ("id: A3-large", "id: A4-large", '"A4-large" is no id here'),
        ("id: A3\n", "id: A(\n", '"A(" is no id here'),
        ("{by: [P5], urgency: soon", "{by: [P7], urgency: soon", '"P7" is no question of the'),
        ("for: bruise", "for: bruises", 'unknown for "bruises"; did you mean "bruise"?'),
        ("for: bruise", "for: numbness", "there is advice for numbness a second time"),
        ("for: bruise", "for: skin", "there is no advice for bruise"),
        ("for: dizzy-again", "for: fainted", "“then” stands with advice for what no single"),
        ("for: dizzy-again, then: adapt,", "for: dizzy-again,", "“then” stands with advice for"),
        ("for: dizzy-again, then: adapt", "for: dizzy-again, then: area", 'unknown then "area"'),
        ("see: [It hurts., It stays.]", "see: It hurts.", '"see" takes a list of texts'),
        ("version: 3", "version: 3\nversion: 4", '"version" stands here a second time'),
    ],
)  # fmt: skip
def test_what_is_not_known_is_an_error(old: str, new: str, told: str) -> None:
    assert WHOLE.count(old) >= 1
    found = faults(WHOLE.replace(old, new, 1))
    assert any(told in fault for fault in found), found


def test_what_an_answer_is_about_is_found_by_the_id_of_its_question() -> None:
    text = WHOLE.replace("ask: Large?", "ask: Large?, about: A large bruise")
    found = read_questions(text.encode(), "q.yaml").questions
    assert found is not None
    about = {id_: one.about for id_ in ("P5", "A3", "A3-large") if (one := found.asked_by(id_))}
    assert about == {"P5": "A numb foot", "A3": "", "A3-large": "A large bruise"}
    assert found.asked_by("FLAG:calf") is None, "no question"


def test_a_list_of_questions_is_not_empty() -> None:
    head, _, _ = BEFORE.partition("today:")
    found = faults(head + "today: []\npain: {from: 7, say: Rest., sources: [P]}\n" + AFTER)
    assert found == ['15: "today" is empty']
    _, advice, rest = AFTER.partition("advice:")
    found = faults(BEFORE + "after: []\n" + advice + rest)
    assert found == ['38: "after" is empty']


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", 'the file needs the key "version"'),
        (b"- 1", "the file is keys and values"),
        (b"a: [", "this is not valid YAML"),
        (b"\xff\xfe", "the file is not UTF-8 text"),
    ],
)
def test_bytes_that_are_no_questions_are_told(data: bytes, told: str) -> None:
    reading = read_questions(data, "q.yaml")
    assert reading.questions is None
    assert any(told in fault.message for fault in reading.faults)
