"""The log on the built app, by keys alone: corrected, deleted, undone, and added to afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.log_entries import EntryType
from app.core.plan import Foot
from app.core.soreness import RatingContext, RatingKind
from app.ui.entry_form import EntryForm, What
from app.ui.footwell import Footwell
from app.ui.log_room import LogRoom
from app.ui.rail import Room
from tests.whole.conftest import World, focus_of
from tests.whole.test_before_a_session import log_of
from tests.whole.test_plan_of_the_week import tab_to
from tests.whole.test_whole_session import driver_of, logged_by_command, pick, rate

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
SORE_LEFT = "Soreness, left foot"


def massage(world: World, footwell: Footwell) -> None:
    """A whole session, after which the left foot is a little sore."""
    pick(world, footwell, "gentle first")
    world.run_to(driver_of(footwell), lambda: footwell.session.end_room is not None)
    world.settle()
    rate(world, footwell, RatingKind.SORENESS, Foot.LEFT, 3)
    world.press(footwell, Key.Key_Return, CONTROL)
    assert not footwell.window.is_full


def open_log(world: World, footwell: Footwell) -> LogRoom:
    """Go to the table of the log."""
    world.press(footwell, Key.Key_3, CONTROL)
    world.press(footwell, Key.Key_2, CONTROL, SHIFT)
    room = footwell.window.room(Room.LOG)
    assert isinstance(room, LogRoom)
    return room


def soreness(footwell: Footwell) -> int | None:
    [logged] = log_of(footwell).sessions()
    return logged.score(RatingKind.SORENESS, RatingContext.AFTER, Foot.LEFT)


def typed(world: World, footwell: Footwell, text: str) -> None:
    QTest.keyClicks(focus_of(footwell), text)
    world.settle()


@pytest.fixture
def footwell(world: World) -> Footwell:
    return world.start()


def test_an_answer_is_corrected_undone_and_corrected_again(
    world: World, footwell: Footwell
) -> None:
    massage(world, footwell)
    room = open_log(world, footwell)
    world.press(footwell, Key.Key_Return)
    line = next(
        one for one in room.sessions.detail.ratings.lines.values() if one.name.text() == SORE_LEFT
    )
    tab_to(world, footwell, line.accessibleName())
    world.press(footwell, Key.Key_Space)
    editor = room.sessions.detail.ratings.editor
    assert editor is not None
    assert editor.isAncestorOf(focus_of(footwell))
    typed(world, footwell, "7")
    assert soreness(footwell) == 7
    assert focus_of(footwell).accessibleName().endswith(f"{SORE_LEFT}: 7"), "the focus stays"
    world.press(footwell, Key.Key_Z, CONTROL)
    assert soreness(footwell) == 3
    assert focus_of(footwell).accessibleName().endswith(f"{SORE_LEFT}: 3")
    world.press(footwell, Key.Key_Y, CONTROL)
    assert soreness(footwell) == 7
    world.press(footwell, Key.Key_Z, CONTROL)
    world.press(footwell, Key.Key_Z, CONTROL, SHIFT)
    assert soreness(footwell) == 7
    today = footwell.today.view()
    assert today.last is not None
    assert today.last.score(RatingKind.SORENESS, RatingContext.AFTER, Foot.LEFT) == 7


def test_a_session_is_deleted_and_brought_back_by_the_toast_or_by_its_key(
    world: World, footwell: Footwell
) -> None:
    massage(world, footwell)
    room = open_log(world, footwell)
    key = room.sessions.chosen
    for way in ("toast", "key"):
        world.press(footwell, Key.Key_Delete)
        assert log_of(footwell).sessions() == []
        toast = footwell.window.toasts.current
        assert toast is not None
        assert toast.message.startswith("Deleted “Gentle first")
        if way == "toast":
            tab_to(world, footwell, "Undo")
            world.press(footwell, Key.Key_Space)
        else:
            world.press(footwell, Key.Key_Z, CONTROL)
        assert len(log_of(footwell).sessions()) == 1
        assert room.sessions.chosen == key
        assert footwell.window.toasts.current is None, "what is undone is offered no more"
        room.setFocus()


def test_a_past_session_and_a_past_morning_are_written_down(
    world: World, footwell: Footwell
) -> None:
    room = open_log(world, footwell)
    assert room.empty.isVisible()
    tab_to(world, footwell, "Add past entry")
    world.press(footwell, Key.Key_Space)
    form = form_of(footwell)
    assert form.isVisible()
    form.when.earlier.setFocus()
    world.press(footwell, Key.Key_Space)
    form.session.title.setFocus()
    typed(world, footwell, "At the practice")
    form.session.minutes.setFocus()
    typed(world, footwell, "30")
    world.press(footwell, Key.Key_Return, CONTROL)
    assert not form.isVisible()
    assert room.sessions.detail.title.text() == "At the practice"
    add_morning(world, footwell, room)
    chosen = room.sessions.chosen
    assert chosen is not None
    assert chosen.type is EntryType.ANSWERS
    world.quit(footwell)
    values = logged_by_command(world.data)
    assert [row["script_title"] for row in values["sessions"]] == ["At the practice"]
    assert [(row["kind"], row["value"]) for row in values["ratings"]] == [("first_step", 6)]
    again = world.start()
    table = open_log(world, again).sessions.table
    assert table.rowCount() == 2


def form_of(footwell: Footwell) -> EntryForm:
    form = footwell.log._form
    assert form is not None
    return form


def add_morning(world: World, footwell: Footwell, room: LogRoom) -> None:
    """First steps of three mornings ago, with a filter that would hide them."""
    room.search.setText("practice")
    room.add.setFocus()
    world.press(footwell, Key.Key_Space)
    form = form_of(footwell)
    form.what.choose(What.MORNING)
    form._show_parts()
    for _ in range(3):
        form.when.earlier.setFocus()
        world.press(footwell, Key.Key_Space)
    [block] = form.morning.blocks.values()
    next(iter(block.rows.values())).setFocus()
    typed(world, footwell, "6")
    world.press(footwell, Key.Key_Return, CONTROL)
    assert room.search.text() == ""


def test_what_was_begun_waits_until_one_comes_back(world: World, footwell: Footwell) -> None:
    room = open_log(world, footwell)
    tab_to(world, footwell, "Add past entry")
    world.press(footwell, Key.Key_Space)
    form = form_of(footwell)
    form.session.title.setFocus()
    typed(world, footwell, "Half")
    world.press(footwell, Key.Key_Escape)
    assert room.empty.isVisible()
    assert world.asked == []
    room.empty.other.click()
    assert form.isVisible()
    assert form.session.title.text() == "Half"
    form.cancel.click()
    assert len(world.asked) == 1
    assert room.empty.isVisible()
    assert log_of(footwell).sessions() == []


def test_an_added_entry_can_be_undone_and_its_day_be_corrected_and_deleted(
    world: World, footwell: Footwell
) -> None:
    room = open_log(world, footwell)
    add_morning(world, footwell, room)
    world.press(footwell, Key.Key_Z, CONTROL)
    assert log_of(footwell).ratings() == []
    assert room.empty.isVisible()
    world.press(footwell, Key.Key_Y, CONTROL)
    world.press(footwell, Key.Key_Return)
    [line] = room.sessions.single.ratings.lines.values()
    tab_to(world, footwell, line.accessibleName())
    world.press(footwell, Key.Key_Space)
    typed(world, footwell, "2")
    assert [one.value for one in log_of(footwell).ratings()] == [2]
    world.press(footwell, Key.Key_Space)
    world.press(footwell, Key.Key_Delete)
    assert log_of(footwell).ratings() == [], "the only answer of the day goes with its entry"
    toast = footwell.window.toasts.current
    assert toast is not None
    world.press(footwell, Key.Key_Z, CONTROL)
    assert [one.value for one in log_of(footwell).ratings()] == [2]


def test_after_an_import_nothing_of_before_is_undone(world: World, footwell: Footwell) -> None:
    room = open_log(world, footwell)
    add_morning(world, footwell, room)
    assert footwell.log.undo.undo_name
    footwell.papers.log_replaced.emit()
    world.press(footwell, Key.Key_Z, CONTROL)
    assert len(log_of(footwell).ratings()) == 1
