"""Reads the file of health questions: bytes in, the questions or all faults out. Strict.

It ships with Footwell, so that whatever the file holds and this does not know is an error: a word
with a slip in it must never turn a STOP into nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.core.after_reader import AfterReader
from app.core.faults import Fault, quoted
from app.core.health_questions import HealthQuestions, Lead, Outcome, PainRule, Questionnaire
from app.core.question_reader import SAY, SOURCES, URGENCY
from app.core.script_keys import Key, Kind
from app.core.script_values import Report
from app.core.soreness import SCORE_MAX
from app.core.yaml_tree import Mapping, Node, NotYamlError, Place, read_tree

FILE_KEYS = (
    Key("version", Kind.INTEGER, "", required=True, least=1, most=9999),
    Key("profile", Kind.QUESTIONS, "", required=True),
    Key("today", Kind.QUESTIONS, "", required=True),
    Key("pain", Kind.MAPPING, "", required=True),
    Key("after", Kind.QUESTIONS, "", required=True),
    Key("advice", Kind.QUESTIONS, "", required=True),
    Key("see", Kind.TEXTS, "", required=True, least=1, most=200),
)
PAIN_KEYS = (
    Key("from", Kind.INTEGER, "", required=True, least=1, most=SCORE_MAX),
    URGENCY,
    SAY,
    SOURCES,
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


class _HealthReader(AfterReader):
    """Reads the whole file."""

    def read(self, root: Node | None) -> HealthQuestions:
        get = self._getter(root or Mapping(Place(), ()), FILE_KEYS, "the file")
        version = get.get("version", self.integer)
        profile = get.get("profile", self._questions_of(Questionnaire.PROFILE)) or ()
        today = get.get("today", self._questions_of(Questionnaire.TODAY)) or ()
        pain = get.get("pain", self._pain)
        after = get.get("after", self._all_after) or ()
        advice = get.get("advice", lambda node, key: self._all_advice(node, key, after)) or ()
        known = {question.id for question in profile}
        for place, wanted in self._raisers:
            if wanted not in known:
                self.error(place, f"{quoted(wanted)} is no question of the profile")
        see = get.get("see", self.texts) or ()
        return HealthQuestions(version or 0, profile, today, pain or _NO_RULE, after, advice, see)

    def _pain(self, node: Node, _key: Key) -> PainRule:
        get = self._getter(node, PAIN_KEYS, "pain")
        least = get.get("from", self.integer) or SCORE_MAX
        return PainRule(least, self._lead(get, Outcome.ADAPT), self._sources(get))
