"""The beginning of a session in the built app, at true speed, with its own sound and voice.

    python -m tests.whole.heard_session DATA SCRIPT OUT MUTED_AT UNMUTED_AT DONE_AT ENDS_AT

The last four are seconds of the session. Writes as JSON when it began and what was asked for.
"""

from __future__ import annotations

import json
import sys
import time
import types
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.compose import build
from app.core.plan import Choice
from app.core.preferences import Preferences
from app.core.request import AppRequest
from app.storage.data_folder import PREFERENCES, prepare
from app.storage.preferences_file import save_preferences
from app.ui.footwell import Footwell
from tests.witness import Seen

PAUSE_S = 5
READY_WITHIN_MS = 10_000


class Listened:
    """Starts the session, presses M twice, stops it, says “done”, and ends the program."""

    def __init__(
        self, footwell: Footwell, keys_s: tuple[float, float], done_s: float, ends_s: float
    ) -> None:
        self._footwell = footwell
        self._keys_s = keys_s
        self._done_s = done_s
        self._ends_s = ends_s
        self.began_s = 0.0
        self.pressed_s: list[float] = []

    def begin(self) -> None:
        """Start it by the key for it, once the sound process is there as after a sound test."""
        chime = self._footwell._devices.chime
        chime.prepare()
        _until(lambda: getattr(chime, "available", None) is True)
        room = self._footwell._rooms.sessions
        assert room is not None
        assert room.selected is not None
        self._footwell.session.start(room.selected, Choice())
        driver = self._footwell.session.driver
        assert driver is not None
        assert driver.session.next_due_s is not None
        self.began_s = driver.session.next_due_s - PAUSE_S
        for at_s in self._keys_s:
            self._at(at_s, self._mute)
        self._at(self._done_s, self._say_done)
        self._at(self._ends_s, QApplication.exit)  # quit would ask about the session

    def _at(self, at_s: float, act: Callable[[], None]) -> None:
        timer = QTimer(self._footwell)
        timer.setSingleShot(True)
        timer.setTimerType(Qt.TimerType.PreciseTimer)
        timer.timeout.connect(act)
        timer.start(round(1000 * (self.began_s + at_s - time.monotonic())))

    def _mute(self) -> None:
        self.pressed_s.append(time.monotonic())
        self._press(Qt.Key.Key_M)

    def _say_done(self) -> None:
        """STOP, the first reason, and the button that leads then."""
        for key in (Qt.Key.Key_Escape, Qt.Key.Key_1, Qt.Key.Key_Return):
            self._press(key)

    def _press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.focusWidget() or self._footwell.window, key)


def _until(condition: Callable[[], bool]) -> None:
    loop = QEventLoop()

    def look() -> None:
        if condition():
            loop.quit()

    looking = QTimer()
    looking.timeout.connect(look)
    looking.start(20)
    QTimer.singleShot(READY_WITHIN_MS, loop.quit)
    loop.exec()
    assert condition(), "the sound process is not ready"


def _fail(
    kind: type[BaseException], error: BaseException, where: types.TracebackType | None
) -> None:
    """A mistake in a slot would leave the program running."""
    sys.__excepthook__(kind, error, where)
    QApplication.exit(1)


def main() -> None:
    """Run it."""
    data, script, out = (Path(given) for given in sys.argv[1:4])
    muted_s, unmuted_s, done_s, ends_s = (float(given) for given in sys.argv[4:])
    prepare(data)
    chosen = Preferences(get_ready_s=PAUSE_S, gap_s=PAUSE_S, switch_s=PAUSE_S)
    save_preferences(data / PREFERENCES, chosen)
    seen = Seen()
    application = QApplication(["footwell"])
    footwell = build(application, AppRequest(data, script=str(script)), {}, seen.edges())
    footwell.show()
    footwell.window.activateWindow()
    listened = Listened(footwell, (muted_s, unmuted_s), done_s, ends_s)
    QTimer.singleShot(500, listened.begin)
    sys.excepthook = _fail
    status = application.exec()
    footwell.close()
    if status:
        sys.exit(status)
    noted = {"began_s": listened.began_s, "pressed_s": listened.pressed_s, "seen": seen.plain()}
    out.write_text(json.dumps(noted))


if __name__ == "__main__":
    main()
