"""The session as a media player, driven over a session bus by another program."""

from __future__ import annotations

import os
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from jeepney import DBusAddress, HeaderFields, Message, MessageFlag, new_method_call
from jeepney.bus_messages import MatchRule, message_bus

from app.core.now_playing import NowPlaying
from app.devices.media_control import MediaControl
from tests.devices.private_bus import (
    Peer,
    error_name,
    member,
    private_bus,
    types_in,
    wait_until,
)

pytestmark = pytest.mark.usefixtures("qtbot")

NAME = "org.mpris.MediaPlayer2.footwell"
PATH = "/org/mpris/MediaPlayer2"
ROOT = "org.mpris.MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
PROPERTIES = "org.freedesktop.DBus.Properties"

# As the specification has them, https://specifications.freedesktop.org/mpris/ 2.2.
ROOT_TYPES = {
    "CanQuit": "b",
    "CanRaise": "b",
    "HasTrackList": "b",
    "Identity": "s",
    "DesktopEntry": "s",
    "SupportedUriSchemes": "as",
    "SupportedMimeTypes": "as",
}
PLAYER_TYPES = {
    "PlaybackStatus": "s",
    "Rate": "d",
    "Metadata": "a{sv}",
    "Volume": "d",
    "Position": "x",
    "MinimumRate": "d",
    "MaximumRate": "d",
    "CanGoNext": "b",
    "CanGoPrevious": "b",
    "CanPlay": "b",
    "CanPause": "b",
    "CanSeek": "b",
    "CanControl": "b",
}
METADATA_TYPES = {
    "mpris:trackid": "o",
    "mpris:length": "x",
    "xesam:title": "s",
    "xesam:album": "s",
    "xesam:artist": "as",
    "xesam:trackNumber": "i",
}


class Desktop:
    """The media control, a program that uses it, and what it was asked for."""

    def __init__(self, address: str) -> None:
        self.now_s = 100.0
        self.position_s = 12.5
        self.control = MediaControl(lambda: self.now_s, address)
        self.wishes: list[str] = []
        for wish in ("play", "pause", "toggle", "next", "previous", "stop", "raise"):
            signal = getattr(self.control, f"{wish}_requested")
            signal.connect(lambda wish=wish: self.wishes.append(wish))
        self.peer = Peer(address)
        self.peer.ask(message_bus.AddMatch(MatchRule(type="signal", path=PATH)))
        self.playing = NowPlaying(
            title="Knead the arch",
            album="Morning feet",
            artist="Left foot",
            track=3,
            length_s=60.0,
            is_playing=True,
            position_s=lambda: self.position_s,
        )

    def show(self, **changes: Any) -> None:
        self.playing = replace(self.playing, **changes)
        self.control.show(self.playing)
        wait_until(lambda: self.control.name)

    def call(
        self, interface: str | None, method: str, signature: str = "", *body: Any, path: str = PATH
    ) -> Message:
        where = DBusAddress(path, bus_name=self.control.name, interface=interface)
        return self.peer.ask(new_method_call(where, method, signature or None, body))

    def all_of(self, interface: str) -> dict[str, tuple[str, Any]]:
        values: dict[str, tuple[str, Any]] = self.call(PROPERTIES, "GetAll", "s", interface).body[0]
        return values

    def signals(self) -> list[Message]:
        """What was told so far: whatever was sent before the reply to this has come before it."""
        self.call("org.freedesktop.DBus.Peer", "Ping")
        told, self.peer.signals = self.peer.signals, []
        return told


@pytest.fixture
def address() -> Iterator[str]:
    with private_bus() as address:
        yield address


@pytest.fixture
def desktop(address: str) -> Iterator[Desktop]:
    desktop = Desktop(address)
    yield desktop
    desktop.control.show(None)
    desktop.peer.close()


def changed(signal: Message) -> dict[str, Any]:
    assert member(signal) == "PropertiesChanged"
    interface, values, invalidated = signal.body
    assert (interface, invalidated) == (PLAYER, [])
    return {name: value for name, (_signature, value) in values.items()}


# --- being there ---


def test_it_is_on_the_bus_only_while_something_is_shown(desktop: Desktop) -> None:
    assert desktop.peer.owner_of(NAME) == ""
    desktop.show()
    assert desktop.control.name == NAME
    assert desktop.peer.owner_of(NAME) != ""
    desktop.control.show(None)
    assert desktop.control.name == ""
    wait_until(lambda: desktop.peer.owner_of(NAME) == "")


