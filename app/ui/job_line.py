"""How far a long piece of work is, a way to stop it, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from app.ui.announcer import announce
from app.ui.controls import button, label
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.long_job import LongJob
from app.ui.theme import Space

SHOWN_AFTER_MS = 300
"""What is done sooner is not worth a bar, in milliseconds."""


class JobLine(QWidget):
    """A bar with a button while a job runs; after it a sentence with one thing more to do.

    Args:
        icons: pictures, and through them the looks.

    Signals:
        cancelled: the person wants it to stop.
        appeared: this line, which says something now and is to be brought into sight.
    """

    cancelled = Signal()
    appeared = Signal(QWidget)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._busy = label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self.cancel = button(self.tr("Cancel"))
        icons.dress(self.cancel, "x")
        self._said = label()
        self.more = button(self.tr("Show in folder"))
        icons.dress(self.more, "folder-open")
        self._working = QWidget()
        self._told = QWidget()
        self._build()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SHOWN_AFTER_MS)
        self._soon.timeout.connect(self._show_working)
        self.cancel.clicked.connect(self.stop)

    def watch(self, job: LongJob) -> None:
        """Show how far a job is, and stop it where that is wanted."""
        self.cancelled.connect(job.stop)
        job.progressed.connect(self._on_progressed)
        for ended in (job.done, job.stopped, job.failed):
            ended.connect(self._on_ended)

    @property
    def said(self) -> str:
        """What came of the last one."""
        return self._said.text()

    def begin(self, words: str) -> None:
        """Say what is being done, if it takes longer than a moment."""
        self._told.hide()
        self._busy.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        self._soon.start()

    def say(self, sentence: str, more: str = "") -> None:
        """Say what came of it, with what else can be done, if anything."""
        self._said.setText(sentence)
        self.more.setText(more)
        self.more.setAccessibleName(more)
        self.more.setVisible(bool(more))
        self._told.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)
            self.appeared.emit(self)

    def _build(self) -> None:
        working = QVBoxLayout(self._working)
        told = QVBoxLayout(self._told)
        whole = QVBoxLayout(self)
        for column in (working, told, whole):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(Space.M)
        working.addWidget(self._busy)
        working.addWidget(self._bar)
        working.addLayout(_alone(self.cancel))
        told.addWidget(self._said)
        told.addLayout(_alone(self.more))
        whole.addWidget(self._working)
        whole.addWidget(self._told)
        self._working.hide()
        self._told.hide()

    def _show_working(self) -> None:
        self._working.show()
        self.appeared.emit(self)

    def _on_progressed(self, done: int, whole: int) -> None:
        if self.cancel.isEnabled() and done:  # until then it shows that something goes on
            self._bar.setRange(0, max(1, whole))
            self._bar.setValue(min(done, whole))

    def stop(self) -> None:
        """Say that it is being stopped, and have it stopped."""
        self.cancel.setEnabled(False)
        self._busy.setText(self.tr("Stopping …"))
        self.cancelled.emit()

    def _on_ended(self) -> None:
        self._soon.stop()
        self._working.hide()


def _alone(made: QPushButton) -> FlowLayout:
    flow = FlowLayout(None, Space.S)
    flow.addWidget(made)
    return flow
