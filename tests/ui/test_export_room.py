"""Export from the window: what is asked, what is written, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QDate, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.core.errors import StorageError
from app.core.export_wish import ExportFormat, ExportWish, Progress
from app.core.log_span import LogSpan
from app.core.report import Report
from app.ui.export_page import ExportPage
from app.ui.export_room import ExportRoom, free_folder
from app.ui.icons import Icons
from tests.ui.report_building import report


class Exporter:
    """Writes nothing but what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[ExportWish, Path | None]] = []
        self.pages: list[tuple[bytes, Path]] = []
        self.report_made: Report | None = None
        self.trouble = ""
        self.waits: Event | None = None

    def write(self, wish: ExportWish, target: Path, progress: Progress) -> bool:
        self.asked.append((wish, target))
        self._fail()
        if self.waits is None:
            return progress(1, 2)
        done = 0
        while progress(done := done + 1, 10_000) and done < 10_000:
            self.waits.wait(0.002)
        return False

    def report(self, wish: ExportWish) -> Report | None:
        self.asked.append((wish, None))
        self._fail()
        return self.report_made

    def keep_page(self, page: bytes, target: Path) -> None:
        self._fail()
        self.pages.append((page, target))

    def _fail(self) -> None:
        if self.trouble:
            raise StorageError(self.trouble)


class Asked:
    """Where to save, as a person answers it."""

    def __init__(self, answer: Path | None) -> None:
        self.answer = answer
        self.proposed: list[Path] = []

    def __call__(self, _parent: QWidget, _wanted: ExportFormat, proposed: Path) -> Path | None:
        self.proposed.append(proposed)
        return self.answer


class Stand:
    """The room with its page shown."""

    def __init__(self, qtbot: QtBot, icons: Icons, now: Callable[[], datetime], to: Path) -> None:
        self.exporter = Exporter()
        self.asked = Asked(to / "out.json")
        self.printed: list[Report] = []
        self.room = ExportRoom(icons, now, self.exporter, self.asked, self._print)
        self.room.open()
        qtbot.addWidget(self.page)
        self.page.resize(800, 600)
        with qtbot.waitActive(self.page):
            self.page.show()
            self.page.activateWindow()
        self._qtbot = qtbot

    @property
    def page(self) -> ExportPage:
        assert self.room.page is not None
        return self.room.page

    def press(self, name: str) -> None:
        found = next(
            one
            for one in self.page.findChildren(QAbstractButton)
            if one.accessibleName() == name and one.isVisible()
        )
        found.setFocus()
        QTest.keyClick(found, Qt.Key.Key_Space)

    def has(self, name: str) -> bool:
        found = self.page.findChildren(QWidget)
        return any(one.accessibleName() == name and one.isVisible() for one in found)

    def ends(self) -> str:
        """What is said once it is done."""
        self._qtbot.waitUntil(lambda: not self.room.job.is_running)
        return self.page.line.said

    def says(self, words: str) -> bool:
        return any(words in one.text() for one in self.page.findChildren(QLabel) if one.isVisible())

    def _print(self, _parent: QWidget, made: Report) -> bool:
        self.printed.append(made)
        return len(self.printed) > 1


@pytest.fixture
def stand(qtbot: QtBot, icons: Icons, now: Callable[[], datetime], tmp_path: Path) -> Stand:
    return Stand(qtbot, icons, now, tmp_path)


def test_each_format_says_for_whom_it_is(stand: Stand) -> None:
    for words in ("For a clinician", "For you", "For another computer", "a hospital that reads"):
        assert stand.says(words), words
    assert stand.says("Nothing leaves this computer by itself")


@pytest.mark.parametrize(
    ("name", "wanted", "has_name", "has_words"),
    [
        ("One page as PDF", ExportFormat.PDF, True, True),
        ("Tables for a spreadsheet (CSV)", ExportFormat.CSV, False, False),
        ("Everything for another Footwell (JSON)", ExportFormat.JSON, False, False),
        ("For clinicians' systems (FHIR)", ExportFormat.FHIR, True, False),
    ],
)
def test_a_name_is_asked_only_where_it_goes_into_the_file(
    stand: Stand,
    name: str,
    wanted: ExportFormat,
    has_name: bool,  # noqa: FBT001
    has_words: bool,  # noqa: FBT001
) -> None:
    stand.press(name)
    assert stand.page.wish.format is wanted
    assert stand.has("Name") is has_name
    assert stand.has("What it is about, in your own words") is has_words
    assert stand.has("Print …") is has_words


