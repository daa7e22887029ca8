"""What is to begin: a script as chosen, and what may be done in its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.core.checked_plan import Why, checked_plan
from app.core.cut_off import CutOff
from app.core.firm_rest import firm_rests
from app.core.health_check import Verdict
from app.core.library import Entry
from app.core.plan import MINUTES_MIN, Choice, Feet, Pauses, Plan
from app.core.script import Level, Script
from app.core.soreness import SessionRecord
from app.core.suggestion import GENTLE_ID


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person wants to begin: a script as chosen, or one that was cut off."""

    entry: Entry
    choice: Choice
    pauses: Pauses = field(default_factory=Pauses)
    cut_off: CutOff | None = None

    @property
    def script(self) -> Script:
        """Its script; a broken one is never asked about."""
        assert self.entry.script is not None  # noqa: S101 - see there
        return self.entry.script


@dataclass(frozen=True, slots=True)
class Instead:
    """A script that may be done now, with what is chosen for it and what comes of that."""

    entry: Entry
    choice: Choice
    plan: Plan


@dataclass(frozen=True, slots=True)
class Basis:
    """What decides on what may be done.

    Attributes:
        verdict: of the answers so far.
        refused: why what is wanted cannot be; None where it can.
        sessions: of the last days.
        now: the time, with its UTC offset.
    """

    verdict: Verdict
    refused: Why | None
    sessions: tuple[SessionRecord, ...]
    now: datetime


def instead_of(wanted: Wanted, entries: Iterable[Entry], basis: Basis) -> tuple[Instead, ...]:
    """What may be done instead of what is wanted: the same on other feet, gentle ones, others.

    Args:
        wanted: what was to begin.
        entries: the scripts that are there; the order of those alike stays.
        basis: what decides on it.
    """
    choice, verdict, why = wanted.choice, basis.verdict, basis.refused
    if why is Why.NO_FOOT:
        choice = replace(choice, feet=Feet.BOTH)
    if wanted.cut_off is not None:
        # A new one: what an earlier check left out may be done, what was done firmly rests.
        choice = Choice(choice.feet, choice.first, choice.minutes)
        lived = (*basis.sessions, wanted.cut_off.record())
        verdict = replace(verdict, firm_rests=firm_rests(lived, basis.now))
    others = [entry for entry in entries if why is not None or entry.id != wanted.entry.id]
    chosen = replace(wanted, choice=choice)
    found = [one for entry in others if (one := _instead(chosen, entry, verdict))]
    return tuple(sorted(found, key=lambda one: _rank(wanted, one)))


def _instead(wanted: Wanted, entry: Entry, verdict: Verdict) -> Instead | None:
    """A script as chosen, or for the least time, if it may be done."""
    if entry.script is None:
        return None
    for choice in (wanted.choice, replace(wanted.choice, minutes=MINUTES_MIN)):
        plan = checked_plan(entry.script, choice, verdict, wanted.pauses).plan
        if plan is not None:
            return Instead(entry, choice, plan)
    return None


def _rank(wanted: Wanted, instead: Instead) -> tuple[bool, bool, bool]:
    entry, script = instead.entry, instead.plan.script
    return (
        entry.id != wanted.entry.id,
        entry.id != GENTLE_ID,
        script.level is not Level.GENTLE,
    )
