"""What the log costs in the window: the built app on a log, in a process of its own.

Called by `log_cost.py`; what touches the machine is a fake, all else is the app's own.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.compose import Edges, build
from app.core.log_filter import EntryKind, LogFilter, LogViewKind
from app.core.plan import Foot
from app.core.preferences import Preferences
from app.core.request import AppRequest
from app.core.script import Area
from app.storage.data_folder import LOG, PREFERENCES
from app.storage.preferences_file import save_preferences
from app.ui.collector import Collector
from app.ui.footwell import Footwell
from app.ui.machine import Machine
from app.ui.rail import Room
from tests.fake_devices import FakeDevices

if TYPE_CHECKING:
    from app.ui.log_room import LogRoom  # the app imports it when the log is first gone to

STEPS = 200
AGAIN = 5
SETTLED_MS = 7000
"""After its start the window reads Today and the library, and looks whether a reminder is due."""

COLUMNS = ("when", "script", "hands_on", "feet", "pain", "soreness", "ended")
"""Of the table, from the left."""

Figures = dict[str, object]


def filters(script_id: str) -> dict[str, LogFilter]:
    """What is wanted, one after the other, as its chips are set."""
    today = datetime.now().astimezone().date()
    year = LogFilter(since=today - timedelta(days=730), until=today - timedelta(days=365))
    return {
        "left foot": LogFilter(foot=Foot.LEFT),
        "heel": LogFilter(region=Area.HEEL),
        "left heel, pain": LogFilter(foot=Foot.LEFT, region=Area.HEEL, kind=EntryKind.PAIN),
        "soreness": LogFilter(kind=EntryKind.SORENESS),
        "events": LogFilter(kind=EntryKind.EVENTS),
        "a script": LogFilter(script_id=script_id),
        "a year": year,
        "words": LogFilter(words="walk old shoes"),
        "all": LogFilter(),
    }


class Bench:
    """A shown window, and how long things take in its log's room.

    Args:
        data: the data folder.
        view: what the log's room shows when it is first gone to.
        clock: seconds.
    """

    def __init__(self, data: Path, view: LogViewKind, clock: Callable[[], float]) -> None:
        save_preferences(data / PREFERENCES, Preferences(log_view=view))
        self._application = QApplication([])
        self._collector = (
            Collector()
        )  # as `compose.start`: else garbage is collected in our figures
        self._clock = clock
        self._script_id = _a_script(data / LOG)
        self.footwell = _built(self._application, data)
        self.footwell.window.resize(1192, 800)
        self.footwell.show()
        QTest.qWait(SETTLED_MS)

    def timed_ms(self, do: Callable[[], object]) -> float:
        """How long it is until something is done, laid out and painted."""
        began = self._clock()
        do()
        self._application.processEvents()
        self._application.processEvents()
        return 1000 * (self._clock() - began)

    def open_ms(self) -> float:
        """How long it is from the key until the log's room is painted, the first time."""
        return self.timed_ms(partial(self.footwell.window.go_to, Room.LOG))

    def again_ms(self) -> float:
        """How long it is until the room is read anew."""
        return statistics.median(self.timed_ms(self.room.refresh) for _ in range(AGAIN))

    def filters_ms(self, view: LogViewKind) -> dict[str, float]:
        """Each filter in one view."""
        found: dict[str, float] = {}
        for name, one in filters(self._script_id).items():
            found[name] = self.timed_ms(partial(self.room.look_at, view, one))
            if view is LogViewKind.SESSIONS:
                self.room.sessions.show_chosen()  # else it would count in the next one's time
        return found

    @property
    def room(self) -> LogRoom:
        """The log's room, once it was gone to."""
        room = self.footwell.log.room
        assert room is not None
        return room

    # --- the table ---

    def scroll_ms(self) -> dict[str, dict[str, float]]:
        """Steps by wheel, by Page Down, and the bar dragged far."""
        view = self.room.sessions.view
        bar = view.verticalScrollBar()
        dice = random.Random(2)
        kinds: dict[str, Callable[[], object]] = {
            "wheel": lambda: QApplication.sendEvent(view.viewport(), _turn(view.viewport())),
            "page_down": lambda: QTest.keyClick(view, Qt.Key.Key_PageDown),
            "drag": lambda: bar.setValue(dice.randrange(bar.maximum())),
        }
        return {
            name: _spread([self.timed_ms(step) for _ in range(STEPS)])
            for name, step in kinds.items()
        }

    def entry_ms(self) -> dict[str, float]:
        """All of an entry beside the table: what is shown where a choice stands still."""
        sessions, dice = self.room.sessions, random.Random(3)
        rows = sessions.table.rowCount()

        def show() -> None:
            sessions.view.choose(dice.randrange(rows))
            sessions.show_chosen()

        return {"first": self.timed_ms(sessions.show_chosen)} | _spread(
            [self.timed_ms(show) for _ in range(STEPS)]
        )

    def orders_ms(self) -> dict[str, float]:
        """Each column, as its heading is pressed."""
        sort = self.room.sessions.view.sortByColumn
        return {
            name: self.timed_ms(partial(sort, column, Qt.SortOrder.AscendingOrder))
            for column, name in reversed([*enumerate(COLUMNS)])
        }


