"""The window's end of the sound process: starts it, speaks with it, and never waits for it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QProcess, QTimer

READY_WITHIN_S = 20.0
"""A process that is not ready after this hangs. GStreamer lists its plug-ins when it is first run,
which takes some seconds on a slow disk."""

ANSWERS_WITHIN_S = 5.0
"""A process that owes an answer for longer hangs."""

MOST_RESTARTS = 3
"""How often one that died or hung is started again before it is given up."""

STEADY_AFTER_S = 60.0
"""One that lived this long does not count as an attempt."""

UNREAD_BYTES = 65_536
"""With so much unread the process hangs, and no more is written to it."""

_GOES_WITHIN_MS = 400

# The child looks for modules where this process does, as multiprocessing has it: that holds for a
# checkout, an installed wheel, and whatever the working folder is.
_PROGRAM = """import sys
sys.path[:] = sys.argv[1:-1]
from app.devices.sound_process import main
main()"""

Report = Mapping[str, object]


class SoundLink:
    """One sound process after another, until they are given up.

    Writing and reading are Qt's, which does neither in a way that waits; starting one takes about
    half a millisecond, since Qt starts it without copying this process.

    Args:
        cache: Where the process may keep files.
        on_report: Told each report.
        on_started: Told at each start, the first included: what is sent now is done first.
        on_lost: Told once, with the reason, when no process is left and none is started again.
        clock: Seconds of a clock that never goes back.
        program: What is run, with its arguments; a test runs something else.
    """

    def __init__(
        self,
        cache: Path,
        *,
        on_report: Callable[[Report], None],
        on_started: Callable[[], None],
        on_lost: Callable[[str], None],
        clock: Callable[[], float],
        program: list[str] | None = None,
    ) -> None:
        self._program = program or sound_program(cache)
        self._on_report = on_report
        self._on_started = on_started
        self._on_lost = on_lost
        self._clock = clock
        self._process: QProcess | None = None
        self._owed = 0
        self._restarts = 0
        self._began_s = 0.0
        self._patience = QTimer()
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._on_hung)

    @property
    def pid(self) -> int | None:
        """The process that is spoken with; None where there is none.

        Nothing in the app asks: it is for tests that end it.
        """
        return self._process.processId() if self._process is not None else None

    def start(self) -> None:
        """Start the process; does not wait until it runs."""
        process = QProcess()
        self._process = process
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(lambda: self._read(process))
        process.finished.connect(lambda _code, _status: self._on_gone(process, "it ended"))
        process.errorOccurred.connect(lambda error: self._on_error(process, error))
        self._owed = 1  # that it is ready
        self._began_s = self._clock()
        self._patience.start(round(1000 * READY_WITHIN_S))
        process.start(self._program[0], self._program[1:])
        if self._process is process:
            self._on_started()

    def send(self, command: Mapping[str, object]) -> None:
        """Tell it something; where it does not listen, nothing happens."""
        process = self._process
        if process is None or process.bytesToWrite() > UNREAD_BYTES:
            return
        self._owed += 1
        process.write(json.dumps(command).encode("ascii") + b"\n")
        if process.state() is QProcess.ProcessState.Running:
            # Write now, as far as there is room, and not when the window has painted itself.
            process.waitForBytesWritten(0)
        if not self._patience.isActive():
            self._patience.start(round(1000 * ANSWERS_WITHIN_S))

    def close(self) -> None:
        """End the process, which ends its players, and wait until it is gone: a moment at most."""
        process = self._forget()
        if process is None:
            return
        process.closeWriteChannel()
        if not process.waitForFinished(_GOES_WITHIN_MS):
            process.kill()
            process.waitForFinished(_GOES_WITHIN_MS)

    def _read(self, process: QProcess) -> None:
        while process is self._process and process.canReadLine():
            line = bytes(process.readLine().data())
            try:
                report = json.loads(line)
            except ValueError:
                continue
            if isinstance(report, dict):
                self._take(report)

    def _take(self, report: Report) -> None:
        if report.get("told") != "ended":
            self._owed = max(0, self._owed - 1)
        if self._owed:
            self._patience.start(round(1000 * ANSWERS_WITHIN_S))
        else:
            self._patience.stop()
        self._on_report(report)

    def _on_hung(self) -> None:
        process = self._process
        if process is not None:
            process.kill()
            self._on_gone(process, "it did not answer")

    def _on_error(self, process: QProcess, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._on_gone(process, process.errorString())

    def _on_gone(self, process: QProcess, why: str) -> None:
        if process is not self._process:
            return
        self._read(process)
        if process is not self._process:  # the last report told us to close it
            return
        self._forget()
        if self._clock() - self._began_s > STEADY_AFTER_S:
            self._restarts = 0
        if self._restarts >= MOST_RESTARTS:
            self._on_lost(why)
            return
        self._restarts += 1
        self.start()

    def _forget(self) -> QProcess | None:
        """Let go of the process; Qt's object goes once the process has."""
        process, self._process = self._process, None
        self._patience.stop()
        self._owed = 0
        if process is not None:
            process.finished.connect(process.deleteLater)
            if process.state() is QProcess.ProcessState.NotRunning:
                process.deleteLater()
        return process


def sound_program(cache: Path) -> list[str]:
    """What runs the sound process, with its arguments."""
    places = [place or os.getcwd() for place in sys.path]  # noqa: PTH109 - texts, as sys.path has
    return [sys.executable, "-c", _PROGRAM, *places, str(cache)]
