"""A session's page: what it says, and correcting it by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app.core.plan import Foot
from app.core.preferences import Preferences, Theme
from app.core.script import Area
from app.core.soreness import EventType, RatingContext, RatingKind
from app.ui.controls import TEN_WITHIN_MS
from app.ui.entry_line import EntryLine
from app.ui.log_detail import LogDetail
from app.ui.rating_lines import question_of
from tests.ui.log_stand import LogStand, event_of, lived, rating_of
from tests.ui.player_fixtures import made_icons, put_away

BEFORE, AFTER, H3 = RatingContext.BEFORE, RatingContext.AFTER, RatingContext.H3
SORE = RatingKind.SORENESS
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stand(tmp_path: Path, qtbot: object) -> Iterator[LogStand]:  # noqa: ARG001 - an application
    made = LogStand(tmp_path)
    yield made
    made.close()


def words(stand: LogStand) -> list[str]:
    labels = stand.detail.findChildren(QLabel)
    return [one.text().replace("\xa0", " ") for one in labels if one.isVisible()]


def lines(stand: LogStand) -> list[str]:
    return [line.accessibleName() for line in stand.detail.ratings.lines.values()]


def line_at(stand: LogStand, place: int) -> EntryLine:
    return list(stand.detail.ratings.lines.values())[place]


# --- what it says ---


def test_it_says_what_was_done_without_scolding(stand: LogStand) -> None:
    stand.put(lived())
    said = words(stand)
    assert "Thu 19 Nov 2026, 18:30 – 18:52" in said
    assert "16:40 of 20:00 hands-on" in said
    assert "Safety check: clear." in said
    assert stand.detail.note.toPlainText() == "after a walk"
    assert "No pain or soreness noted." in said
    assert "Times and steps are as they were measured and stay so." in said
    assert not stand.detail.change.isVisible()


def test_under_fifteen_minutes_is_said_in_words(stand: LogStand) -> None:
    stand.put(replace(lived(), actual_hands_on_s=760))
    assert "12:40 of 20:00 hands-on, under 15 min" in words(stand)


def test_what_was_written_down_by_hand_says_so(stand: LogStand) -> None:
    stand.put(lived(by_hand=True))
    said = words(stand)
    assert "Written down by hand, as you remember it." in said
    assert "No steps: it was written down afterwards." in said
    assert stand.detail.change.isVisible()


def test_answers_stand_by_when_they_were_asked_with_how_late_they_were(stand: LogStand) -> None:
    session = lived()
    late = replace(rating_of(session, H3, 2), hours_after_end=7.4, late=True)
    added = replace(rating_of(session, BEFORE, 6), late=True)
    stand.put(session, late, added, rating_of(session, AFTER, None, Foot.RIGHT))
    assert lines(stand) == [
        "Before, added later. Pain, left foot: 6",
        "After. Pain, right foot: no answer",
        "3 hours after, answered late: 7 h after the end. Pain, left foot: 2",
    ]


def test_when_soreness_was_gone_is_said_as_between_two_answers(stand: LogStand) -> None:
    session = lived()
    sore = [(AFTER, 3), (H3, 2), (RatingContext.H24, 0)]
    stand.put(session, *(rating_of(session, one, value, kind=SORE) for one, value in sore))
    assert "Left foot: soreness was gone between 3 h and 24 h." in words(stand)


def test_what_happened_stands_with_the_advice_that_was_shown(stand: LogStand) -> None:
    session = lived()
    stand.put(session, event_of(session))
    said = "\n".join(words(stand))
    assert "Bruise, left foot, heel" in said
    assert "Advice shown: Go lighter." in said


def test_one_begins_with_the_first_answer_that_can_be_corrected(stand: LogStand) -> None:
    session = lived()
    stand.put(session)
    stand.detail.take_focus()
    assert stand.detail.note.hasFocus()
    stand.store.add_rating(rating_of(session, BEFORE, 6))
    stand.show()
    stand.detail.take_focus()
    assert stand.focus is line_at(stand, 0)


# --- what happened, by keys ---


def test_an_event_opens_at_what_it_is_and_del_deletes_it(stand: LogStand) -> None:
    session = lived()
    event = event_of(session)
    stand.put(session, event)
    line = stand.detail.events.lines[event.id]
    line.setFocus()
    stand.press(Qt.Key.Key_Space)
    assert isinstance(stand.focus, QPushButton)
    assert (stand.focus.text(), stand.focus.isChecked()) == ("Bruise", True)
    editor = stand.detail.events.editor
    assert editor is not None
    editor.picks.note.setFocus()
    stand.press(Qt.Key.Key_Delete)
    assert list(stand.logged.events) == [event], "in a text it deletes a letter"
    editor.picks.type.take_focus()
    stand.press(Qt.Key.Key_Delete)
    assert list(stand.logged.events) == []
    assert stand.focus is stand.detail.events.add
    stand.press(Qt.Key.Key_Z, CONTROL)
    assert list(stand.logged.events) == [event]
    stand.press(Qt.Key.Key_Y, CONTROL)
    assert list(stand.logged.events) == []


def test_del_deletes_nothing_while_an_event_is_new(stand: LogStand) -> None:
    stand.put(lived())
    stand.detail.events.add.click()
    stand.press(Qt.Key.Key_Delete)
    assert stand.detail.events.editor is not None
    assert stand.undo.undo_name == ""


# --- answers ---


def test_an_answer_is_corrected_by_enter_and_a_digit_and_the_focus_stays(stand: LogStand) -> None:
    session = lived()
    stand.put(session, rating_of(session, BEFORE, 6), rating_of(session, AFTER, 4))
    line_at(stand, 1).setFocus()
    stand.press(Qt.Key.Key_Return)
    stand.type("2")
    assert [one.value for one in stand.logged.ratings] == [6, 2]
    assert stand.focus is line_at(stand, 1)
    assert stand.focus.accessibleName() == "After. Pain, left foot: 2"
    stand.press(Qt.Key.Key_Z, CONTROL)
    assert [one.value for one in stand.logged.ratings] == [6, 4]
    assert stand.focus is line_at(stand, 1)


def test_one_and_zero_are_ten_and_one_alone_is_one(stand: LogStand) -> None:
    session = lived()
    stand.put(session, rating_of(session, AFTER, 4))
    line_at(stand, 0).click()
    stand.type("10")
    assert [one.value for one in stand.logged.ratings] == [10]
    line_at(stand, 0).click()
    stand.type("1")
    assert [one.value for one in stand.logged.ratings] == [10], "a 0 may follow"
    editor = stand.detail.ratings.editor
    assert editor is not None
    assert editor._waiting.interval() == TEN_WITHIN_MS
    editor.close_button.click()
    assert [one.value for one in stand.logged.ratings] == [1]


def test_a_one_is_kept_where_the_page_is_left_at_once(stand: LogStand) -> None:
    session = lived()
    stand.put(session, rating_of(session, AFTER, 4))
    line_at(stand, 0).click()
    stand.type("1")
    stand.detail.hide()
    assert [one.value for one in stand.logged.ratings] == [1]


def test_an_answer_is_taken_for_not_answered_or_deleted(stand: LogStand) -> None:
    session = lived()
    stand.put(session, rating_of(session, BEFORE, 6), rating_of(session, AFTER, 4))
    line_at(stand, 0).click()
    editor = stand.detail.ratings.editor
    assert editor is not None
    editor.skip.click()
    assert [one.value for one in stand.logged.ratings] == [None, 4]
    line_at(stand, 1).click()
    stand.press(Qt.Key.Key_Delete)
    assert [one.context for one in stand.logged.ratings] == [BEFORE]
    assert stand.focus is line_at(stand, 0), "the nearest line that is left"
    assert stand.undo.undo_name == "delete “Pain, left foot”"


def test_esc_and_the_same_number_change_nothing(stand: LogStand) -> None:
    session = lived()
    stand.put(session, rating_of(session, AFTER, 4))
    for is_by_esc in (True, False):
        line_at(stand, 0).click()
        if is_by_esc:
            stand.press(Qt.Key.Key_Escape)
        else:
            stand.type("4")
        assert stand.focus is line_at(stand, 0)
        assert stand.detail.ratings.editor is None
    assert stand.undo.undo_name == ""


def test_a_missing_answer_is_added_by_keys(stand: LogStand) -> None:
    stand.put(lived())
    adder = stand.detail.adder
    adder.open_button.setFocus()
    stand.press(Qt.Key.Key_Return)
    adder.kind.choose(SORE)
    adder.when.choose(AFTER)
    adder.where.choose(Foot.RIGHT, Area.HEEL)
    adder.editor.take_focus()
    stand.type("7")
    [rating] = stand.logged.ratings
    assert (rating.kind, rating.context, rating.side, rating.region, rating.value) == (
        SORE,
        AFTER,
        Foot.RIGHT,
        Area.HEEL,
        7,
    )
    assert rating.late, "what is told from memory is no figure of that time"
    assert stand.focus is adder.open_button
    stand.press(Qt.Key.Key_Return)
    assert adder.editor.row.value is None
    stand.press(Qt.Key.Key_Escape)
    assert stand.focus is adder.open_button


def test_the_page_that_is_shown_anew_for_nothing_closes_no_editor(stand: LogStand) -> None:
    session = lived()
    stand.put(session, rating_of(session, AFTER, 4))
    line_at(stand, 0).click()
    editor = stand.detail.ratings.editor
    stand.show()
    assert stand.detail.ratings.editor is editor
    assert editor is not None
    assert editor.isAncestorOf(stand.focus)


def test_tab_goes_through_the_page_as_it_is_laid_out(stand: LogStand) -> None:
    session = lived()
    event = event_of(session)
    stand.put(session, rating_of(session, BEFORE, 6), rating_of(session, AFTER, 4), event)
    stand.detail.note.setFocus()
    passed = []
    for _ in range(5):
        stand.press(Qt.Key.Key_Tab)
        passed.append(stand.focus)
    lines_of_events = stand.detail.events.lines
    assert passed == [
        line_at(stand, 0),
        line_at(stand, 1),
        stand.detail.adder.open_button,
        lines_of_events[event.id],
        stand.detail.events.add,
    ]
    line_at(stand, 0).click()
    editor = stand.detail.ratings.editor
    assert editor is not None
    editor.close_button.setFocus()
    stand.press(Qt.Key.Key_Tab)
    assert stand.focus is line_at(stand, 1)


# --- what happened ---


def test_an_event_is_corrected_deleted_and_added(stand: LogStand) -> None:
    session = lived()
    event = event_of(session)
    stand.put(session, event)
    stand.detail.events.lines[event.id].setFocus()
    stand.press(Qt.Key.Key_Return)
    editor = stand.detail.events.editor
    assert editor is not None
    assert editor.picks.where.area is Area.HEEL
    editor.picks.type.choose(EventType.SWELLING)
    editor.picks.note.setFocus()
    stand.type("less by now")
    stand.press(Qt.Key.Key_Return)
    [changed] = stand.logged.events
    assert changed == replace(event, type=EventType.SWELLING, note="less by now")
    assert stand.focus is stand.detail.events.lines[event.id]

    stand.press(Qt.Key.Key_Return)
    editor = stand.detail.events.editor
    assert editor is not None
    editor.delete.click()
    stand.settle()
    assert not stand.logged.events
    assert stand.focus is stand.detail.events.add

    stand.press(Qt.Key.Key_Return)
    editor = stand.detail.events.editor
    assert editor is not None
    assert not editor.delete.isVisible()
    stand.press(Qt.Key.Key_Return, CONTROL)
    [added] = stand.logged.events
    assert (added.type, added.side, added.when) == (EventType.OTHER, None, session.end)
    while stand.undo.undo_name:
        stand.undo.undo()
    assert stand.logged.events == (event,)


def test_an_event_that_stays_as_it_is_is_no_change(stand: LogStand) -> None:
    session = lived()
    event = replace(event_of(session), region=None)
    stand.put(session, event)
    line = stand.detail.events.lines[event.id]
    for leave in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        line.click()
        editor = stand.detail.events.editor
        assert editor is not None
        editor.picks.note.setFocus()
        stand.press(leave)
        assert stand.focus is line
    assert stand.undo.undo_name == ""


def test_one_editor_is_open_at_a_time(stand: LogStand) -> None:
    session = lived()
    first, second = event_of(session), event_of(session)
    stand.put(session, first, second)
    stand.detail.events.lines[first.id].click()
    stand.detail.events.lines[second.id].click()
    editor = stand.detail.events.editor
    assert editor is not None
    editor.picks.note.setText("the second")
    editor.save.click()
    assert [(one.id, one.note) for one in stand.logged.events if one.note] == [
        (second.id, "the second")
    ]


# --- the note ---


def test_a_note_is_kept_when_it_is_left_and_undone_by_its_name(stand: LogStand) -> None:
    stand.put(lived())
    stand.detail.note.setFocus()
    stand.detail.note.setPlainText("slept well")
    assert stand.logged.session.note == "after a walk"
    stand.press(Qt.Key.Key_Tab)
    assert stand.logged.session.note == "slept well"
    assert stand.undo.undo_name == "note of “Heel-friendly session”"
    stand.undo.undo()
    assert stand.detail.note.toPlainText() == "after a walk"


def test_ctrl_enter_keeps_a_note_and_esc_takes_it_back(stand: LogStand) -> None:
    stand.put(lived())
    note = stand.detail.note
    note.setFocus()
    note.setPlainText("a")
    stand.press(Qt.Key.Key_Escape)
    assert note.toPlainText() == "after a walk"
    assert not note.hasFocus()
    note.setFocus()
    note.setPlainText("b")
    stand.press(Qt.Key.Key_Return, CONTROL)
    assert stand.logged.session.note == "b"
    assert not note.hasFocus()


def test_a_note_belongs_to_the_session_it_was_written_at(stand: LogStand) -> None:
    first = stand.put(lived())
    stand.detail.note.setPlainText("of the first")
    other = lived(title="Later")
    later = replace(other, start=other.start.replace(day=20), end=other.end.replace(day=20))
    stand.put(later)
    notes = {one.session.id: one.session.note for one in stand.store.sessions()}
    assert notes == {first.session.id: "of the first", later.id: "after a walk"}


def test_what_is_being_written_stays_where_the_page_is_shown_anew(stand: LogStand) -> None:
    session = lived()
    stand.put(session)
    stand.detail.note.setFocus()
    stand.detail.note.setPlainText("half a sen")
    stand.store.add_rating(rating_of(session))
    stand.show()
    assert stand.detail.note.toPlainText() == "half a sen"


# --- without a desk, and every look ---


def test_without_a_desk_nothing_opens(stand: LogStand) -> None:
    session = lived()
    logged = stand.put(session, rating_of(session), event_of(session))
    detail = LogDetail(made_icons())
    detail.show_session(logged)
    detail.show()
    QApplication.processEvents()
    assert detail.note.isReadOnly()
    assert not detail.adder.isVisible()
    assert not detail.events.add.isVisible()
    found = [*detail.ratings.lines.values(), *detail.events.lines.values()]
    assert [line.isEnabled() for line in found] == [False, False]
    put_away(detail)


@pytest.mark.parametrize("percent", [100, 200])
def test_no_word_is_cut_off_in_a_small_window(
    tmp_path: Path,
    percent: int,
    qtbot: object,  # noqa: ARG001 - an application
) -> None:
    looks = Preferences(theme=Theme.DARK, text_percent=percent)
    stand = LogStand(tmp_path, preferences=looks, size=(700, 560))
    session = lived(title="A long title that somebody gave to a session of their own")
    place = replace(rating_of(session, AFTER, None), region=Area.BALL_OF_FOOT)
    stand.put(session, place, rating_of(session, H3, 10), event_of(session))
    stand.detail.ratings.open(question_of(place))
    stand.settle()
    editor = stand.detail.ratings.editor
    assert editor is not None
    inside: list[QWidget] = [*stand.detail.ratings.lines.values(), *editor.findChildren(QWidget)]
    for part in inside:
        if part.isVisible():
            right = part.mapTo(stand.detail, part.rect().topRight()).x()
            assert right <= stand.detail.width()
    for one in stand.detail.ratings.lines.values():
        wanted = one.name.heightForWidth(one.name.width())
        assert one.name.height() >= wanted, one.accessibleName()
    stand.close()
