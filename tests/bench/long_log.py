"""A data folder with a log of thousands of sessions, as years of use leave it."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from uuid import UUID

from app.core.plan import Choice, Foot, plan_session
from app.core.script import Area, Script
from app.core.soreness import (
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
)
from app.storage.data_folder import LOG
from app.storage.log_store import LogStore
from app.storage.script_folders import load_library
from app.storage.shipped import shipped_folder
from tests.sessions import a_session, step_done


def write_log(data: Path, sessions: int) -> None:
    """Write a log of sessions, one every other day up to now, with their steps and answers."""
    dice = random.Random(1)
    library = load_library(shipped_folder("sessions"), data / "sessions", ())
    scripts = cycle([entry.script for entry in library.entries if entry.script is not None])
    now = datetime.now(UTC)
    store = LogStore(data / LOG, lambda: now)
    store.database.connection.execute("PRAGMA synchronous=OFF")  # only while it is made
    for number in range(sessions):
        start = now - timedelta(days=2 * (sessions - number))
        record = _record(UUID(int=dice.getrandbits(128), version=4), next(scripts), start)
        store.add_session(record)
        for foot in Foot:
            for context in (RatingContext.BEFORE, RatingContext.AFTER):
                rating = Rating(
                    id=str(UUID(int=dice.getrandbits(128), version=4)),
                    session_id=record.id,
                    kind=RatingKind.PAIN,
                    context=context,
                    answered=record.end,
                    side=foot,
                    region=Area.HEEL,
                    value=dice.randrange(8),
                )
                store.add_rating(rating)
    store.close()


def _record(identity: UUID, script: Script, start: datetime) -> SessionRecord:
    plan = plan_session(script, Choice())
    steps = tuple(step_done(position, one) for position, one in enumerate(plan.occurrences))
    return a_session(
        start,
        id=str(identity),
        end=start + timedelta(seconds=plan.total_s),
        script_id=script.id,
        script_title=script.title,
        script_sha256="0" * 64,
        techniques=tuple(dict.fromkeys(step.technique for step in steps)),
        planned_hands_on_s=plan.hands_on_s,
        actual_hands_on_s=plan.hands_on_s,
        steps=steps,
    )
