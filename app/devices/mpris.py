"""What MPRIS asks of a media player, as values: properties with D-Bus types, calls with answers.

The names and types are those of the specification, https://specifications.freedesktop.org/mpris/,
version 2.2. Nothing here sends or receives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    new_error,
    new_method_return,
    new_signal,
)

from app.core.now_playing import NowPlaying

PATH = "/org/mpris/MediaPlayer2"
ROOT = "org.mpris.MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
NAME = f"{ROOT}.footwell"

_PROPERTIES = "org.freedesktop.DBus.Properties"
_INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"
_PEER = "org.freedesktop.DBus.Peer"
_ERROR = "org.freedesktop.DBus.Error"

Value = tuple[str, object]
"""A D-Bus value with its type before it, as jeepney takes variants."""


class Wish(StrEnum):
    """What somebody outside the window asks for."""

    PLAY = "play"
    PAUSE = "pause"
    TOGGLE = "toggle"
    NEXT = "next"
    PREVIOUS = "previous"
    STOP = "stop"
    RAISE = "raise"


@dataclass(frozen=True, slots=True)
class Answer:
    """The reply to a call, and what it asks of the session, if anything that can be done now."""

    reply: Message
    wish: Wish | None = None


_METHODS: Mapping[str, Mapping[str, tuple[str, Wish | None]]] = {
    ROOT: {"Raise": ("", Wish.RAISE), "Quit": ("", None)},
    PLAYER: {
        "Next": ("", Wish.NEXT),
        "Previous": ("", Wish.PREVIOUS),
        "Pause": ("", Wish.PAUSE),
        "PlayPause": ("", Wish.TOGGLE),
        "Stop": ("", Wish.STOP),
        "Play": ("", Wish.PLAY),
        "Seek": ("x", None),
        "SetPosition": ("ox", None),
        "OpenUri": ("s", None),
    },
}
"""Each method with the types it takes; a step cannot be sought in, and nothing quits from afar."""

_WRITABLE = ("Rate", "Volume")
"""May be set as the specification has it; both stay as they are."""


def root_properties() -> dict[str, Value]:
    """What does not change: who we are."""
    return {
        "CanQuit": ("b", False),
        "CanRaise": ("b", True),
        "HasTrackList": ("b", False),
        "Identity": ("s", "Footwell"),
        "DesktopEntry": ("s", "footwell"),
        "SupportedUriSchemes": ("as", []),
        "SupportedMimeTypes": ("as", []),
    }


def player_properties(now: NowPlaying) -> dict[str, Value]:
    """What is played, without the place in it, which changes all the time."""
    return {
        "PlaybackStatus": ("s", "Playing" if now.is_playing else "Paused"),
        "Rate": ("d", 1.0),
        "MinimumRate": ("d", 1.0),
        "MaximumRate": ("d", 1.0),
        "Volume": ("d", 1.0),
        "Metadata": ("a{sv}", _metadata(now)),
        "CanGoNext": ("b", now.can_go_next),
        "CanGoPrevious": ("b", now.can_go_previous),
        "CanPlay": ("b", True),
        "CanPause": ("b", True),
        "CanSeek": ("b", False),
        "CanControl": ("b", True),
    }


def position_us(now: NowPlaying) -> int:
    """Microseconds into the step, never outside of it."""
    return round(min(max(0.0, now.position_s()), now.length_s) * 1_000_000)


def properties_changed(changed: Mapping[str, Value]) -> Message:
    """The signal that tells which of the player's properties have new values."""
    emitter = DBusAddress(PATH, interface=_PROPERTIES)
    return new_signal(emitter, "PropertiesChanged", "sa{sv}as", (PLAYER, dict(changed), []))


def seeked(place_us: int) -> Message:
    """The signal that the place is not where it would be by itself."""
    return new_signal(DBusAddress(PATH, interface=PLAYER), "Seeked", "x", (place_us,))


def answer(call: Message, now: NowPlaying) -> Answer:
    """Reply to any call that another program makes."""
    fields = call.header.fields
    path = fields[HeaderFields.path]
    interface = fields.get(HeaderFields.interface) or _interface_of(fields[HeaderFields.member])
    if interface == _PEER and fields[HeaderFields.member] == "Ping":
        return Answer(new_method_return(call))
    if interface == _INTROSPECTABLE and fields[HeaderFields.member] == "Introspect":
        return Answer(new_method_return(call, "s", (introspection(path),)))
    if path != PATH:
        return Answer(_error(call, "UnknownObject", f"There is nothing at {path}."))
    if interface == _PROPERTIES:
        return Answer(_property_reply(call, now))
    return _method_answer(call, interface, now)


def introspection(path: str) -> str:
    """What stands at a path, in XML; a place above ours names the way down."""
    if path == PATH:
        inside = _OWN_XML
    elif path == "/" or PATH.startswith(f"{path}/"):
        below = PATH.removeprefix(path.rstrip("/")).split("/")[1]
        inside = f' <node name="{below}"/>\n'
    else:
        inside = ""
    return f"{_DOCTYPE}<node>\n{inside}</node>\n"


# --- one call ---


