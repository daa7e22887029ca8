"""Health questions and answers for tests, made in one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from app.core.answer import Answer, Answers, Region
from app.core.checked_plan import Offer, checked_plan
from app.core.health_answers import Cleared
from app.core.health_check import Circumstances, Verdict, verdict
from app.core.health_questions import HealthQuestions
from app.core.health_reader import read_questions
from app.core.plan import Choice, Feet, Foot, Pauses, Side
from app.core.script import Area, Pressure, Script, Technique, Tool
from app.core.soreness import (
    AfterAnswer,
    EndReason,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
    StepDone,
    StepOutcome,
)
from tests.sessions import a_session

CET = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=CET)  # a Saturday
PATH = Path(__file__).parents[2] / "resources" / "health" / "questions.yaml"
LEFT, RIGHT = Foot.LEFT, Foot.RIGHT
HEEL = frozenset({(LEFT, Area.HEEL)})

YES, NO = Answer(is_yes=True), Answer(is_yes=False)

FINE_PROFILE: Answers = {f"P{n}": YES if n in (1, 16) else NO for n in range(1, 18)}
FINE_TODAY: Answers = {f"T{n}": NO for n in range(1, 8)}


def shipped_questions() -> HealthQuestions:
    reading = read_questions(PATH.read_bytes(), PATH.name)
    assert reading.questions is not None, reading.faults
    return reading.questions


QUESTIONS = shipped_questions()


def yes(*places: Foot | Region) -> Answer:
    """Yes, and where."""
    feet = frozenset(place for place in places if isinstance(place, Foot))
    regions = frozenset(place for place in places if not isinstance(place, Foot))
    return Answer(is_yes=True, feet=feet, regions=regions)


def judged(
    changed: Mapping[str, Answer] | None = None,
    now: Circumstances | None = None,
    cleared: Iterable[Cleared] = (),
) -> Verdict:
    """The verdict where all is fine but these answers."""
    changed = changed or {}
    profile = {**FINE_PROFILE, **{id_: a for id_, a in changed.items() if id_.startswith("P")}}
    today = {**FINE_TODAY, **{id_: a for id_, a in changed.items() if id_.startswith("T")}}
    return verdict(QUESTIONS, profile, today, now or Circumstances(NOW), cleared)


def cleared(question: str, *places: Foot | Region, recorded: datetime = NOW) -> Cleared:
    where = yes(*places)
    day = date(2026, 11, 1)
    granted = min(day, recorded.date())
    return Cleared("c", question, "Dr. Ray", granted, recorded, where.feet, where.regions)


def lived(
    end: datetime,
    *done: tuple[Technique, Side],
    outcome: StepOutcome = StepOutcome.DONE,
    feet: Feet = Feet.BOTH,
    techniques: tuple[Technique, ...] = (),
) -> SessionRecord:
    """A session that ended at an instant, with these steps."""
    steps = tuple(
        StepDone(
            n, n, "x", technique, Area.ARCH, side, Tool.HANDS, Pressure.LIGHT, 1, 60, 60, True, 0,
            outcome,
        )
        for n, (technique, side) in enumerate(done)
    )  # fmt: skip
    return a_session(
        end - timedelta(minutes=20),
        end=end,
        script_id="s",
        script_title="S",
        techniques=techniques,
        feet=feet,
        steps=steps,
    )


def checked_scripts(
    scripts: Iterable[Script], choice: Choice, verdict: Verdict, pauses: Pauses | None = None
) -> tuple[Offer, ...]:
    """Every script under a verdict, in the order given."""
    return tuple(checked_plan(script, choice, verdict, pauses) for script in scripts)


def told_after(
    session: SessionRecord | str, context: RatingContext, ago: timedelta, **answers: Answer
) -> tuple[AfterAnswer, ...]:
    """Answers about a session, given so long ago; `A3_large` is the id `A3-large`."""
    id_ = session if isinstance(session, str) else session.id
    return tuple(
        AfterAnswer(id_, context, name.replace("_", "-"), answer, NOW - ago, 1)
        for name, answer in answers.items()
    )


def soreness(
    session_id: str | None,
    context: RatingContext,
    ago: timedelta,
    value: int | None,
    place: Region = (LEFT, Area.HEEL),
    hours_after_end: float | None = None,
) -> Rating:
    """How sore a place was, answered so long ago."""
    side, region = place
    name = f"{session_id}-{context}-{side}-{region}-{ago}"
    kind = RatingKind.SORENESS
    return Rating(
        name, session_id, kind, context, NOW - ago, side, region, value,
        hours_after_end=hours_after_end,
    )  # fmt: skip


def logged(
    name: str, ago: timedelta, *told: Rating | AfterAnswer, ended: EndReason | None = None
) -> LoggedSession:
    """A session that ended so long ago, on the left foot, with what was told of it."""
    record = replace(
        lived(NOW - ago, feet=Feet.LEFT),
        id=name,
        completed=ended is None,
        ended_early_reason=ended,
    )
    return LoggedSession(
        record,
        ratings=tuple(one for one in told if isinstance(one, Rating)),
        answers=tuple(one for one in told if isinstance(one, AfterAnswer)),
    )
