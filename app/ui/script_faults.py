"""What is wrong with a broken script, and the way to mend it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from app.core.faults import Fault, errors_in
from app.core.library import Entry
from app.ui.controls import Card, button, label
from app.ui.desktop import open_on_desktop
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.script_notes import empty_layout
from app.ui.theme import Space


class FaultsCard(Card):
    """Every fault of a file at its line and column; the file opens in the person's editor.

    Attributes:
        report_copied: the list went to the clipboard.
        file_opened: whether the desktop could open the file.
    """

    report_copied = Signal()
    file_opened = Signal(bool)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._entry: Entry | None = None
        self._icons = icons
        self._build(icons)
        self._open.clicked.connect(self._on_open)
        self._copy.clicked.connect(self._on_copy)

    def show_entry(self, entry: Entry) -> None:
        """Show the faults of a broken script."""
        self._entry = entry
        self._head.setText(self._head_text(entry))
        self._path.setText(entry.path)
        empty_layout(self._grid)
        for number, fault in enumerate(entry.faults):
            self._add(number, fault)

    def focus_open(self) -> None:
        """Put the focus on the button that opens the file."""
        self._open.setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self, icons: Icons) -> None:
        self._head = label("", "section")
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(icons.picture("file-warning", "attention", 24))
        head.addWidget(self._head, 1)
        self.column.addLayout(head)
        self._path = label("", "fine")
        self._path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.column.addWidget(self._path)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, Space.S, 0, Space.S)
        self._grid.setHorizontalSpacing(Space.L)
        self._grid.setVerticalSpacing(Space.M)
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)
        self._open = button(self.tr("Open file"), "primary")
        icons.dress(self._open, "external-link", "on_color")
        self._copy = button(self.tr("Copy report"))
        icons.dress(self._copy, "copy")
        buttons = FlowLayout(None, Space.M)
        buttons.addWidget(self._open)
        buttons.addWidget(self._copy)
        self.column.addLayout(buttons)

    def _head_text(self, entry: Entry) -> str:
        if errors_in(entry.faults) == 1:
            return self.tr("One thing keeps this script from being started")
        text = self.tr("{count} things keep this script from being started")
        return text.format(count=errors_in(entry.faults))

    def _add(self, number: int, fault: Fault) -> None:
        place = label(f"{fault.line}:{fault.column}", "figure" if fault.is_error else "soft")
        place.setWordWrap(False)
        where = self.tr("line {line}, column {column}")
        place.setAccessibleName(where.format(line=fault.line, column=fault.column))
        message = fault.message[:1].upper() + fault.message[1:]
        if not fault.is_error:
            message = self.tr("Not an error, but worth a look: {message}").format(message=message)
        top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight
        self._grid.addWidget(place, number, 0, top)
        self._grid.addWidget(label(message, "" if fault.is_error else "soft"), number, 1)

    def _on_open(self) -> None:
        if self._entry is not None:
            self.file_opened.emit(open_on_desktop(Path(self._entry.path)))

    def _on_copy(self) -> None:
        if self._entry is not None:
            QGuiApplication.clipboard().setText("\n".join(map(str, self._entry.faults)))
            self.report_copied.emit()
