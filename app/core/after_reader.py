"""Reads what is asked after a session, and the advice to the flags that come of it. Strict."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.core.after_questions import (
    BY_RULE,
    HOURS_AFTER,
    Advice,
    AfterQuestion,
    FlagReason,
    Mark,
)
from app.core.health_questions import Lead, Outcome, Question, Urgency, Where
from app.core.question_reader import QUESTION_KEYS, SAY, SOURCES, URGENCY, QuestionReader
from app.core.script_keys import Key, Kind
from app.core.script_values import Getter
from app.core.soreness import EventType, RatingContext
from app.core.yaml_tree import Node, Place

_SAME = (
    "id", "ask", "about", "say", "urgency", "help", "ask_where", "limits", "raised", "later",
    "sources",
)  # fmt: skip
_OWN_FLAGS = tuple(reason for reason in FlagReason if reason not in BY_RULE)
_THEN = (Outcome.STOP, Outcome.ADAPT, Outcome.CLEAR)

AFTER_FOLLOW_UP_KEYS = (
    *(key for key in QUESTION_KEYS if key.name in _SAME),
    Key("then", Kind.WORD, "", required=True, words=_THEN),
    Key("where", Kind.WORD, "", words=(Where.FOOT,)),
    Key("flag", Kind.WORD, "", required=True, words=_OWN_FLAGS),
    Key("severity", Kind.TEXT, "", least=1, most=60),
)
AFTER_KEYS = (
    *AFTER_FOLLOW_UP_KEYS,
    Key("when", Kind.WORDS, "", required=True, words=tuple(HOURS_AFTER)),
    Key("event", Kind.WORD, "", required=True, words=tuple(EventType)),
    Key("follow_ups", Kind.QUESTIONS, ""),
)
ADVICE_KEYS = (
    Key("for", Kind.WORD, "", required=True, words=tuple(FlagReason)),
    Key("then", Kind.WORD, "", words=_THEN),
    SAY,
    URGENCY,
    SOURCES,
)


class AfterReader(QuestionReader):
    """Adds the questions after a session to those before it."""

    def _all_after(self, node: Node, key: Key) -> tuple[AfterQuestion, ...]:
        items = self.items_of(node, key)
        if not items:
            self.error(node.place, f'"{key.name}" is empty')
        return tuple(self._after(item) for item in items)

    def _after(self, node: Node) -> AfterQuestion:
        get = self._getter(node, AFTER_KEYS, "a question")
        marks: list[Mark] = []
        question = self._whole(
            get, "A[0-9]{1,2}", lambda get, id_: self._after_follow_ups(get, id_, marks)
        )
        self._check_after(node.place, question)
        when = get.word("when", self.words, RatingContext) or ()
        if not when:
            self.error(node.place, "a question after a session says when it is asked")
        event = get.word("event", self.word, EventType) or EventType.OTHER
        return AfterQuestion(question, when, event, (self._mark(get, question.id), *marks))

    def _after_follow_ups(self, get: Getter, id_: str, marks: list[Mark]) -> tuple[Question, ...]:
        """The follow-ups; their marks are added to those given."""

        def read(node: Node) -> Question:
            get = self._getter(node, AFTER_FOLLOW_UP_KEYS, "a question")
            question = self._whole(get, f"{re.escape(id_)}-[a-z]+", lambda _get, _id: ())
            self._check_after(node.place, question)
            marks.append(self._mark(get, question.id))
            return question

        found = get.get("follow_ups", self.items_of) or ()
        return tuple(read(item) for item in found)

    def _mark(self, get: Getter, id_: str) -> Mark:
        flag = get.word("flag", self.word, FlagReason) or FlagReason.SWELLING
        return Mark(id_, flag, get.get("severity", self.text) or "")

    def _check_after(self, place: Place, question: Question) -> None:
        if question.where is Where.FOOT and question.lead.outcome is not Outcome.STOP:
            self.error(place, "“where: foot” goes with “then: stop”")
        self._check_where(place, question)

    def _all_advice(
        self, node: Node, key: Key, after: tuple[AfterQuestion, ...]
    ) -> tuple[Advice, ...]:
        found = tuple(advice for item in self.items_of(node, key) if (advice := self._advice(item)))
        reasons = [advice.reason for advice in found]
        for reason in FlagReason:
            if reasons.count(reason) > 1:
                self.error(node.place, f"there is advice for {reason} a second time")
        for reason in _urgent(after):
            if reason not in reasons:
                self.error(node.place, f"there is no advice for {reason}")
        return found

    def _advice(self, node: Node) -> Advice | None:
        get = self._getter(node, ADVICE_KEYS, "advice")
        reason = get.word("for", self.word, FlagReason)
        then = get.word("then", self.word, Outcome)
        if reason is not None and (reason in BY_RULE) != (then is not None):
            self.error(node.place, "“then” stands with advice for what no single answer leads to")
        urgency = get.word("urgency", self.word, Urgency) or Urgency.NONE
        lead = Lead(then or Outcome.CLEAR, get.get("say", self.text) or "", urgency)
        return None if reason is None else Advice(reason, lead, self._sources(get))


def _urgent(after: Iterable[AfterQuestion]) -> list[FlagReason]:
    """The reasons for which somebody may have to look, so that something is said of it."""
    found = set(BY_RULE)
    for asked in after:
        for question, mark in asked.parts:
            more = [part.lead for part in (question.raised, question.later) if part is not None]
            if any(lead.urgency is not Urgency.NONE for lead in (question.lead, *more)):
                found.add(mark.flag)
    return [reason for reason in FlagReason if reason in found]
