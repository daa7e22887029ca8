"""Machines with a log each, which live and hand each other what they exported."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID, uuid5

from app.core.answer import Answer
from app.core.health_answers import Check, Cleared
from app.core.health_questions import Questionnaire
from app.core.kept_session import ToldAfter
from app.core.plan import Foot
from app.core.script import Area, Technique
from app.core.soreness import (
    AfterAnswer,
    EventType,
    LogEvent,
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
)
from app.storage.exports.exporting import ExportOrder
from app.storage.exports.json_export import export_json
from app.storage.imports.log_import import ImportCount, import_log
from app.storage.log_layout import TABLES
from app.storage.log_store import LogStore
from tests.sessions import a_session

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
_NAMES = UUID("6f0f4b5c-0000-4000-8000-000000000000")

Dump = dict[str, list[tuple[object, ...]]]


def named(name: str) -> str:
    """A UUID that is the same for the same name."""
    return str(uuid5(_NAMES, name))


@cache
def _empty_log() -> bytes:
    """A new log; made once, since bringing it up to date takes its time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.sqlite3"
        LogStore(path, lambda: NOON).close()
        return path.read_bytes()


class Machine:
    """A machine with a log, whose clock is set by hand."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder = folder / name
        self.folder.mkdir()
        self.name = name
        self.now = NOON
        (self.folder / "log.sqlite3").write_bytes(_empty_log())
        self.store = LogStore(self.folder / "log.sqlite3", lambda: self.now)
        self.store.database.connection.execute("PRAGMA synchronous = OFF")
        self._records = 0
        self._files = 0

    def new_id(self) -> str:
        self._records += 1
        return named(f"{self.name}/{self._records}")

    def lives(self, minutes: int) -> None:
        """Its clock goes on, stands, or is set back."""
        self.now += timedelta(minutes=minutes)

    def exports(self) -> Path:
        self._files += 1
        target = self.folder / f"export-{self._files}.json"
        export_json(self.store.database, ExportOrder(target), self.now)
        return target

    def imports(self, file: Path) -> ImportCount:
        return import_log(self.store.database, file, lambda: self.now)

    @property
    def dump(self) -> Dump:
        """Every row of every table with all its columns, `superseded` too, by id."""
        connection = self.store.database.connection
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall()
            for table in TABLES
        }

    @property
    def reading(self) -> tuple[object, ...]:
        """What it shows: all that is read, in the order in which it is."""
        health = self.store.health
        return (
            self.store.sessions(),
            self.store.ratings(),
            self.store.events(),
            *(health.checks(questionnaire) for questionnaire in Questionnaire),
            health.clearances(),
        )

    def close(self) -> None:
        self.store.close()

    # --- what people do ---

    def ids(self, table: str) -> list[str]:
        query = f"SELECT id FROM {table} ORDER BY id"
        return [id_ for (id_,) in self.store.database.connection.execute(query)]

    def adds_session(self) -> str:
        lived = session(self.new_id(), self.now)
        self.store.add_session(lived)
        return lived.id

    def answers(self, question: Question, value: int | None) -> str:
        rating = Rating(
            id=self.new_id(),
            session_id=question.session_id,
            kind=question.kind,
            context=question.context,
            answered=self.now,
            side=Foot.LEFT,
            region=question.region,
            value=value,
        )
        self.store.add_rating(rating)
        return rating.id

    def says(self, session_id: str, question: str, answer: Answer) -> None:
        told = self.told(session_id, question, answer)
        self.store.keep_after_answer(told.answer, told.events)

    def told(self, session_id: str, question: str, answer: Answer) -> ToldAfter:
        """An answer, and what it tells of."""
        given = AfterAnswer(session_id, RatingContext.H24, question, answer, self.now, version=1)
        happened = LogEvent("", session_id, self.now, EventType.BRUISE)
        return ToldAfter(given, (happened,) if answer.is_yes else ())

    def is_checked(self, questionnaire: Questionnaire, answer: Answer) -> str:
        check = Check(self.new_id(), questionnaire, 1, self.now, {"T1": answer, "T2": answer})
        self.store.health.add_check(check)
        return check.id

    def is_cleared(self) -> str:
        day = self.now.date()
        cleared = Cleared(self.new_id(), "P5", "Dr. Ray", day, self.now, frozenset({Foot.LEFT}))
        self.store.health.add_clearance(cleared)
        return cleared.id


@dataclass(frozen=True)
class Question:
    """What somebody is asked on the scale."""

    session_id: str | None
    kind: RatingKind
    context: RatingContext
    region: Area = Area.HEEL


def session(id_: str, start: datetime) -> SessionRecord:
    return a_session(
        start,
        id=id_,
        script_id="maintenance",
        script_title="Keep it up",
        techniques=(Technique.KNEADING,),
    )
