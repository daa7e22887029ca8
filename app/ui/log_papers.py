"""What goes out of the log and comes into it: the page for exports, and the data in Settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    # Both are imported when they are first asked for: the window stands sooner.
    from app.ui.data_desk import DataDesk, DataKeeper
    from app.ui.export_room import Exporter, ExportRoom
    from app.ui.icons import Icons
    from app.ui.machine import Machine
    from app.ui.settings_data import DataSection

    class LogFiles(Exporter, DataKeeper, Protocol):
        """The log and its files; every call may raise a `KnownError`."""


class LogPapers(QObject):
    """Builds the page and the desk of Settings when they are needed.

    Args:
        icons: pictures, and through them the looks.
        machine: time of day, and asking a true question.
        files: what they write and read.

    Signals:
        page_wanted: a page that is to fill the window.
        left: the page is done with.
        log_replaced: the log holds other things now; whoever shows it reads it anew.
    """

    page_wanted = Signal(QWidget)
    left = Signal()
    log_replaced = Signal()

    def __init__(self, icons: Icons, machine: Machine, files: LogFiles) -> None:
        super().__init__()
        self._icons = icons
        self._machine = machine
        self._files = files
        self.exports: ExportRoom | None = None
        self.data: DataDesk | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being written or taken in."""
        made = [room.job for room in (self.exports, self.data) if room is not None]
        return any(job.is_running for job in made)

    @property
    def is_open(self) -> bool:
        """Whether the page for exports is shown."""
        return self.exports is not None and self.exports.is_open

    def open_export(self) -> None:
        """Show the page for exports."""
        if self.exports is None:
            from app.ui.export_room import ExportRoom  # noqa: PLC0415

            self.exports = ExportRoom(self._icons, self._machine.now, self._files)
            self.exports.page_wanted.connect(self.page_wanted)
            self.exports.left.connect(self.left)
        self.exports.open()

    def stand_in(self, section: DataSection) -> None:
        """Do what the section of Settings asks for."""
        from app.ui.data_desk import DataDesk  # noqa: PLC0415

        self.data = DataDesk(self._files, self._machine.ask)
        self.data.log_replaced.connect(self.log_replaced)
        self.data.export_requested.connect(self.open_export)
        self.data.stand_in(section)

    def show_backups(self) -> None:
        """Show in Settings which backups there are now."""
        if self.data is not None:
            self.data.show()

    def close(self) -> None:
        """Let go of what is being done; nothing half made is left behind."""
        if self.exports is not None:
            self.exports.close()
        if self.data is not None:
            self.data.close()