def test_what_is_chosen_is_what_is_written(stand: Stand, tmp_path: Path) -> None:
    stand.press("For clinicians' systems (FHIR)")
    stand.press("Which days: Last 30 days")
    stand.page.name.setText(" Anna ")
    stand.press("Save as …")
    assert stand.ends() == "Saved as “out.json”."
    wish = ExportWish(ExportFormat.FHIR, date(2026, 10, 23), None, "Anna")
    assert stand.exporter.asked == [(wish, tmp_path / "out.json")]
    assert stand.asked.proposed[0].name == "footwell-2026-11-21.fhir.json"


def test_a_page_is_of_months_and_other_files_of_all_unless_the_person_says(stand: Stand) -> None:
    quarter = LogSpan.QUARTER.since(date(2026, 11, 21))
    assert stand.page.wish.since == quarter
    stand.press("Everything for another Footwell (JSON)")
    assert stand.page.wish.since is None
    stand.press("One page as PDF")
    assert stand.page.wish.since == quarter
    stand.press("Which days: Last year")
    stand.press("Everything for another Footwell (JSON)")
    assert stand.page.wish.since == LogSpan.YEAR.since(date(2026, 11, 21))


def test_what_is_said_is_brought_into_sight(stand: Stand) -> None:
    stand.exporter.report_made = report(20)
    stand.press("Save as …")
    assert stand.ends()
    QApplication.processEvents()
    QApplication.processEvents()
    more = stand.page.line.more
    assert 0 < more.mapTo(stand.page, more.rect().bottomLeft()).y() <= stand.page.height()


def test_the_next_file_is_proposed_where_the_last_one_went(stand: Stand, tmp_path: Path) -> None:
    stand.press("Everything for another Footwell (JSON)")
    stand.press("Save as …")
    stand.ends()
    stand.press("Save as …")
    stand.ends()
    assert stand.asked.proposed[1] == tmp_path / "footwell-2026-11-21.json"


def test_who_thinks_better_of_it_writes_nothing(stand: Stand) -> None:
    stand.asked.answer = None
    stand.press("Save as …")
    assert not stand.room.job.is_running
    assert stand.exporter.asked == []


def test_days_of_ones_own_never_end_before_they_begin(stand: Stand) -> None:
    stand.press("Which days: From … to …")
    assert stand.has("First day")
    stand.page.span.own.until.setDate(QDate(2026, 5, 1))
    assert stand.page.span.days == (date(2026, 5, 1), date(2026, 5, 1))
    stand.page.span.own.since.setDate(QDate(2026, 6, 1))
    assert stand.page.span.days == (date(2026, 6, 1), date(2026, 6, 1))
    stand.press("Which days: All time")
    assert not stand.has("First day")
    wish = stand.page.wish
    assert (wish.since, wish.until) == (None, None)


def test_the_page_is_made_and_kept(stand: Stand, tmp_path: Path) -> None:
    stand.exporter.report_made = report(20)
    stand.page.condition.setText("Heel")
    stand.press("Save as …")
    assert stand.ends() == "Saved as “out.json”."
    [(page, target)] = stand.exporter.pages
    assert page.startswith(b"%PDF")
    assert target == tmp_path / "out.json"
    [(wish, _)] = stand.exporter.asked
    assert (wish.condition, wish.since) == (
        "Heel",
        LogSpan.QUARTER.since(date(2026, 11, 21)),
    )


def test_of_days_without_anything_that_is_said(stand: Stand) -> None:
    stand.press("Save as …")
    assert stand.ends() == "There is nothing to export: nothing was kept in these days."
    assert stand.exporter.pages == []
    assert not stand.has("Show in folder")


