"""Undo and redo in the log: what was done by hand, from the last on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from app.core.errors import KnownError, OvertakenError
from app.core.log_edit import Edit
from app.core.log_entries import EntryKey

LIMIT = 200
"""So many changes can be undone."""


class Edits(Protocol):
    """What makes changes in the log."""

    def make(self, edit: Edit) -> Edit:
        """Make a change; gives the one that undoes it."""


class _Done(QUndoCommand):
    """A change that was made, with the next one in either direction.

    It does nothing when the stack moves: the log is changed before that, so that a log that cannot
    be written leaves the stack where it is.
    """

    def __init__(self, name: str, undoes: Edit, about: EntryKey | None) -> None:
        super().__init__(name)
        self.next = undoes
        self.about = about


class LogUndo(QObject):
    """Makes changes in the log, undoes them and makes them again.

    Args:
        edits: finds what makes changes; it may raise a KnownError too.

    Signals:
        changed: the log is another one; show it anew.
        moved: what may be undone and redone is something else.
        returned: the `EntryKey` of what was undone or made again, after `changed`.
        told: why something could not be done, in a sentence.
    """

    changed = Signal()
    moved = Signal()
    returned = Signal(object)
    told = Signal(str)

    def __init__(self, edits: Callable[[], Edits]) -> None:
        super().__init__()
        self._edits = edits
        self._stack = QUndoStack(self)
        self._stack.setUndoLimit(LIMIT)

    def do(self, edit: Edit, name: str, about: EntryKey | None = None) -> bool:
        """Make a change.

        Args:
            edit: what is done.
            name: what it is called where it is undone: “delete “Gentle session””.
            about: the entry that it is about, if it is to be told when it is undone.

        Returns:
            Whether it was made; else why not was told.
        """
        undoes = self._make(edit)
        if undoes is None:
            return False
        self._stack.push(_Done(name, undoes, about))
        self.moved.emit()
        self.changed.emit()
        return True

    def undo(self) -> bool:
        """Undo the last change; whether that was done."""
        return self._stack.canUndo() and self._go(self._stack.index() - 1, self._stack.undo)

    def redo(self) -> bool:
        """Make the change again that was undone last; whether that was done."""
        return self._stack.canRedo() and self._go(self._stack.index(), self._stack.redo)

    def undoer(self) -> Callable[[], None]:
        """What undoes the change that was made last, and nothing else if others came after it."""
        last = self._stack.command(self._stack.index() - 1)

        def undo_it() -> None:
            at = self._stack.index()
            if at and self._stack.command(at - 1) is last:
                self.undo()

        return undo_it

    def clear(self) -> None:
        """Forget all: the log was changed by something else, such as an import."""
        self._stack.clear()
        self.moved.emit()

    @property
    def undo_name(self) -> str:
        """What is undone next, empty for nothing."""
        return self._stack.undoText()

    @property
    def redo_name(self) -> str:
        """What is made again next, empty for nothing."""
        return self._stack.redoText()

    def _go(self, at: int, move: Callable[[], None]) -> bool:
        done = self._stack.command(at)
        if not isinstance(done, _Done):
            return False
        try:
            done.next = self._edits().make(done.next)
        except OvertakenError as error:
            done.setObsolete(True)  # it will never be possible again; the stack drops it
            move()
            self.moved.emit()
            self.told.emit(str(error))
            self.changed.emit()
            return False
        except KnownError as error:
            self.told.emit(str(error))
            return False
        about = done.about
        move()
        self.moved.emit()
        self.changed.emit()
        if about is not None:
            self.returned.emit(about)
        return True

    def _make(self, edit: Edit) -> Edit | None:
        try:
            return self._edits().make(edit)
        except OvertakenError as error:
            self.told.emit(str(error))
            self.changed.emit()
        except KnownError as error:
            self.told.emit(str(error))
        return None
