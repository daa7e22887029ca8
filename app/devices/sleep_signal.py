"""Whether the computer is about to sleep, as systemd-logind tells it on the system bus.

A session finds a sleep by its clocks as well; this says it before it happens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from jeepney import Message

    from app.devices.bus_link import BusLink

_SENDER = "org.freedesktop.login1"
_PATH = "/org/freedesktop/login1"
_INTERFACE = "org.freedesktop.login1.Manager"
_MEMBER = "PrepareForSleep"


class SleepSignal(QObject):
    """Tells of sleep where the system does; elsewhere it is silent. Never raises, never waits.

    Args:
        address: of the bus; the system's own unless a test says otherwise.

    Signals:
        falling_asleep: the computer is about to sleep.
        woke: it has woken up.
    """

    falling_asleep = Signal()
    woke = Signal()

    def __init__(self, address: str = "SYSTEM") -> None:
        super().__init__()
        self._address = address
        self._link: BusLink | None = None
        self._is_listening = False

    @property
    def is_listening(self) -> bool:
        """Whether a sleep would be told; a moment after `listen` where there is a system bus."""
        return self._is_listening

    def listen(self) -> None:
        """Begin to listen; a second time changes nothing."""
        if self._link is not None:
            return
        try:
            from app.devices.bus_link import BusLink  # noqa: PLC0415 - not before it is needed
        except ImportError:
            return  # no jeepney: not a system with D-Bus
        link = BusLink(self._address)
        link.opened.connect(self._subscribe)
        link.heard.connect(self._on_heard)
        link.lost.connect(self.close)
        if link.open():
            self._link = link

    def close(self) -> None:
        """Listen no more."""
        self._is_listening = False
        if self._link is not None:
            self._link.close()
            self._link.deleteLater()
            self._link = None

    def _subscribe(self) -> None:
        from jeepney import MatchRule  # noqa: PLC0415
        from jeepney.bus_messages import message_bus  # noqa: PLC0415

        rule = MatchRule(
            type="signal", sender=_SENDER, path=_PATH, interface=_INTERFACE, member=_MEMBER
        )
        if self._link is not None:
            self._link.call(message_bus.AddMatch(rule), self._on_subscribed)

    def _on_subscribed(self, reply: Message) -> None:
        from jeepney import MessageType  # noqa: PLC0415

        self._is_listening = reply.header.message_type is MessageType.method_return

    def _on_heard(self, message: Message) -> None:
        from jeepney import HeaderFields  # noqa: PLC0415

        fields = message.header.fields
        told = (fields.get(HeaderFields.interface), fields.get(HeaderFields.member))
        if told != (_INTERFACE, _MEMBER) or fields.get(HeaderFields.signature) != "b":
            return
        if message.body[0]:
            self.falling_asleep.emit()
        else:
            self.woke.emit()