def test_it_can_come_and_go(desktop: Desktop) -> None:
    for _ in range(3):
        desktop.show()
        desktop.control.show(None)
        desktop.control.show(None)
    desktop.show(title="Again")
    assert desktop.all_of(PLAYER)["Metadata"][1]["xesam:title"] == ("s", "Again")


def test_it_can_leave_before_it_has_arrived(desktop: Desktop) -> None:
    desktop.control.show(desktop.playing)
    desktop.control.show(None)
    assert desktop.peer.owner_of(NAME) == ""
    assert desktop.control.name == ""


def test_a_second_player_gets_a_name_of_its_own(desktop: Desktop) -> None:
    desktop.peer.own(NAME)
    desktop.show()
    assert desktop.control.name == f"{NAME}.instance{os.getpid()}"
    assert desktop.all_of(ROOT)["Identity"] == ("s", "Footwell")


def test_without_a_bus_nothing_happens() -> None:
    control = MediaControl(lambda: 0.0, "unix:path=/nowhere/bus")
    now = NowPlaying("a", "b", "", 0, 60.0, is_playing=True)
    control.show(now)
    control.show(replace(now, is_playing=False))
    control.show(None)
    assert control.name == ""


def test_without_jeepney_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "app.devices.bus_link", raising=False)
    monkeypatch.setitem(sys.modules, "jeepney", None)
    MediaControl.prepare()
    control = MediaControl(lambda: 0.0)
    control.show(NowPlaying("a", "b", "", 0, 60.0, is_playing=True))
    assert control.name == ""


def test_a_bus_that_ends_is_borne_until_the_next_session() -> None:
    with private_bus() as address:
        desktop = Desktop(address)
        desktop.show()
    wait_until(lambda: desktop.control.name == "")
    desktop.control.show(replace(desktop.playing, is_playing=False))
    desktop.control.show(None)
    desktop.peer.close()


# --- what it is asked ---


@pytest.mark.parametrize(
    ("method", "wish", "is_playing"),
    [
        ("Pause", "pause", True),
        ("Play", "play", False),
        ("PlayPause", "toggle", True),
        ("PlayPause", "toggle", False),
        ("Next", "next", True),
        ("Previous", "previous", False),
        ("Stop", "stop", True),
    ],
)
def test_a_button_somewhere_arrives_as_a_wish(
    method: str,
    wish: str,
    is_playing: bool,  # noqa: FBT001 - one row
    desktop: Desktop,
) -> None:
    desktop.show(is_playing=is_playing)
    assert error_name(desktop.call(PLAYER, method)) == ""
    assert desktop.wishes == [wish]


def test_the_window_can_be_raised_but_not_closed_from_afar(desktop: Desktop) -> None:
    desktop.show()
    desktop.call(ROOT, "Quit")
    desktop.call(ROOT, "Raise")
    assert desktop.wishes == ["raise"]


@pytest.mark.parametrize(
    ("method", "changes"),
    [
        ("Play", {"is_playing": True}),
        ("Pause", {"is_playing": False}),
        ("Next", {"can_go_next": False}),
        ("Previous", {"can_go_previous": False}),
    ],
)
def test_what_cannot_be_done_now_passes_in_silence(
    method: str, changes: dict[str, bool], desktop: Desktop
) -> None:
    desktop.show(**changes)
    assert error_name(desktop.call(PLAYER, method)) == ""
    assert desktop.wishes == []


def test_seeking_and_opening_do_no_harm(desktop: Desktop) -> None:
    desktop.show()
    for reply in (
        desktop.call(PLAYER, "Seek", "x", -5_000_000),
        desktop.call(PLAYER, "SetPosition", "ox", "/org/footwell/step/3", 7),
        desktop.call(PLAYER, "OpenUri", "s", "file:///etc/passwd"),
        desktop.call(PROPERTIES, "Set", "ssv", PLAYER, "Rate", ("d", 2.0)),
        desktop.call(PROPERTIES, "Set", "ssv", PLAYER, "Volume", ("d", 0.0)),
    ):
        assert error_name(reply) == ""
    assert desktop.wishes == []
    assert desktop.all_of(PLAYER)["Rate"] == ("d", 1.0)