@pytest.mark.parametrize("name", ["One page as PDF", "Tables for a spreadsheet (CSV)"])
def test_why_it_could_not_be_written_is_said_in_its_sentence(stand: Stand, name: str) -> None:
    stand.exporter.trouble = "The disk is full."
    stand.press(name)
    stand.press("Save as …")
    assert stand.ends() == "The disk is full."
    stand.press(name)
    assert not stand.says("The disk is full.")


def test_a_page_that_cannot_be_kept_is_not_said_to_be_saved(stand: Stand) -> None:
    class Full(Exporter):
        def keep_page(self, page: bytes, target: Path) -> None:
            message = f"{target.name} of {len(page) > 0}: the disk is full."
            raise StorageError(message)

    full = Full()
    full.report_made = report(20)
    stand.room._exporter = full
    stand.press("Save as …")
    assert stand.ends() == "out.json of True: the disk is full."


def test_what_takes_long_shows_how_far_it_is_and_can_be_stopped(qtbot: QtBot, stand: Stand) -> None:
    stand.exporter.waits = Event()
    stand.press("Everything for another Footwell (JSON)")
    stand.press("Save as …")
    qtbot.waitUntil(lambda: stand.has("Cancel"))
    assert stand.says("Writing “out.json” …")
    assert not stand.page.format.isEnabled()
    stand.press("Save as …")
    stand.press("Cancel")
    assert stand.ends() == "Stopped. Nothing was written."
    assert len(stand.exporter.asked) == 1
    assert stand.page.format.isEnabled()
    assert not stand.has("Cancel")


def test_who_leaves_stops_it_first(qtbot: QtBot, stand: Stand) -> None:
    stand.exporter.waits = Event()
    stand.press("Everything for another Footwell (JSON)")
    stand.press("Save as …")
    with qtbot.waitSignal(stand.room.left):
        stand.press("Back")
    assert not stand.room.job.is_running
    assert not stand.room.is_open


def test_closing_the_program_waits_for_no_answer(stand: Stand) -> None:
    stand.exporter.waits = Event()
    stand.press("Everything for another Footwell (JSON)")
    stand.press("Save as …")
    stand.room.close()
    assert not stand.room.job.is_running


def test_escape_leads_back_and_the_page_can_be_opened_again(qtbot: QtBot, stand: Stand) -> None:
    with qtbot.waitSignal(stand.room.left):
        QTest.keyClick(stand.page, Qt.Key.Key_Escape)
    with qtbot.waitSignal(stand.room.page_wanted):
        stand.room.open()
    qtbot.addWidget(stand.page)


def test_it_is_printed_or_not_as_the_person_says(stand: Stand) -> None:
    stand.exporter.report_made = made = report(20)
    stand.press("Print …")
    assert stand.ends() == "Nothing was printed."
    stand.press("Print …")
    assert stand.ends() == "The page was sent to the printer."
    assert stand.printed == [made, made]
    assert stand.exporter.pages == []


class _Desktop(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def test_the_folder_of_what_was_saved_opens(stand: Stand, tmp_path: Path) -> None:
    desktop = _Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "take")  # type: ignore[arg-type]
    try:
        stand.press("Everything for another Footwell (JSON)")
        stand.press("Save as …")
        stand.ends()
        stand.press("Show in folder")
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert desktop.opened == [str(tmp_path)]


def test_a_mistake_of_ours_is_not_hidden(qtbot: QtBot, stand: Stand) -> None:
    class Wrong(Exporter):
        def report(self, wish: ExportWish) -> Report | None:
            raise ZeroDivisionError(wish.name)

    stand.room._exporter = Wrong()
    with qtbot.captureExceptions() as raised:
        stand.press("Save as …")
        assert stand.ends() == "This could not be done."
    assert [kind for kind, _, _ in raised] == [ZeroDivisionError]


def test_tables_go_into_a_folder_that_was_not_there(tmp_path: Path) -> None:
    wanted = tmp_path / "footwell-2026-11-21"
    assert free_folder(wanted) == wanted
    wanted.mkdir()
    (tmp_path / "footwell-2026-11-21-2").mkdir()
    assert free_folder(wanted).name == "footwell-2026-11-21-3"
