"""The screen kept on by wakepy, under Footwell's name and without a trace when it is over.

Import this where it may take time: wakepy needs 30 to 80 ms.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from wakepy import keep
from wakepy.core import DBusAdapter, DBusMethodCall

_WHO = ("app_id", "application_name")
_WHY = ("reason", "reason_for_inhibit")
"""What wakepy's methods on Linux call their arguments; their values are shown to people."""


@contextmanager
def lit_screen(who: str, why: str) -> Iterator[bool]:
    """Keep the screen on inside the `with`.

    Enter and leave it in one thread, as wakepy demands; each may wait for a bus that hangs, two
    seconds for each of its ways.

    Args:
        who: our name, which desktops show to people who ask what keeps the screen on.
        why: the reason, likewise.

    Yields:
        Whether the machine does it.
    """
    buses: list[DBusAdapter] = []
    try:
        with keep.presenting(on_fail="pass", dbus_adapter=_bus(who, why, buses)) as mode:
            yield mode.active
    finally:
        for bus in buses:
            bus.close_connections()


def _bus(who: str, why: str, made: list[DBusAdapter]) -> type[DBusAdapter] | None:
    """Wakepy's own connection to D-Bus with three changes; None where there is no D-Bus."""
    try:
        from wakepy.dbus_adapters.jeepney import JeepneyDBusAdapter  # noqa: PLC0415 - only where jeepney is
    except ImportError:
        return None

    class Bus(JeepneyDBusAdapter):
        def __init__(self) -> None:
            super().__init__()
            # wakepy leaves connections open where nobody answered.
            made.append(self)

        def process(self, call: DBusMethodCall) -> object:
            arguments = call.get_kwargs()
            if arguments is not None:
                arguments |= {name: who for name in _WHO if name in arguments}
                arguments |= {name: why for name in _WHY if name in arguments}
                call = DBusMethodCall(call.method, arguments)
            return super().process(call)

        def close_connections(self) -> None:
            # wakepy's own collects all garbage here: in our thread, and widgets must not die in it.
            while self._connections:
                self.close_connection(self._connections.popitem()[1])

    return Bus
