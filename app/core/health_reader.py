"""Reads the file of health questions: bytes in, the questions or all faults out. Strict.

It ships with Footwell, so that whatever the file holds and this does not know is an error: a word
with a slip in it must never turn a STOP into nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.core.faults import Fault, quoted
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
    Questionnaire,
    Raised,
    Urgency,
    Where,
)
from app.core.script_keys import Key, Kind
from app.core.script_values import Getter, Report, ValueReader
from app.core.soreness import SCORE_MAX
from app.core.yaml_tree import Mapping, Node, NotYamlError, Place, Refused, read_tree

_ANSWERS = ("yes", "no")
_SOURCE = "S[0-9]{1,3}|M|P"
_BEFORE_ID = {Questionnaire.PROFILE: "P", Questionnaire.TODAY: "T"}

_ID = Key("id", Kind.TEXT, "", required=True, least=2, most=20)
_SAY = Key("say", Kind.TEXT, "", required=True, least=1, most=300)
_THEN = Key("then", Kind.WORD, "", required=True, words=tuple(Outcome))
_URGENCY = Key("urgency", Kind.WORD, "", words=tuple(Urgency))
_SOURCES = Key("sources", Kind.TEXTS, "", required=True, least=1, most=8)
_LIMITS = Key("limits", Kind.WORDS, "", words=tuple(Limit))
_LEAD = (_THEN, _SAY, _URGENCY)

FILE_KEYS = (
    Key("version", Kind.INTEGER, "", required=True, least=1, most=9999),
    Key("profile", Kind.QUESTIONS, "", required=True),
    Key("today", Kind.QUESTIONS, "", required=True),
    Key("pain", Kind.MAPPING, "", required=True),
)
QUESTION_KEYS = (
    _ID,
    Key("ask", Kind.TEXT, "", required=True, least=1, most=220),
    *_LEAD,
    Key("help", Kind.TEXT, "", least=1, most=220),
    Key("on", Kind.WORD, "", words=_ANSWERS),
    Key("where", Kind.WORD, "", words=(Where.FOOT, Where.AREAS)),
    Key("ask_where", Kind.TEXT, "", least=1, most=80),
    _LIMITS,
    Key("clearance", Kind.MAPPING, ""),
    Key("raised", Kind.MAPPING, ""),
    Key("later", Kind.MAPPING, ""),
    Key("follow_ups", Kind.QUESTIONS, ""),
    _SOURCES,
)
FOLLOW_UP_KEYS = (
    *(key for key in QUESTION_KEYS if key.name != "follow_ups"),
    Key("asked", Kind.WORD, "", words=tuple(Asked)),
)
CLEARANCE_KEYS = (
    Key("by", Kind.TEXT, "", required=True, least=1, most=80),
    Key("then", Kind.WORD, "", required=True, words=(Outcome.ADAPT, Outcome.CLEAR)),
    _SAY,
    _LIMITS,
)
RAISED_KEYS = (Key("by", Kind.TEXTS, "", required=True, least=1, most=8), _URGENCY, _SAY)
LATER_KEYS = (
    Key("hours", Kind.INTEGER, "", required=True, least=1, most=999),
    Key("then", Kind.WORD, "", required=True, words=(Outcome.STOP, Outcome.ADAPT)),
    _SAY,
    _URGENCY,
)
PAIN_KEYS = (
    Key("from", Kind.INTEGER, "", required=True, least=1, most=SCORE_MAX),
    _URGENCY,
    _SAY,
    _SOURCES,
)

_NO_RULE = PainRule(SCORE_MAX, Lead(Outcome.ADAPT, ""))
"""Stands where the rule could not be read, which is a fault."""


@dataclass(frozen=True, slots=True)
class HealthReading:
    """The questions, or None where anything is wrong, and every fault in file order."""

    questions: HealthQuestions | None
    faults: tuple[Fault, ...]


def read_questions(data: bytes, path: str) -> HealthReading:
    """Read the file of health questions. Never raises for bad input.

    Args:
        data: the file's bytes.
        path: where it was found, as faults will name it.
    """
    report = Report(path)
    try:
        root = read_tree(data.decode("utf-8"), report.error)
    except UnicodeDecodeError:
        report.error(Place(), "the file is not UTF-8 text")
        return HealthReading(None, report.in_file_order())
    except NotYamlError as error:
        report.error(error.place, error.message)
        return HealthReading(None, report.in_file_order())
    found = _HealthReader(report).read(root)
    return HealthReading(None if report.faults else found, report.in_file_order())


class _HealthReader(ValueReader):
    """From a tree to questions; what is missing is told and stands as something harmless."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self._seen: set[str] = set()
        self._raisers: list[tuple[Place, str]] = []

    def read(self, root: Node | None) -> HealthQuestions:
        get = self._getter(root or Mapping(Place(), ()), FILE_KEYS, "the file")
        version = get.get("version", self.integer)
        profile = get.get("profile", self._questions_of(Questionnaire.PROFILE)) or ()
        today = get.get("today", self._questions_of(Questionnaire.TODAY)) or ()
        pain = get.get("pain", self._pain)
        known = {question.id for question in profile}
        for place, wanted in self._raisers:
            if wanted not in known:
                self.error(place, f"{quoted(wanted)} is no question of the profile")
        return HealthQuestions(version or 0, profile, today, pain or _NO_RULE)

    def _getter(self, node: Node, keys: tuple[Key, ...], what: str) -> Getter:
        if isinstance(node, Mapping):
            return Getter(self.fields(node, keys, what), keys)
        if not isinstance(node, Refused):
            self.error(node.place, f"{what} is keys and values")
        return Getter({}, keys)

    def _questions_of(
        self, questionnaire: Questionnaire
    ) -> Callable[[Node, Key], tuple[Question, ...]]:
        before = _BEFORE_ID[questionnaire]
        return lambda node, key: self._questions(node, key, QUESTION_KEYS, f"{before}[0-9]{{1,2}}")

    def _questions(
        self, node: Node, key: Key, keys: tuple[Key, ...], ids: str
    ) -> tuple[Question, ...]:
        items = self.items_of(node, key)
        if not items:
            self.error(node.place, f'"{key.name}" is empty')
        return tuple(self._question(item, keys, ids) for item in items)

    def _question(self, node: Node, keys: tuple[Key, ...], ids: str) -> Question:
        get = self._getter(node, keys, "a question")
        id_ = get.get("id", lambda value, key: self._id(value, key, ids)) or ""
        where = get.word("where", self.word, Where) or Where.NOWHERE
        question = Question(
            id=id_,
            ask=get.get("ask", self.text) or "",
            lead=self._lead(get),
            help=get.get("help", self.text) or "",
            leads_on_yes=get.get("on", self._answer) != "no",
            where=where,
            ask_where=get.get("ask_where", self.text) or "",
            limits=get.word("limits", self.words, Limit) or (),
            clearance=get.get("clearance", self._clearance),
            raised=get.get("raised", self._raised),
            later=get.get("later", self._later),
            asked=get.word("asked", self.word, Asked) or Asked.ALWAYS,
            follow_ups=self._follow_ups(get, id_),
            sources=self._sources(get),
        )
        self._check(node.place, question)
        return question

    def _id(self, node: Node, key: Key, ids: str) -> str | None:
        id_ = self.text(node, key)
        if id_ is None:
            return None
        if not re.fullmatch(ids, id_):
            self.error(node.place, f"{quoted(id_)} is no id here; it would have to match {ids}")
        elif id_ in self._seen:
            self.error(node.place, f"the id {quoted(id_)} stands here a second time")
        self._seen.add(id_)
        return id_

    def _lead(self, get: Getter, outcome: Outcome | None = None) -> Lead:
        """What is written of a lead; `outcome` where it is not written."""
        then = outcome or get.word("then", self.word, Outcome) or Outcome.STOP
        urgency = get.word("urgency", self.word, Urgency) or Urgency.NONE
        return Lead(then, get.get("say", self.text) or "", urgency)

    def _answer(self, node: Node, key: Key) -> str | None:
        raw = self.scalar(node, key)
        if raw is None or raw in key.words:
            return raw
        self.error(node.place, f"{quoted(raw)} is no answer; write yes or no")
        return None

    def _follow_ups(self, get: Getter, id_: str) -> tuple[Question, ...]:
        ids = f"{re.escape(id_)}-[a-z]+"
        found = get.get(
            "follow_ups", lambda node, key: self._questions(node, key, FOLLOW_UP_KEYS, ids)
        )
        return found or ()

    def _clearance(self, node: Node, _key: Key) -> Clearance:
        get = self._getter(node, CLEARANCE_KEYS, "a clearance")
        limits = get.word("limits", self.words, Limit) or ()
        return Clearance(get.get("by", self.text) or "", self._lead(get), limits)

    def _raised(self, node: Node, _key: Key) -> Raised:
        get = self._getter(node, RAISED_KEYS, "raised")
        by = get.get("by", self._raising) or ()
        return Raised(by, self._lead(get, Outcome.STOP))

    def _raising(self, node: Node, key: Key) -> tuple[str, ...]:
        by = self.texts(node, key)
        # Whether they are there can be told when the whole profile has been read.
        self._raisers += [(node.place, wanted) for wanted in by]
        return by

    def _later(self, node: Node, _key: Key) -> Later:
        get = self._getter(node, LATER_KEYS, "later")
        return Later(get.get("hours", self.integer) or 0, self._lead(get))

    def _pain(self, node: Node, _key: Key) -> PainRule:
        get = self._getter(node, PAIN_KEYS, "pain")
        least = get.get("from", self.integer) or SCORE_MAX
        return PainRule(least, self._lead(get, Outcome.ADAPT), self._sources(get))

    def _sources(self, get: Getter) -> tuple[str, ...]:
        def read(node: Node, key: Key) -> tuple[str, ...]:
            found = self.texts(node, key)
            wrong = [source for source in found if not re.fullmatch(_SOURCE, source)]
            if wrong or not found:
                told = quoted(wrong[0]) if wrong else "nothing"
                self.error(node.place, f"{told} is no source; write S1, M or P")
            return found

        return get.get("sources", read) or ()

    def _check(self, place: Place, question: Question) -> None:
        """What must go together, so that every answer leads somewhere whole."""
        outcome, where = question.lead.outcome, question.where
        if (outcome is Outcome.AREA) != (where is Where.AREAS):
            self.error(place, "“then: area” and “where: areas” go together")
        if where is Where.FOOT and outcome is not Outcome.STOP:
            self.error(place, "“where: foot” goes with “then: stop”")
        if (where is Where.NOWHERE) != (not question.ask_where):
            self.error(place, "“where” and “ask_where” go together")
        if question.clearance and outcome not in (Outcome.STOP, Outcome.AREA):
            self.error(place, "only what stops or leaves out can be lifted by a clearance")
        if question.clearance and question.id.startswith(_BEFORE_ID[Questionnaire.TODAY]):
            self.error(place, "what is asked today is not lifted by a clearance")
        if question.raised and (outcome is not Outcome.STOP or where is not Where.NOWHERE):
            self.error(place, "“raised” goes with “then: stop” and no “where”")
        if question.later and where is not Where.NOWHERE:
            self.error(place, "“later” goes with no “where”")
