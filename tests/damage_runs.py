"""Opens damaged logs as the app does, and looks at what comes of each.

After the damage the log is opened and read as the window reads it, for as long as it takes until
nothing in it is found damaged any more; then it is closed and opened once more.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from app.core.errors import DamagedLogError, KnownError
from app.core.health_questions import Questionnaire
from app.core.plan import Foot, Side
from app.core.script import Area, Pressure, Technique, Tool
from app.core.soreness import (
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
    StepDone,
    StepOutcome,
)
from app.storage.log_copies import back_up_daily
from app.storage.log_on_demand import LogOnDemand
from app.storage.log_opening import LogOpening
from app.storage.log_store import LogStore
from app.storage.record_id import new_id
from tests.damage import Damage, damaged
from tests.sessions import a_session

NOW = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
FIRST = datetime(2025, 11, 1, 18, 0, tzinfo=UTC)
READS = 3
"""How often it is read until nothing is damaged: the first finds it, the second saves what is."""


@dataclass
class Opening:
    """What became of one damaged log; `troubles` is empty where all held.

    `back` is the share of sessions and answers that are there again; `garbled` are those whose id
    was hit by a byte that makes another id of it, which nobody can see.
    """

    seed: int
    kind: str
    fate: str = ""
    sentences: list[str] = field(default_factory=list)
    back: float = 0.0
    garbled: int = 0
    troubles: list[str] = field(default_factory=list)


def write_log(path: Path, sessions: int) -> None:
    """Write a log of sessions, each with two steps and four answers, some with long notes."""
    chance = random.Random(5)
    store = LogStore(path, lambda: NOW - timedelta(days=2))
    store.database.connection.execute("PRAGMA synchronous = OFF")
    for number in range(sessions):
        start = FIRST + timedelta(days=number)
        session = _session(start, "long note " * chance.choice([0, 1, 3, 5, 5, 900]))
        store.add_session(session)
        for foot in Foot:
            for context in (RatingContext.BEFORE, RatingContext.AFTER):
                store.add_rating(_rating(session, foot, context, chance.randrange(11)))
    store.close()


def ids_in(log: LogOnDemand) -> set[str]:
    """What a log has, read as the window reads it."""
    found: set[str] = set()
    for logged in log.sessions():
        found.add(logged.session.id)
    found.update(rating.id for rating in log.ratings())
    log.events()
    log.health.checks(Questionnaire.TODAY)
    log.health.clearances()
    return found


def openings(folder: Path, seeds: range, *, with_backup: bool = False) -> Iterator[Opening]:
    """Damage a log by each seed, and open it; a backup, if there is one, has half of it."""
    model = folder / "model"
    model.mkdir()
    path = model / "log.sqlite3"
    write_log(path, 20)
    if with_backup:
        assert back_up_daily(path, NOW - timedelta(days=1)).backup is not None
    write_more = LogStore(path, lambda: NOW - timedelta(hours=1))
    for number in range(20, 40):
        write_more.add_session(_session(FIRST + timedelta(days=number), "more"))
    write_more.close()
    log = LogOnDemand(lambda: LogStore(path, lambda: NOW))
    whole = ids_in(log)
    log.close()
    for seed in seeds:
        data = folder / str(seed)
        shutil.copytree(model, data)
        yield _open(data / "log.sqlite3", seed, whole)
        shutil.rmtree(data)


def _open(path: Path, seed: int, whole: set[str]) -> Opening:
    result = Opening(seed, damaged(path, seed))
    before = path.read_bytes()
    found: set[str] | None = None
    try:
        found = _read(path, result)
        if found is not None and _read(path, result) != found:
            result.troubles.append("the next start reads something else")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what must not happen
        result.troubles.append(f"{type(error).__name__}: {error}")
    result.back = 0.0 if found is None else len(found & whole) / len(whole)
    if found is not None:
        result.garbled = len(found - whole)
        if result.garbled and result.kind != Damage.RANDOM_BYTES:
            result.troubles.append(f"{result.garbled} records that nobody wrote")
    asides = [one for one in path.parent.glob("log.broken-*.sqlite3") if one.read_bytes() == before]
    if asides:
        result.fate = "salvaged" if result.fate == "opened" else result.fate
    elif result.fate != "opened" and path.read_bytes() != before:
        result.troubles.append("the damaged bytes are gone")
    if list(path.parent.glob(".*.part")):
        result.troubles.append("something half done was left")
    return result


def _read(path: Path, result: Opening) -> set[str] | None:
    """Read it as a run of the program does; None where it is refused to the end."""
    opening = LogOpening(path, lambda: NOW, result.sentences.append)
    log = LogOnDemand(opening.open, opening.save_what_can_be)
    with closing(log):
        for _ in range(READS):
            try:
                found = ids_in(log)
            except KnownError as error:
                result.sentences.append(str(error))
                result.fate = "told" if isinstance(error, DamagedLogError) else "refused"
            else:
                result.fate = "opened"
                return found
    return None


def report(results: list[Opening]) -> dict[str, object]:
    """What is to be known of them."""
    fates = [one.fate for one in results]
    salvaged = [one.back for one in results if one.fate == "salvaged"]
    return {
        "logs": len(results),
        "opened_as_it_is": fates.count("opened"),
        "salvaged": fates.count("salvaged"),
        "refused_with_a_sentence": fates.count("refused"),
        "found_damaged_to_the_end": fates.count("told"),
        "failures": [asdict(one) for one in results if one.troubles],
        "rows_back_of_salvaged": {
            "all_came_back": sum(back == 1.0 for back in salvaged),
            "median": round(median(salvaged or [0]), 4),
            "worst": round(min(salvaged or [0]), 4),
        },
        "opened_as_it_is_with_rows_missing": sum(
            one.fate == "opened" and one.back < 1 for one in results
        ),
        "ids_garbled": sum(one.garbled for one in results),
        "of_kinds": {
            kind: {
                fate: sum(one.fate == fate for one in results if one.kind == kind)
                for fate in sorted({one.fate for one in results if one.kind == kind})
            }
            | {"rows_back": round(median(one.back for one in results if one.kind == kind), 4)}
            for kind in sorted({one.kind for one in results})
        },
        "refusals": sorted(
            {one.sentences[-1].split("”")[-1] for one in results if one.fate in ("refused", "told")}
        ),
    }


def _session(start: datetime, note: str) -> SessionRecord:
    steps = tuple(
        StepDone(
            position=position,
            step_index=position,
            title="Knead the arch",
            technique=Technique.KNEADING,
            area=Area.ARCH,
            side=side,
            tool=Tool.HANDS,
            pressure=Pressure.MODERATE,
            pass_number=1,
            planned_s=450,
            actual_s=450.0,
            counts=True,
            eased=0,
            outcome=StepOutcome.DONE,
        )
        for position, side in enumerate((Side.LEFT, Side.RIGHT))
    )
    return a_session(
        start,
        id=new_id(),
        end=start + timedelta(minutes=16),
        script_id="kneading",
        script_title="Kneading",
        script_sha256="0" * 64,
        techniques=(Technique.KNEADING,),
        steps=steps,
        note=note,
    )


def _rating(session: SessionRecord, foot: Foot, context: RatingContext, value: int) -> Rating:
    return Rating(
        id=new_id(),
        session_id=session.id,
        kind=RatingKind.PAIN,
        context=context,
        answered=session.end,
        side=foot,
        region=Area.HEEL,
        value=value,
    )
