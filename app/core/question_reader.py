"""Reads one health question: what it asks, and what its answer leads to. Strict."""

from __future__ import annotations

import re
from collections.abc import Callable

from app.core.faults import quoted
from app.core.health_questions import (
    Asked,
    Clearance,
    Later,
    Lead,
    Limit,
    Outcome,
    Question,
    Questionnaire,
    Raised,
    Urgency,
    Where,
)
from app.core.script_keys import Key, Kind
from app.core.script_values import Getter, Report, ValueReader
from app.core.yaml_tree import Mapping, Node, Place, Refused

_ANSWERS = ("yes", "no")
_SOURCE = "S[0-9]{1,3}|M|P"
_RAISED = ((Outcome.AREA, Where.AREAS), (Outcome.STOP, Where.NOWHERE))
BEFORE_ID = {Questionnaire.PROFILE: "P", Questionnaire.TODAY: "T"}
"""What the ids of a questionnaire begin with."""

_ID = Key("id", Kind.TEXT, "", required=True, least=2, most=20)
SAY = Key("say", Kind.TEXT, "", required=True, least=1, most=300)
THEN = Key("then", Kind.WORD, "", required=True, words=tuple(Outcome))
URGENCY = Key("urgency", Kind.WORD, "", words=tuple(Urgency))
SOURCES = Key("sources", Kind.TEXTS, "", required=True, least=1, most=8)
_LIMITS = Key("limits", Kind.WORDS, "", words=tuple(Limit))
_LEAD = (THEN, SAY, URGENCY)

QUESTION_KEYS = (
    _ID,
    Key("ask", Kind.TEXT, "", required=True, least=1, most=220),
    *_LEAD,
    Key("about", Kind.TEXT, "", least=1, most=60),
    Key("help", Kind.TEXT, "", least=1, most=220),
    Key("on", Kind.WORD, "", words=_ANSWERS),
    Key("where", Kind.WORD, "", words=(Where.FOOT, Where.AREAS)),
    Key("ask_where", Kind.TEXT, "", least=1, most=80),
    _LIMITS,
    Key("clearance", Kind.MAPPING, ""),
    Key("raised", Kind.MAPPING, ""),
    Key("later", Kind.MAPPING, ""),
    Key("follow_ups", Kind.QUESTIONS, ""),
    SOURCES,
)
FOLLOW_UP_KEYS = (
    *(key for key in QUESTION_KEYS if key.name != "follow_ups"),
    Key("asked", Kind.WORD, "", words=tuple(Asked)),
)
CLEARANCE_KEYS = (
    Key("by", Kind.TEXT, "", required=True, least=1, most=80),
    Key("then", Kind.WORD, "", required=True, words=(Outcome.ADAPT, Outcome.CLEAR)),
    SAY,
    _LIMITS,
)
RAISED_KEYS = (Key("by", Kind.TEXTS, "", required=True, least=1, most=8), URGENCY, SAY)
LATER_KEYS = (
    Key("hours", Kind.INTEGER, "", required=True, least=1, most=999),
    Key("then", Kind.WORD, "", required=True, words=(Outcome.STOP, Outcome.ADAPT)),
    SAY,
    URGENCY,
)

FollowUps = Callable[[Getter, str], tuple[Question, ...]]


class QuestionReader(ValueReader):
    """From a tree to questions; what is missing is told and stands as something harmless."""

    def __init__(self, report: Report) -> None:
        super().__init__(report)
        self._seen: set[str] = set()
        self._raisers: list[tuple[Place, str]] = []

    def _getter(self, node: Node, keys: tuple[Key, ...], what: str) -> Getter:
        if isinstance(node, Mapping):
            return Getter(self.fields(node, keys, what), keys)
        if not isinstance(node, Refused):
            self.error(node.place, f"{what} is keys and values")
        return Getter({}, keys)

    def _questions_of(
        self, questionnaire: Questionnaire
    ) -> Callable[[Node, Key], tuple[Question, ...]]:
        before = BEFORE_ID[questionnaire]
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
        question = self._whole(get, ids, self._follow_ups)
        self._check(node.place, question)
        return question

    def _whole(self, get: Getter, ids: str, follow_ups: FollowUps) -> Question:
        """What stands at the keys of a question; `follow_ups` reads those, given its id."""
        id_ = get.get("id", lambda value, key: self._id(value, key, ids)) or ""
        lead = self._lead(get)
        return Question(
            id=id_,
            ask=get.get("ask", self.text) or "",
            lead=lead,
            help=get.get("help", self.text) or "",
            leads_on_yes=get.get("on", self._answer) != "no",
            where=get.word("where", self.word, Where) or Where.NOWHERE,
            ask_where=get.get("ask_where", self.text) or "",
            limits=get.word("limits", self.words, Limit) or (),
            clearance=get.get("clearance", self._clearance),
            raised=get.get("raised", lambda node, _key: self._raised(node, lead.outcome)),
            later=get.get("later", self._later),
            asked=get.word("asked", self.word, Asked) or Asked.ALWAYS,
            follow_ups=follow_ups(get, id_),
            sources=self._sources(get),
            about=get.get("about", self.text) or "",
        )

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

    def _raised(self, node: Node, outcome: Outcome) -> Raised:
        """Raised is how soon somebody has to look, never what it leads to."""
        get = self._getter(node, RAISED_KEYS, "raised")
        by = get.get("by", self._raising) or ()
        return Raised(by, self._lead(get, outcome))

    def _raising(self, node: Node, key: Key) -> tuple[str, ...]:
        by = self.texts(node, key)
        # Whether they are there can be told when the whole profile has been read.
        self._raisers += [(node.place, wanted) for wanted in by]
        return by

    def _later(self, node: Node, _key: Key) -> Later:
        get = self._getter(node, LATER_KEYS, "later")
        return Later(get.get("hours", self.integer) or 0, self._lead(get))

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
        self._check_where(place, question)
        if question.clearance and outcome not in (Outcome.STOP, Outcome.AREA):
            self.error(place, "only what stops or leaves out can be lifted by a clearance")
        if question.clearance and question.id.startswith(BEFORE_ID[Questionnaire.TODAY]):
            self.error(place, "what is asked today is not lifted by a clearance")
        if question.raised and (outcome, where) not in _RAISED:
            self.error(place, "“raised” goes with “then: area”, or “then: stop” and no “where”")
        if question.later and where is not Where.NOWHERE:
            self.error(place, "“later” goes with no “where”")

    def _check_where(self, place: Place, question: Question) -> None:
        if (question.where is Where.NOWHERE) != (not question.ask_where):
            self.error(place, "“where” and “ask_where” go together")
