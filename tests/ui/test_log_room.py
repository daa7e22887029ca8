"""The log: its table, its search, one session, deleting and undoing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from app.core.plan import Feet, Foot, Side
from app.core.script import Area, Pressure, Technique, Tool
from app.core.soreness import (
    EndReason,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
    SessionRecord,
    StepDone,
    StepOutcome,
)
from app.ui.log_room import LogRoom
from app.ui.log_table import LogColumn, LogTable
from tests.ui.player_fixtures import START, made_icons, put_away

Ascending, Descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


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
    record = SessionRecord(
        id=f"id-{number}",
        start=start,
        end=start + timedelta(minutes=20),
        script_id="sample",
        script_title="Sample",
        script_sha256="ab",
        techniques=(Technique.KNEADING,),
        feet=Feet.BOTH,
        first_foot=Foot.LEFT,
        planned_hands_on_s=1000,
        actual_hands_on_s=1110,
        completed=True,
        ended_early_reason=None,
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


def cells(table: LogTable, column: LogColumn) -> list[str]:
    return [str(table.index(row, column).data()) for row in range(table.rowCount())]


def ids(table: LogTable) -> list[str]:
    return [table.session_at(row).session.id for row in range(table.rowCount())]


# --- the table ---


@pytest.fixture
def table(qapp: QApplication) -> LogTable:
    qapp.processEvents()
    made = LogTable()
    made.show_sessions(SAMPLE)
    return made


def test_it_shows_the_newest_first_whatever_the_order_it_got(table: LogTable) -> None:
    table.show_sessions(list(reversed(SAMPLE)))
    assert ids(table) == ["id-1", "id-2", "id-3"]


def test_every_column_says_what_it_should(table: LogTable) -> None:
    rows = {column: cells(table, column) for column in LogColumn}
    assert rows[LogColumn.WHEN][0].endswith("19 Nov 2026, 18:30")
    assert rows[LogColumn.HANDS_ON] == ["18:30", "12:40, under 15 min", "18:30"]
    assert rows[LogColumn.FEET] == ["Both feet", "Both feet", "Left foot"]
    assert [text.replace("\xa0", " ") for text in rows[LogColumn.PAIN]] == ["L 3 · R 4", "L 0", "–"]
    assert rows[LogColumn.SORENESS] == ["L 1", "–", "–"]
    assert rows[LogColumn.ENDED] == ["Finished", "Finished", "Early: Numb or tingling"]


@pytest.mark.parametrize(
    ("column", "order", "wanted"),
    [
        (LogColumn.WHEN, Ascending, [3, 2, 1]),
        (LogColumn.SCRIPT, Ascending, [2, 1, 3]),
        (LogColumn.HANDS_ON, Ascending, [2, 1, 3]),
        (LogColumn.FEET, Descending, [3, 1, 2]),
        (LogColumn.PAIN, Ascending, [2, 1, 3]),
        (LogColumn.PAIN, Descending, [1, 2, 3]),
        (LogColumn.SORENESS, Ascending, [1, 2, 3]),
        (LogColumn.ENDED, Descending, [3, 1, 2]),
    ],
)
def test_every_column_sorts_and_the_unanswered_come_last(
    table: LogTable, column: LogColumn, order: Qt.SortOrder, wanted: list[int]
) -> None:
    table.sort(column, order)
    assert ids(table) == [f"id-{number}" for number in wanted]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("", [1, 2, 3]),
        ("FRICTION", [2]),
        ("tender left", [3]),
        ("numb", [3]),
        ("kneading", [1, 2, 3]),
        ("nov 2026", [1, 2, 3]),
        ("2026-11-18", [2]),
        ("under 15", [2]),
        ("roller partner", []),
    ],
)
def test_every_word_of_a_search_must_be_found_somewhere(
    table: LogTable, words: str, wanted: list[int]
) -> None:
    table.search(words)
    assert ids(table) == [f"id-{number}" for number in wanted]
    assert len(table.sessions) == 3


def test_the_order_stays_while_searching(table: LogTable) -> None:
    table.sort(LogColumn.WHEN, Ascending)
    table.search("e")
    table.search("")
    assert ids(table) == ["id-3", "id-2", "id-1"]


def test_a_screen_reader_hears_the_heading_and_the_feet(table: LogTable) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert table.index(0, LogColumn.PAIN).data(role) == "Pain after: left foot 3, right foot 4"
    assert table.index(1, LogColumn.SORENESS).data(role) == "Sore after: not answered"


# --- the room ---


class Stand:
    """A log room over a list that deletes and restores as the log does."""

    def __init__(self, size: tuple[int, int] = (1280, 800)) -> None:
        self.kept = list(SAMPLE)
        self.fails = False
        self.undo: list[tuple[str, Callable[[], None]]] = []
        self.room = LogRoom(made_icons())
        self.window = QMainWindow()
        self.window.setCentralWidget(self.room)
        self.window.resize(*size)
        self.room.delete_requested.connect(self._on_delete)
        self.room.restore_requested.connect(self._on_restore)
        self.room.undo_offered.connect(lambda message, call: self.undo.append((message, call)))
        self.window.show()
        self.room.show_sessions(self.kept)
        QApplication.processEvents()

    def _on_delete(self, session_id: str) -> None:
        if not self.fails:
            self.kept = [one for one in self.kept if one.session.id != session_id]
            self.room.show_sessions(self.kept)

    def _on_restore(self, session_id: str) -> None:
        self.kept += [one for one in SAMPLE if one.session.id == session_id]
        self.room.show_sessions(self.kept)

    def words(self) -> list[str]:
        QApplication.processEvents()
        found = self.room.detail.findChildren(QLabel)
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
    stand.room.show_sessions([])
    assert stand.room.empty.isVisible()
    assert not stand.room.search.isVisible()
    with qtbot.waitSignal(stand.room.sessions_requested):
        stand.room.empty.action.click()


def test_the_newest_is_chosen_and_shown_beside_the_table(stand: Stand) -> None:
    assert stand.room.chosen_id == "id-1"
    assert stand.room.view.isVisible()
    assert stand.room.detail.isVisible()
    assert "Ball and roller" in stand.words()


def test_the_detail_shows_all_of_a_session(stand: Stand) -> None:
    stand.room.select("id-3")
    words = stand.words()
    assert "Given by a partner" in words
    assert "18:30 hands-on" in words
    assert any(line.startswith("Early: Numb or tingling") for line in words)
    assert "Note: Left heel was tender." in words
    assert "No pain or soreness noted." in words
    model = stand.room.detail.steps.model()
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
    words = stand.words()
    at = words.index("Pain")
    assert [word.replace("\xa0", " ") for word in words[at : at + 6]] == [
        "Pain",
        "After",
        "L 3 · R 4",
        "Soreness",
        "After",
        "L 1",
    ]
    assert "No pain or soreness noted." not in words


def test_moving_in_the_table_moves_the_detail(stand: Stand) -> None:
    stand.room.view.setFocus()
    QTest.keyClick(stand.room.view, Qt.Key.Key_Down)
    assert stand.room.chosen_id == "id-2"
    assert "Across-the-grain friction" in stand.words()


def test_a_search_keeps_the_chosen_one_or_takes_the_first(stand: Stand) -> None:
    stand.room.select("id-3")
    stand.room.search.setText("partner")
    assert stand.room.chosen_id == "id-3"
    stand.room.search.setText("roller")
    assert stand.room.chosen_id == "id-1"
    assert stand.room.count.text() == "Sessions: 1"


def test_a_search_without_a_hit_says_so_and_can_be_cleared(stand: Stand) -> None:
    stand.room.search.setText("zzz")
    assert stand.room.nothing_found.isVisible()
    stand.room.nothing_found.action.click()
    assert stand.room.search.text() == ""
    assert stand.room.view.isVisible()
    assert stand.room.table.rowCount() == 3


def test_selecting_clears_a_search_that_hides_it_and_ignores_the_unknown(stand: Stand) -> None:
    stand.room.search.setText("roller")
    stand.room.select("id-2")
    assert stand.room.chosen_id == "id-2"
    stand.room.select("nobody")
    assert stand.room.chosen_id == "id-2"


def test_deleting_offers_undo_and_undo_brings_it_back(stand: Stand) -> None:
    stand.room.select("id-2")
    stand.room.detail.delete.click()
    assert ids(stand.room.table) == ["id-1", "id-3"]
    assert stand.room.chosen_id == "id-3"
    message, undo = stand.undo[0]
    assert message == "Deleted “Across-the-grain friction”."
    undo()
    assert ids(stand.room.table) == ["id-1", "id-2", "id-3"]
    assert stand.room.chosen_id == "id-2"


def test_del_deletes_the_chosen_row(stand: Stand) -> None:
    QTest.keyClick(stand.room.view, Qt.Key.Key_Delete)
    assert ids(stand.room.table) == ["id-2", "id-3"]
    assert len(stand.undo) == 1


def test_where_the_log_refuses_no_undo_is_offered(stand: Stand) -> None:
    stand.fails = True
    stand.room.detail.delete.click()
    assert stand.undo == []
    assert stand.room.chosen_id == "id-1"


def test_the_last_one_deleted_leaves_the_empty_page(stand: Stand) -> None:
    for _ in range(3):
        stand.room.detail.delete.click()
    stand.room.detail.delete.click()
    assert stand.room.empty.isVisible()
    assert len(stand.undo) == 3


def test_a_click_on_a_heading_sorts(stand: Stand) -> None:
    header = stand.room.view.horizontalHeader()
    x = header.sectionViewportPosition(LogColumn.HANDS_ON) + 10
    where = header.viewport().rect().topLeft()
    where.setX(x)
    where.setY(header.height() // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert ids(stand.room.table)[0] == "id-2"
    assert stand.room.chosen_id == "id-1"


def test_in_a_narrow_window_the_detail_takes_the_place_of_the_table(qtbot: QtBot) -> None:
    stand = Stand((800, 600))
    qtbot.waitExposed(stand.window)
    room = stand.room
    assert room.view.isVisible()
    assert not room.detail.isVisible()
    QTest.keyClick(room.view, Qt.Key.Key_Return)
    assert room.detail.isVisible()
    assert not room.view.isVisible()
    room.detail.back.click()
    assert room.view.isVisible()
    put_away(stand.window)


def test_what_a_hidden_column_would_say_stands_below_the_title(qtbot: QtBot) -> None:
    stand = Stand((800, 600))
    qtbot.waitExposed(stand.window)
    view = stand.room.view
    assert view.isColumnHidden(LogColumn.ENDED)
    main, fine = view._cells.lines(stand.room.table.index(2, LogColumn.SCRIPT))
    assert main == "Given by a partner"
    assert fine.replace("\xa0", " ") == "Left foot · Early: Numb or tingling"
    stand.window.resize(2200, 900)
    QApplication.processEvents()
    assert not view.isColumnHidden(LogColumn.ENDED)
    assert view._cells.lines(stand.room.table.index(2, LogColumn.SCRIPT))[1] == ""
    assert not stand.room.grab().isNull()
    put_away(stand.window)


def test_it_says_that_it_cannot_show_a_cause(stand: Stand) -> None:
    assert stand.room.fine_line.text() == "Self-reported. Cannot show what caused a change."
    assert stand.room.fine_line.isVisible()


def test_many_thousand_sessions_are_sorted_and_searched_in_one_go(table: LogTable) -> None:
    many = [logged(number, pain=(number % 11, None)) for number in range(5000)]
    table.show_sessions(many)
    table.sort(LogColumn.PAIN, Descending)
    assert table.session_at(0).score(RatingKind.PAIN, RatingContext.AFTER, Foot.LEFT) == 10
    table.search("sample kneading")
    assert table.rowCount() == 5000
    table.search("2026-11-18")
    assert table.rowCount() == 1
