"""The log: its table, its search, one session, deleting and undoing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QDate, QPersistentModelIndex, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import StorageError
from app.core.log_edit import Edit, Names, event_deleted, session_deleted
from app.core.log_entries import (
    AnswersEntry,
    EntryColumn,
    EntryKey,
    EntryOrder,
    EntryType,
    EventEntry,
    FeetScores,
    LogEntry,
    SessionEntry,
    words_finder,
)
from app.core.log_filter import EntryKind, LogFilter, LogViewKind
from app.core.log_span import LogSpan
from app.core.plan import Feet, Foot, Side
from app.core.preferences import Preferences, Theme
from app.core.script import Area, Pressure, Technique, Tool
from app.core.soreness import (
    EndReason,
    EventType,
    LogEvent,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
    StepDone,
    StepOutcome,
)
from app.ui.entry_words import change_spoken, change_text, entry_title
from app.ui.log_detail import LogDetail
from app.ui.log_room import LogRoom
from app.ui.log_sessions import LogSessions
from app.ui.log_table import PAGE, LogColumn, LogTable
from app.ui.log_view import LogView
from app.ui.menu_chip import MenuChip
from tests.sessions import a_session
from tests.ui.player_fixtures import LIGHT, START, made_icons, put_away

Ascending = Qt.SortOrder.AscendingOrder


def done(
    title: str, outcome: StepOutcome = StepOutcome.DONE, *, actual_s: float = 60, eased: int = 0
) -> StepDone:
    return StepDone(
        position=0,
        step_index=0,
        title=title,
        technique=Technique.KNEADING,
        area=Area.ARCH,
        side=Side.LEFT,
        tool=Tool.HANDS,
        pressure=Pressure.LIGHT,
        pass_number=1,
        planned_s=60,
        actual_s=actual_s,
        counts=True,
        eased=eased,
        outcome=outcome,
    )


_STEPS = (
    done("Knead the arch", eased=2),
    done("Friction", StepOutcome.PARTLY, actual_s=30),
    done("Stretch", StepOutcome.SKIPPED, actual_s=0),
    done("Press", StepOutcome.LEFT_OUT, actual_s=20.9, eased=1),
    done("Roll", StepOutcome.LEFT_OUT, actual_s=0),
    done("Stroke", StepOutcome.SKIPPED, actual_s=0),
)
STEPS = tuple(replace(one, position=at, step_index=at) for at, one in enumerate(_STEPS))


def logged(number: int, **more: object) -> LoggedSession:
    """Session `number`, so many days before the start."""
    pain, sore = more.pop("pain", (None, None)), more.pop("sore", (None, None))
    start = START - timedelta(days=number)
    record = a_session(
        start,
        id=f"id-{number}",
        script_id="sample",
        script_title="Sample",
        script_sha256="ab",
        techniques=(Technique.KNEADING,),
        planned_hands_on_s=1000,
        actual_hands_on_s=1110,
        steps=STEPS,
    )
    ratings = tuple(
        Rating(
            f"{number}{kind}{foot}",
            record.id,
            kind,
            RatingContext.AFTER,
            start,
            foot,
            Area.WHOLE_FOOT,
            value,
        )
        for kind, values in ((RatingKind.PAIN, pain), (RatingKind.SORENESS, sore))
        for foot, value in zip(Foot, values, strict=True)  # type: ignore[call-overload]
        if value is not None
    )
    return LoggedSession(replace(record, **more), ratings)  # type: ignore[arg-type]


SAMPLE = [
    logged(1, script_title="Ball and roller", pain=(3, 4), sore=(1, None)),
    logged(2, script_title="Across-the-grain friction", actual_hands_on_s=760, pain=(0, None)),
    logged(
        3,
        script_title="Given by a partner",
        completed=False,
        ended_early_reason=EndReason.NUMB,
        feet=Feet.LEFT,
        note="Left heel was tender.",
    ),
]


NOTE = "Slept badly."


class FakeEntries:
    """A log in memory: sessions, and days with first steps; it can be made to fail."""

    def __init__(self, sessions: Sequence[LoggedSession] = SAMPLE) -> None:
        self.kept = list(sessions)
        self.mornings: list[LogEntry] = []
        self.happened: dict[str, LogEvent] = {}
        self.trouble = ""
        self.pages_read = 0
        self.sessions_read: list[str] = []

    def keys(
        self, wanted: LogFilter | None = None, order: EntryOrder | None = None
    ) -> list[EntryKey]:
        self._check()
        wanted, order = wanted or LogFilter(), order or EntryOrder()
        found = [row_of(one) for one in self.kept if passes(one, wanted)]
        if wanted.kind is not EntryKind.SESSIONS and not wanted.words:
            found += self.mornings
        found.sort(key=lambda entry: entry.when, reverse=True)
        found.sort(key=lambda entry: value_of(entry, order.column), reverse=order.descending)
        return [entry.key for entry in found]

    def entries(self, keys: Sequence[EntryKey]) -> list[LogEntry]:
        self._check()
        self.pages_read += 1
        rows = {entry.key: entry for entry in map(row_of, self.kept)}
        rows |= {entry.key: entry for entry in self.mornings}
        return [rows[key] for key in keys if key in rows]

    def session(self, session_id: str) -> LoggedSession | None:
        self._check()
        self.sessions_read.append(session_id)
        return next((one for one in self.kept if one.session.id == session_id), None)

    def answers(self, key: EntryKey) -> list[Rating]:
        self._check()
        [entry] = self.entries([key])
        assert isinstance(entry.about, AnswersEntry)
        scores = [(foot, entry.about.scores.of(foot)) for foot in Foot]
        kind, whole = entry.about.kind, Area.WHOLE_FOOT
        return [
            Rating(foot, None, kind, RatingContext.DAILY, entry.when, foot, whole, value, note=NOTE)
            for foot, value in scores
            if value is not None
        ]

    def event(self, key: EntryKey) -> LogEvent | None:
        self._check()
        return self.happened.get(key.id)

    def scripts(self) -> list[tuple[str, str]]:
        self._check()
        return sorted({(one.session.script_id, one.session.script_title) for one in self.kept})

    def is_empty(self) -> bool:
        self._check()
        return not self.kept and not self.mornings

    def _check(self) -> None:
        if self.trouble:
            raise StorageError(self.trouble)


def row_of(one: LoggedSession) -> LogEntry:
    """What the table tells of a session."""
    record, after = one.session, RatingContext.AFTER

    def scores(kind: RatingKind) -> FeetScores:
        return FeetScores(*(one.score(kind, after, foot) for foot in Foot))

    about = SessionEntry(
        record.script_title,
        record.actual_hands_on_s,
        record.planned_hands_on_s,
        record.feet,
        record.completed,
        record.ended_early_reason,
        record.by_hand,
        len(one.events),
        FeetScores(),
        scores(RatingKind.PAIN),
        scores(RatingKind.SORENESS),
    )
    return LogEntry(EntryKey(EntryType.SESSION, record.id), record.start, about, record.note)


def morning(day: int, left: int | None = 4, right: int | None = 2) -> LogEntry:
    """First steps so many days before the start, without a session."""
    when = START - timedelta(days=day, hours=11)
    about = AnswersEntry(RatingKind.FIRST_STEP, FeetScores(left, right))
    key = EntryKey(EntryType.ANSWERS, f"{when.date().isoformat()} first_step")
    return LogEntry(key, when, about, NOTE)


def passes(one: LoggedSession, wanted: LogFilter) -> bool:
    record = one.session
    return (
        words_finder(wanted.words)(f"{record.script_title} {record.note}")
        and (wanted.foot is None or record.feet in ("both", wanted.foot))
        and (wanted.since is None or record.start.date() >= wanted.since)
        and (wanted.until is None or record.start.date() <= wanted.until)
        and wanted.kind is not EntryKind.SINGLE
        and wanted.script_id in ("", record.script_id)
    )


def value_of(entry: LogEntry, column: EntryColumn) -> float:
    if column is EntryColumn.HANDS_ON and isinstance(entry.about, SessionEntry):
        return entry.about.hands_on_s
    return entry.when.timestamp() if column is EntryColumn.WHEN else 0


def cells(table: LogTable, column: LogColumn) -> list[str]:
    return [str(table.index(row, column).data()) for row in range(table.rowCount())]


def ids(table: LogTable) -> list[str]:
    return [table.key_at(row).id for row in range(table.rowCount())]


# --- the table ---


@pytest.fixture
def kept() -> FakeEntries:
    return FakeEntries()


@pytest.fixture
def table(qapp: QApplication, kept: FakeEntries) -> LogTable:
    qapp.processEvents()
    made = LogTable(lambda: kept)
    made.show_log(LogFilter())
    return made


def test_every_column_says_what_it_should(table: LogTable, kept: FakeEntries) -> None:
    kept.mornings = [morning(4)]
    table.show_log(LogFilter())
    rows = {
        column: [text.replace("\xa0", " ") for text in cells(table, column)] for column in LogColumn
    }
    assert rows[LogColumn.WHEN][0].endswith("19 Nov 2026, 18:30")
    assert rows[LogColumn.SCRIPT][0] == "Ball and roller"
    assert rows[LogColumn.SCRIPT][3] == "First steps: left 4, right 2"
    assert rows[LogColumn.HANDS_ON] == ["18:30", "12:40", "18:30", ""]
    assert rows[LogColumn.FEET] == ["Both feet", "Both feet", "Left foot", "Both feet"]
    assert rows[LogColumn.PAIN] == ["L 3 · R 4", "L 0", "–", ""]
    assert rows[LogColumn.SORENESS] == ["L 1", "–", "–", ""]
    assert rows[LogColumn.ENDED] == ["Finished", "Finished", "Early: Numb or tingling", ""]


def test_a_heading_orders_the_log_and_what_is_chosen_moves_along(
    table: LogTable, kept: FakeEntries
) -> None:
    chosen = QPersistentModelIndex(table.index(1, 0))
    table.sort(LogColumn.HANDS_ON, Ascending)
    assert ids(table) == ["id-2", "id-1", "id-3"]
    assert chosen.row() == 0
    kept.kept.pop(1)
    table.sort(LogColumn.WHEN, Ascending)
    assert ids(table) == ["id-3", "id-1"]
    assert not chosen.isValid()


def test_an_order_that_cannot_be_read_is_told_and_changes_nothing(
    table: LogTable, kept: FakeEntries, qtbot: QtBot
) -> None:
    kept.trouble = "The disk is gone."
    with qtbot.waitSignal(table.trouble) as told:
        table.sort(LogColumn.HANDS_ON, Ascending)
    assert told.args == ["The disk is gone."]
    assert ids(table) == ["id-1", "id-2", "id-3"]


def test_rows_that_cannot_be_read_are_empty_and_told_once(
    table: LogTable, kept: FakeEntries, qtbot: QtBot
) -> None:
    kept.trouble = "The disk is gone."
    with qtbot.waitSignal(table.trouble):
        assert table.index(0, LogColumn.SCRIPT).data() is None
    with qtbot.assertNotEmitted(table.trouble):
        assert table.index(2, LogColumn.PAIN).data() is None


def test_a_screen_reader_hears_the_heading_and_the_feet(table: LogTable, kept: FakeEntries) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert table.index(0, LogColumn.PAIN).data(role) == "Pain: Left foot 3, Right foot 4"
    assert table.index(1, LogColumn.SORENESS).data(role) == "Sore after: not answered"
    kept.mornings = [morning(0)]
    table.show_log(LogFilter())
    assert table.index(0, LogColumn.PAIN).data(role) == "Pain: "


def test_only_the_pages_that_are_looked_at_are_read(table: LogTable, kept: FakeEntries) -> None:
    kept.kept = [logged(number) for number in range(PAGE * 40)]
    table.show_log(LogFilter())
    assert table.rowCount() == PAGE * 40
    kept.pages_read = 0
    assert table.index(PAGE * 30, LogColumn.SCRIPT).data() == "Sample"
    assert table.index(PAGE * 30 + 1, LogColumn.PAIN).data() == "–"
    assert kept.pages_read == 1
    for page in range(40):
        table.index(page * PAGE, 0).data()
    assert kept.pages_read == 41, "a page that was not looked at for long is read again"


# --- the room ---


class OtherView(QLabel):
    """Another way to look at the log."""

    session_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__("Trend")
        self.shown: list[LogFilter] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_log(self, wanted: LogFilter) -> None:
        self.shown.append(wanted)


class Stand:
    """A log room over a log that deletes and restores."""

    def __init__(
        self,
        size: tuple[int, int] = (1280, 800),
        *,
        view: LogViewKind = LogViewKind.SESSIONS,
        others: tuple[LogViewKind, ...] = (LogViewKind.TREND,),
        preferences: Preferences = LIGHT,
        log: FakeEntries | None = None,
    ) -> None:
        self.log = log or FakeEntries()
        self.fails = False
        self.deleted: list[tuple[Edit, str]] = []
        self.told: list[str] = []
        self.others: list[OtherView] = []
        icons = made_icons(preferences)
        views: dict[LogViewKind, Callable[[], QWidget]] = dict.fromkeys(others, self._build_other)
        views[LogViewKind.SESSIONS] = lambda: LogSessions(icons, lambda: self.log)
        self.room = LogRoom(icons, lambda: self.log, views, START.date, view)
        self.room.offer(adding=True, export=True)
        self.window = QMainWindow()
        self.window.setCentralWidget(self.room)
        self.window.resize(*size)
        sessions = self.room.sessions
        sessions.deletion_wanted.connect(self._on_delete)
        sessions.told.connect(self.told.append)
        self.window.show()
        self.room.refresh()
        self.stand_still()

    def _build_other(self) -> OtherView:
        self.others.append(OtherView())
        return self.others[-1]

    @property
    def table(self) -> LogTable:
        return self.room.sessions.table

    @property
    def view(self) -> LogView:
        return self.room.sessions.view

    @property
    def detail(self) -> LogDetail:
        return self.room.sessions.detail

    def stand_still(self) -> None:
        """Let a moment pass in which no other entry is chosen."""
        self.room.sessions._still.timeout.emit()
        QApplication.processEvents()

    @property
    def chosen_id(self) -> str:
        chosen = self.room.sessions.chosen
        return "" if chosen is None else chosen.id

    def _on_delete(self, edit: Edit, title: str, key: EntryKey) -> None:
        if not self.fails:
            self.deleted.append((edit, title))
            self.log.kept = [one for one in self.log.kept if one.session.id != key.id]
            self.log.mornings = [one for one in self.log.mornings if one.key != key]
            self.room.refresh()

    def words(self) -> list[str]:
        QApplication.processEvents()
        found = self.detail.findChildren(QLabel)
        return [one.text() for one in found if one.isVisible()]


@pytest.fixture
def stand(qtbot: QtBot) -> Iterator[Stand]:
    made = Stand()
    qtbot.waitExposed(made.window)
    yield made
    put_away(made.window)


def test_an_empty_log_says_what_will_stand_there_and_how_to_get_it(
    stand: Stand, qtbot: QtBot
) -> None:
    stand.log.kept = []
    stand.room.refresh()
    assert stand.room.empty.isVisible()
    assert not stand.room.search.isVisible()
    with qtbot.waitSignal(stand.room.sessions_requested):
        stand.room.empty.action.click()


def test_the_newest_is_chosen_and_shown_beside_the_table(stand: Stand) -> None:
    assert stand.chosen_id == "id-1"
    assert stand.view.isVisible()
    assert stand.detail.isVisible()
    assert "Ball and roller" in stand.words()


def test_the_detail_shows_all_of_a_session(stand: Stand) -> None:
    stand.room.select("id-3")
    words = stand.words()
    assert "Given by a partner" in words
    assert "18:30 hands-on" in words
    assert any(line.startswith("Early: Numb or tingling") for line in words)
    assert stand.detail.note.toPlainText() == "Left heel was tender."
    assert "No pain or soreness noted." in words
    model = stand.detail.steps.model()
    steps = [model.index(row, 0).data().replace("\xa0", " ") for row in range(model.rowCount())]
    assert steps == [
        "Knead the arch · Left foot · Done · eased 2 × · 1:00",
        "Friction · Left foot · In part · 0:30 of 1:00",
        "Stretch · Left foot · Skipped",
        "Press · Left foot · Left out · eased 1 × · 0:20 of 1:00",
        "Roll · Left foot · Left out",
        "Stroke · Left foot · Not done",
    ]


def test_the_detail_shows_the_answers_by_question(stand: Stand) -> None:
    lines = stand.detail.ratings.lines.values()
    assert [(line.name.text(), line.value.text()) for line in lines] == [
        ("Pain, left foot", "3"),
        ("Pain, right foot", "4"),
        ("Soreness, left foot", "1"),
    ]


def test_moving_in_the_table_moves_the_detail(stand: Stand) -> None:
    stand.view.setFocus()
    QTest.keyClick(stand.view, Qt.Key.Key_Down)
    assert stand.chosen_id == "id-2"
    stand.stand_still()
    assert "Across-the-grain friction" in stand.words()


def test_who_holds_a_key_down_gets_on_and_only_where_it_ends_all_is_read(stand: Stand) -> None:
    assert stand.log.sessions_read == ["id-1"]
    for _ in range(2):
        QTest.keyClick(stand.view, Qt.Key.Key_Down)
    assert stand.chosen_id == "id-3"
    assert stand.room.sessions._still.isActive()
    stand.stand_still()
    assert stand.log.sessions_read == ["id-1", "id-3"]
    assert not stand.room.sessions._still.isActive()


def test_the_page_deletes_nothing_but_what_stands_on_it(stand: Stand) -> None:
    QTest.keyClick(stand.view, Qt.Key.Key_Down)
    stand.detail.deletion_wanted.emit()
    assert stand.deleted == []
    stand.stand_still()
    stand.detail.deletion_wanted.emit()
    assert [edit for edit, _ in stand.deleted] == [session_deleted("id-2")]


def test_to_open_an_entry_does_not_wait(stand: Stand) -> None:
    QTest.keyClick(stand.view, Qt.Key.Key_Down)
    QTest.keyClick(stand.view, Qt.Key.Key_Return)
    assert stand.log.sessions_read == ["id-1", "id-2"]


def test_a_search_keeps_the_chosen_one_or_takes_the_first(stand: Stand) -> None:
    stand.room.select("id-3")
    stand.room.search.setText("partner")
    assert stand.chosen_id == "id-3"
    stand.room.search.setText("roller")
    assert stand.chosen_id == "id-1"
    assert stand.room.count.text() == "Entries: 1"


def test_a_search_without_a_hit_says_so_and_can_be_cleared(stand: Stand) -> None:
    stand.room.search.setText("zzz")
    assert stand.room.sessions.nothing_found.isVisible()
    stand.room.sessions.nothing_found.action.click()
    assert stand.room.search.text() == ""
    assert stand.view.isVisible()
    assert stand.table.rowCount() == 3


def test_selecting_clears_a_search_that_hides_it_and_ignores_the_unknown(stand: Stand) -> None:
    stand.room.search.setText("roller")
    stand.room.select("id-2")
    assert stand.chosen_id == "id-2"
    stand.room.select("nobody")
    assert stand.chosen_id == "id-2"


def test_deleting_names_what_goes_and_the_next_one_is_chosen(stand: Stand) -> None:
    stand.room.select("id-2")
    stand.detail.delete.click()
    assert ids(stand.table) == ["id-1", "id-3"]
    assert stand.chosen_id == "id-3"
    assert stand.deleted == [(session_deleted("id-2"), "Across-the-grain friction")]
    assert stand.window.focusWidget() is stand.view


def test_del_deletes_the_chosen_row(stand: Stand) -> None:
    QTest.keyClick(stand.view, Qt.Key.Key_Delete)
    assert ids(stand.table) == ["id-2", "id-3"]
    assert len(stand.deleted) == 1


def test_where_the_log_refuses_it_stays_chosen(stand: Stand) -> None:
    stand.fails = True
    stand.detail.delete.click()
    assert ids(stand.table) == ["id-1", "id-2", "id-3"]
    assert stand.chosen_id == "id-1"


def test_the_last_one_deleted_leaves_the_empty_page(stand: Stand) -> None:
    for _ in range(3):
        stand.detail.delete.click()
    stand.detail.delete.click()
    assert stand.room.empty.isVisible()
    assert len(stand.deleted) == 3


def test_a_click_on_a_heading_sorts(stand: Stand) -> None:
    header = stand.view.horizontalHeader()
    x = header.sectionViewportPosition(LogColumn.HANDS_ON) + 10
    where = header.viewport().rect().topLeft()
    where.setX(x)
    where.setY(header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert ids(stand.table)[0] == "id-2"
    assert stand.chosen_id == "id-1"


def test_in_a_narrow_window_the_detail_takes_the_place_of_the_table(qtbot: QtBot) -> None:
    stand = Stand((800, 600))
    qtbot.waitExposed(stand.window)
    view, detail = stand.view, stand.detail
    assert view.isVisible()
    assert not detail.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert detail.isVisible()
    assert not view.isVisible()
    assert detail.back.hasFocus() or stand.window.focusWidget() is detail.back
    detail.back.click()
    assert view.isVisible()
    put_away(stand.window)


def test_enter_goes_into_the_page_that_stands_beside_the_table_and_esc_comes_back(
    stand: Stand,
) -> None:
    stand.view.choose(0)
    stand.view.setFocus()
    QTest.keyClick(stand.view, Qt.Key.Key_Return)
    assert stand.window.focusWidget() is stand.detail.note, "nothing can be corrected but that"
    QTest.keyClick(stand.detail, Qt.Key.Key_Escape)
    assert stand.window.focusWidget() is stand.view


def test_a_session_that_is_opened_in_a_small_window_is_seen_from_its_top(qtbot: QtBot) -> None:
    looks = Preferences(theme=Theme.DARK, text_percent=200)
    stand = Stand((700, 560), preferences=looks)
    qtbot.waitExposed(stand.window)
    page = stand.room.findChild(QScrollArea)
    assert isinstance(page, QScrollArea)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    assert page.verticalScrollBar().value() > 0
    QTest.keyClick(stand.view, Qt.Key.Key_Return)
    back = stand.detail.back
    assert back.visibleRegion().boundingRect() == back.rect()
    put_away(stand.window)


def test_what_a_hidden_column_would_say_stands_below_the_title(qtbot: QtBot) -> None:
    stand = Stand((800, 600))
    qtbot.waitExposed(stand.window)
    view = stand.view
    assert view.isColumnHidden(LogColumn.ENDED)
    main, fine = view._cells.lines(stand.table.index(2, LogColumn.SCRIPT))
    assert main == "Given by a partner"
    note = "Left heel was tender."
    assert fine.replace("\xa0", " ") == f"Left foot · Early: Numb or tingling · {note}"
    stand.window.resize(2200, 900)
    QApplication.processEvents()
    assert not view.isColumnHidden(LogColumn.ENDED)
    assert view._cells.lines(stand.table.index(2, LogColumn.SCRIPT))[1] == note
    assert not stand.room.grab().isNull()
    put_away(stand.window)


def test_in_a_small_window_with_large_text_title_and_pain_come_before_the_year(
    qtbot: QtBot,
) -> None:
    stand = Stand((690, 600), preferences=Preferences(theme=Theme.LIGHT, text_percent=200))
    qtbot.waitExposed(stand.window)
    view, table = stand.view, stand.table
    assert view.columnWidth(LogColumn.WHEN) < view.columnWidth(LogColumn.SCRIPT)
    day, time = view._cells.lines(table.index(2, LogColumn.WHEN))
    assert (day.split()[0].isdigit(), len(day.split())) == (True, 2)
    assert time.replace("\xa0", " ").startswith("2026 · ")
    fine = view._cells.lines(table.index(2, LogColumn.SCRIPT))[1]
    pain = str(table.index(2, LogColumn.PAIN).data())
    assert pain
    assert fine.startswith(pain)
    said = str(table.index(2, LogColumn.WHEN).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "2026, " in said, "a screen reader hears the whole date"
    put_away(stand.window)
    made_icons()


def test_the_search_that_is_asked_for_by_keys_is_seen(qtbot: QtBot) -> None:
    stand = Stand((690, 500), preferences=Preferences(theme=Theme.LIGHT, text_percent=200))
    qtbot.waitExposed(stand.window)
    page = stand.room.findChild(QScrollArea)
    assert isinstance(page, QScrollArea)
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    search = stand.room.search
    assert search.visibleRegion().isEmpty()
    stand.room._find()
    assert search.visibleRegion().boundingRect() == search.rect()
    put_away(stand.window)
    made_icons()


def test_it_says_that_it_cannot_show_a_cause(stand: Stand) -> None:
    assert stand.room.fine_line.text() == "Self-reported. Cannot show what caused a change."
    assert stand.room.fine_line.isVisible()


# --- views and filters ---


def choose(chip: MenuChip[Any], value: object) -> None:
    """Choose as a click on the menu does."""
    chip._on_picked(value)


def test_the_first_view_is_the_one_that_was_looked_at_last(qtbot: QtBot) -> None:
    stand = Stand(view=LogViewKind.TREND)
    qtbot.waitExposed(stand.window)
    assert stand.room.view is LogViewKind.TREND
    assert stand.others[0].isVisible()
    assert stand.others[0].shown == [LogFilter()]
    assert not stand.room.count.isVisible()
    put_away(stand.window)


def test_a_view_that_is_not_there_leaves_the_table_and_no_chips(qtbot: QtBot) -> None:
    stand = Stand(view=LogViewKind.TREND, others=())
    qtbot.waitExposed(stand.window)
    assert stand.view.isVisible()
    assert not stand.room.views.isVisible()
    assert stand.room.filters.isVisible()
    put_away(stand.window)


def test_only_what_something_stands_behind_is_offered(stand: Stand, qtbot: QtBot) -> None:
    with qtbot.waitSignal(stand.room.add_requested):
        stand.room.add.click()
    with qtbot.waitSignal(stand.room.export_requested):
        stand.room.export.click()
    stand.room.offer()
    assert not stand.room.add.isVisible()
    assert not stand.room.export.isVisible()
    stand.room.offer(adding=True, export=True)
    stand.log.kept = []
    stand.room.refresh()
    assert stand.room.add.isVisible()
    assert not stand.room.export.isVisible(), "an empty log cannot be taken anywhere"


def test_keys_change_the_view_and_tell_it(stand: Stand, qtbot: QtBot) -> None:
    control_shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(stand.room.view_chosen) as told:
        QTest.keyClick(stand.view, Qt.Key.Key_1, control_shift)
    assert told.args == [LogViewKind.TREND]
    [trend] = stand.others
    assert trend.isVisible()
    assert stand.window.focusWidget() is trend
    QTest.keyClick(trend, Qt.Key.Key_2, control_shift)
    assert stand.view.isVisible()
    assert stand.window.focusWidget() is stand.view


def test_arrows_move_along_the_views(stand: Stand) -> None:
    chips = stand.room.views.findChildren(QPushButton)
    chips[1].setFocus()
    QTest.keyClick(chips[1], Qt.Key.Key_Left)
    assert stand.window.focusWidget() is chips[0]
    QTest.keyClick(chips[0], Qt.Key.Key_Space)
    assert stand.room.view is LogViewKind.TREND


def test_words_and_kinds_are_the_tables_and_ctrl_f_leads_there(stand: Stand) -> None:
    choose(stand.room.filters.kind, EntryKind.EVENTS)
    stand.room.search.setText("heel")
    stand.room.show_view(LogViewKind.TREND)
    [trend] = stand.others
    assert trend.shown[-1] == LogFilter()
    for part in (stand.room.search, stand.room.filters.kind, stand.room.filters.clear_all):
        assert not part.isVisible(), part
    QTest.keyClick(trend, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert stand.room.view is LogViewKind.SESSIONS
    assert stand.window.focusWidget() is stand.room.search
    assert stand.room.wanted == LogFilter(kind=EntryKind.EVENTS, words="heel")


def test_enter_goes_into_the_page_of_an_entry_without_a_session_too(qtbot: QtBot) -> None:
    log = FakeEntries([])
    log.mornings = [morning(0)]
    stand = Stand(log=log)
    qtbot.waitExposed(stand.window)
    stand.view.setFocus()
    QTest.keyClick(stand.view, Qt.Key.Key_Return)
    sessions = stand.room.sessions
    assert sessions.details.currentWidget() is sessions.single
    assert sessions.details.count() == 1, "none of a session is built for it"
    put_away(stand.window)


@pytest.mark.parametrize(
    ("key", "name"),
    [(Qt.Key.Key_N, "add"), (Qt.Key.Key_E, "export")],
)
def test_adding_and_exporting_have_keys_that_their_buttons_tell(
    stand: Stand, key: Qt.Key, name: str
) -> None:
    wanted: list[str] = []
    stand.room.add_requested.connect(lambda: wanted.append("add"))
    stand.room.export_requested.connect(lambda: wanted.append("export"))
    presses: QPushButton = getattr(stand.room, name)
    assert presses.toolTip() == f"{presses.text()} (Ctrl+{chr(key)})"
    QTest.keyClick(stand.view, key, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [name]
    stand.room.show_page(QLabel("a form"))
    QTest.keyClick(stand.room, key, Qt.KeyboardModifier.ControlModifier)
    assert wanted == [name], "not from behind a page that is written in"


def test_in_an_empty_log_a_key_adds_and_none_exports(stand: Stand) -> None:
    wanted: list[str] = []
    stand.room.add_requested.connect(lambda: wanted.append("add"))
    stand.room.export_requested.connect(lambda: wanted.append("export"))
    stand.log.kept = []
    stand.room.refresh()
    assert stand.room.empty.other.toolTip() == "Add past entry (Ctrl+N)"
    for key in (Qt.Key.Key_E, Qt.Key.Key_N):
        QTest.keyClick(stand.room, key, Qt.KeyboardModifier.ControlModifier)
    assert wanted == ["add"]


def test_that_it_is_self_reported_is_said_below_every_view(stand: Stand) -> None:
    for kind in (LogViewKind.SESSIONS, LogViewKind.TREND):
        stand.room.show_view(kind)
        assert stand.room.fine_line.isVisible()


def test_a_view_is_read_again_only_where_the_log_or_the_filter_changed(stand: Stand) -> None:
    stand.room.show_view(LogViewKind.TREND)
    stand.room.show_view(LogViewKind.SESSIONS)
    stand.room.show_view(LogViewKind.TREND)
    [trend] = stand.others
    assert len(trend.shown) == 1
    stand.room.refresh()
    assert len(trend.shown) == 2
    choose(stand.room.filters.foot, Foot.LEFT)
    assert trend.shown[-1] == LogFilter(foot=Foot.LEFT)


def test_a_view_may_ask_for_a_sessions_page(stand: Stand) -> None:
    stand.room.show_view(LogViewKind.TREND)
    stand.others[0].session_requested.emit("id-2")
    assert stand.room.view is LogViewKind.SESSIONS
    assert stand.chosen_id == "id-2"


def test_the_filters_ask_for_what_their_chips_say(stand: Stand) -> None:
    filters = stand.room.filters
    choose(filters.foot, Foot.RIGHT)
    choose(filters.region, Area.HEEL)
    choose(filters.span, LogSpan.WEEKS_4)
    choose(filters.script, "sample")
    choose(filters.kind, EntryKind.PAIN)
    assert stand.room.wanted == LogFilter(
        since=date(2026, 10, 24),
        foot=Foot.RIGHT,
        region=Area.HEEL,
        script_id="sample",
        kind=EntryKind.PAIN,
    )
    assert filters.span.text() == "Last 4 weeks"
    assert filters.clear_all.isVisible()
    filters.clear_all.click()
    assert stand.room.wanted == LogFilter()
    assert not filters.clear_all.isVisible()
    assert ids(stand.table) == ["id-1", "id-2", "id-3"]


def test_a_filter_narrows_the_table_and_the_count(stand: Stand) -> None:
    choose(stand.room.filters.foot, Foot.RIGHT)
    assert ids(stand.table) == ["id-1", "id-2"]
    assert stand.room.count.text() == "Entries: 2"


def test_days_of_ones_own_are_typed_and_never_the_wrong_way_round(stand: Stand) -> None:
    filters = stand.room.filters
    assert not filters.days.isVisible()
    choose(filters.span, LogSpan.OWN)
    assert filters.days.isVisible()
    assert filters.days.days == (date(2026, 10, 24), date(2026, 11, 20))
    filters.days.since.setDate(QDate(2026, 11, 18))
    assert ids(stand.table) == ["id-1", "id-2"]
    filters.days.until.setDate(QDate(2026, 11, 17))
    assert filters.days.days == (date(2026, 11, 17), date(2026, 11, 17))
    assert filters.span.text() == "17 Nov 2026"
    assert ids(stand.table) == ["id-3"]
    filters.days.since.setDate(QDate(2026, 11, 19))
    assert filters.span.text() == "19 Nov 2026"


def test_filters_that_let_nothing_through_say_so_and_can_be_cleared(stand: Stand) -> None:
    choose(stand.room.filters.script, "none such")
    nothing = stand.room.sessions.nothing_found
    assert nothing.isVisible()
    assert nothing.action.text() == "Clear filters"
    stand.room.search.setText("zzz")
    assert nothing.action.text() == "Clear search and filters"
    nothing.action.click()
    assert stand.room.wanted == LogFilter()
    assert stand.view.isVisible()


def test_a_part_of_the_log_may_be_asked_for_from_elsewhere(stand: Stand) -> None:
    day = date(2026, 11, 18)
    wanted = LogFilter(since=day, until=day, words="friction")
    stand.room.look_at(LogViewKind.SESSIONS, wanted)
    assert stand.room.wanted == wanted
    assert ids(stand.table) == ["id-2"]
    assert stand.room.filters.span.text() == "18 Nov 2026"


def test_a_log_that_cannot_be_read_says_so_until_it_can(stand: Stand) -> None:
    stand.log.trouble = "The disk is gone."
    stand.room.refresh()
    assert stand.room.failed.isVisible()
    assert "The disk is gone." in [one.text() for one in stand.room.failed.findChildren(QLabel)]
    stand.room.failed.action.click()
    assert stand.room.failed.isVisible()
    stand.log.trouble = ""
    stand.room.failed.action.click()
    assert stand.view.isVisible()
    assert stand.chosen_id == "id-1"
    assert stand.window.focusWidget() is stand.view


def test_what_fails_while_rows_are_painted_is_said_too(stand: Stand, qtbot: QtBot) -> None:
    stand.log.kept = [logged(number) for number in range(PAGE * 3)]
    stand.room.refresh()
    stand.log.trouble = "The disk is gone."
    stand.view.scrollToBottom()
    qtbot.waitUntil(stand.room.failed.isVisible)


def test_a_session_that_cannot_be_read_is_no_empty_page(stand: Stand) -> None:
    stand.log.trouble = "The disk is gone."
    QTest.keyClick(stand.view, Qt.Key.Key_Down)
    stand.stand_still()
    assert stand.room.failed.isVisible()
    stand.room.select("id-3")
    assert stand.room.failed.isVisible()


def test_what_belongs_to_no_session_has_a_page_too(stand: Stand) -> None:
    stand.log.mornings = [morning(0)]
    stand.room.refresh()
    stand.view.choose(0)
    stand.stand_still()
    single = stand.room.sessions.single
    assert single.isVisible()
    assert not stand.detail.isVisible()
    assert single.title.text() == "First steps"
    answers = [(one.name.text(), one.value.text()) for one in single.ratings.lines.values()]
    assert answers == [("First steps, left foot", "4"), ("First steps, right foot", "2")]
    assert single.note.text() == "Note: Slept badly."
    QTest.keyClick(stand.view, Qt.Key.Key_Delete)
    assert stand.table.rowCount() == 3
    both = Edit(gone=Names(ratings=("left", "right")))
    assert stand.deleted == [(both, "First steps: left 4, right 2")]


def test_an_event_is_shown_and_goes_but_that_advice_was_shown_stays(stand: Stand) -> None:
    bruise = LogEvent("b", None, START, EventType.BRUISE, side=Foot.LEFT, region=Area.HEEL)
    advice = LogEvent("a", None, START, EventType.OTHER, advice_shown="Go lighter.")
    abouts = {
        "b": EventEntry(EventType.BRUISE, "", Foot.LEFT, Area.HEEL),
        "a": EventEntry(EventType.OTHER, is_advice=True),
    }
    stand.log.happened = {"b": bruise, "a": advice}
    stand.log.mornings = [
        LogEntry(EntryKey(EntryType.EVENT, id_), START, about) for id_, about in abouts.items()
    ]
    stand.room.refresh()
    single = stand.room.sessions.single
    stand.view.choose(0)
    stand.stand_still()
    assert [one.name.text() for one in single.events.lines.values()] == ["Bruise, left foot, heel"]
    assert not single.events.add.isVisible()
    stand.view.choose(1)
    stand.stand_still()
    assert (single.title.text(), single.advice.text()) == ("Advice shown", "Go lighter.")
    assert entry_title(stand.log.mornings[1]) == "Advice shown"
    assert not single.events.isVisible()
    assert not single.delete.isVisible()
    QTest.keyClick(stand.view, Qt.Key.Key_Delete)
    assert stand.deleted == []
    assert stand.told == ["That advice was shown stays in the log."]
    stand.view.choose(0)
    QTest.keyClick(stand.view, Qt.Key.Key_Delete)
    assert stand.deleted == [(event_deleted(bruise), "Bruise: Left foot, heel")]


def test_an_event_that_is_gone_meanwhile_has_no_page_and_is_not_deleted(stand: Stand) -> None:
    key = EntryKey(EntryType.EVENT, "gone")
    stand.log.mornings = [LogEntry(key, START, EventEntry(EventType.BRUISE))]
    stand.room.refresh()
    stand.view.choose(0)
    QTest.keyClick(stand.view, Qt.Key.Key_Delete)
    assert stand.deleted == []


def test_a_day_without_a_number_says_so() -> None:
    assert entry_title(morning(0, None, None)) == "First steps: not answered"


def test_a_page_takes_the_place_of_the_log_until_a_view_is_asked_for(stand: Stand) -> None:
    page = OtherView()
    stand.room.show_page(page)
    assert page.isVisible()
    assert not stand.view.isVisible()
    stand.room.setFocus()
    assert stand.window.focusWidget() is page
    stand.room.refresh()
    stand.room.select("id-2")
    assert not page.isVisible()
    assert stand.chosen_id == "id-2"
    stand.room.leave_page()
    assert stand.view.isVisible()


def test_pain_is_told_before_and_after() -> None:
    before, after = FeetScores(5, 4), FeetScores(3, None)
    assert change_text(before, after).replace("\xa0", " ") == "L 5 → 3 · R 4 → –"
    said = "Left foot 5 before, 3 after, Right foot 4 before, not answered after"
    assert change_spoken(before, after) == said


@pytest.mark.parametrize("percent", [100, 200])
def test_in_a_small_window_nothing_is_cut_off_at_the_side(qtbot: QtBot, percent: int) -> None:
    stand = Stand((712, 600), preferences=Preferences(theme=Theme.LIGHT, text_percent=percent))
    qtbot.waitExposed(stand.window)
    room = stand.room
    room.more.click()
    for chip in (room.filters.foot, room.filters.span):
        assert chip.isVisible()
    choose(room.filters.span, LogSpan.OWN)
    QApplication.processEvents()
    parts = [*room.findChildren(QPushButton), room.search, room.filters.days.until]
    for part in parts:
        if part.isVisible():
            right = part.mapTo(room, part.rect().bottomRight()).x()
            assert right <= room.width(), part.accessibleName()
            assert part.width() >= part.minimumSizeHint().width() or part is room.search
    assert stand.view.height() >= 100
    put_away(stand.window)
    made_icons()


def test_the_filters_are_folded_away_in_a_low_window(qtbot: QtBot) -> None:
    stand = Stand((1000, 600))
    qtbot.waitExposed(stand.window)
    room = stand.room
    assert not room.filters.isVisible()
    room.more.click()
    assert room.filters.isVisible()
    choose(room.filters.foot, Foot.LEFT)
    assert room.more.text() == "Filters: 1"
    room.more.click()
    assert not room.filters.isVisible()
    put_away(stand.window)


def test_every_part_has_a_name_for_a_screen_reader(stand: Stand) -> None:
    room = stand.room
    named = [*room.findChildren(QPushButton), room.search, room.filters, room.views, stand.view]
    assert [part for part in named if part.isVisible() and not part.accessibleName()] == []
