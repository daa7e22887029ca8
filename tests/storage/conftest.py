"""What the tests of storage share: records to store, a clock, a folder that may be closed."""

from __future__ import annotations

import os
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from app.core.plan import Feet, Foot, Side
from app.core.script import Area, Pressure, Technique, Tool
from app.core.soreness import (
    EventType,
    LogEvent,
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
    StepDone,
    StepOutcome,
)
from app.storage.log_store import LogStore
from app.storage.record_id import new_id

NOBODY = 65534
CET = timezone(timedelta(hours=1))
START = datetime(2025, 11, 21, 19, 2, 10, tzinfo=CET)


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = datetime(2025, 11, 22, 8, 0, tzinfo=CET)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def step() -> Callable[..., StepDone]:
    def make(**changes: Any) -> StepDone:
        usual = StepDone(
            position=0,
            step_index=1,
            title="Knead the arch",
            technique=Technique.KNEADING,
            area=Area.ARCH,
            side=Side.LEFT,
            tool=Tool.HANDS,
            pressure=Pressure.MODERATE,
            pass_number=1,
            planned_s=75,
            actual_s=61.25,
            counts=True,
            eased=1,
            outcome=StepOutcome.PARTLY,
        )
        return replace(usual, **changes)

    return make


@pytest.fixture
def session(step: Callable[..., StepDone]) -> Callable[..., SessionRecord]:
    def make(**changes: Any) -> SessionRecord:
        usual = SessionRecord(
            id=new_id(),
            start=START,
            end=START + timedelta(minutes=20),
            script_id="cross-fiber-friction",
            script_title="Across-the-grain friction for the sole",
            script_sha256="ab" * 32,
            techniques=(Technique.KNEADING, Technique.CROSS_FIBER_FRICTION),
            feet=Feet.BOTH,
            first_foot=Foot.RIGHT,
            planned_hands_on_s=1110,
            actual_hands_on_s=1071,
            completed=True,
            ended_early_reason=None,
            steps=(step(), step(position=1, outcome=StepOutcome.SKIPPED, actual_s=0.0, eased=0)),
            safety_verdict="clear",
            note="after a long walk",
        )
        return replace(usual, **changes)

    return make


@pytest.fixture
def rating() -> Callable[..., Rating]:
    def make(**changes: Any) -> Rating:
        usual = Rating(
            id=new_id(),
            session_id=None,
            kind=RatingKind.PAIN,
            context=RatingContext.DAILY,
            answered=START,
            side=Foot.LEFT,
            region=Area.HEEL,
            value=5,
        )
        return replace(usual, **changes)

    return make


@pytest.fixture
def event() -> Callable[..., LogEvent]:
    def make(**changes: Any) -> LogEvent:
        usual = LogEvent(
            id=new_id(),
            session_id=None,
            when=START,
            type=EventType.BRUISE,
            severity="small",
            side=Foot.RIGHT,
            region=Area.ARCH,
            advice_shown="Go lighter next time.",
            note="like a coin",
        )
        return replace(usual, **changes)

    return make


@pytest.fixture
def log_path(tmp_path: Path) -> Path:
    return tmp_path / "log.sqlite3"


@pytest.fixture
def store(log_path: Path, clock: Clock) -> Iterator[LogStore]:
    opened = LogStore(log_path, clock, busy_timeout_s=0.01)
    yield opened
    opened.close()


@pytest.fixture
def at_home() -> Iterator[Callable[[str], None]]:
    """Move this machine to a time zone."""
    before = os.environ.get("TZ")

    def move(zone: str | None) -> None:
        if zone is None:
            os.environ.pop("TZ", None)
        else:
            os.environ["TZ"] = zone
        time.tzset()

    yield move
    move(before)


@pytest.fixture
def largest_file() -> Callable[[int], AbstractContextManager[None]]:
    """The system refuses to let a file grow beyond a size in bytes, much as a full disk does."""

    @contextmanager
    def limit(size_bytes: int) -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return limit


@pytest.fixture
def guarded_folder() -> Iterator[Path]:
    """A folder whose mode binds: root, whom no mode binds, is somebody else meanwhile."""
    folder = Path(tempfile.mkdtemp(prefix="footwell-"))
    is_root = os.geteuid() == 0
    if is_root:
        os.chown(folder, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield folder
    finally:
        if is_root:
            os.setresuid(0, 0, 0)
        for place in (folder, *folder.rglob("*")):
            if not place.is_symlink():
                place.chmod(0o700)
        shutil.rmtree(folder)
