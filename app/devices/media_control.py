"""The session as a media player on the session bus, so that a headset or a phone can pause it.

Where there is no session bus (Windows, macOS, a bare server) nothing happens: media keys that
reach the window are the window's own.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.now_playing import NowPlaying

if TYPE_CHECKING:
    from jeepney import Message

    from app.devices.bus_link import BusLink
    from app.devices.mpris import Value, Wish

JUMP_S = 0.5
"""How far the place may be from where it would be by itself before a jump is told."""

_DO_NOT_QUEUE = 4
_OURS = (1, 4)
"""What the bus answers to who asks for a name and has it now."""


class MediaControl(QObject):
    """Is there as a player while it is shown something, and not before or after.

    Args:
        clock: seconds that never go back.
        address: of the bus; the session's own unless a test says otherwise.

    Signals:
        play_requested: go on; only while paused.
        pause_requested: stand still; only while time runs.
        toggle_requested: the one button of a headset.
        next_requested: leave the rest of the step out; only where it can be.
        previous_requested: the step again or the one before; only where there is one.
        stop_requested: stop and ask why.
        raise_requested: bring the window to the front.
    """

    play_requested = Signal()
    pause_requested = Signal()
    toggle_requested = Signal()
    next_requested = Signal()
    previous_requested = Signal()
    stop_requested = Signal()
    raise_requested = Signal()

    def __init__(self, clock: Callable[[], float], address: str = "SESSION") -> None:
        super().__init__()
        self._clock = clock
        self._address = address
        self._link: BusLink | None = None
        self._now: NowPlaying | None = None
        self._name = ""
        self._told: dict[str, Value] = {}
        self._place_s = 0.0
        self._placed_at_s = 0.0

    @property
    def name(self) -> str:
        """Our name on the bus; empty while we have none."""
        return self._name

    @staticmethod
    def prepare() -> None:
        """Load what the first `show` needs, while nobody waits: it takes some 20 ms."""
        with suppress(ImportError):
            from app.devices import bus_link, mpris  # noqa: F401, PLC0415

    def show(self, now: NowPlaying | None) -> None:
        """Show this from now on; None leaves the bus.

        May be called as often as one likes: only what differs is told. Never raises, never waits.
        """
        before, self._now = self._now, now
        if now is None:
            self._leave()
        elif before is None:
            self._enter()
        elif self._name:
            self._tell_changes(before, now)

    def _enter(self) -> None:
        try:
            from app.devices.bus_link import BusLink  # noqa: PLC0415 - not before a session
        except ImportError:
            return  # no jeepney: not a system with D-Bus
        link = BusLink(self._address)
        link.opened.connect(lambda: self._ask_for("org.mpris.MediaPlayer2.footwell"))
        link.called.connect(self._on_called)
        link.lost.connect(self._leave)
        if link.open():
            self._link = link

    def _leave(self) -> None:
        self._name = ""
        if self._link is not None:
            self._link.close()
            self._link.deleteLater()
            self._link = None

    def _ask_for(self, name: str) -> None:
        from jeepney.bus_messages import message_bus  # noqa: PLC0415

        if self._link is not None:
            request = message_bus.RequestName(name, _DO_NOT_QUEUE)
            self._link.call(request, lambda reply: self._on_named(name, reply))

    def _on_named(self, name: str, reply: Message) -> None:
        from app.devices.mpris import NAME, player_properties  # noqa: PLC0415

        if reply.body[0] in _OURS and self._now is not None:
            self._name = name
            self._told = player_properties(self._now)
            self._place(self._now)
        elif name == NAME:
            self._ask_for(f"{NAME}.instance{os.getpid()}")

    def _tell_changes(self, before: NowPlaying, now: NowPlaying) -> None:
        from app.devices.mpris import (  # noqa: PLC0415
            player_properties,
            position_us,
            properties_changed,
            seeked,
        )

        if self._link is None:
            return
        told, self._told = self._told, player_properties(now)
        changed = {name: value for name, value in self._told.items() if told[name] != value}
        if changed:
            self._link.send(properties_changed(changed))
        passed_s = self._clock() - self._placed_at_s if before.is_playing else 0.0
        expected_s = self._place_s + passed_s
        self._place(now)
        if before.track == now.track and abs(self._place_s - expected_s) > JUMP_S:
            self._link.send(seeked(position_us(now)))

    def _place(self, now: NowPlaying) -> None:
        self._place_s = now.position_s()
        self._placed_at_s = self._clock()

    def _on_called(self, call: Message) -> None:
        from jeepney import MessageFlag  # noqa: PLC0415

        from app.devices.mpris import answer  # noqa: PLC0415

        if self._link is None or self._now is None:
            return
        answered = answer(call, self._now)
        if not call.header.flags & MessageFlag.no_reply_expected:
            self._link.send(answered.reply)
        if answered.wish is not None:
            self._emit(answered.wish)

    def _emit(self, wish: Wish) -> None:
        signals = {
            "play": self.play_requested,
            "pause": self.pause_requested,
            "toggle": self.toggle_requested,
            "next": self.next_requested,
            "previous": self.previous_requested,
            "stop": self.stop_requested,
            "raise": self.raise_requested,
        }
        signals[wish].emit()
