"""The scripts that are there, read when they are first needed and again whenever one is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.errors import KnownError
from app.ui.script_watch import ScriptWatch

if TYPE_CHECKING:
    from app.core.library import Library


class LiveLibrary(QObject):
    """The library as it is on the disk now.

    Args:
        read: reads the scripts; may raise a `KnownError`.
        folders: those of the person's scripts, which are watched.

    Signals:
        changed: it was read again.
        trouble: why it could not be, in one sentence; what was read before stays.
    """

    changed = Signal()
    trouble = Signal(str)

    def __init__(self, read: Callable[[], Library], folders: Sequence[Path]) -> None:
        super().__init__()
        self._read = read
        self._folders = folders
        self._library: Library | None = None
        self._watch = ScriptWatch()
        self._watch.changed.connect(self.read_again)

    @property
    def library(self) -> Library:
        """The scripts; read now if they were not.

        Raises:
            KnownError: a folder cannot be read.
        """
        if self._library is None:
            self._library = self._read()
            self._watch_files(self._library)
        return self._library

    def read_again(self) -> None:
        """Read the scripts anew."""
        try:
            self._library = self._read()
        except KnownError as error:
            self.trouble.emit(str(error))
            return
        self._watch_files(self._library)
        self.changed.emit()

    def _watch_files(self, library: Library) -> None:
        folders = [folder for folder in self._folders if folder.is_dir()]
        inside = {str(folder) for folder in folders}
        files = [one.path for one in library.entries if str(Path(one.path).parent) in inside]
        self._watch.watch(folders, files)
