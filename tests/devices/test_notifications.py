"""A notice on the desktop, by a notification service on a bus of the test's own, or by a tray."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from jeepney import DBusAddress, HeaderFields, Message, new_error, new_method_return, new_signal
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon

from app.core.notice import Notice
from app.devices.notifications import DesktopNotices, TrayIcon
from tests.devices.private_bus import Peer, member, private_bus, wait_until

pytestmark = pytest.mark.usefixtures("qtbot")

NAME = "org.freedesktop.Notifications"
EMITTER = DBusAddress("/org/freedesktop/Notifications", interface=NAME)
SORE = Notice("How sore are your feet?", "It is 3 hours & a bit since <your> session.", "Answer")
LATER = Notice("How are your feet today?", "One minute is enough.", "Answer")


class FakeTray(QObject):
    """A tray that writes down what it is told."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.is_there = True
        self.told: list[Notice] = []
        self.is_hidden = True

    def tell(self, notice: Notice) -> None:
        self.told.append(notice)
        self.is_hidden = False

    def hide(self) -> None:
        self.is_hidden = True


class Service(Peer):
    """A notification service."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.own(NAME)
        self.answered = 0

    def shown(self) -> list[Message]:
        return [call for call in self.calls if member(call) == "Notify"]

    def closed(self) -> list[int]:
        return [call.body[0] for call in self.calls if member(call) == "CloseNotification"]

    def answer(self, shown_id: int) -> None:
        """Answer the next call that waits for its id."""
        wait_until(lambda: len(self.shown()) > self.answered, self.take)
        self.send(new_method_return(self.shown()[self.answered], "u", (shown_id,)))
        self.answered += 1

    def tell(self, name: str, signature: str, body: tuple[object, ...], to: str = "") -> None:
        signal = new_signal(EMITTER, name, signature, body)
        if to:
            signal.header.fields[HeaderFields.destination] = to
        self.send(signal)


@pytest.fixture
def address() -> Iterator[str]:
    with private_bus() as address:
        yield address


@pytest.fixture
def tray() -> FakeTray:
    return FakeTray()


@pytest.fixture
def notices(address: str, tray: FakeTray) -> Iterator[DesktopNotices]:
    made = DesktopNotices("footwell", lambda: tray, address)
    yield made
    made.close()


@pytest.fixture
def service(address: str) -> Iterator[Service]:
    made = Service(address)
    yield made
    made.close()


class Seen:
    """What was told of the desktop: that it took a notice, or that it shows none."""

    def __init__(self, notices: DesktopNotices) -> None:
        self.told: list[str] = []
        notices.shown.connect(lambda: self.told.append("shown"))
        notices.missing.connect(lambda: self.told.append("missing"))


class Pressed:
    """What was told to be pressed."""

    def __init__(self, notices: DesktopNotices) -> None:
        self.tokens: list[str] = []
        notices.pressed.connect(self.tokens.append)


def test_a_notice_is_shown_as_plain_text_with_a_button(
    notices: DesktopNotices, service: Service, tray: FakeTray
) -> None:
    seen = Seen(notices)
    notices.show(SORE)
    service.answer(7)
    wait_until(lambda: notices.is_shown)
    assert seen.told == ["shown"]
    program, replaced, icon, title, text, actions, hints, _time = service.shown()[0].body
    assert (program, replaced, icon, title) == ("Footwell", 0, "footwell", SORE.title)
    assert text == "It is 3 hours &amp; a bit since &lt;your&gt; session."
    assert actions == ["default", "Answer"]
    assert hints == {"desktop-entry": ("s", "footwell")}
    assert not tray.told


def test_the_next_notice_takes_the_place_of_the_one_before(
    notices: DesktopNotices, service: Service
) -> None:
    notices.show(SORE)
    service.answer(7)
    wait_until(lambda: notices.is_shown)
    notices.show(LATER)
    service.answer(7)
    assert [call.body[1] for call in service.shown()] == [0, 7]


@pytest.mark.parametrize("is_directed", [False, True])
def test_pressing_it_is_told_with_the_desktops_leave(
    notices: DesktopNotices, service: Service, *, is_directed: bool
) -> None:
    pressed = Pressed(notices)
    notices.show(SORE)
    service.answer(7)
    wait_until(lambda: notices.is_shown)
    to = service.shown()[0].header.fields[HeaderFields.sender] if is_directed else ""
    service.tell("ActivationToken", "us", (7, "leave"), to)
    service.tell("ActionInvoked", "us", (7, "default"), to)
    wait_until(lambda: pressed.tokens)
    assert pressed.tokens == ["leave"]


def test_what_others_do_with_other_notices_is_no_press(
    notices: DesktopNotices, service: Service, address: str
) -> None:
    pressed = Pressed(notices)
    notices.show(SORE)
    service.answer(7)
    wait_until(lambda: notices.is_shown)
    stranger = Peer(address)
    ours = service.shown()[0].header.fields[HeaderFields.sender]
    lie = new_signal(EMITTER, "ActionInvoked", "us", (7, "default"))
    lie.header.fields[HeaderFields.destination] = ours
    stranger.send(lie)
    service.tell("ActionInvoked", "us", (8, "default"))
    service.tell("ActionInvoked", "s", ("7",))
    service.tell("NotificationClosed", "uu", (7, 2))
    wait_until(lambda: not notices.is_shown)
    stranger.close()
    assert not pressed.tokens


def test_a_notice_that_was_answered_in_the_window_is_taken_away(
    notices: DesktopNotices, service: Service
) -> None:
    notices.show(SORE)
    service.answer(7)
    wait_until(lambda: notices.is_shown)
    notices.withdraw()
    wait_until(service.closed, service.take)
    assert service.closed() == [7]


def test_one_that_is_answered_before_the_desktop_has_shown_it_goes_too(
    notices: DesktopNotices, service: Service
) -> None:
    seen = Seen(notices)
    notices.show(SORE)
    wait_until(service.shown, service.take)
    notices.withdraw()
    service.answer(9)
    wait_until(service.closed, service.take)
    assert service.closed() == [9]
    assert seen.told == []


def test_without_a_service_the_tray_tells_it(notices: DesktopNotices, tray: FakeTray) -> None:
    pressed = Pressed(notices)
    notices.show(SORE)
    wait_until(lambda: tray.told)
    tray.pressed.emit()
    assert tray.told == [SORE]
    assert pressed.tokens == [""]
    assert tray.is_hidden


def test_a_service_that_refuses_is_none(
    notices: DesktopNotices, service: Service, tray: FakeTray
) -> None:
    notices.show(SORE)
    wait_until(service.shown, service.take)
    call = service.shown()[0]
    service.send(new_error(call, f"{NAME}.Error", "s", ("no",)))
    wait_until(lambda: tray.told)


def test_without_a_bus_the_tray_tells_it_and_without_a_tray_nobody_does(tray: FakeTray) -> None:
    notices = DesktopNotices("footwell", lambda: tray, "unix:path=/nowhere/bus")
    seen = Seen(notices)
    tray.is_there = False
    notices.show(SORE)
    assert not tray.told
    tray.is_there = True
    notices.show(SORE)
    assert tray.told == [SORE]
    assert seen.told == ["missing", "shown"]
    notices.withdraw()
    assert tray.is_hidden
    notices.close()


def test_a_bus_that_is_lost_before_it_opens_leaves_it_to_the_tray(
    tray: FakeTray, tmp_path: Path
) -> None:
    place = tmp_path / "bus"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(place))
        listening.listen()
        notices = DesktopNotices("footwell", lambda: tray, f"unix:path={place}")
        notices.show(SORE)
        guest, _ = listening.accept()
        guest.close()
        wait_until(lambda: tray.told)
    notices.close()


def test_a_bus_that_is_lost_later_is_looked_for_again(
    notices: DesktopNotices, service: Service, tray: FakeTray
) -> None:
    notices.show(SORE)
    service.answer(7)
    wait_until(lambda: notices.is_shown)
    assert notices._link is not None
    notices._link.lost.emit()
    assert not notices.is_shown
    assert not tray.told
    notices.show(LATER)
    service.answer(1)
    wait_until(lambda: notices.is_shown)


def test_where_there_is_no_tray_no_icon_is_shown() -> None:
    icon = TrayIcon(QIcon())
    notices = DesktopNotices("footwell", lambda: icon, "unix:path=/nowhere/bus")
    notices.show(SORE)
    assert not icon.is_there  # no desktop is there for the tests
    assert not icon.is_shown
    notices.close()
