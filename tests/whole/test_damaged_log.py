"""A damaged log is saved while the window stands, which says so and then shows what was saved."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.core.errors import BusyLogError
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import Rating, RatingContext, RatingKind
from app.log_exchange import LogExchange
from app.storage import log_opening, salvage
from app.storage.data_folder import LOG
from app.storage.exports.exporting import Progress, go_on
from app.storage.log_on_demand import LogOnDemand
from app.storage.log_store import LogStore
from app.storage.record_id import new_id
from app.ui.footwell import Footwell
from app.ui.rail import Room
from tests.whole.conftest import MORNING, World


@pytest.fixture
def damaged(world: World) -> Path:
    """A log with an answer, whose first page is lost."""
    world.data.mkdir()
    path = world.data / LOG
    store = LogStore(path, world.now)
    when = MORNING - timedelta(days=1)
    kind, context = RatingKind.FIRST_STEP, RatingContext.DAILY
    store.add_rating(
        Rating(new_id(), None, kind, context, when, Foot.LEFT, Area.WHOLE_FOOT, value=4)
    )
    store.close()
    with path.open("r+b") as file:
        file.write(bytes(4096))
    return path


@pytest.fixture
def may_end(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Saving takes until this is set, or it is told to stop."""
    event = Event()
    real = salvage.salvage

    def slow(path: Path, now: datetime, progress: Progress) -> salvage.Salvaged:
        while not event.wait(0.01) and progress(1, 2):
            continue
        return real(path, now, progress)

    monkeypatch.setattr(log_opening, "salvage", slow)
    return event


def shows(footwell: Footwell, words: str) -> bool:
    labels = footwell.window.findChildren(QLabel)
    return any(words in one.text() for one in labels if one.isVisible())


@pytest.mark.usefixtures("damaged")
def test_the_window_stands_and_says_what_goes_on_until_the_log_can_be_shown(
    world: World, qtbot: QtBot, may_end: Event
) -> None:
    footwell = world.start()
    assert footwell.window.isVisible()
    saving = "Footwell is saving what can be read of it."
    assert shows(footwell, saving)
    footwell.window.go_to(Room.LOG)
    world.settle()
    assert shows(footwell, saving)
    footwell.window.go_to(Room.TODAY)
    may_end.set()
    qtbot.waitUntil(lambda: not footwell.rescue.is_saving)
    world.settle()
    assert not shows(footwell, saving)
    assert shows(footwell, "Footwell saved 0 sessions and 1 answer.")
    footwell.window.go_to(Room.LOG)
    world.settle()
    assert not shows(footwell, saving)
    assert [one.value for one in footwell._log.ratings()] == [4]


def test_a_window_that_is_closed_meanwhile_leaves_the_log_as_it_was_and_the_next_one_saves_it(
    world: World, qtbot: QtBot, damaged: Path, may_end: Event
) -> None:
    before = damaged.read_bytes()
    world.quit(world.start())
    assert damaged.read_bytes() == before
    assert not list(damaged.parent.glob("*broken*"))
    may_end.set()
    footwell = world.start()
    qtbot.waitUntil(lambda: not footwell.rescue.is_saving)
    assert [one.value for one in footwell._log.ratings()] == [4]
    assert len(list(damaged.parent.glob("*broken*"))) == 1


def test_nothing_is_taken_in_while_it_is_saved_which_would_be_lost(
    world: World, qtbot: QtBot, damaged: Path, may_end: Event
) -> None:
    footwell = world.start()
    before = damaged.read_bytes()
    assert isinstance(footwell._log, LogOnDemand)
    files = LogExchange(world.data, footwell._log, world.now)
    with pytest.raises(BusyLogError, match="Footwell is saving what can be read of it"):
        files.import_log(world.data / "other.json", go_on)
    with pytest.raises(BusyLogError, match="Footwell is saving what can be read of it"):
        files.hold_log("A backup takes its place.")
    assert damaged.read_bytes() == before
    may_end.set()
    qtbot.waitUntil(lambda: not footwell.rescue.is_saving)
