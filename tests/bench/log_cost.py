"""What the log's table costs with 100,000 answers.

    python tests/bench/log_cost.py [--sessions 14300] [--data FOLDER] [--cpu]

Makes a log by plain SQL (or takes the one of a data folder, which is only read), shows the table in
a real window and measures, as JSON in ms: the table from `show_log` until it is painted (first and
again), one step of scrolling painted (wheel, Page Down, dragging the bar to places far apart),
each filter, and each order. `--cpu` counts the processor's time of the window's thread instead, for
machines on which other programs run. Needs a screen, or `xvfb-run -a -s "-screen 0 1280x800x24"`.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.log_filter import EntryKind, LogFilter, LogViewKind
from app.core.plan import Foot
from app.core.preferences import Preferences, Theme
from app.core.script import Area
from app.storage.log_store import LogStore, open_log_read_only
from app.ui.icons import Icons
from app.ui.log_room import LogRoom
from app.ui.log_sessions import LogSessions
from app.ui.log_table import LogColumn
from app.ui.theme import Looks, load_fonts

RESOURCES = Path(__file__).parents[2] / "resources"
BARS_MS = {"shown": 300, "scroll": 16, "filter": 200, "order": 200}
STEPS = 200
ANSWERS = [
    ("pain", "before"),
    ("pain", "after"),
    ("soreness", "after"),
    ("first_step", "morning"),
]
FILTERS = {
    "left foot": LogFilter(foot=Foot.LEFT),
    "heel": LogFilter(region=Area.HEEL),
    "left heel, pain": LogFilter(foot=Foot.LEFT, region=Area.HEEL, kind=EntryKind.PAIN),
    "soreness": LogFilter(kind=EntryKind.SORENESS),
    "events": LogFilter(kind=EntryKind.EVENTS),
    "a script": LogFilter(script_id="script-3"),
    "a year": LogFilter(since=date(2020, 1, 1), until=date(2020, 12, 31)),
    "words": LogFilter(words="walk evening"),
    "all": LogFilter(),
}


def write_log(path: Path, sessions: int) -> None:
    """A log of sessions with eight answers each, two a day up to November 2026."""
    LogStore(path, lambda: datetime.now(UTC)).close()
    dice = random.Random(1)
    last = datetime(2026, 11, 20, 19, tzinfo=UTC)
    changed = last.isoformat(timespec="microseconds")
    rows: list[tuple[str, ...]] = []
    ratings: list[tuple[str | int, ...]] = []
    for number in range(sessions):
        start = last - timedelta(hours=12 * number)
        id_, script = str(UUID(int=dice.getrandbits(128), version=4)), f"script-{number % 12}"
        note = "A long walk in the evening." if number % 20 == 0 else ""
        end = start + timedelta(minutes=20)
        rows.append((id_, start.isoformat(), end.isoformat(), script, script, note, changed))
        for kind, context in ANSWERS:
            for side in Foot:
                ratings.append(
                    (
                        str(UUID(int=dice.getrandbits(128), version=4)),
                        id_,
                        kind,
                        context,
                        (end + timedelta(seconds=len(ratings) % 60)).isoformat(),
                        side,
                        dice.choice(["heel", "arch", "whole-foot"]),
                        dice.randrange(11),
                        changed,
                    )
                )
    # First steps are one a day and foot: of the two sessions of a day one has them.
    once: dict[tuple[str, str | int], str | int] = {}
    ratings = [
        row
        for row in ratings
        if row[2] != "first_step" or once.setdefault((str(row[4])[:10], row[5]), row[0]) == row[0]
    ]
    connection = sqlite3.connect(path)
    connection.executemany(ADD_SESSION, rows)
    connection.executemany(ADD_RATING, ratings)
    connection.commit()
    connection.close()


ADD_SESSION = """
INSERT INTO sessions (
    id, start, "end", script_id, script_title, note, changed, script_sha256, techniques, feet,
    first_foot, planned_hands_on_s, actual_hands_on_s, completed, safety_verdict
) VALUES (?, ?, ?, ?, ?, ?, ?, '', '[]', 'both', 'left', 900, 950, 1, 'clear')
"""
ADD_RATING = """
INSERT INTO ratings (
    id, session_id, kind, context, answered, side, region, value, changed, late, note
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, '')
"""


class Bench:
    """A shown room, and how long things take in it."""

    def __init__(
        self, application: QApplication, store: LogStore, clock: Callable[[], float]
    ) -> None:
        self._application = application
        self._clock = clock
        looks = Looks(application, Preferences(theme=Theme.LIGHT))
        icons = Icons(RESOURCES / "icons", looks)
        self.room = LogRoom(
            icons,
            lambda: store.entries,
            {LogViewKind.SESSIONS: lambda: LogSessions(icons, lambda: store.entries)},
            date.today,
            LogViewKind.SESSIONS,
        )
        self.room.resize(1192, 800)
        self.room.show()
        self._settle()

    def timed_ms(self, do: Callable[[], object]) -> float:
        """How long it is until something is done and painted."""
        began = self._clock()
        do()
        self.room.sessions.view.viewport().repaint()
        self._application.processEvents()
        return 1000 * (self._clock() - began)

    def _settle(self) -> None:
        for _ in range(5):
            self._application.processEvents()

    def show(self) -> dict[str, float]:
        """The table, the first time and again."""
        first = self.timed_ms(self.room.refresh)
        again = [self.timed_ms(self.room.refresh) for _ in range(5)]
        return {"first": first, "again": statistics.median(again)}

    def scroll(self) -> dict[str, dict[str, float]]:
        """Steps by wheel, by Page Down, and the bar dragged far."""
        view = self.room.sessions.view
        bar = view.verticalScrollBar()
        dice = random.Random(2)

        def wheel() -> None:
            where = QPointF(200, 200)
            event = QWheelEvent(
                where,
                QPointF(view.viewport().mapToGlobal(where)),
                QPoint(),
                QPoint(0, -120),
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
                Qt.ScrollPhase.NoScrollPhase,
                False,
            )
            QApplication.sendEvent(view.viewport(), event)

        kinds: dict[str, Callable[[], object]] = {
            "wheel": wheel,
            "page_down": lambda: QTest.keyClick(view, Qt.Key.Key_PageDown),
            "drag": lambda: bar.setValue(dice.randrange(bar.maximum())),
        }
        return {
            name: _spread([self.timed_ms(step) for _ in range(STEPS)])
            for name, step in kinds.items()
        }

    def filters(self) -> dict[str, float]:
        """Each filter, as its chips are set."""
        look_at = partial(self.room.look_at, LogViewKind.SESSIONS)
        return {name: self.timed_ms(partial(look_at, wanted)) for name, wanted in FILTERS.items()}

    def orders(self) -> dict[str, float]:
        """Each column, as its heading is pressed."""
        sort = self.room.sessions.view.sortByColumn
        return {
            column.name.lower(): self.timed_ms(partial(sort, column, Qt.SortOrder.AscendingOrder))
            for column in reversed(LogColumn)
        }


def _spread(taken_ms: list[float]) -> dict[str, float]:
    ordered = sorted(taken_ms)
    return {
        "median": statistics.median(ordered),
        "p95": ordered[int(0.95 * len(ordered))],
        "worst": ordered[-1],
    }


def _rounded(figures: object) -> object:
    if isinstance(figures, dict):
        return {name: _rounded(figure) for name, figure in figures.items()}
    return round(figures, 1) if isinstance(figures, float) else figures


def main() -> None:
    """Make or take a log and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=14_300)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--cpu", action="store_true")
    given = parser.parse_args()
    application = QApplication([])
    load_fonts(RESOURCES / "fonts")
    with tempfile.TemporaryDirectory() as folder:
        path = (given.data or Path(folder)) / "log.sqlite3"
        if given.data is None:
            write_log(path, given.sessions)
        store = open_log_read_only(path)
        if store is None:
            parser.error(f"there is no log at {path}")
        answers = store.database.connection.execute("SELECT count(*) FROM ratings").fetchone()[0]
        bench = Bench(application, store, time.thread_time if given.cpu else time.perf_counter)
        figures: dict[str, object] = {"answers": answers, "bars_ms": BARS_MS}
        figures["shown_ms"] = bench.show()
        figures["entries"] = bench.room.sessions.table.rowCount()
        figures["scroll_ms"] = bench.scroll()
        figures["filter_ms"] = bench.filters()
        figures["order_ms"] = bench.orders()
        store.close()
    print(json.dumps(_rounded(figures), indent=2))


if __name__ == "__main__":
    main()
