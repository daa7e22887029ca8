"""A notice on the desktop while the program runs: by the notification service on the session bus.

Where there is none (Windows, macOS, a bare server), by an icon in the tray, if there is a tray;
else not at all: everything that is told so stands in the window too.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon

from app.core.notice import Notice

if TYPE_CHECKING:
    from jeepney import Message
    from PySide6.QtCore import SignalInstance

    from app.devices.bus_link import BusLink

_NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_BY_THE_DESKTOP = -1
"""How long a notice stands is the desktop's to decide."""
_OPEN = "default"
"""The action of who presses the notice itself."""


class Tray(Protocol):
    """An icon in the tray that can tell something; may be missing."""

    @property
    def pressed(self) -> SignalInstance:
        """The icon or what it told was pressed."""

    @property
    def is_there(self) -> bool:
        """Whether the desktop has a tray."""

    def tell(self, notice: Notice) -> None:
        """Show the icon and tell a notice."""

    def hide(self) -> None:
        """Take the icon away."""


class DesktopNotices(QObject):
    """Shows one notice at a time. Never raises, never waits; what cannot be shown is left out.

    Args:
        icon: the program's picture, as a file's path or a name of the desktop's theme.
        tray: makes what is used where no notification service answers.
        address: of the bus; the session's own unless a test says otherwise.

    Signals:
        pressed: the person wants to see what it is about; the desktop's leave to come to the
            front, or an empty text.
        shown: the desktop has taken a notice; whether it lets it be seen, nobody tells.
        missing: a notice could not be shown, since there is no service and no tray.
    """

    pressed = Signal(str)
    shown = Signal()
    missing = Signal()

    def __init__(self, icon: str, tray: Callable[[], Tray], address: str = "SESSION") -> None:
        super().__init__()
        self._icon = icon
        self._make_tray = tray
        self._address = address
        self._tray: Tray | None = None
        self._link: BusLink | None = None
        self._is_open = False
        self._notice: Notice | None = None
        self._shown_id = 0
        self._service = ""
        self._token = ""

    @property
    def is_shown(self) -> bool:
        """Whether the desktop has a notice of ours, as far as it has told."""
        return self._shown_id != 0

    def show(self, notice: Notice) -> None:
        """Show a notice; one that stands there is replaced."""
        self._notice = notice
        if self._link is None and not self._connect():
            self._tell_by_tray()
        elif self._is_open:
            self._send()

    def withdraw(self) -> None:
        """Take the notice away: it was answered in the window."""
        self._notice = None
        if self._tray is not None:
            self._tray.hide()
        if self._link is not None and self._shown_id:
            self._link.call(_closing(self._shown_id), lambda _reply: None)
            self._shown_id = 0

    def close(self) -> None:
        """Take the notice away and leave the bus."""
        self.withdraw()
        self._leave()

    def _connect(self) -> bool:
        try:
            from app.devices.bus_link import BusLink  # noqa: PLC0415 - not before it is needed
        except ImportError:
            return False  # no jeepney: not a system with D-Bus
        link = BusLink(self._address)
        link.opened.connect(self._on_opened)
        link.heard.connect(self._on_heard)
        link.addressed.connect(self._on_heard)
        link.lost.connect(self._on_lost)
        if not link.open():
            return False
        self._link = link
        return True

    def _leave(self) -> None:
        self._is_open = False
        self._shown_id = 0
        self._service = ""
        if self._link is not None:
            self._link.close()
            self._link.deleteLater()
            self._link = None

    def _on_opened(self) -> None:
        from jeepney import MatchRule  # noqa: PLC0415
        from jeepney.bus_messages import message_bus  # noqa: PLC0415

        self._is_open = True
        if self._link is not None:
            rule = MatchRule(type="signal", sender=_NAME, path=_PATH, interface=_NAME)
            self._link.call(message_bus.AddMatch(rule), lambda _reply: None)
        self._send()

    def _on_lost(self) -> None:
        was_open = self._is_open
        self._leave()
        if self._notice is not None and not was_open:
            self._tell_by_tray()

    def _send(self) -> None:
        if self._link is not None and self._notice is not None:
            self._link.call(self._telling(self._notice), self._on_told)

    def _telling(self, notice: Notice) -> Message:
        from jeepney import DBusAddress, new_method_call  # noqa: PLC0415

        body = (
            "Footwell",
            self._shown_id,
            self._icon,
            notice.title,
            html.escape(notice.text, quote=False),  # a service may read it as markup
            [_OPEN, notice.button],
            {"desktop-entry": ("s", "footwell")},
            _BY_THE_DESKTOP,
        )
        service = DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
        return new_method_call(service, "Notify", "susssasa{sv}i", body)

    def _on_told(self, reply: Message) -> None:
        from jeepney import HeaderFields, MessageType  # noqa: PLC0415

        fields = reply.header.fields
        is_done = reply.header.message_type is MessageType.method_return
        if not is_done or fields.get(HeaderFields.signature) != "u":
            if self._notice is not None:
                self._tell_by_tray()
            return
        self._service = fields.get(HeaderFields.sender, "")
        self._shown_id = reply.body[0]
        if self._notice is None and self._link is not None:  # answered meanwhile
            self._link.call(_closing(self._shown_id), lambda _reply: None)
            self._shown_id = 0
            return
        self.shown.emit()

    def _on_heard(self, message: Message) -> None:
        from jeepney import HeaderFields  # noqa: PLC0415

        fields = message.header.fields
        if fields.get(HeaderFields.sender) != self._service or not message.body:
            return
        if fields.get(HeaderFields.interface) != _NAME or message.body[0] != self._shown_id:
            return
        signature = fields.get(HeaderFields.signature)
        match fields.get(HeaderFields.member), signature:
            case "ActivationToken", "us":
                self._token = message.body[1]
            case "ActionInvoked", "us":
                self._be_pressed()
            case "NotificationClosed", "uu":
                self._shown_id = 0

    def _be_pressed(self) -> None:
        token, self._token = self._token, ""
        self._notice = None
        if self._tray is not None:
            self._tray.hide()
        self.pressed.emit(token)

    def _tell_by_tray(self) -> None:
        if self._tray is None:
            self._tray = self._make_tray()
            self._tray.pressed.connect(self._be_pressed)
        if self._notice is None:
            return
        if self._tray.is_there:
            self._tray.tell(self._notice)
            self.shown.emit()
        else:
            self.missing.emit()


