"""Undo and redo in the log, and what becomes of them where the log cannot be changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.core.errors import StorageError
from app.core.log_edit import Edit, note_changed, rating_changed, rating_deleted, session_deleted
from app.storage.record_id import new_id
from app.ui.log_undo import LogUndo
from app.ui.toast import Toasts
from tests.ui.log_stand import LogStand, lived, rating_of
from tests.ui.player_fixtures import FULL, made_icons

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stand(tmp_path: Path, qtbot: object) -> Iterator[LogStand]:  # noqa: ARG001 - an application
    made = LogStand(tmp_path)
    made.put(lived())
    yield made
    made.close()


def notes(stand: LogStand) -> str:
    return stand.logged.session.note


def write(stand: LogStand, *texts: str) -> None:
    for text in texts:
        assert stand.undo.do(note_changed(stand.logged.session.id, text), f"note {text}")


def test_what_was_done_is_undone_from_the_last_on_and_done_again(stand: LogStand) -> None:
    write(stand, "a", "b")
    assert stand.undo.undo()
    assert notes(stand) == "a"
    assert stand.undo.undo()
    assert notes(stand) == "after a walk"
    assert not stand.undo.undo()
    assert stand.undo.redo()
    assert stand.undo.redo()
    assert notes(stand) == "b"
    assert not stand.undo.redo()


def test_a_new_change_forgets_what_could_be_done_again(stand: LogStand) -> None:
    write(stand, "a")
    stand.undo.undo()
    write(stand, "b")
    assert stand.undo.redo_name == ""
    assert not stand.undo.redo()


def test_the_keys_and_the_buttons_say_and_do_what_is_next(stand: LogStand) -> None:
    assert not stand.bar.undo.isEnabled()
    write(stand, "a")
    assert stand.bar.undo.accessibleName() == "Undo: note a"
    assert stand.bar.undo.toolTip() == "Undo: note a (Ctrl+Z)"
    stand.bar.undo.setFocus()
    stand.press(Qt.Key.Key_Z, CONTROL)
    assert notes(stand) == "after a walk"
    assert stand.bar.redo.accessibleName() == "Redo: note a"
    assert stand.focus is stand.bar.redo, "the button that was left can do nothing now"
    stand.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert notes(stand) == "a"
    stand.bar.undo.click()
    assert notes(stand) == "after a walk"
    stand.press(Qt.Key.Key_Y, CONTROL)
    assert notes(stand) == "a"


def test_ctrl_z_undoes_once_while_a_toast_offers_the_same(stand: LogStand) -> None:
    toasts = Toasts(stand.window, made_icons())
    write(stand, "a", "b")
    toasts.say("Done.", "Undo", stand.undo.undoer())
    stand.bar.undo.setFocus()
    stand.press(Qt.Key.Key_Z, CONTROL)
    assert notes(stand) == "a"
    toasts.clear()


def test_what_a_toast_offers_undoes_nothing_else(stand: LogStand) -> None:
    write(stand, "a")
    undo_a = stand.undo.undoer()
    write(stand, "b")
    undo_a()
    assert notes(stand) == "b"
    stand.undo.undo()
    undo_a()
    assert notes(stand) == "after a walk"
    undo_a()
    assert notes(stand) == "after a walk"


class FullDisk:
    """A log that cannot be written any more, once it is full."""

    def __init__(self, stand: LogStand) -> None:
        self._stand = stand
        self.is_full = False

    def make(self, edit: Edit) -> Edit:
        if self.is_full:
            raise StorageError(FULL)
        return self._stand.store.edits.make(edit)


def test_a_failed_write_leaves_log_and_stack_as_they_are_and_is_told(stand: LogStand) -> None:
    disk = FullDisk(stand)
    undo = LogUndo(lambda: disk)
    told: list[str] = []
    undo.told.connect(told.append)
    session_id = stand.logged.session.id
    undo.do(note_changed(session_id, "a"), "a")
    undo.do(note_changed(session_id, "b"), "b")
    undo.undo()
    disk.is_full = True
    assert not undo.do(note_changed(session_id, "c"), "c")
    assert not undo.undo()
    assert not undo.redo()
    assert told == [FULL] * 3
    assert (notes(stand), undo.undo_name, undo.redo_name) == ("a", "a", "b")
    disk.is_full = False
    assert undo.redo()
    assert notes(stand) == "b"


def test_what_can_never_be_undone_any_more_is_dropped(stand: LogStand) -> None:
    session = stand.logged.session
    rating = rating_of(session)
    stand.store.add_rating(rating)
    write(stand, "a")
    stand.undo.do(rating_deleted(rating), "delete")
    stand.store.add_rating(rating_of(session, value=9))
    assert not stand.undo.undo()
    assert "has changed since" in stand.told[0]
    assert stand.undo.undo_name == "note a"
    assert [one.value for one in stand.logged.ratings] == [9]
    assert stand.undo.undo()
    assert notes(stand) == "after a walk"


def test_a_change_of_what_is_gone_is_told_and_the_page_shown_anew(stand: LogStand) -> None:
    shown: list[bool] = []
    stand.undo.changed.connect(lambda: shown.append(True))
    gone = rating_of(stand.logged.session)
    assert not stand.undo.do(rating_deleted(gone), "delete")
    assert stand.undo.do(rating_changed(gone, 2, new_id), "change")
    assert len(shown) == 2
    assert len(stand.told) == 1


def test_an_import_or_a_restored_backup_forgets_all(stand: LogStand) -> None:
    write(stand, "a")
    stand.undo.clear()
    assert not stand.undo.undo()
    assert not stand.bar.undo.isEnabled()
    stand.undo.undoer()()
    assert notes(stand) == "a"


def test_a_deleted_session_comes_back_with_its_answers(stand: LogStand) -> None:
    before = stand.logged
    stand.undo.do(session_deleted(before.session.id), "delete “Heel-friendly session”")
    assert stand.store.sessions() == []
    stand.undo.undo()
    assert stand.logged == before
