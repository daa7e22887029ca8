"""What was answered about a session with yes or no, before it and after it, and what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.answer import Answer, Answers
from app.core.health_answers import Check
from app.core.health_questions import HealthQuestions, Questionnaire
from app.core.soreness import LogEvent, LoggedSession, RatingContext
from app.core.told_later import hours_after_end, is_late
from app.ui.answer_words import late_text
from app.ui.controls import label
from app.ui.intake_words import places_text, told
from app.ui.log_words import when_text
from app.ui.place_words import event_text
from app.ui.theme import Space
from app.ui.words import event_label, rating_context_label


@dataclass(frozen=True, slots=True)
class Asked:
    """What the log does not keep with a session itself.

    Attributes:
        questions: what the questions are; None where they cannot be read.
        checks: the checks that were for the session.
        profile: reads the answers to the health profile that holds now.
    """

    questions: HealthQuestions | None = None
    checks: tuple[Check, ...] = ()
    profile: Callable[[], Answers] = dict


AskedOf = Callable[[str], Asked]
"""Finds what was asked for a session, by its id."""

Line = tuple[str, str]
"""When, and what."""


def nothing_asked(_session_id: str) -> Asked:
    """Where nothing is known but the session itself."""
    return Asked()


def answer_lines(logged: LoggedSession, asked: Asked) -> list[Line]:
    """All of it, in the order in which it was asked."""
    lines: list[Line] = []
    if asked.questions is not None:
        for check in asked.checks:
            if check.questionnaire is Questionnaire.TODAY:
                lines += _check_lines(asked.questions, check)
        lines += _after_lines(asked.questions, logged)
    return [*lines, *(_event_line(event) for event in logged.events)]


def _check_lines(questions: HealthQuestions, check: Check) -> Iterator[Line]:
    """The answers of the safety check that changed something, else that nothing did."""
    translate = QCoreApplication.translate
    before = rating_context_label(RatingContext.BEFORE)
    known = {one.id: one for one in questions.all_questions()}
    known.update({part.id: part for one in questions.after for part, _ in one.parts})
    leading = [
        id_ for id_, given in check.answers.items() if id_ in known and given.leads(known[id_])
    ]
    for id_ in leading:
        yield before, _said(told(known[id_].ask), check.answers[id_])
    if not leading:
        yield before, translate("log", "Safety check: nothing stood in the way.")


def _after_lines(questions: HealthQuestions, logged: LoggedSession) -> Iterator[Line]:
    """What was said yes to, each by itself, and what was said no to, by when it was asked."""
    translate = QCoreApplication.translate
    for context in RatingContext:
        told_then = [one for one in logged.answers if one.context is context]
        given = {one.question: one.answer for one in told_then}
        late = {one.question: one for one in told_then if is_late(logged.session, one)}
        no: dict[str, list[str]] = {}
        for one in questions.after:
            if one.id not in given:
                continue
            when = rating_context_label(context)
            if one.id in late:
                hours = hours_after_end(logged.session, late[one.id])
                when = late_text(context, hours)
            if not given[one.id].is_yes:
                no.setdefault(when, []).append(event_label(one.event))
                continue
            yield when, _said(event_label(one.event), given[one.id])
            for follow_up in one.question.follow_ups:
                if follow_up.id in given:
                    yield when, _said(told(follow_up.ask), given[follow_up.id])
        form = translate("log", "{things}: no")
        for when, things in no.items():
            yield when, form.format(things=", ".join(things))


def answered_text(questions: HealthQuestions, context: RatingContext, question_id: str) -> str:
    """What an answer is about, in short: “Numbness, 24 hours after”."""
    ids = {part.id: one.event for one in questions.after for part, _ in one.parts}
    form = QCoreApplication.translate("log", "{what}, {when}")
    when = rating_context_label(context)
    return form.format(what=event_label(ids[question_id]), when=when[:1].lower() + when[1:])


def _said(asked: str, answer: Answer) -> str:
    translate = QCoreApplication.translate
    said = translate("log", "yes") if answer.is_yes else translate("log", "no")
    where = places_text(answer.feet, answer.regions)
    form = translate("log", "{asked} {answer}") if asked.endswith("?") else "{asked}: {answer}"
    line = form.format(asked=asked, answer=said)
    return f"{line} ({where})" if where else line


def _event_line(event: LogEvent) -> Line:
    what = event_text(event.type, event.side, event.region)
    said = ", ".join(part for part in (what, event.severity, event.note) if part)
    noted = QCoreApplication.translate("log", "Noted")
    return noted, f"{said} ({when_text(event.when)})"


class LogAnswers(QWidget):
    """A line for each; gone where there is none."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, Space.S)
        column.setSpacing(Space.XS)
        column.addWidget(label(self.tr("What you said"), "strong"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.XS)
        column.addLayout(self._lines)

    def show_lines(self, lines: Iterable[Line], *, may_add: bool = False) -> None:
        """Show these; a time that is that of the line above is not said again.

        Args:
            lines: what was said.
            may_add: whether it stays where there is none.
        """
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        above = ""
        for when, what in lines:
            if when != above:
                self._lines.addWidget(label(when, "soft"))
            self._lines.addWidget(label(what))
            above = when
        self.setVisible(self._lines.count() > 0 or may_add)