def test_a_call_without_an_interface_finds_its_method(desktop: Desktop) -> None:
    desktop.show()
    assert error_name(desktop.call(None, "Pause")) == ""
    assert desktop.wishes == ["pause"]


def test_who_wants_no_reply_gets_none(desktop: Desktop) -> None:
    desktop.show()
    where = DBusAddress(PATH, bus_name=NAME, interface=PLAYER)
    message = new_method_call(where, "Pause")
    message.header.flags |= MessageFlag.no_reply_expected
    serial = desktop.peer.send(message)
    wait_until(lambda: desktop.wishes == ["pause"])
    desktop.signals()
    assert serial not in desktop.peer._replies


@pytest.mark.parametrize(
    ("interface", "method", "signature", "body", "path", "error"),
    [
        (PLAYER, "Dance", "", (), PATH, "UnknownMethod"),
        ("a.b", "Play", "", (), PATH, "UnknownMethod"),
        (None, "Dance", "", (), PATH, "UnknownMethod"),
        (PLAYER, "Play", "", (), "/elsewhere", "UnknownObject"),
        (PLAYER, "Seek", "", (), PATH, "InvalidArgs"),
        (PLAYER, "Pause", "s", ("now",), PATH, "InvalidArgs"),
        (PROPERTIES, "Get", "s", (PLAYER,), PATH, "InvalidArgs"),
        (PROPERTIES, "Get", "ss", (PLAYER, "Colour"), PATH, "UnknownProperty"),
        (PROPERTIES, "Get", "ss", ("a.b", "Rate"), PATH, "UnknownInterface"),
        (PROPERTIES, "GetAll", "s", ("a.b",), PATH, "UnknownInterface"),
        (PROPERTIES, "Burn", "", (), PATH, "UnknownMethod"),
        (PROPERTIES, "Set", "ssv", (PLAYER, "CanPlay", ("b", False)), PATH, "PropertyReadOnly"),
    ],
)
def test_what_is_not_there_is_an_error_and_nothing_else(  # noqa: PLR0917, PLR0913 - one row
    interface: str | None,
    method: str,
    signature: str,
    body: tuple[Any, ...],
    path: str,
    error: str,
    desktop: Desktop,
) -> None:
    desktop.show()
    reply = desktop.call(interface, method, signature, *body, path=path)
    assert error_name(reply) == f"org.freedesktop.DBus.Error.{error}"
    assert desktop.wishes == []


# --- what it shows ---


def test_the_types_are_those_of_the_specification(desktop: Desktop) -> None:
    desktop.show()
    assert types_in(desktop.all_of(ROOT)) == ROOT_TYPES
    assert types_in(desktop.all_of(PLAYER)) == PLAYER_TYPES
    assert types_in(desktop.all_of(PLAYER)["Metadata"][1]) == METADATA_TYPES


def test_the_step_is_the_track_and_the_script_the_album(desktop: Desktop) -> None:
    desktop.show()
    values = desktop.all_of(PLAYER)
    assert values["PlaybackStatus"] == ("s", "Playing")
    assert values["Metadata"][1] == {
        "mpris:trackid": ("o", "/org/footwell/step/3"),
        "mpris:length": ("x", 60_000_000),
        "xesam:title": ("s", "Knead the arch"),
        "xesam:album": ("s", "Morning feet"),
        "xesam:artist": ("as", ["Left foot"]),
        "xesam:trackNumber": ("i", 4),
    }
    root = desktop.all_of(ROOT)
    assert (root["CanQuit"], root["DesktopEntry"]) == (("b", False), ("s", "footwell"))


def test_a_step_of_no_foot_has_no_artist(desktop: Desktop) -> None:
    desktop.show(artist="")
    assert "xesam:artist" not in desktop.all_of(PLAYER)["Metadata"][1]


@pytest.mark.parametrize(
    ("position_s", "position_us"), [(12.5, 12_500_000), (-1.0, 0), (61.0, 60_000_000)]
)
def test_the_position_is_asked_when_somebody_wants_it(
    position_s: float, position_us: int, desktop: Desktop
) -> None:
    desktop.show()
    desktop.position_s = position_s
    reply = desktop.call(PROPERTIES, "Get", "ss", PLAYER, "Position")
    assert reply.body == (("x", position_us),)