def _a_script(log: Path) -> str:
    with closing(sqlite3.connect(log)) as connection:
        query = "SELECT script_id FROM sessions GROUP BY script_id ORDER BY count(*) DESC"
        return str(connection.execute(query).fetchone()[0])


def chart(data: Path, clock: Callable[[], float]) -> Figures:
    """The chart when the log is first gone to, with all that is imported for it."""
    bench = Bench(data, LogViewKind.TREND, clock)
    assert "pyqtgraph" not in sys.modules
    first = bench.open_ms()
    assert "pyqtgraph" in sys.modules
    figures: Figures = {"first_ms": first, "again_ms": bench.again_ms()}
    return figures | {"filter_ms": bench.filters_ms(LogViewKind.TREND)}


def table(data: Path, clock: Callable[[], float]) -> Figures:
    """The table: shown, scrolled, filtered, put in another order; an entry beside it."""
    assert "app.ui.log_room" not in sys.modules
    bench = Bench(data, LogViewKind.SESSIONS, clock)
    return {
        "first_ms": bench.open_ms(),
        "entry_ms": bench.entry_ms(),
        "again_ms": bench.again_ms(),
        "entries": bench.room.sessions.table.rowCount(),
        "scroll_ms": bench.scroll_ms(),
        "filter_ms": bench.filters_ms(LogViewKind.SESSIONS),
        "order_ms": bench.orders_ms(),
    }


def calendar(data: Path, clock: Callable[[], float]) -> Figures:
    """The month that is shown first."""
    return _view(data, LogViewKind.CALENDAR, clock)


def by_script(data: Path, clock: Callable[[], float]) -> Figures:
    """The tables by script and by what sessions included."""
    return _view(data, LogViewKind.BY_SCRIPT, clock)


def _view(data: Path, view: LogViewKind, clock: Callable[[], float]) -> Figures:
    bench = Bench(data, view, clock)
    figures: Figures = {"first_ms": bench.open_ms(), "again_ms": bench.again_ms()}
    return figures | {"filter_ms": bench.filters_ms(view)}


WINDOW_PARTS = {"chart": chart, "table": table, "calendar": calendar, "by-script": by_script}


def _built(application: QApplication, data: Path) -> Footwell:
    """The app, without sound, voice, or anything else of the machine."""
    devices = FakeDevices()
    edges = Edges(
        machine=Machine(
            time.monotonic, lambda: datetime.now().astimezone(), lambda: str(uuid4()), say=_unheard
        ),
        chime=lambda _sounds, _cache, _missing: devices.chime,
        voice=lambda _trouble: devices.voice,
        screen=lambda _missing: devices.screen,
        media=lambda _clock: devices.media,
        sleep=lambda: devices.sleep,
        notices=lambda _picture, _icons: devices.notices,
    )
    return build(application, AppRequest(data), {}, edges)


def _unheard(_speaker: QWidget, _sentence: str) -> None:
    """No screen reader is there."""


def _turn(viewport: QWidget) -> QWheelEvent:
    where = QPointF(200, 200)
    return QWheelEvent(
        where,
        QPointF(viewport.mapToGlobal(where)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def _spread(taken_ms: list[float]) -> dict[str, float]:
    ordered = sorted(taken_ms)
    return {
        "median": statistics.median(ordered),
        "p95": ordered[int(0.95 * len(ordered))],
        "worst": ordered[-1],
    }
