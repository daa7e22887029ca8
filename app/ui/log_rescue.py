"""Has a damaged log saved while the window stands, says so, and lets nobody use it meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    # Logs are seldom damaged: the window stands sooner without what saves them.
    from app.core.export_wish import Progress
    from app.ui.long_job import LongJob


class HeldLog(Protocol):
    """A log that can be held: every call says why until it is freed."""

    def hold(self, why: str) -> None:
        """Close it, and let every call say why; refused where somebody holds it already."""

    def free(self) -> None:
        """It can be used again."""


class LogRescue(QObject):
    """Saves what can be read of the log in a thread of its own.

    Args:
        log: is held meanwhile.

    Signals:
        progressed: so much of so much of the damaged file is read.
        told: what was saved, in a sentence.
        ended: it is over, whatever came of it; who shows the log reads it anew.
    """

    progressed = Signal(int, int)
    told = Signal(str)
    ended = Signal()

    def __init__(self, log: HeldLog) -> None:
        super().__init__()
        self._log = log
        self._job: LongJob | None = None

    @property
    def is_saving(self) -> bool:
        """Whether the log is being saved."""
        return self._job is not None and self._job.is_running

    def save(self, work: Callable[[Progress], str]) -> str:
        """Begin to save it; what came of it is told later.

        Returns:
            What those are told until then who want to use the log.
        """
        why = self.tr(
            "Your log was damaged. Footwell is saving what can be read of it. This can take a "
            "minute. The damaged file is kept too."
        )
        self._log.hold(why)
        if self._job is None:
            self._job = self._built()
        self._job.begin(work)
        return why

    def close(self) -> None:
        """Give up what is begun; the damaged log is as it was, and saved at the next start."""
        if self._job is not None:
            self._job.wait()
            self._log.free()

    def _built(self) -> LongJob:
        from app.ui.long_job import LongJob  # noqa: PLC0415

        made = LongJob(self)
        made.progressed.connect(self._on_progressed)
        made.done.connect(self._on_done)
        made.stopped.connect(self._on_ended)
        made.failed.connect(self._on_ended)
        return made

    def _on_progressed(self, done: int, whole: int) -> None:
        if self.is_saving:  # what was told before it was given up comes late
            self.progressed.emit(done, whole)

    def _on_done(self, sentence: object) -> None:
        self._log.free()
        self.ended.emit()
        self.told.emit(str(sentence))

    def _on_ended(self) -> None:
        """Where it failed, whoever reads the log next is told why."""
        self._log.free()
        self.ended.emit()