@pytest.mark.parametrize("title", ["a\0b", "\ud800", "<b>bold</b>", "", "足" * 5000])
def test_any_title_leaves_the_bus_open(title: str, desktop: Desktop) -> None:
    desktop.show(title=title)
    shown = desktop.all_of(PLAYER)["Metadata"][1]["xesam:title"][1]
    assert shown == title.replace("\0", "").replace("\ud800", "?")


def test_what_it_says_of_itself_is_what_it_has(desktop: Desktop) -> None:
    desktop.show()
    tree = ET.fromstring(introspected(desktop, PATH))
    interfaces = {str(found.get("name")): found for found in tree.findall("interface")}
    for name, types in ((ROOT, ROOT_TYPES), (PLAYER, PLAYER_TYPES)):
        told = {found.get("name"): found.get("type") for found in interfaces[name].iter("property")}
        assert told == types
    methods = {
        str(method.get("name")): "".join(str(arg.get("type")) for arg in method.iter("arg"))
        for method in [*interfaces[PLAYER].iter("method"), *interfaces[ROOT].iter("method")]
    }
    assert methods.keys() == {
        *("Raise", "Quit", "Next", "Previous", "Pause", "PlayPause", "Stop", "Play"),
        *("Seek", "SetPosition", "OpenUri"),
    }
    for name, signature in methods.items():
        body = {"": (), "x": (1,), "ox": ("/a", 1), "s": ("a",)}[signature]
        assert error_name(desktop.call(None, name, signature, *body)) == ""
    assert {PROPERTIES, "org.freedesktop.DBus.Introspectable"} < interfaces.keys()


def test_one_finds_the_way_to_it(desktop: Desktop) -> None:
    desktop.show()
    path = ""
    for part in ("org", "mpris", "MediaPlayer2"):
        nodes = ET.fromstring(introspected(desktop, path or "/")).findall("node")
        assert [node.get("name") for node in nodes] == [part]
        path += f"/{part}"
    assert path == PATH
    assert len(ET.fromstring(introspected(desktop, "/orga"))) == 0


def introspected(desktop: Desktop, path: str) -> str:
    reply = desktop.call("org.freedesktop.DBus.Introspectable", "Introspect", path=path)
    assert reply.header.fields[HeaderFields.signature] == "s"
    return str(reply.body[0])


# --- what it tells ---


def test_only_what_differs_is_told(desktop: Desktop) -> None:
    desktop.show()
    desktop.show(is_playing=False)
    (signal,) = desktop.signals()
    assert changed(signal) == {"PlaybackStatus": "Paused"}
    desktop.show(can_go_next=False)
    (signal,) = desktop.signals()
    assert changed(signal) == {"CanGoNext": False}


def test_a_new_step_is_told_with_its_types(desktop: Desktop) -> None:
    desktop.show()
    desktop.position_s = 0.0
    desktop.show(title="Stretch the toes", track=4, length_s=45.0)
    (signal,) = desktop.signals()
    metadata = changed(signal)["Metadata"]
    assert types_in(metadata) == METADATA_TYPES
    assert metadata["mpris:length"] == ("x", 45_000_000)
    assert metadata["xesam:title"] == ("s", "Stretch the toes")


def test_time_that_passes_is_not_told(desktop: Desktop) -> None:
    desktop.show()
    for _ in range(50):
        desktop.now_s += 0.1
        desktop.position_s += 0.1
        desktop.show()
    assert desktop.signals() == []


def test_a_pause_is_no_jump(desktop: Desktop) -> None:
    desktop.show()
    desktop.now_s += 5.0
    desktop.position_s += 5.0
    desktop.show(is_playing=False)
    desktop.now_s += 600.0
    desktop.show(is_playing=True)
    assert [member(signal) for signal in desktop.signals()] == ["PropertiesChanged"] * 2


def test_the_same_step_from_its_start_is_a_jump(desktop: Desktop) -> None:
    desktop.show()
    desktop.now_s += 5.0
    desktop.position_s = 0.0
    desktop.show()
    (signal,) = desktop.signals()
    assert (member(signal), signal.body) == ("Seeked", (0,))
    assert signal.header.fields[HeaderFields.interface] == PLAYER


def test_what_changed_before_it_had_its_name_is_not_lost(desktop: Desktop) -> None:
    desktop.control.show(desktop.playing)
    desktop.show(title="Stretch the toes")
    assert desktop.all_of(PLAYER)["Metadata"][1]["xesam:title"] == ("s", "Stretch the toes")
    assert desktop.signals() == []
