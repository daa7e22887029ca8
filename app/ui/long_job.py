"""Work that takes long, in a thread of its own, so that the window stays at hand."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread

from PySide6.QtCore import QObject, Qt, Signal

from app.core.errors import KnownError
from app.core.export_wish import Progress

Work = Callable[[Progress], object]
"""What is done. It is told to stop by the answer to its progress; then it leaves nothing behind."""


class LongJob(QObject):
    """Does one piece of work at a time; all its signals come in the thread of the window.

    What is worked with has to be the thread's own, such as a connection to the log that it opens
    and closes. Nothing of Qt may be made in it.

    Signals:
        progressed: so many of so many.
        done: what the work gave back.
        stopped: it ended after it was told to stop.
        failed: why not, in a sentence.
    """

    progressed = Signal(int, int)
    done = Signal(object)
    stopped = Signal()
    failed = Signal(str)
    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = Event()
        self._thread: Thread | None = None
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    @property
    def is_running(self) -> bool:
        """Whether something is being done."""
        return self._thread is not None

    def begin(self, work: Work) -> None:
        """Begin, unless something is being done."""
        if self._thread is not None:
            return
        self._stop.clear()
        self._thread = Thread(target=self._run, args=(work,), name="long-job", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Tell it to stop; it says when it has."""
        self._stop.set()

    def wait(self) -> None:
        """Tell it to stop and wait until it has; nothing is told any more."""
        self.stop()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()

    def _run(self, work: Work) -> None:
        try:
            self._ended.emit(work(self._on_progress), None)
        except Exception as error:  # noqa: BLE001 - it is raised again in the window's thread
            self._ended.emit(None, error)

    def _on_progress(self, done: int, whole: int) -> bool:
        if not self._stop.is_set():
            self.progressed.emit(done, whole)
        return not self._stop.is_set()

    def _on_ended(self, found: object, error: Exception | None) -> None:
        if self._thread is None:  # the window is closing
            return
        self._thread.join()
        self._thread = None
        if isinstance(error, KnownError):
            self.failed.emit(str(error))
        elif error is not None:
            self.failed.emit(self.tr("This could not be done."))
            raise error
        elif self._stop.is_set() and not found:
            self.stopped.emit()
        else:
            self.done.emit(found)
