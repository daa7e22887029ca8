"""The trend as it is drawn, said, tabled, moved and saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QByteArray, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.core.daily_question import HurtsMost
from app.core.errors import StorageError
from app.core.log_filter import LogFilter
from app.core.plan import Feet, Foot
from app.core.preferences import Preferences, Theme
from app.core.script import Area
from app.core.session_pain import SessionPain
from app.core.soreness import EventType
from app.core.trend_view import EventMark, SessionMark, TrendKind
from app.core.trends import DayValue
from app.ui.theme import LIGHT as LIGHT_COLORS
from app.ui.trend_drawing import SESSION_Y, foot_mark
from app.ui.trend_paper import with_ending
from app.ui.trend_picture import HIGH, SHARP, WIDE, save
from app.ui.trend_view import FIRST_LOOK_DAYS
from tests.ui.player_fixtures import made_icons
from tests.ui.trend_stand import TODAY, FakeCurves, TrendStand

HEEL = HurtsMost.HEEL_OR_ARCH
SVG = "{http://www.w3.org/2000/svg}"
CONTROL = Qt.KeyboardModifier.ControlModifier


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def ending_today(values: Sequence[int | None]) -> tuple[DayValue, ...]:
    """Values of days one after another, the last one of today; None is a day without an answer."""
    days = range(len(values) - 1, -1, -1)
    return tuple(DayValue(ago(n), v) for n, v in zip(days, values, strict=True) if v is not None)


@pytest.fixture
def curves() -> FakeCurves:
    """Eight weeks: the left foot from 6 to 3 with a gap, the right one about 4."""
    made = FakeCurves()
    left = [6] * 7 + [5] * 7 + [None] * 14 + [4] * 14 + [3] * 14
    made.values[HEEL] = {
        Foot.LEFT: ending_today(left),
        Foot.RIGHT: ending_today([4, None] * 28),
    }
    made.sessions = [
        SessionMark("s1", ago(30), "Slow release", Feet.BOTH),
        SessionMark("s2", ago(10), "Ball and roller", Feet.LEFT),
        SessionMark("s3", ago(10), "Evening session", Feet.LEFT),
    ]
    made.events = [EventMark(ago(9), EventType.BRUISE, Foot.LEFT, Area.ARCH, "s2")]
    start = datetime(TODAY.year, TODAY.month, TODAY.day, 18, tzinfo=UTC)
    made.held = [
        SessionPain(
            f"p{n}",
            start - timedelta(days=40 - n),
            "slow",
            "Slow release",
            (),
            (Foot.LEFT, Area.HEEL),
            6,
            6 - n,
        )
        for n in range(5)
    ]
    return made


@pytest.fixture
def stand(curves: FakeCurves) -> Iterator[TrendStand]:
    made = TrendStand(curves)
    yield made
    made.close()


def shown_texts(stand: TrendStand) -> str:
    return "\n".join(one.text() for one in stand.view.findChildren(QLabel) if one.isVisible())


def told_day(stand: TrendStand) -> date | None:
    stop = stand.view.chart.stop
    return None if stop is None else stop.day


def test_each_answer_is_a_dot_and_a_gap_is_no_line(stand: TrendStand) -> None:
    plot = stand.show().view.chart.plot
    ((xs, ys),) = plot.data_of("left dots")
    assert xs == [float(one.day.toordinal()) for one in stand.curves.daily(HEEL)[Foot.LEFT]]
    assert set(ys) == {6.0, 5.0, 4.0, 3.0}
    ((medians, _),) = plot.data_of("left median")
    steps = [after - before for before, after in pairwise(medians)]
    assert max(steps) > 3, "the line has an end and a beginning with the gap between them"
    ((_, level),) = plot.data_of("left baseline")
    assert set(level) == {6.0}
    ((_, heights),) = plot.data_of("sessions")
    assert heights == [SESSION_Y, SESSION_Y]
    assert len(plot.data_of("events")[0][0]) == 1
    assert sorted(y for _, ys in plot.data_of("levels") for y in set(ys)) == [0, 4, 7, 10]


def test_the_sentence_says_what_the_chart_shows_with_how_many_answers(stand: TrendStand) -> None:
    said = stand.show().view.sentence.text()
    left, right = said.split("\n")
    assert left == (
        "Left foot: median 3 over the last 14 days (n = 14), 3 lower than in your first week "
        "(median 6, n = 7). That is a difference many people would notice. "
        "Answered on 42 of 56 days."
    )
    assert right == (
        "Right foot: median 4 over the last 14 days (n = 7), about the same as in your first week "
        "(median 4, n = 4). Answered on 28 of 56 days."
    )
    assert said in stand.view.chart.accessibleDescription()


def test_of_two_feet_with_the_same_answer_both_are_seen() -> None:
    look = made_icons(Preferences()).looks.current
    left, right = (foot_mark(look, foot) for foot in Foot)
    corner = right.size_px * 2**0.5 / 2
    assert corner - left.size_px / 2 >= 2


def test_the_first_weeks_are_told_beside_the_chart_where_no_answer_lies_under_them(
    stand: TrendStand,
) -> None:
    legend = stand.show().view.legend
    said = {one.accessibleName() for one in legend.findChildren(QWidget)}
    assert {"Left foot, first week: 6", "Right foot, first week: 4"} <= said
    assert "Self-reported" not in shown_texts(stand)  # the page says it below every view


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([5, 5, 5], "Left foot: not enough yet to compare"),
        ([5] * 8, "Left foot: median 5 in your first week (n = 7), and too soon to compare."),
        ([5] * 7 + [None] * 30 + [4], "Too few answers in the last two weeks"),
        ([3] * 7 + [None] * 7 + [7] * 14, "4 higher than in your first week"),
    ],
)
def test_what_cannot_be_compared_says_why(values: list[int | None], words: str) -> None:
    curves = FakeCurves()
    curves.values[HEEL] = {Foot.LEFT: ending_today(values)}
    stand = TrendStand(curves).show(LogFilter(foot=Foot.LEFT))
    said = stand.view.sentence.text()
    assert words in said
    assert "notice" not in said, "of a low start, and of too little, nothing is marked"
    stand.close()


def test_a_span_that_ended_does_not_speak_of_the_last_days(stand: TrendStand) -> None:
    stand.show(LogFilter(until=ago(14)))
    assert "over the last 14 days shown" in stand.view.sentence.text()


def test_the_table_says_the_same_week_by_week(stand: TrendStand) -> None:
    table = stand.show().view.table
    stand.view.chart.setFocus()
    stand.press(Qt.Key.Key_T)
    assert stand.view.rows.isVisible()
    assert stand.view.rows.hasFocus()
    heads = [table.headerData(n, Qt.Orientation.Horizontal) for n in range(table.columnCount())]
    assert heads[:5] == [
        "Week from", "Left: answers", "Left: median", "Left: worst", "Left: at 7+",
    ]  # fmt: skip
    newest = [table.data(table.index(0, n)) for n in range(5)]
    assert newest == ["16 Nov 2026", "6", "3", "3", "0"]
    cells = [table.data(table.index(row, 2)) for row in range(table.rowCount())]
    assert "–" in cells, "a week without an answer stands there, empty"
    spoken = table.data(table.index(0, 2), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Left: median: 3"
    stand.press(Qt.Key.Key_T)
    assert stand.view.chart.hasFocus()


def test_keys_go_from_day_to_day_and_say_each(stand: TrendStand) -> None:
    chart = stand.show().view.chart
    chart.setFocus()
    stand.press(Qt.Key.Key_End, Qt.Key.Key_Left)
    assert told_day(stand) == ago(1)
    assert stand.said[-1] == (
        "Fri 20 Nov 2026. Left: 3 (median of 7 days 3, n = 7). "
        "Right: 4 (median of 7 days 4, n = 4)."
    )
    assert chart.bubble.isVisible()
    assert [ys for _, ys in chart.plot.data_of("pointer")][1:] == [[3.0], [4.0]]
    stand.press(Qt.Key.Key_Home)
    assert told_day(stand) == ago(55)
    stand.press(Qt.Key.Key_Left)
    assert told_day(stand) == ago(55)
    stand.press(Qt.Key.Key_Escape)
    assert told_day(stand) is None
    assert not chart.bubble.isVisible()


def test_enter_opens_the_session_that_is_chosen_of_a_day(stand: TrendStand) -> None:
    chart = stand.show().view.chart
    chart.setFocus()
    stand.press(Qt.Key.Key_End, *[Qt.Key.Key_Left] * 10)
    stand.press(Qt.Key.Key_Return)
    stand.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert stand.opened == ["s2", "s3"]
    assert stand.said[-1] == "Evening session"
    stand.press(Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert stand.said[-1].endswith("Bruise, left foot, arch.")
    assert stand.opened == ["s2", "s3"], "the day after has no session"


def test_nearer_and_further_stays_within_the_log_and_there_is_a_way_back(
    stand: TrendStand,
) -> None:
    chart = stand.show().view.chart
    chart.setFocus()
    assert not stand.view.whole.isVisible()
    stand.press(*[Qt.Key.Key_Plus] * 12, with_=CONTROL)
    assert chart.seen.days == pytest.approx(7)
    assert stand.view.whole.isVisible()
    before = chart.seen.first
    stand.press(Qt.Key.Key_Right, with_=CONTROL)
    assert chart.seen.first > before
    stand.press(*[Qt.Key.Key_PageDown] * 20)
    assert chart.seen.last == chart.seen.high
    assert chart.plot.xs == (chart.seen.first, chart.seen.last)
    stand.press(Qt.Key.Key_Home)
    assert chart.seen.first == pytest.approx(chart.seen.low), "the view follows the keys"
    stand.view.whole.click()
    assert chart.seen.is_whole
    stand.press(Qt.Key.Key_Plus, Qt.Key.Key_0, with_=CONTROL)
    assert chart.seen.is_whole


def test_of_years_the_last_half_a_year_is_seen_first_and_of_a_chosen_span_all(
    stand: TrendStand,
) -> None:
    stand.curves.values = {HurtsMost.HEEL_OR_ARCH: {Foot.LEFT: ending_today([4] * 400)}}
    chart = stand.show().view.chart
    assert chart.seen.days == FIRST_LOOK_DAYS
    assert round(chart.seen.last) == TODAY.toordinal() + 1
    assert stand.view.whole.isVisible()
    assert "400 of 400 days" in shown_texts(stand), "what is said is of all"
    stand.show(LogFilter(since=ago(300)))
    assert chart.seen.is_whole


def test_the_wheel_goes_nearer_around_the_mouse_and_a_drag_cannot_lose_the_chart(
    stand: TrendStand,
) -> None:
    chart = stand.show().view.chart
    viewport = chart.plot.widget.viewport()
    day = float(ago(10).toordinal())
    at = QPointF(chart.plot.place_of(day, 5))
    QApplication.sendEvent(viewport, wheel(at, 120))
    assert chart.seen.days < 40
    assert chart.plot.place_of(day, 5).x() == pytest.approx(at.x(), abs=2)
    for far in (5000, -5000):
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at.toPoint())
        QTest.mouseMove(viewport, at.toPoint() + QPoint(far, 0))
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at.toPoint() + QPoint(far, 0))
        assert chart.seen.low <= chart.seen.first < chart.seen.last <= chart.seen.high


def wheel(at: QPointF, turned: int) -> QWheelEvent:
    return QWheelEvent(
        at, at, QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip


def test_the_mouse_reads_a_day_and_opens_a_session_by_its_mark(stand: TrendStand) -> None:
    chart = stand.show().view.chart
    viewport = chart.plot.widget.viewport()
    place = chart.plot.place_of(ago(30).toordinal(), SESSION_Y)
    QTest.mouseMove(viewport, place)
    assert told_day(stand) == ago(30)
    assert any("Slow release" in one.text() for one in chart.bubble.findChildren(QLabel))
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert stand.opened == ["s1"]
    QTest.mouseClick(viewport, Qt.MouseButton.RightButton, pos=place)
    assert not QApplication.topLevelWidgets() or QApplication.activePopupWidget() is None


def test_the_table_follows_what_is_chosen_while_it_is_shown_and_before(stand: TrendStand) -> None:
    table = stand.show().view.table
    stand.view.as_table.click()
    assert table.columnCount() == 9
    stand.show(LogFilter(foot=Foot.LEFT))
    assert table.columnCount() == 5
    stand.view.as_table.click()
    stand.show()
    stand.view.as_table.click()
    assert table.columnCount() == 9


def test_before_and_after_are_pairs_of_one_place_with_their_figures(stand: TrendStand) -> None:
    view = stand.show().view
    view.kinds.choose(TrendKind.BEFORE_AFTER)
    view.kinds.chosen.emit()
    left, right = view.sentence.text().split("\n")
    assert left == (
        "Left foot, heel: pain was 2 lower right after (median, n = 5; from 4 lower to the same). "
        "Both answers for 5 of 5 sessions."
    )
    assert right == "Right foot: no answers before a session in this span."
    assert view.chart.plot.data_of("left before")[0][1] == [6.0] * 5
    assert view.chart.plot.data_of("left later")[0][1] == [6.0, 5.0, 4.0, 3.0, 2.0]
    view.as_table.click()
    assert view.table.data(view.table.index(0, 2)) == "6 → 2 (4 lower)"
    view.rows.setFocus()
    view.rows.selectRow(0)
    stand.press(Qt.Key.Key_Return)
    assert stand.opened == ["p4"]


def test_the_day_after_without_answers_says_what_to_do(stand: TrendStand) -> None:
    view = stand.show().view
    view.kinds.choose(TrendKind.DAY_AFTER)
    view.kinds.chosen.emit()
    assert view.empty.isVisible()
    assert "before a session, and after it" in shown_texts(stand)
    assert not view.saving.isEnabled()
    assert view.picture is None


def test_empty_states_tell_nothing_yet_from_nothing_in_this_span() -> None:
    stand = TrendStand(FakeCurves()).show()
    assert "Your curve will stand here" in shown_texts(stand)
    stand.curves.values[HEEL] = {Foot.LEFT: ending_today([5, 5])}
    stand.show(LogFilter(until=ago(40)))
    assert "Nothing here in this span" in shown_texts(stand)
    stand.show()
    assert "Dots only so far" in shown_texts(stand)
    assert stand.view.chart.plot.data_of("left median") == []
    stand.close()


def test_the_question_is_that_of_the_place(stand: TrendStand) -> None:
    stand.hurts_most = HurtsMost.ACHILLES
    stand.curves.values[HurtsMost.ACHILLES] = {Foot.RIGHT: ending_today([2] * 10)}
    stand.show()
    assert stand.view.title.text() == "Stiffness or pain at the Achilles tendon in the morning"
    stand.show(LogFilter(region=Area.ARCH))
    assert stand.view.title.text() == "First-steps pain"
    assert stand.curves.wanted[-1].until == TODAY


def test_a_log_that_cannot_be_read_is_told_and_what_was_shown_stays(stand: TrendStand) -> None:
    view = stand.show().view
    stand.curves.error = StorageError("The log cannot be read.")
    view.kinds.chosen.emit()
    assert stand.told == ["The log cannot be read."]
    assert view.card.isVisible()
    with pytest.raises(StorageError):
        view.show_log(LogFilter())


def test_another_theme_draws_the_chart_in_its_colours(stand: TrendStand) -> None:
    stand.show()
    light = stand.window.grab().toImage()
    icons = stand.icons
    old = icons.looks._preferences
    icons.looks.follow(Preferences(theme=Theme.DARK, text_percent=200))
    stand.settle()
    dark = stand.window.grab().toImage()
    icons.looks.follow(old)
    assert light.pixelColor(4, light.height() - 4) != dark.pixelColor(4, dark.height() - 4)
    middle = stand.view.chart.plot
    assert len(middle.data_of("left dots")) == 1
    assert made_icons() is not None


def answered(file: Path, _over: QWidget) -> Path:
    """The file that somebody chose."""
    return file


def test_a_picture_is_saved_whole_with_its_words(stand: TrendStand, tmp_path: Path) -> None:
    view = stand.show().view
    for name in ("trend.png", "trend.svg"):
        view.ask_file = partial(answered, tmp_path / name)
        view.saving.click()
    assert stand.told == ["Saved as trend.png.", "Saved as trend.svg."]
    image = QImage(str(tmp_path / "trend.png"))
    assert (image.width(), image.height()) == (WIDE * SHARP, HIGH * SHARP)
    assert image.pixelColor(2, 2).name() == "#ffffff"
    svg = (tmp_path / "trend.svg").read_text()
    assert "First-steps pain, Sun 27 Sep 2026 to Sat 21 Nov 2026" in svg
    assert "Cannot show what caused a change." in svg


def test_a_picture_that_cannot_be_saved_leaves_what_was_there(
    stand: TrendStand, tmp_path: Path
) -> None:
    view = stand.show().view
    missing = tmp_path / "gone" / "trend.png"
    view.ask_file = lambda _over: missing
    view.saving.click()
    assert stand.told[0].startswith("The picture was not saved as")
    assert view.picture is not None
    with pytest.raises(StorageError):
        save(view.picture, missing)
    view.ask_file = lambda _over: None
    view.saving.click()
    assert len(stand.told) == 1


def test_it_prints_on_a_page(stand: TrendStand, tmp_path: Path) -> None:
    view = stand.show().view
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "trend.pdf"))
    view.ask_printer = lambda _over: printer
    view.printing.click()
    assert stand.told == ["Sent to the printer."]
    assert QByteArray((tmp_path / "trend.pdf").read_bytes()).startsWith(b"%PDF")
    assert (tmp_path / "trend.pdf").stat().st_size > 20_000


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_told(stand: TrendStand, tmp_path: Path) -> None:
    view = stand.show().view
    nowhere = QPrinter(QPrinter.PrinterMode.HighResolution)
    nowhere.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    nowhere.setOutputFileName(str(tmp_path / "gone" / "trend.pdf"))
    view.ask_printer = lambda _over: nowhere
    view.printing.click()
    assert stand.told == ["The printer did not take it; look whether it is on."]


@pytest.mark.parametrize(
    ("given", "file"), [("a.svg", "a.svg"), ("a.PNG", "a.PNG"), ("a.b", "a.b.png")]
)
def test_a_file_has_an_ending_that_pictures_have(given: str, file: str) -> None:
    assert with_ending(Path(given)) == Path(file)


def test_in_an_svg_a_rating_stands_at_its_number(stand: TrendStand, tmp_path: Path) -> None:
    view = stand.show().view
    assert view.picture is not None
    save(view.picture, tmp_path / "trend.svg")
    drawn = ET.parse(tmp_path / "trend.svg").getroot()
    numbers = {text: y for text, y in _words(drawn) if text in ("0", "10")}
    ten, nought = sorted(_levels(drawn))
    assert numbers["0"] == pytest.approx(nought, abs=8)
    assert numbers["10"] == pytest.approx(ten, abs=8)
    moved = [_matrix(group) for group in drawn.iter(f"{SVG}g")]
    assert max(abs(x) for matrix in moved for x in matrix) < WIDE, "six digits tell of it exactly"


def _words(drawn: ET.Element) -> Iterator[tuple[str, float]]:
    """The texts of a picture, and how far down they stand."""
    for group in drawn.iter(f"{SVG}g"):
        for text in group.findall(f"{SVG}text"):
            yield (text.text or "").strip(), _down(group, float(text.get("y", "0")))


def _levels(drawn: ET.Element) -> Iterator[float]:
    """How far down the lines of 0 and 10 stand."""
    for group in drawn.iter(f"{SVG}g"):
        if group.get("stroke") == LIGHT_COLORS.line.lower():
            for path in group.iter(f"{SVG}path"):
                begin = (path.get("d") or "").split()[0]
                yield _down(group, float(begin.split(",")[1]))


def _down(group: ET.Element, y: float) -> float:
    matrix = _matrix(group)
    return y * matrix[3] + matrix[5]


def _matrix(group: ET.Element) -> list[float]:
    told = group.get("transform", "matrix(1,0,0,1,0,0)")
    return [float(number) for number in told[7:-1].split(",")]


def test_its_signs_are_named_in_a_small_window_too(stand: TrendStand) -> None:
    stand.window.resize(640, 420)
    stand.show()
    assert stand.view.legend.isVisible()


def test_nothing_in_it_scrolls_and_the_keys_bring_chart_and_signs_into_sight(
    stand: TrendStand,
) -> None:
    page, inside = QScrollArea(), QWidget()
    column = QVBoxLayout(inside)
    above = QLabel("Log")
    above.setMinimumHeight(240)
    view = stand.view
    for part in (above, view):
        column.addWidget(part)
    page.setWidgetResizable(True)
    page.setWidget(inside)
    stand.window.setCentralWidget(page)
    stand.window.resize(700, 520)
    stand.show()
    assert not view.findChildren(QScrollArea)
    view.setFocus()
    stand.settle()
    for shown in (view.chart, view.legend):
        assert shown.visibleRegion().boundingRect() == shown.rect()


def test_what_stands_on_a_day_is_not_cut_off_in_a_narrow_chart(curves: FakeCurves) -> None:
    curves.sessions = [SessionMark("s", TODAY, "Slow release for sole and calf " * 2, Feet.BOTH)]
    large = TrendStand(curves, Preferences(theme=Theme.LIGHT, text_percent=200))
    large.window.resize(420, 640)
    large.show()
    large.view.setFocus()
    large.press(Qt.Key.Key_End)
    bubble, chart = large.view.chart.bubble, large.view.chart
    assert bubble.isVisible()
    assert chart.rect().contains(bubble.geometry().center())
    assert bubble.width() <= chart.width()
    for one in bubble.findChildren(QLabel):
        if one.isVisible():
            assert one.height() >= one.heightForWidth(one.width())
    large.close()
    made_icons()
