"""A log as years of use leave it: made up, marked as sample, never anybody's.

    python -m tests.bench.sample_log FOLDER [--days 730] [--sessions-a-week 3] [--seed 1]

Then `python -m app --data-dir FOLDER`. Every session's note says that it is a sample.
"""

from __future__ import annotations

import random
from argparse import ArgumentParser
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Final
from uuid import UUID

from app.core.answer import Answer, Region
from app.core.asked_after import done_mark
from app.core.daily_question import HurtsMost
from app.core.health_answers import Check
from app.core.health_questions import Questionnaire
from app.core.plan import Choice, Feet, Foot, Occurrence, plan_session
from app.core.script import Area, Script
from app.core.soreness import (
    AfterAnswer,
    EndReason,
    EventType,
    LogEvent,
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
    StepDone,
    StepOutcome,
)
from app.storage.data_folder import LOG
from app.storage.log_store import LogStore
from app.storage.script_folders import load_library
from app.storage.shipped import shipped_folder
from tests.sessions import a_session, step_done

MARK: Final = "Sample data, made by a script."

_NOTES: Final = (
    "Long walk before.",
    "Heel was tight, eased off after a minute. Wore the old shoes all day, which I should not do.",
    "Stood in the kitchen for hours.",
    "=SUM(A1:A9) is no formula but a note, “quoted”, with a comma, and ümläuts",
    "Fußsohlenfaszienverhärtungsempfindlichkeit am Morgen",
)
_CHECK_INS: Final = (
    (RatingContext.H3, 3, 2),
    (RatingContext.H24, 24, 4),
    (RatingContext.H48, 48, 5),
)
"""When, the hours it is due after, and how much later it may be answered here, in hours."""

_SORE: Final = {3: (0, 1, 2, 3, 4), 24: (0, 0, 1, 2, 3), 48: (0, 0, 1)}
"""The numbers that soreness is rated with so many hours after."""

_PLACE: Final = {Foot.LEFT: Area.HEEL, Foot.RIGHT: Area.WHOLE_FOOT}
"""Where pain is rated."""

_REASONS: Final = (EndReason.PAIN, EndReason.OTHER, EndReason.NUMB)
GENTLE_DAYS: Final = 20
EARLY_SHARE: Final = 0.06
NOTED_SHARE: Final = 0.15
EASED_SHARE: Final = 0.05
LEFT_OUT_SHARE: Final = 0.02

_ADVICE: Final = "Go lighter next time, or leave this place out."


@dataclass(frozen=True, slots=True)
class Habits:
    """How somebody uses Footwell.

    Attributes:
        days: over how many days, up to the last one.
        sessions_a_week: on how many days of seven there is a session.
        answers: the share of mornings with an answer.
        away: every so many days there are three weeks without any.
    """

    days: int = 730
    sessions_a_week: float = 3.0
    answers: float = 0.72
    away: int = 240


