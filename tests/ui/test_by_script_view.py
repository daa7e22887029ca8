"""The figures by script: what is told, of which place, in which words, and never a rank."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from app.core.answer import Region
from app.core.log_filter import EntryKind, LogFilter
from app.core.plan import Foot
from app.core.preferences import Preferences, Theme
from app.core.script import Area, Technique
from app.core.session_pain import RatedPlace, SessionPain
from app.ui.by_script_grid import FigureGrid
from app.ui.by_script_table import FigureColumn
from app.ui.by_script_view import ByScriptView
from app.ui.figure_words import signed_text
from app.ui.icons import Icons
from tests.ui.player_fixtures import made_icons, put_away

START = datetime(2026, 11, 1, 18, tzinfo=UTC)
HEEL: Region = (Foot.LEFT, Area.HEEL)
RIGHT: Region = (Foot.RIGHT, Area.WHOLE_FOOT)
Display, Spoken = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole


class FakeFigures:
    """Figures as a test wants them."""

    def __init__(self) -> None:
        self.pain: dict[Region, list[SessionPain]] = {}
        self.asked: list[LogFilter] = []

    def add(self, place: Region, title: str, changes: Sequence[int | None], **more: object) -> None:
        held = self.pain.setdefault(place, [])
        held += [
            SessionPain(
                f"{title}{number}",
                START + timedelta(days=number),
                title.casefold(),
                title,
                (Technique.KNEADING, *more.get("techniques", ())),  # type: ignore[misc]
                place,
                before=5,
                after=None if change is None else 5 + change,
                day_after=5 if more.get("day_after") else None,
            )
            for number, change in enumerate(changes)
        ]

    def places(self, wanted: LogFilter) -> list[RatedPlace]:
        self.asked.append(wanted)
        return [RatedPlace(place, len(held)) for place, held in self.pain.items()]

    def pains(self, wanted: LogFilter, place: Region) -> list[SessionPain]:
        return [one for one in self.pain[place] if wanted.script_id in ("", one.script_id)]


class FakeLog:
    """A log that has figures."""

    def __init__(self) -> None:
        self.figures = FakeFigures()


@pytest.fixture
def log() -> FakeLog:
    made = FakeLog()
    friction = {"techniques": (Technique.CROSS_FIBER_FRICTION,)}
    made.figures.add(HEEL, "Zebra", [-1, -3, 1, 0, -2, -2], day_after=True)
    made.figures.add(HEEL, "Ankle", [0, 2, None], **friction)
    made.figures.add(RIGHT, "Ankle", [0])
    return made


@pytest.fixture
def make(qtbot: QtBot, icons: Icons, log: FakeLog) -> Callable[..., ByScriptView]:
    def build(width: int = 1100) -> ByScriptView:
        made = ByScriptView(icons, log)
        qtbot.addWidget(made)
        made.resize(width, 700)
        made.show_log(LogFilter())
        made.show()
        return made

    return build


def lines(grid: FigureGrid, role: Qt.ItemDataRole = Display) -> list[list[str]]:
    model = grid.model()
    return [
        [str(model.index(row, column).data(role)).replace("\xa0", " ") for column in FigureColumn]
        for row in range(model.rowCount())
    ]


def said(view: ByScriptView) -> str:
    return "\n".join(one.text() for one in view.findChildren(QLabel) if one.isVisibleTo(view))


def test_scripts_stand_by_name_with_their_figures(make: Callable[..., ByScriptView]) -> None:
    assert lines(make().scripts) == [
        ["Ankle", "3", "not enough yet (2 of 5)", "not enough yet (0 of 5)"],
        ["Zebra", "6", "−1.5 (from −3 to +1), n = 6", "0 (from 0 to 0), n = 6"],
    ]


def test_techniques_are_told_as_what_sessions_included(make: Callable[..., ByScriptView]) -> None:
    view = make()
    assert [line[:2] for line in lines(view.techniques)] == [
        ["… cross-fiber friction", "3"],
        ["… kneading", "9"],
    ]
    heading = view.techniques.model().headerData(0, Qt.Orientation.Horizontal)
    assert heading == "Sessions that included …"
    assert "cannot show what works" in said(view)


def test_nothing_can_be_sorted_by_its_figures(make: Callable[..., ByScriptView]) -> None:
    view = make()
    grid = view.scripts
    before = lines(grid)
    heading = grid.horizontalHeader()
    place = heading.sectionViewportPosition(FigureColumn.AFTER) + 5
    QTest.mouseClick(heading.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, 5))
    assert not grid.isSortingEnabled()
    assert lines(grid) == before


def test_the_place_with_the_most_answers_is_taken_and_said(
    make: Callable[..., ByScriptView],
) -> None:
    told = said(make())
    assert "Change of pain: Left foot, heel" in told
    assert "This is the place with the most answers." in told


def test_another_place_is_chosen_by_its_chip(make: Callable[..., ByScriptView]) -> None:
    view = make()
    chip = next(one for one in view.places.findChildren(QPushButton) if one.text() == "Right foot")
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert lines(view.scripts) == [
        ["Ankle", "1", "not enough yet (1 of 5)", "not enough yet (0 of 5)"]
    ]
    assert "Change of pain: Right foot" in said(view)
    assert "most answers" not in said(view)
    view.show_log(LogFilter())
    assert "Change of pain: Right foot" in said(view)


def test_a_foot_that_is_chosen_leaves_no_other_place(
    make: Callable[..., ByScriptView], log: FakeLog
) -> None:
    view = make()
    view.show_log(LogFilter(foot=Foot.RIGHT))
    assert "Change of pain: Right foot" in said(view)
    assert not view.places.isVisible()
    assert log.figures.asked[-1] == LogFilter(foot=Foot.RIGHT)


def test_what_does_not_count_here_is_said(make: Callable[..., ByScriptView]) -> None:
    view = make()
    assert "do not count" not in said(view)
    view.show_log(LogFilter(kind=EntryKind.PAIN, words="long walk"))
    assert "Kind and search do not count here." in said(view)


def test_an_empty_log_and_a_choice_without_answers_say_so(
    make: Callable[..., ByScriptView], log: FakeLog
) -> None:
    log.figures.pain.clear()
    view = make()
    assert "Changes of pain will stand here" in said(view)
    assert not view.scripts.isVisible()
    view.show_log(LogFilter(since=date(2026, 1, 1)))
    assert "Nothing was answered here" in said(view)


def test_cells_are_read_as_sentences(make: Callable[..., ByScriptView]) -> None:
    view = make()
    zebra = lines(view.scripts, Spoken)[1]
    figure = "median change minus 1.5, from minus 3 to plus 1, of 6 sessions"
    assert zebra == [
        "Zebra",
        "Zebra: sessions, 6",
        f"Zebra, right after against before: {figure}",
        "Zebra, 24 hours after against before: median change 0, from 0 to 0, of 6 sessions",
    ]
    assert lines(view.scripts, Spoken)[0][2].endswith("not enough yet, 2 of 5 sessions")
    interface = QAccessible.queryAccessibleInterface(view.scripts)
    texts = [
        interface.child(number).text(QAccessible.Text.Name)
        for number in range(interface.childCount())
    ]
    assert zebra[2] in texts


def test_control_c_copies_both_tables_as_text(
    make: Callable[..., ByScriptView], log: FakeLog, qtbot: QtBot
) -> None:
    log.figures.add(HEEL, "=HYPERLINK(1)\tx", [0])
    view = make()
    view.show_log(LogFilter())
    with qtbot.waitSignal(view.told):
        QTest.keyClick(view.scripts, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("Change of pain: Left foot, heel\n\nScript\tSessions\t")
    assert "\nZebra\t6\t−1.5 (from −3 to +1), n = 6\t0 (from 0 to 0), n = 6\n" in text
    assert "\n'=HYPERLINK(1) x\t1\t" in text
    assert "… kneading\t10\t" in text
    assert text.endswith("Cannot show what caused a change.")


def test_the_arrows_move_from_cell_to_cell(make: Callable[..., ByScriptView]) -> None:
    view = make()
    view.scripts.setCurrentIndex(view.scripts.model().index(0, 0))
    QTest.keyClick(view.scripts, Qt.Key.Key_Down)
    QTest.keyClick(view.scripts, Qt.Key.Key_Right)
    index = view.scripts.currentIndex()
    assert (index.row(), index.column()) == (1, 1)


@pytest.mark.parametrize("width", [560, 1100])
def test_every_line_shows_all_its_words(
    make: Callable[..., ByScriptView], log: FakeLog, width: int
) -> None:
    log.figures.add(HEEL, "Across the grain of the sole and slowly up to the calf", [0] * 1000)
    view = make(width)
    view.grab()
    for grid in (view.scripts, view.techniques):
        assert grid.verticalScrollBar().maximum() == 0
        assert grid.horizontalScrollBar().maximum() == 0
        assert grid.height() >= sum(grid.rowHeight(row) for row in range(grid.model().rowCount()))
    assert view.minimumSizeHint().width() <= width


LONG = "Plantarfasziendehnungsübungsprogramm für Fortgeschrittene"


@pytest.fixture
def narrow(log: FakeLog) -> Iterator[ByScriptView]:
    """As it stands at 200 % text in a window of 800 × 600, with long words."""
    log.figures.add(HEEL, LONG, [-1] * 6)
    page = QScrollArea()
    made = ByScriptView(made_icons(Preferences(theme=Theme.LIGHT, text_percent=200)), log)
    page.setWidgetResizable(True)
    page.setWidget(made)
    page.resize(560, 600)
    made.show_log(LogFilter())
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    QApplication.processEvents()
    yield made
    put_away(page)
    made_icons()


def test_in_little_room_a_line_is_a_block_that_says_all_of_it(narrow: ByScriptView) -> None:
    grid = narrow.scripts
    shown = [c for c in FigureColumn if not grid.isColumnHidden(c)]
    assert shown == [FigureColumn.NAME]
    assert grid.columnWidth(FigureColumn.NAME) == grid.viewport().width()
    spoken = str(grid.model().index(2, 0).data(Spoken))
    assert spoken == (
        "Zebra: sessions, 6. Zebra, right after against before: median change minus 1.5, from "
        "minus 3 to plus 1, of 6 sessions. Zebra, 24 hours after against before: median change 0, "
        "from 0 to 0, of 6 sessions"
    )
    assert narrow.minimumSizeHint().width() <= 560


def test_a_block_is_as_high_as_its_lines_and_breaks_what_is_too_long(narrow: ByScriptView) -> None:
    grid = narrow.scripts
    narrow.grab()
    line = QFontMetrics(grid.font()).height()
    assert grid.rowHeight(0) >= 4 * line, "a name and three figures"
    assert grid.rowHeight(1) > grid.rowHeight(2), "the long name takes more lines"
    assert grid.height() >= sum(grid.rowHeight(row) for row in range(3))


def test_the_block_that_the_keys_are_at_is_in_sight(narrow: ByScriptView) -> None:
    grid = narrow.scripts
    narrow.setFocus()
    for row in range(3):
        QApplication.processEvents()
        assert grid.currentIndex().row() == row
        seen = grid.viewport().visibleRegion().boundingRect()
        assert seen.contains(grid.visualRect(grid.currentIndex()).center())
        QTest.keyClick(grid, Qt.Key.Key_Down)


def test_with_room_again_blocks_are_cells_again(narrow: ByScriptView) -> None:
    assert narrow.scripts.isColumnHidden(FigureColumn.AFTER)
    page = narrow.window()
    page.resize(1900, 600)
    QApplication.processEvents()
    assert not any(narrow.scripts.isColumnHidden(column) for column in FigureColumn)
    assert narrow.scripts.model().index(2, 0).data(Spoken) == "Zebra"


@pytest.mark.parametrize(
    ("change", "text"), [(-2, "−2"), (0.0, "0"), (1, "+1"), (-0.5, "−0.5"), (2.0, "+2")]
)
def test_changes_bear_their_sign(change: float, text: str) -> None:
    assert signed_text(change) == text
