"""Does one work on a log and says what is done for good; killed by `tests/storage_kills.py`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from app.core.answer import Answer
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import (
    AfterAnswer,
    EventType,
    LogEvent,
    Rating,
    RatingContext,
    RatingKind,
)
from app.storage.log_copies import back_up_daily, back_up_now
from app.storage.log_opening import LogOpening
from app.storage.log_store import LogStore
from app.storage.record_id import new_id
from app.storage.restore import restore

NOW = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)


def now() -> datetime:
    return NOW


def answers(path: Path, _seed: int) -> Iterator[str]:
    store = LogStore(path, now)
    for number in count():
        answered = NOW + timedelta(days=number)
        rating = Rating(
            id=new_id(),
            session_id=None,
            kind=RatingKind.PAIN,
            context=RatingContext.DAILY,
            answered=answered,
            side=Foot.LEFT,
            region=Area.HEEL,
            value=number % 11,
            note="x" * 2000,
        )
        store.add_rating(rating)
        yield rating.id


def edits(path: Path, _seed: int) -> Iterator[str]:
    """An edit is three changes: a note, an answer with its event, a mark that comes and goes."""
    store = LogStore(path, now)
    first, second = [logged.session.id for logged in store.sessions()][:2]
    for number in count(1):
        yes = AfterAnswer(
            first, RatingContext.AFTER, "A1", Answer(is_yes=True), NOW, version=number
        )
        event = LogEvent(new_id(), first, NOW, EventType.DIZZINESS, note=str(number))
        store.set_note(first, str(number))
        store.keep_after_answer(yes, [event])
        (store.delete_session if number % 2 else store.restore_session)(second)
        yield str(number)


def migration(path: Path, _seed: int) -> Iterator[str]:
    LogStore(path, now).close()
    yield from ()


def backup(path: Path, _seed: int) -> Iterator[str]:
    for day in count():
        when = NOW + timedelta(days=day)
        yield str(back_up_now(path, when))
        path.touch()
        made = back_up_daily(path, when)
        assert made.backup is not None, made


def restoring(path: Path, _seed: int) -> Iterator[str]:
    for number in count():
        name = ("one", "other")[number % 2]
        restore(path, path.with_name(f"{name}.sqlite3"), NOW + timedelta(seconds=number))
        if number == 10:  # the backup of the log as it was at first is kept until then
            return
        yield name


def salvage(path: Path, _seed: int) -> Iterator[str]:
    LogOpening(path, now, lambda _told: None).save_what_can_be()
    yield "saved"


WORKS: dict[str, Callable[[Path, int], Iterator[str]]] = {
    "answers": answers,
    "edits": edits,
    "migration": migration,
    "backup": backup,
    "restore": restoring,
    "salvage": salvage,
}


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    _say("ready")
    for told in WORKS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3])):
        _say(told)
