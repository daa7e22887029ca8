"""Notices when session scripts were saved, so that the library is read again by itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLE_MS = 300
"""Editors write in several steps; what is read is the file as it stands after them."""


class ScriptWatch(QObject):
    """Watches folders and the script files in them.

    Signals:
        changed: something was saved, added or taken away; told once things have settled.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._watcher = QFileSystemWatcher(self)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MS)
        self._settled.timeout.connect(self.changed)
        self._watcher.directoryChanged.connect(lambda _path: self._settled.start())
        self._watcher.fileChanged.connect(lambda _path: self._settled.start())

    def watch(self, folders: Iterable[Path], files: Iterable[str]) -> None:
        """Watch these from now on; what an editor has replaced is watched anew."""
        watched = {*self._watcher.directories(), *self._watcher.files()}
        wanted = {str(path) for path in folders} | set(files)
        if gone := watched - wanted:
            self._watcher.removePaths(sorted(gone))
        if new := {path for path in wanted - watched if Path(path).exists()}:
            self._watcher.addPaths(sorted(new))
