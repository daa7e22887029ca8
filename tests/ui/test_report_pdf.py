"""The one-page report: always one page, its text as text, nothing cut off."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLocale
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from app.core.health_questions import Outcome
from app.core.limiting_answers import LimitingAnswer
from app.core.plan import Foot
from app.core.report import Report
from app.core.trends import Week
from app.ui.report_chart import week_runs
from app.ui.report_columns import Listed, room_for
from app.ui.report_paper import Box, Ink, Paper
from app.ui.report_pdf import paper_size, report_pdf
from app.ui.report_print import print_report
from tests.ui.report_building import FIRST_DAY, LONG, empty_report, report

A4 = QPageSize(QPageSize.PageSizeId.A4)
LETTER = QPageSize(QPageSize.PageSizeId.Letter)
SELF_REPORTED = "Self-reported, no comparison group. Cannot show what caused a change."


class Read:
    """A PDF as a reader has it."""

    def __init__(self, data: bytes) -> None:
        self._data = QByteArray(data)
        self._buffer = QBuffer(self._data)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument()
        self.document.load(self._buffer)

    @property
    def text(self) -> str:
        """Its text in one line, whatever lines it had."""
        return " ".join(self.document.getAllText(0).text().split())

    @property
    def title(self) -> object:
        return self.document.metaData(QPdfDocument.MetaDataField.Title)

    @property
    def author(self) -> object:
        return self.document.metaData(QPdfDocument.MetaDataField.Author)


SHAPES: dict[str, Callable[[], Report]] = {
    "usual": report,
    "two years": lambda: report(730, 14),
    "a week": lambda: report(7, 2),
    "nothing but an event": empty_report,
    "all too long": lambda: report(60, 20, note=LONG, title=LONG, name=LONG, condition=LONG),
    "one foot": lambda: report(40, 3, feet=(Foot.RIGHT,)),
}


@cache
def shape_of(name: str) -> Report:
    """Made when it is first looked at: every process of the tests loads this file."""
    return SHAPES[name]()


@pytest.mark.parametrize("size", [A4, LETTER], ids=["A4", "Letter"])
@pytest.mark.parametrize("shape", list(SHAPES))
def test_it_is_one_page_that_says_what_it_cannot_show(shape: str, size: QPageSize) -> None:
    read = Read(report_pdf(shape_of(shape), size))
    assert read.document.pageCount() == 1
    wanted = size.size(QPageSize.Unit.Point)
    assert read.document.pagePointSize(0).width() == pytest.approx(wanted.width(), abs=1)
    assert SELF_REPORTED in read.text
    assert "alongside the care of your clinician, not instead of it" in read.text
    assert "Not answered:" in read.text


@pytest.mark.parametrize("size", [A4, LETTER], ids=["A4", "Letter"])
@pytest.mark.parametrize("shape", list(SHAPES))
def test_nothing_is_written_into_the_margins(shape: str, size: QPageSize) -> None:
    read = Read(report_pdf(shape_of(shape), size))
    wanted = size.size(QPageSize.Unit.Point)
    page = QImage(round(wanted.width()), round(wanted.height()), QImage.Format.Format_Grayscale8)
    page.fill(255)
    painter = QPainter(page)
    painter.drawImage(0, 0, read.document.render(0, page.size()))
    painter.end()
    margin = 38
    for y in range(page.height()):
        is_beyond = y < margin or y >= page.height() - margin
        columns = range(page.width()) if is_beyond else (margin, page.width() - margin)
        assert all(page.pixelColor(x, y).lightness() > 200 for x in columns), y


def test_its_figures_are_those_of_the_log() -> None:
    made = shape_of("usual")
    text = Read(report_pdf(made, A4)).text
    left, _ = made.trends
    for words in (
        "1 Sep 2026 to 19 Nov 2026 (80 days)",
        f"{left.answered.part} of 80 days answered",
        "First week: median 5 (n 7)",
        "Left foot, heel",
        "Right foot",
        "0 Script (7)",
        "−1 (−1 to −1), n 7",
        "By 24 h:",
        "Numb or tingling: 5",
        "Bruise: 16",
        "days of 7+",
        "By name, not ranked",
        "Checks: 0",
    ):
        assert words in text, words


@pytest.mark.parametrize("others", [0, 2])
def test_sessions_by_script_that_are_not_counted_at_the_top_are_told(others: int) -> None:
    made = shape_of("usual")
    known = replace(made, adherence=replace(made.adherence, others=others))
    assert ("Not counted as done: 2, stopped" in Read(report_pdf(known, A4)).text) is bool(others)


def test_what_does_not_fit_is_counted() -> None:
    text = Read(report_pdf(shape_of("all too long"), LETTER)).text
    shown = len(re.findall(r"\((\d+)\)", text))
    assert "…" in text
    more = [int(n) for n in re.findall(r"and (\d+) more", text)]
    assert len(more) == 2
    assert more[0] + shown >= 20 - 1
    assert more[1] < len(shape_of("all too long").notes)


def test_answers_that_limited_sessions_are_named() -> None:
    limit = LimitingAnswer("A bruise", Outcome.AREA, 3, FIRST_DAY)
    text = Read(report_pdf(replace(report(), limits=(limit,)), A4)).text
    assert "A bruise (place left out): 3, last on 1 Sep 2026" in text


def test_a_name_is_in_it_only_where_it_was_typed() -> None:
    anonymous = Read(report_pdf(report(20)))
    assert anonymous.author == ""
    assert "Foot massage and soreness diary" in str(anonymous.title)
    named = Read(report_pdf(report(20, name="Anna Example", condition="Heel, since spring")))
    assert named.author == "Anna Example"
    assert "Anna Example" in named.text
    assert "In their own words: Heel, since spring" in named.text


def test_the_paper_is_that_of_the_place() -> None:
    american = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
    german = QLocale(QLocale.Language.German, QLocale.Country.Germany)
    assert paper_size(american).id() is QPageSize.PageSizeId.Letter
    assert paper_size(german).id() is QPageSize.PageSizeId.A4


def test_it_prints_on_the_paper_that_is_there(tmp_path: object) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(f"{tmp_path}/printed.pdf")
    printer.setPageSize(LETTER)
    assert print_report(printer, report(20))
    document = QPdfDocument()
    document.load(f"{tmp_path}/printed.pdf")
    assert document.pageCount() == 1
    assert SELF_REPORTED in " ".join(document.getAllText(0).text().split())
    assert document.pagePointSize(0).height() == pytest.approx(792, abs=1)
    document.close()


def test_no_line_bridges_a_week_without_a_median() -> None:
    def week(number: int, median: float | None) -> Week:
        return Week(FIRST_DAY.replace(day=number), 4, median, None, None)

    weeks = (week(1, 3), week(8, 4), week(15, None), week(22, 2))
    assert [len(run) for run in week_runs(weeks)] == [2, 1]
    assert week_runs((week(1, None),)) == []


def _paper() -> tuple[QImage, QPainter, Paper]:
    image = QImage(600, 600, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    return image, painter, Paper(painter, 72)


def test_lists_share_the_room_and_say_how_many_more_there_are() -> None:
    image, painter, paper = _paper()
    lists = [Listed("A", ("one",) * 9), Listed("B", ("two",) * 3), Listed("C", ())]
    line = Ink.BODY.leading
    room = [room_for(paper, Box(0, 0, 200, line * n), lists) for n in (1, 12, 40)]
    painter.end()
    assert image.width() == 600
    assert room[0] == [0, 0, 0]
    assert room[1][0] >= 1
    assert room[1][1] >= 1
    assert sum(room[1]) < 12
    assert room[2] == [9, 3, 0]


@pytest.mark.parametrize("text", ["", "a", LONG, "🦶" * 400, "x" * 500, "日本語の長い文章" * 40])
def test_a_text_has_no_more_lines_than_it_may_and_loses_nothing_but_its_end(text: str) -> None:
    image, painter, paper = _paper()
    lines = paper.lines_of(text, Ink.BODY, 120, 3)
    widths = [paper.width_of(line, Ink.BODY) for line in lines]
    whole = paper.lines_of(text, Ink.BODY, 120, 100_000)
    painter.end()
    assert image.height() == 600
    assert len(lines) <= 3
    assert max(widths) <= 121
    assert "".join("".join(whole).split()) == "".join(text.split())
    assert lines == whole or lines[-1].endswith("…")
