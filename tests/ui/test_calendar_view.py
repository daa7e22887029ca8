"""The calendar by its keys, with a log on the disk: days, months, the list of a day, and words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from app.core.answer import Answer
from app.core.asked_after import DONE
from app.core.log_filter import LogFilter
from app.core.plan import Feet, Foot
from app.core.preferences import Preferences, Theme
from app.core.script import Area
from app.core.soreness import (
    AfterAnswer,
    EndReason,
    EventType,
    LogEvent,
    LoggedSession,
    Rating,
    RatingContext,
    RatingKind,
)
from app.core.week_plan import Weekday, WeekPlan
from app.storage.log_store import LogStore
from app.storage.record_id import new_id
from app.ui.calendar_signs import Sign, signs_of
from app.ui.calendar_view import CalendarView
from app.ui.icons import Icons
from app.ui.month_reader import MonthReader
from tests.core.followup_building import BERLIN, place, session
from tests.core.health_building import QUESTIONS
from tests.ui.player_fixtures import made_icons, put_away

NOW = datetime(2026, 11, 21, 10, tzinfo=BERLIN)
PLAN = WeekPlan(2, frozenset({Weekday.MONDAY, Weekday.SUNDAY}))
Key = Qt.Key
ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[LogStore]:
    store = LogStore(tmp_path / "log.sqlite3", lambda: NOW)
    yield store
    store.close()


@pytest.fixture
def make(qtbot: QtBot, icons: Icons, log: LogStore) -> Callable[..., CalendarView]:
    def build(width: int = 1100, **preferences: object) -> CalendarView:
        chosen = replace(Preferences(plan=PLAN), **preferences)  # type: ignore[arg-type]
        reader = MonthReader(log, lambda: QUESTIONS, lambda: chosen, lambda: NOW, place(BERLIN))
        made = CalendarView(icons, reader.read)
        qtbot.addWidget(made)
        made.resize(width, 700)
        made.show_log(LogFilter())
        made.show()
        made.setFocus()
        return made

    return build


def keep(log: LogStore, end: datetime, **more: object) -> LoggedSession:
    made = session(end, new_id(), **more)  # type: ignore[arg-type]
    log.add_session(replace(made.session, by_hand=not made.session.steps))
    return made


def at(day: int, hour: int = 18, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, 30, tzinfo=BERLIN)


def press(view: CalendarView, *keys: Qt.Key) -> date | None:
    for key in keys:
        QTest.keyClick(view.grid, key)
    return chosen(view)


def chosen(view: CalendarView) -> date | None:
    return None if view.grid.day is None else view.grid.day.day


def said(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]


def cell(view: CalendarView, day: int) -> str:
    index = view.grid.table.index_of(date(2026, 11, day))
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def test_it_opens_at_today_and_the_arrows_move_the_day(
    make: Callable[..., CalendarView], log: LogStore
) -> None:
    keep(log, at(2, month=10))
    view = make()
    assert chosen(view) == date(2026, 11, 21)
    assert press(view, Key.Key_Left) == date(2026, 11, 20)
    assert press(view, Key.Key_Up) == date(2026, 11, 13)
    assert press(view, Key.Key_Down, Key.Key_Right) == date(2026, 11, 21)


def test_home_and_end_are_those_of_the_week_and_with_control_of_the_month(
    make: Callable[..., CalendarView], log: LogStore
) -> None:
    keep(log, at(2, month=10))
    view = make()
    week = [view.grid.table.index_of(date(2026, 11, 21)).row()] * 2
    first, last = press(view, Key.Key_Home), press(view, Key.Key_End)
    assert first is not None
    assert last == first + timedelta(days=6)
    assert [view.grid.table.index_of(day).row() for day in (first, last)] == week
    QTest.keyClick(view.grid, Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert chosen(view) == date(2026, 11, 1)
    QTest.keyClick(view.grid, Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert chosen(view) == date(2026, 11, 30)


def test_the_pages_end_at_the_first_entry_and_at_the_present_month(
    make: Callable[..., CalendarView], log: LogStore
) -> None:
    keep(log, at(30, month=9))
    view = make()
    assert not view.next.isEnabled()
    assert press(view, Key.Key_PageDown) == date(2026, 11, 21)
    assert press(view, Key.Key_PageUp, Key.Key_PageUp, Key.Key_PageUp) == date(2026, 9, 21)
    assert view.title.text() == "September 2026"
    assert not view.previous.isEnabled()
    assert view.next.isEnabled()
    assert press(view, Key.Key_T) == date(2026, 11, 21)
    assert view.title.text() == "November 2026"


def test_a_day_beyond_the_month_turns_the_page(
    make: Callable[..., CalendarView], log: LogStore
) -> None:
    keep(log, at(31, month=10))
    view = make()
    assert press(view, *[Key.Key_Up] * 3) == date(2026, 10, 31)
    assert view.title.text() == "October 2026"
    assert press(view, Key.Key_Right) == date(2026, 11, 1)


def test_the_last_day_of_a_longer_month_is_the_last_of_a_shorter_one(
    make: Callable[..., CalendarView], log: LogStore
) -> None:
    keep(log, at(31, month=8))
    view = make()
    press(view, Key.Key_PageUp)
    QTest.keyClick(view.grid, Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert press(view, Key.Key_PageUp) == date(2026, 9, 30)


def test_the_buttons_do_what_the_keys_do(make: Callable[..., CalendarView], log: LogStore) -> None:
    keep(log, at(2, month=10))
    view = make()
    view.previous.setFocus()
    QTest.keyClick(view.previous, Key.Key_Space)
    assert view.title.text() == "October 2026"
    # A button that may not be pressed any more hands the keys on.
    assert view.grid.hasFocus() or not view.isActiveWindow()
    QTest.mouseClick(view.to_today, Qt.MouseButton.LeftButton)
    assert chosen(view) == date(2026, 11, 21)
    for one in (view.previous, view.next, view.to_today):
        assert min(one.height(), one.width()) >= 44


def test_a_cell_says_all_that_it_shows(make: Callable[..., CalendarView], log: LogStore) -> None:
    done = keep(log, at(19, 18))
    first = Rating(
        new_id(),
        done.session.id,
        RatingKind.FIRST_STEP,
        RatingContext.MORNING,
        at(20, 8),
        Foot.LEFT,
        Area.WHOLE_FOOT,
        4,
    )
    log.add_rating(first)
    log.add_event(LogEvent(new_id(), done.session.id, at(20, 9), EventType.BRUISE))
    view = make()
    assert cell(view, 19).endswith(
        "19 November: one session, 15 minutes; 3 hours after: not answered"
    )
    assert cell(view, 20).endswith(
        "20 November: no session; first steps: left 4; Next morning: answered; "
        "24 hours after: open; Bruise"
    )
    assert cell(view, 22).endswith("22 November: planned")
    assert cell(view, 23).endswith("23 November: planned")
    assert cell(view, 24).endswith("24 November: nothing planned")
    assert cell(view, 5).endswith("5 November: no session")
    assert "today" in cell(view, 21)


def test_a_screen_reader_finds_the_cells_of_the_grid(
    make: Callable[..., CalendarView], log: LogStore
) -> None:
    keep(log, at(19))
    view = make()
    interface = QAccessible.queryAccessibleInterface(view.grid)
    texts = [
        interface.child(number).text(QAccessible.Text.Name)
        for number in range(interface.childCount())
    ]
    assert any("19 November: one session, 15 minutes" in text for text in texts)


def test_under_fifteen_minutes_is_said_without_scolding(
    make: Callable[..., CalendarView], log: LogStore
) -> None:
    keep(log, at(19), hands_on_s=70)
    keep(log, at(18), hands_on_s=30)
    view = make()
    assert "one session, one minute; under 15 minutes" in cell(view, 19)
    assert "one session, under a minute" in cell(view, 18)


def test_enter_opens_the_list_and_a_session_in_it(
    make: Callable[..., CalendarView], log: LogStore, qtbot: QtBot
) -> None:
    done = keep(log, at(20), script_title="Stretch sole, calf and toes", by_hand=True)
    view = make()
    press(view, Key.Key_Left, Key.Key_Return)
    button = view.card.first
    assert "Stretch sole, calf and toes" in button.accessibleName()
    assert "written down afterwards" in button.accessibleName()
    with qtbot.waitSignal(view.session_requested) as asked:
        QTest.keyClick(button, Key.Key_Space)
    assert asked.args == [done.session.id]


def test_escape_goes_back_to_the_days(
    make: Callable[..., CalendarView], log: LogStore, qtbot: QtBot
) -> None:
    keep(log, at(2, month=10))
    view = make()
    view.activateWindow()
    with qtbot.waitSignal(view.grid.opened):
        press(view, Key.Key_Enter)
    assert view.card.first is view.card
    with qtbot.waitSignal(view.card.left):
        QTest.keyClick(view.card, Key.Key_Escape)


def test_the_list_of_a_day_tells_answers_events_and_check_ins(
    make: Callable[..., CalendarView], log: LogStore
) -> None:
    done = keep(log, at(18, 12))
    for foot, value in ((Foot.LEFT, 3), (Foot.RIGHT, 2)):
        for kind in (RatingKind.PAIN, RatingKind.SORENESS):
            log.add_rating(
                Rating(
                    new_id(),
                    done.session.id,
                    kind,
                    RatingContext.H24,
                    at(19, 12),
                    foot,
                    Area.WHOLE_FOOT,
                    value,
                )
            )
    log.keep_after_answer(
        AfterAnswer(done.session.id, RatingContext.H24, DONE, Answer(is_yes=True), at(19, 12), 1)
    )
    bruise = LogEvent(
        new_id(), None, at(19), EventType.BRUISE, "small", Foot.LEFT, Area.ARCH, note="like a coin"
    )
    log.add_event(bruise)
    view = make()
    press(view, Key.Key_Left, Key.Key_Left)
    told = said(view.card)
    assert "24 hours after: Pain 3 (Left foot), 2 (Right foot)" in told
    assert "24 hours after: Soreness 3 (Left foot), 2 (Right foot)" in told
    assert "Wed 18\xa0· 24 hours after: answered" in told
    assert "Wed 18\xa0· Next morning: not answered" in told
    noted = next(text for text in told if "Bruise" in text).replace("\xa0", " ")
    assert noted == "Bruise, left foot, arch · small · like a coin"


def test_what_was_answered_in_part_is_said_so(
    make: Callable[..., CalendarView], log: LogStore
) -> None:
    done = keep(log, at(12, 12))
    log.add_rating(
        Rating(
            new_id(),
            done.session.id,
            RatingKind.SORENESS,
            RatingContext.H24,
            at(13, 12),
            Foot.LEFT,
            Area.WHOLE_FOOT,
            2,
        )
    )
    view = make()
    assert "24 hours after: answered in part" in cell(view, 13)
    day = view.grid.table.day_at(view.grid.table.index_of(date(2026, 11, 13)))
    assert day is not None
    assert signs_of(day) == {Sign.IN_PART, Sign.MISSED}


def test_an_empty_day_says_that_resting_is_fine_and_a_planned_one_that_it_is(
    make: Callable[..., CalendarView], log: LogStore
) -> None:
    keep(log, at(2))
    view = make()
    assert "Nothing was written down. Resting is fine." in said(view.card)
    press(view, Key.Key_Right)
    assert "A session is planned." in said(view.card)
    press(view, Key.Key_Right, Key.Key_Right)
    assert "Nothing is planned." in said(view.card)


def test_rest_on_advice_is_shown_as_rest(make: Callable[..., CalendarView], log: LogStore) -> None:
    keep(log, at(18), hands_on_s=200, completed=False, ended_early_reason=EndReason.DIZZY)
    view = make()
    assert "rest on advice" in cell(view, 19)
    press(view, Key.Key_Left, Key.Key_Left)
    assert "Rest on advice. Resting is fine." in said(view.card)
    assert {"Session under 15 min", "Rest on advice", "Planned"} <= set(said(view.legend))
    assert "Session" not in said(view.legend)


def test_the_filter_chooses_foot_and_script_and_says_what_does_not_count(
    make: Callable[..., CalendarView], log: LogStore
) -> None:
    keep(log, at(10), feet=Feet.LEFT)
    keep(log, at(12), feet=Feet.RIGHT)
    view = make()
    assert "2 sessions, 30 minutes hands-on" in said(view)
    view.show_log(LogFilter(foot=Foot.LEFT, since=date(2026, 1, 1), words="x"))
    assert "one session" in cell(view, 10)
    assert "no session" in cell(view, 12)
    notes = [text for text in said(view) if "whole months" in text]
    assert len(notes) == 1
    assert "search" in notes[0]
    view.show_log(LogFilter(script_id="none"))
    assert "No session" in said(view)


def test_another_reading_keeps_the_month_and_the_day(
    make: Callable[..., CalendarView], log: LogStore
) -> None:
    keep(log, at(5, month=10))
    view = make()
    press(view, Key.Key_PageUp, Key.Key_Left)
    view.show_log(LogFilter())
    assert chosen(view) == date(2026, 10, 20)
    assert view.title.text() == "October 2026"


def test_weeks_begin_on_the_day_of_the_language(
    make: Callable[..., CalendarView], log: LogStore
) -> None:
    keep(log, at(2))
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    try:
        table = make().grid.table
    finally:
        QLocale.setDefault(before)
    assert table.index_of(date(2026, 11, 1)).column() == 0
    assert table.headerData(0, Qt.Orientation.Horizontal) == "Sun"
    assert table.headerData(0, Qt.Orientation.Horizontal, ACCESSIBLE) == "Sunday"
    assert table.headerData(0, Qt.Orientation.Vertical) is None


def test_an_empty_log_says_what_will_stand_here(make: Callable[..., CalendarView]) -> None:
    view = make()
    assert view.empty.isVisible()
    assert not view.grid.isVisible()


def in_a_page(view: CalendarView, width: int, height: int) -> QScrollArea:
    page = QScrollArea()
    page.setWidgetResizable(True)
    page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    page.setWidget(view)
    page.resize(width, height)
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    QApplication.processEvents()
    return page


def test_a_month_of_six_weeks_fits_beside_its_list(
    make: Callable[..., CalendarView], log: LogStore
) -> None:
    keep(log, at(19))
    view = make()
    page = in_a_page(view, 1110, 590)  # what the log's room leaves of 1280 × 800
    assert view.grid.table.rowCount() == 6
    assert page.verticalScrollBar().maximum() == 0
    assert view.grid.verticalScrollBar().maximum() == 0
    low = view.grid.rowHeight(0)
    page.resize(1110, 1000)
    QApplication.processEvents()
    assert view.grid.rowHeight(0) > low, "with room its weeks are higher"
    put_away(page)


def test_a_month_of_six_weeks_is_seen_whole_in_a_small_window(
    make: Callable[..., CalendarView], log: LogStore
) -> None:
    keep(log, at(19))
    view = make(640)
    page = in_a_page(view, 640, 600)
    view.setFocus()
    QApplication.processEvents()
    assert view.grid.visibleRegion().boundingRect() == view.grid.rect()
    assert view.grid.verticalScrollBar().maximum() == 0
    put_away(page)


def test_with_large_text_the_chosen_day_stays_in_sight(log: LogStore) -> None:
    keep(log, at(19))
    chosen = Preferences(theme=Theme.LIGHT, text_percent=200, plan=PLAN)
    looks = made_icons(chosen)
    reader = MonthReader(log, lambda: QUESTIONS, lambda: chosen, lambda: NOW, place(BERLIN))
    view = CalendarView(looks, reader.read)
    view.show_log(LogFilter())
    page = in_a_page(view, 640, 500)
    view.setFocus()
    for key in [Key.Key_Up] * 3 + [Key.Key_Down] * 3:
        press(view, key)
        QApplication.processEvents()
        place_of = view.grid.visualRect(view.grid.currentIndex())
        assert view.grid.viewport().visibleRegion().boundingRect().contains(place_of), key
    put_away(page)
    made_icons()


@pytest.mark.parametrize("width", [640, 1100])
def test_nothing_is_cut_off_sideways_and_the_list_finds_its_place(
    make: Callable[..., CalendarView], log: LogStore, width: int
) -> None:
    keep(log, at(19), script_title="Donaudampfschifffahrtsgesellschaft " * 3)
    view = make(width)
    page = in_a_page(view, width, 700)
    press(view, Key.Key_Left, Key.Key_Left)
    QApplication.processEvents()
    is_beside = view.card.y() == view.grid.y()
    assert is_beside == (width > 900)
    assert view.card.mapTo(view, view.card.rect().bottomRight()).x() <= view.width()
    assert view.minimumSizeHint().width() <= width
    assert page.horizontalScrollBar().maximum() == 0
    assert view.grid.verticalScrollBar().maximum() == 0
    put_away(page)