def _method_answer(call: Message, interface: str, now: NowPlaying) -> Answer:
    member = call.header.fields[HeaderFields.member]
    known = _METHODS.get(interface, {}).get(member)
    if known is None:
        return Answer(_error(call, "UnknownMethod", f"There is no method {interface}.{member}."))
    signature, wish = known
    if call.header.fields.get(HeaderFields.signature, "") != signature:
        return Answer(_error(call, "InvalidArgs", f"{member} takes “{signature}”."))
    return Answer(new_method_return(call), wish if wish is None or _can(wish, now) else None)


def _can(wish: Wish, now: NowPlaying) -> bool:
    """Whether a wish has any effect now; the specification lets the others pass in silence."""
    possible = {
        Wish.PLAY: not now.is_playing,
        Wish.PAUSE: now.is_playing,
        Wish.NEXT: now.can_go_next,
        Wish.PREVIOUS: now.can_go_previous,
    }
    return possible.get(wish, True)


def _property_reply(call: Message, now: NowPlaying) -> Message:
    member = call.header.fields[HeaderFields.member]
    signature = {"Get": "ss", "GetAll": "s", "Set": "ssv"}.get(member)
    if signature is None:
        return _error(call, "UnknownMethod", f"There is no method {_PROPERTIES}.{member}.")
    if call.header.fields.get(HeaderFields.signature, "") != signature:
        return _error(call, "InvalidArgs", f"{member} takes “{signature}”.")
    values = _values(call.body[0], now)
    if values is None:
        return _error(call, "UnknownInterface", f"There is no interface {call.body[0]}.")
    if member == "GetAll":
        return new_method_return(call, "a{sv}", (values,))
    return _one_property(call, values)


def _one_property(call: Message, values: Mapping[str, Value]) -> Message:
    name = call.body[1]
    if name not in values:
        return _error(call, "UnknownProperty", f"There is no property {name}.")
    if call.header.fields[HeaderFields.member] == "Get":
        return new_method_return(call, "v", (values[name],))
    if name not in _WRITABLE:
        return _error(call, "PropertyReadOnly", f"{name} cannot be set.")
    return new_method_return(call)


def _values(interface: str, now: NowPlaying) -> dict[str, Value] | None:
    if interface == ROOT:
        return root_properties()
    if interface == PLAYER:
        return player_properties(now) | {"Position": ("x", position_us(now))}
    return None


def _interface_of(member: str) -> str:
    """The interface of a method that was called without naming one, as D-Bus allows."""
    return next((name for name, methods in _METHODS.items() if member in methods), "")


def _error(call: Message, name: str, sentence: str) -> Message:
    return new_error(call, f"{_ERROR}.{name}", "s", (sentence,))


def _metadata(now: NowPlaying) -> dict[str, Value]:
    metadata: dict[str, Value] = {
        "mpris:trackid": ("o", f"/org/footwell/step/{now.track}"),
        "mpris:length": ("x", round(now.length_s * 1_000_000)),
        "xesam:title": ("s", _sendable(now.title)),
        "xesam:album": ("s", _sendable(now.album)),
        "xesam:trackNumber": ("i", now.track + 1),
    }
    if now.artist:
        metadata["xesam:artist"] = ("as", [_sendable(now.artist)])
    return metadata


def _sendable(text: str) -> str:
    """A text without what would make the bus close the connection."""
    return text.replace("\0", "").encode(errors="replace").decode()


# --- what stands there, in XML ---


def _xml_of(interface: str, properties: Mapping[str, Value], signals: str = "") -> str:
    lines = [f' <interface name="{interface}">']
    for method, (types, _wish) in _METHODS[interface].items():
        arguments = "".join(f'<arg type="{kind}" direction="in"/>' for kind in types)
        lines.append(f'  <method name="{method}">{arguments}</method>')
    for name, (kind, _value) in properties.items():
        access = "readwrite" if name in _WRITABLE else "read"
        quiet = _QUIET if name == "Position" else ""
        lines.append(
            f'  <property name="{name}" type="{kind}" access="{access}">{quiet}</property>'
        )
    return "\n".join([*lines, f"{signals} </interface>\n"])


_DOCTYPE = (
    '<!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN"\n'
    ' "http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">\n'
)
_QUIET = '<annotation name="org.freedesktop.DBus.Property.EmitsChangedSignal" value="false"/>'
_NOTHING = NowPlaying("", "", "", 0, 0.0, is_playing=False)
_STANDARD_XML = f""" <interface name="{_PROPERTIES}">
  <method name="Get"><arg type="s" name="interface" direction="in"/><arg type="s" name="name" \
direction="in"/><arg type="v" direction="out"/></method>
  <method name="GetAll"><arg type="s" name="interface" direction="in"/>\
<arg type="a{{sv}}" direction="out"/></method>
  <method name="Set"><arg type="s" name="interface" direction="in"/><arg type="s" name="name" \
direction="in"/><arg type="v" direction="in"/></method>
  <signal name="PropertiesChanged"><arg type="s"/><arg type="a{{sv}}"/><arg type="as"/></signal>
 </interface>
 <interface name="{_INTROSPECTABLE}">
  <method name="Introspect"><arg type="s" direction="out"/></method>
 </interface>
 <interface name="{_PEER}">
  <method name="Ping"></method>
 </interface>
"""
_OWN_XML = (
    _xml_of(ROOT, root_properties())
    + _xml_of(
        PLAYER,
        player_properties(_NOTHING) | {"Position": ("x", 0)},
        '  <signal name="Seeked"><arg type="x"/></signal>\n',
    )
    + _STANDARD_XML
)
