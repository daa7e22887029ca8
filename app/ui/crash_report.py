"""What happens when Footwell itself is wrong: it is written down and told, and the work goes on."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import KnownError
from app.ui.controls import button, label
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.theme import Space

_WIDTH = 560
_TRACE_LINES = 9

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


class CrashReport(QObject):
    """Takes the place of `sys.excepthook`.

    A KnownError is told in its own sentence. Anything else is a mistake of ours: its traceback is
    written to the log file and a dialog says what it means. While a dialog stands, further
    mistakes are only written, so that one that comes back with every tick shows one dialog.
    """

    def __init__(self, icons: Icons, write: Callable[[str], None], version: str = "") -> None:
        """Be ready; nothing is caught before `install`.

        Args:
            icons: for the dialog.
            write: appends a text to the program's log file.
            version: Footwell's, for the report.
        """
        super().__init__()
        self._icons = icons
        self._write = write
        self._version = version
        self._before: Hook | None = None
        self._dialog: QDialog | None = None

    @property
    def dialog(self) -> QDialog | None:
        """The dialog that stands now."""
        return self._dialog

    def install(self) -> None:
        """Catch what nothing else catches, from now on."""
        self._before = sys.excepthook
        sys.excepthook = self.on_exception

    def uninstall(self) -> None:
        """Give the hook back."""
        if self._before is not None:
            sys.excepthook = self._before
            self._before = None

    def on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Tell of an exception that reached the event loop."""
        if not issubclass(kind, Exception):
            (self._before or sys.__excepthook__)(kind, error, trace)
            return
        if isinstance(error, KnownError):
            self._tell(self._build_known(str(error)))
            return
        report = self._report(kind, error, trace)
        self._write_safely(report)
        self._tell(self._build_mistake(report))

    def _report(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> str:
        where = f"{platform.platform()}, Python {platform.python_version()}, Qt {qVersion()}"
        told = "".join(traceback.format_exception(kind, error, trace))
        return f"Footwell {self._version}\n{where}\n\n{told}"

    def _write_safely(self, report: str) -> None:
        try:
            self._write(report)
        except Exception:  # noqa: BLE001 - the disk may be what is wrong; the dialog still tells
            sys.stderr.write(report)

    def _tell(self, build: Callable[[], QDialog]) -> None:
        if self._dialog is not None or QApplication.instance() is None:
            return
        dialog = build()
        self._dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def _on_finished(self) -> None:
        self._dialog = None

    def _build_known(self, sentence: str) -> Callable[[], QDialog]:
        def build() -> QDialog:
            dialog, column = _sheet(self._icons, "info", self.tr("That did not work"))
            column.addWidget(label(sentence))
            _add_buttons(dialog, column, self.tr("Close"))
            return dialog

        return build

    def _build_mistake(self, report: str) -> Callable[[], QDialog]:
        def build() -> QDialog:
            head = self.tr("Footwell made a mistake")
            dialog, column = _sheet(self._icons, "triangle-alert", head)
            said = self.tr(
                "Nothing you logged is lost. You can go on; if something looks wrong, close "
                "Footwell and start it again."
            )
            column.addWidget(label(said))
            more = self.tr(
                "The report below helps to mend it. It stands in footwell.log too; nothing is "
                "sent anywhere."
            )
            column.addWidget(label(more, "soft"))
            column.addWidget(_trace_view(dialog, report, self.tr("Report")))
            copy = button(self.tr("Copy report"))
            self._icons.dress(copy, "copy")
            copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
            copy.clicked.connect(lambda: copy.setText(self.tr("Copied")))
            _add_buttons(dialog, column, self.tr("Close"), copy)
            return dialog

        return build


def _sheet(icons: Icons, picture: str, head: str) -> tuple[QDialog, QVBoxLayout]:
    """An empty dialog with a heading, and the column its rest goes into."""
    dialog = QDialog(QApplication.activeWindow())
    dialog.setWindowTitle(head)
    dialog.setAccessibleName(head)
    dialog.setMinimumWidth(min(icons.looks.current.px(_WIDTH), 760))
    column = QVBoxLayout(dialog)
    column.setContentsMargins(Space.XXL, Space.XXL, Space.XXL, Space.XL)
    column.setSpacing(Space.L)
    line = QHBoxLayout()
    line.setSpacing(Space.M)
    line.addWidget(icons.picture(picture, "attention", 28), 0, Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(label(head, "hero"), 1)
    column.addLayout(line)
    return dialog, column


def _trace_view(dialog: QDialog, report: str, name: str) -> QPlainTextEdit:
    made = QPlainTextEdit(dialog)
    made.setPlainText(report)
    made.setReadOnly(True)
    made.setTabChangesFocus(True)
    made.setAccessibleName(name)
    made.setProperty("role", "fine")
    made.setFixedHeight(made.fontMetrics().lineSpacing() * _TRACE_LINES)
    made.verticalScrollBar().setValue(made.verticalScrollBar().maximum())
    return made


def _add_buttons(dialog: QDialog, column: QVBoxLayout, close_word: str, *others: QWidget) -> None:
    close = button(close_word, "primary")
    close.setDefault(True)
    close.clicked.connect(dialog.accept)
    buttons = FlowLayout(None, Space.M)
    for part in (close, *others):
        buttons.addWidget(part)
    column.addLayout(buttons)
    close.setFocus()
