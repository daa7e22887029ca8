"""Keeps the screen on while a session runs: the eyes are on a foot and the hands are oily."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from threading import Event, Thread

from PySide6.QtCore import QObject, Qt, Signal

Keep = Callable[[], AbstractContextManager[bool]]
"""Makes what keeps the screen on inside a `with`, and says whether it does; may raise and wait."""


class WakeLock(QObject):
    """Holds the screen awake from `hold` to `release`; neither raises nor waits.

    Asking the desktop can take seconds, so a thread of its own asks, and stays until the release.
    No garbage may be collected in it, where objects of Qt would die (`ui.collector`).
    Call `release` before the program ends: on Windows a lock that is held would keep it alive.

    Args:
        on_missing: told once, in a sentence for people, when the machine does not offer it.
        keep: makes what keeps the screen on; wakepy's unless a test says otherwise.
    """

    _failed = Signal()

    def __init__(self, on_missing: Callable[[str], None], keep: Keep | None = None) -> None:
        super().__init__()
        self._on_missing = on_missing
        self._keep = keep or self._wakepy
        self._held: _Hold | None = None
        self._has_told = False
        # The signal comes from the other thread and is heard in ours.
        self._failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)

    @property
    def is_held(self) -> bool:
        """Whether the screen is kept on now; true a moment after `hold` where it is offered.

        Nothing in the app asks: it is for tests.
        """
        return self._held is not None and self._held.is_active

    def hold(self) -> None:
        """Keep the screen on; harmless when it is."""
        if self._held is None:
            self._held = _Hold(self._keep, self._failed.emit)

    def release(self) -> None:
        """Let the screen go dark when it likes; harmless when it may."""
        held, self._held = self._held, None
        if held is not None:
            held.let_go()

    def _wakepy(self) -> AbstractContextManager[bool]:
        from app.devices.lit_screen import lit_screen  # noqa: PLC0415 - wakepy takes its time

        return lit_screen("Footwell", self.tr("A foot massage is running"))

    def _on_failed(self) -> None:
        if self._has_told or self._held is None:
            return
        self._has_told = True
        self._on_missing(
            self.tr(
                "The screen may go dark during a session: this computer lets no program stop it."
            )
        )


class _Hold:
    """One hold, in its thread from beginning to end."""

    def __init__(self, keep: Keep, on_failed: Callable[[], None]) -> None:
        self.is_active = False
        self._keep = keep
        self._on_failed = on_failed
        self._let_go = Event()
        Thread(target=self._run, name="wake-lock", daemon=True).start()

    def let_go(self) -> None:
        self._let_go.set()

    def _run(self) -> None:
        try:
            self._stay()
        except Exception as error:
            logging.getLogger(__name__).debug("wake lock", exc_info=error)
            self._tell_failed()
        finally:
            self.is_active = False

    def _stay(self) -> None:
        with self._keep() as self.is_active:
            if self.is_active:
                self._let_go.wait()
            else:
                self._tell_failed()

    def _tell_failed(self) -> None:
        # The window may be gone by the time a bus that hung gives up.
        with suppress(RuntimeError):
            self._on_failed()