class SampleLog:
    """Writes a log of made-up years into a folder.

    Args:
        folder: where; its log must not be there yet.
        last: the last day's noon, with its UTC offset.
        habits: how it is used.
        seed: other seeds make other years.
    """

    def __init__(
        self, folder: Path, last: datetime, habits: Habits | None = None, seed: int = 1
    ) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._last = last
        self._habits = habits or Habits()
        self._dice = random.Random(seed)
        self._now = last
        self._store = LogStore(folder / LOG, lambda: self._now)
        library = load_library(shipped_folder("sessions"), folder / "sessions", ())
        self._scripts = [entry.script for entry in library.entries if entry.script is not None]
        self._numbers = count(1)
        self.ratings = 0
        self.sessions = 0

    def write(self) -> None:
        """Write it all."""
        connection = self._store.database.connection
        connection.execute("PRAGMA synchronous = OFF")  # only while it is made
        connection.execute("PRAGMA journal_mode = MEMORY")
        before: SessionRecord | None = None
        for number in range(self._habits.days):
            day = self._last - timedelta(days=self._habits.days - 1 - number)
            if number % 30 == 0:
                self._profile(day)
            is_away = number % self._habits.away > self._habits.away - 22
            if not is_away:
                self._morning(day, number, before)
            chance = self._habits.sessions_a_week / 7
            is_on = not is_away and self._dice.random() < chance
            before = self._session(day, number) if is_on else None
        self._store.close()

    # --- how it hurts ---

    def _level(self, foot: Foot, number: int) -> float:
        """Pain of a day, before chance has its say: slowly less, with bad weeks in between."""
        part = number / max(1, self._habits.days)
        if foot is Foot.RIGHT:
            return 2.2 + 0.6 * ((number // 45) % 2)
        flare = 2.0 if number % 170 in range(95, 112) else 0.0
        return 6.6 - 3.6 * part + flare

    def _felt(self, foot: Foot, number: int, more: float = 0.0) -> int:
        value = self._dice.gauss(self._level(foot, number) + more, 1.1)
        return max(0, min(10, round(value)))

    def _id(self) -> str:
        return str(UUID(int=self._dice.getrandbits(128), version=4))

    # --- what is written ---

    def _morning(self, day: datetime, number: int, before: SessionRecord | None) -> None:
        if self._dice.random() > self._habits.answers:
            return
        when = _at(day, 7, self._dice.randrange(50))
        for foot in Foot:
            if foot is Foot.RIGHT and self._dice.random() > 0.8:
                continue
            self._rate(
                Rating(
                    id=self._id(),
                    session_id=before.id if before else None,
                    kind=RatingKind.FIRST_STEP,
                    context=RatingContext.MORNING if before else RatingContext.DAILY,
                    answered=when,
                    side=foot,
                    region=HurtsMost.HEEL_OR_ARCH.region,
                    value=self._felt(foot, number),
                    due=_at(day, 7, 0) if before else None,
                    hours_after_end=_hours(before.end, when) if before else None,
                )
            )

    def _profile(self, day: datetime) -> None:
        when = _at(day, 18, 1)
        self._now = when
        yes_to = {"P16"} if self._dice.random() < 0.5 else set[str]()
        answers = {f"P{n}": Answer(f"P{n}" in yes_to) for n in range(1, 18)}
        level = "adapt" if yes_to else "clear"
        self._store.health.add_check(
            Check(self._id(), Questionnaire.PROFILE, 1, when, answers, level)
        )

    def _session(self, day: datetime, number: int) -> SessionRecord:
        start = _at(day, 18 + self._dice.randrange(3), self._dice.randrange(60))
        script = self._script(number)
        record = self._record(script, start)
        check = {f"T{n}": Answer(is_yes=False) for n in range(1, 8)}
        self._now = start
        today = Check(self._id(), Questionnaire.TODAY, 1, start, check, record.safety_verdict)
        self._store.health.add_check(replace(today, session_id=record.id))
        self._now = record.end
        self._store.add_session(record)
        self.sessions += 1
        self._before_and_after(record, number)
        self._check_ins(record, number)
        return record

    def _script(self, number: int) -> Script:
        """A gentle one in the first weeks, any after them."""
        gentle = [script for script in self._scripts if script.id == "gentle-first-time"]
        return self._dice.choice(gentle if number < GENTLE_DAYS else self._scripts)

    def _record(self, script: Script, start: datetime) -> SessionRecord:
        feet = self._dice.choices([Feet.BOTH, Feet.LEFT], [4, 1])[0]
        plan = plan_session(script, Choice(feet))
        is_early = self._dice.random() < EARLY_SHARE
        done = self._dice.uniform(0.2, 0.7) if is_early else 1.0
        last = round(done * len(plan.occurrences))
        steps = tuple(
            self._step(position, one, is_reached=position < last)
            for position, one in enumerate(plan.occurrences)
        )
        hands_on_s = round(sum(step.actual_s for step in steps if step.counts))
        note = f" {self._dice.choice(_NOTES)}" if self._dice.random() < NOTED_SHARE else ""
        return a_session(
            start,
            id=self._id(),
            end=start + timedelta(seconds=plan.total_s * done),
            script_id=script.id,
            script_title=script.title,
            script_sha256="0" * 64,
            techniques=tuple(dict.fromkeys(step.technique for step in steps)),
            feet=feet,
            planned_hands_on_s=plan.hands_on_s,
            actual_hands_on_s=hands_on_s,
            completed=not is_early,
            ended_early_reason=self._dice.choice(_REASONS) if is_early else None,
            steps=steps,
            safety_verdict=self._dice.choices(["clear", "adapt", "area"], [8, 2, 1])[0],
            note=MARK + note,
        )

    def _step(self, position: int, one: Occurrence, *, is_reached: bool) -> StepDone:
        is_left_out = is_reached and self._dice.random() < LEFT_OUT_SHARE
        outcome = StepOutcome.DONE if is_reached else StepOutcome.SKIPPED
        is_done = is_reached and not is_left_out
        return step_done(
            position,
            one,
            actual_s=float(one.step.duration_s) if is_done else 0.0,
            eased=int(is_done and self._dice.random() < EASED_SHARE),
            outcome=StepOutcome.LEFT_OUT if is_left_out else outcome,
        )

    def _before_and_after(self, record: SessionRecord, number: int) -> None:
        before, after = record.start - timedelta(minutes=2), record.end + timedelta(minutes=2)
        for foot in _feet(record.feet):
            was = self._felt(foot, number, 0.5)
            now = max(0, min(10, was + self._dice.choice([-2, -1, -1, 0, 0, 1])))
            sore = self._dice.choice([0, 1, 1, 2, 2, 3, 4])
            pain = _PLACE[foot]
            for kind, context, when, place, value in (
                (RatingKind.PAIN, RatingContext.BEFORE, before, pain, was),
                (RatingKind.PAIN, RatingContext.AFTER, after, pain, now),
                (RatingKind.SORENESS, RatingContext.AFTER, after, Area.WHOLE_FOOT, sore),
            ):
                self._rate(self._rating(record, kind, context, when, (foot, place), value))
        if self._dice.random() < 0.1:
            self._dizzy(record, after)

    def _check_ins(self, record: SessionRecord, number: int) -> None:
        for context, hours, more in _CHECK_INS:
            due = record.end + timedelta(hours=hours)
            if self._dice.random() > 0.7 or due > self._last:
                continue
            is_late = context is not RatingContext.H3 and self._dice.random() < 0.1
            when = due + timedelta(hours=10 if is_late else self._dice.uniform(0, more))
            for foot in _feet(record.feet):
                for kind, place, value in (
                    (RatingKind.PAIN, _PLACE[foot], self._felt(foot, number)),
                    (RatingKind.SORENESS, Area.WHOLE_FOOT, self._dice.choice(_SORE[hours])),
                ):
                    skipped = None if self._dice.random() < 0.03 else value
                    rating = self._rating(record, kind, context, when, (foot, place), skipped)
                    self._rate(replace(rating, due=due, late=is_late))
            if context is not RatingContext.H3:
                self._bruise(record, context, when)
            self._keep(done_mark(record, context, when, 1, is_done=True))

    def _dizzy(self, record: SessionRecord, when: datetime) -> None:
        answer = AfterAnswer(record.id, RatingContext.AFTER, "A5", Answer(is_yes=True), when, 1)
        self._keep(answer, LogEvent(self._id(), record.id, when, EventType.DIZZINESS))

    def _bruise(self, record: SessionRecord, context: RatingContext, when: datetime) -> None:
        """The answer to whether there is one; now and then there is."""
        place = (Foot.LEFT, Area.ARCH)
        is_there = context is RatingContext.H24 and self._dice.random() < 0.02
        told = Answer(is_there, regions=frozenset({place} if is_there else ()))
        answer = AfterAnswer(record.id, context, "A3", told, when, 1)
        event = LogEvent(self._id(), record.id, when, EventType.BRUISE, "", *place, _ADVICE)
        self._keep(answer, *([event] if is_there else []))

    def _keep(self, answer: AfterAnswer, *events: LogEvent) -> None:
        self._now = answer.when
        self._store.keep_after_answer(answer, events)

    def _rating(
        self,
        record: SessionRecord,
        kind: RatingKind,
        context: RatingContext,
        when: datetime,
        place: Region,
        value: int | None,
    ) -> Rating:
        side, region = place
        hours = None if context is RatingContext.BEFORE else _hours(record.end, when)
        return Rating(
            id=self._id(),
            session_id=record.id,
            kind=kind,
            context=context,
            answered=when,
            side=side,
            region=region,
            value=value,
            hours_after_end=hours,
        )

    def _rate(self, rating: Rating) -> None:
        self._now = rating.answered
        self._store.add_rating(rating)
        self.ratings += 1


def _feet(feet: Feet) -> tuple[Foot, ...]:
    return tuple(Foot) if feet is Feet.BOTH else (Foot(feet.value),)


def _hours(end: datetime, when: datetime) -> float:
    return round((when.astimezone(UTC) - end.astimezone(UTC)).total_seconds() / 3600, 2)


def _at(day: datetime, hour: int, minute: int) -> datetime:
    """An hour of a day on the calendar here, with the offset that it has there."""
    return datetime.combine(day.date(), time(hour, minute)).astimezone()


def main() -> None:
    """Write it where the command line says."""
    options = ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--days", type=int, default=730)
    options.add_argument("--sessions-a-week", type=float, default=3.0)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    noon = datetime.now().astimezone().replace(hour=12, minute=0, second=0, microsecond=0)
    habits = Habits(days=given.days, sessions_a_week=given.sessions_a_week)
    sample = SampleLog(given.folder, noon, habits, given.seed)
    sample.write()
    (given.folder / "SAMPLE.txt").write_text(f"{MARK}\n", encoding="utf-8")
    print(f"{sample.sessions} sessions, {sample.ratings} ratings")


if __name__ == "__main__":
    main()
