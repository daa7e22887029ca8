"""Settings of the person's data: where it is, its backups, and what goes in and out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.controls import Card, button, label
from app.ui.desktop import open_on_desktop
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.job_line import JobLine
from app.ui.script_notes import empty_layout
from app.ui.settings_lines import put_heading
from app.ui.theme import Space
from app.ui.times import clock_time, full_date
from app.ui.words import listed

_AT_FIRST = 3
"""How many backups stand there before the person wants to see all of them."""


class BackupFile(Protocol):
    """A backup of the log."""

    @property
    def path(self) -> Path:
        """The file."""

    @property
    def when(self) -> datetime:
        """When it was made, with its UTC offset."""

    @property
    def size_bytes(self) -> int:
        """How large it is."""

    @property
    def reason(self) -> str:
        """Why it was made: `daily`, `migration`, `restore`, `import`, `asked`."""


class DataSection(Card):
    """The folder, the backups, import and export.

    Args:
        icons: pictures, and through them the looks.
        folder: where the person's files are.

    Signals:
        backup_requested: make one now.
        restore_requested: a `BackupFile` that is to take the place of the log.
        import_requested: take in a file of another Footwell.
        export_requested: show the page for it.
        told: something to say in a toast.
    """

    backup_requested = Signal()
    restore_requested = Signal(object)
    import_requested = Signal()
    export_requested = Signal()
    told = Signal(str)

    def __init__(self, icons: Icons, folder: Path) -> None:
        super().__init__()
        self._icons = icons
        self._folder = folder
        self._backups: Sequence[BackupFile] = ()
        self._shows_all = False
        self.open = self._button(self.tr("Open folder"), "folder-open")
        self.export = self._button(self.tr("Export …"), "external-link")
        self.take_in = self._button(self.tr("Import …"), "arrow-down")
        self.take_in.setAccessibleName(self.tr("Import from another Footwell …"))
        self.take_in.setToolTip(self.take_in.accessibleName())
        self.back_up = self._button(self.tr("Back up now"), "copy")
        self.all = button(self.tr("Show all backups"), "quiet")
        self.line = JobLine(icons)
        self.line.more.clicked.connect(self._on_open)
        self._trouble = label("", "attention")
        self._list = QVBoxLayout()
        self._build()
        self._connect()

    def show_backups(self, backups: Sequence[BackupFile]) -> None:
        """Show these, the newest first."""
        self._backups = sorted(backups, key=lambda one: one.when, reverse=True)
        self._trouble.hide()
        self._show_list()

    def show_trouble(self, why: str) -> None:
        """Say why the backups cannot be told."""
        self._backups = ()
        self._show_list()
        self._nothing.hide()
        self._trouble.setText(why)
        self._trouble.show()

    # --- parts ---

    def _build(self) -> None:
        put_heading(self, self._icons, "file-text", self.tr("Your data"))
        said = self.tr("Your log, your settings and your own scripts. They stay on this computer.")
        self.column.addWidget(label(said))
        path = label(_breakable(str(self._folder)), "fine")
        path.setAccessibleName(str(self._folder))
        self.column.addWidget(path)
        self.column.addLayout(_flow(self.open, self.export, self.take_in))
        self.column.addWidget(self.line)
        self.column.addWidget(label(self.tr("Backups"), "strong"))
        kept = self.tr(
            "On each day on which something changed Footwell makes one by itself, and keeps 14."
        )
        self.column.addWidget(label(kept, "fine"))
        self.column.addLayout(_flow(self.back_up))
        self.column.addWidget(self._trouble)
        self._nothing = label(self.tr("There is no backup yet."), "fine")
        self.column.addWidget(self._nothing)
        self._backups_part = QWidget()
        self._backups_part.setLayout(self._list)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(Space.S)
        self.column.addWidget(self._backups_part)
        self.column.addLayout(_flow(self.all))
        self._trouble.hide()
        self._show_list()

    def _connect(self) -> None:
        self.open.clicked.connect(self._on_open)
        self.export.clicked.connect(self.export_requested)
        self.take_in.clicked.connect(self.import_requested)
        self.back_up.clicked.connect(self.backup_requested)
        self.all.clicked.connect(self._on_all)

    def _button(self, text: str, picture: str) -> QPushButton:
        made = button(text)
        self._icons.dress(made, picture)
        return made

    def _show_list(self) -> None:
        empty_layout(self._list)
        self._nothing.setVisible(not self._backups)
        shown = self._backups if self._shows_all else self._backups[:_AT_FIRST]
        for backup in shown:
            self._list.addWidget(self._line_of(backup))
        self._backups_part.setVisible(bool(shown))
        self.all.setVisible(len(shown) < len(self._backups))

    def _line_of(self, backup: BackupFile) -> QWidget:
        when = self.tr("{day}, {time}").format(
            day=full_date(backup.when.date()), time=clock_time(backup.when)
        )
        size = QLocale().formattedDataSize(backup.size_bytes, 1)
        restore = button(self.tr("Restore …"), "quiet")
        restore.setAccessibleName(self.tr("Restore the backup of {when} …").format(when=when))
        restore.clicked.connect(lambda: self.restore_requested.emit(backup))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(label(when))
        said.addWidget(label(listed((self._why(backup.reason), size)), "fine"))
        whole = QWidget()
        line = QBoxLayout(QBoxLayout.Direction.LeftToRight, whole)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(said, 1)
        line.addWidget(restore)
        return whole

    def _why(self, reason: str) -> str:
        return {
            "daily": self.tr("made by itself on that day"),
            "migration": self.tr("before a newer Footwell changed the log's form"),
            "restore": self.tr("before another backup took its place"),
            "import": self.tr("before an import"),
            "asked": self.tr("made by you"),
        }.get(reason, reason)

    def _on_open(self) -> None:
        if not open_on_desktop(self._folder):
            self.told.emit(self.tr("No program was found to open the folder"))

    def _on_all(self) -> None:
        self._shows_all = True
        self._show_list()
        self.back_up.setFocus()


def _flow(*made: QWidget) -> FlowLayout:
    flow = FlowLayout(None, Space.M)
    for one in made:
        flow.addWidget(one)
    return flow


def _breakable(path: str) -> str:
    """A path that may be wrapped after its separators."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
