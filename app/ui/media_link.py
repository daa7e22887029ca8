"""Binds a session to the desktop's media controls: a headset's button or a phone can pause it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from app.core.now_playing import NowPlaying
from app.core.plan import Side
from app.core.session_table import Command, State
from app.ui.words import side_label

if TYPE_CHECKING:
    from app.ui.session_driver import SessionDriver


class Media(Protocol):
    """The desktop's media controls; shown None, Footwell is not among them."""

    @property
    def play_requested(self) -> SignalInstance:
        """Asked for: go on."""

    @property
    def pause_requested(self) -> SignalInstance:
        """Asked for: stand still."""

    @property
    def toggle_requested(self) -> SignalInstance:
        """Asked for: the one button of a headset."""

    @property
    def next_requested(self) -> SignalInstance:
        """Asked for: the next step."""

    @property
    def previous_requested(self) -> SignalInstance:
        """Asked for: the step again, or the one before."""

    @property
    def stop_requested(self) -> SignalInstance:
        """Asked for: stop and ask why."""

    @property
    def raise_requested(self) -> SignalInstance:
        """Asked for: bring the window to the front."""

    def prepare(self) -> None:
        """Load what is needed, before it is to be quick."""

    def show(self, now: NowPlaying | None) -> None:
        """Show what runs; never raises, never waits."""


class MediaLink(QObject):
    """Shows a session to the desktop, and does what comes from there.

    Args:
        driver: of the session.
        media: the desktop's controls.

    Signals:
        raise_requested: the window is wanted at the front.
    """

    raise_requested = Signal()

    def __init__(self, driver: SessionDriver, media: Media) -> None:
        super().__init__()
        self._driver = driver
        self._media = media
        media.play_requested.connect(self._on_play)
        media.pause_requested.connect(self._on_pause)
        media.toggle_requested.connect(driver.toggle)
        media.next_requested.connect(driver.next)
        media.previous_requested.connect(driver.back)
        media.stop_requested.connect(driver.stop)
        media.raise_requested.connect(self.raise_requested)

    def hear(self, _events: object = None) -> None:
        """Something happened: show it."""
        session = self._driver.session
        if session.state is State.ENDED:
            self.rest()
            return
        coming = session.coming
        side = Side.NONE if coming.occurrence is None else coming.occurrence.side
        self._media.show(
            NowPlaying(
                title=coming.segment.title,
                album=session.plan.script.title,
                artist=side_label(side),
                track=session.position,
                length_s=session.current.duration_s,
                is_playing=session.state in (State.RUNNING, State.RESUMING),
                can_go_next=Command.NEXT in session.allowed,
                can_go_previous=Command.BACK in session.allowed,
                position_s=lambda: session.elapsed_s,
            )
        )

    def rest(self) -> None:
        """It is over: Footwell is no player any more."""
        self._media.show(None)

    def _on_play(self) -> None:
        if Command.RESUME in self._driver.session.allowed:
            self._driver.resume()

    def _on_pause(self) -> None:
        if Command.PAUSE in self._driver.session.allowed:
            self._driver.pause()