class TrayIcon(QObject):
    """The program's icon in the tray, there only while it has something to tell.

    Signals:
        pressed: the icon or what it told was pressed.
    """

    pressed = Signal()

    def __init__(self, icon: QIcon) -> None:
        from PySide6.QtWidgets import QSystemTrayIcon  # noqa: PLC0415 - only where it is needed

        super().__init__()
        self._icon = QSystemTrayIcon(icon, self)
        self._icon.messageClicked.connect(self.pressed)
        self._icon.activated.connect(lambda _reason: self.pressed.emit())

    @property
    def is_there(self) -> bool:
        """Whether the desktop has a tray."""
        return self._icon.isSystemTrayAvailable()

    @property
    def is_shown(self) -> bool:
        """Whether the icon is in the tray."""
        return self._icon.isVisible()

    def tell(self, notice: Notice) -> None:
        """Show the icon and tell a notice."""
        self._icon.setToolTip(notice.title)
        self._icon.show()
        self._icon.showMessage(notice.title, notice.text, self._icon.icon())

    def hide(self) -> None:
        """Take the icon away."""
        self._icon.hide()


def _closing(shown_id: int) -> Message:
    from jeepney import DBusAddress, new_method_call  # noqa: PLC0415

    service = DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
    return new_method_call(service, "CloseNotification", "u", (shown_id,))
