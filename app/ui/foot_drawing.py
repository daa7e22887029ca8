"""The drawings of the left foot, read once from `resources/feet`; the right one is its mirror."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSizeF, QXmlStreamReader
from PySide6.QtGui import QPainterPath, QTransform

from app.core.plan import Foot
from app.core.script import Area

_TOKEN = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?")
_ALONG = "along-"
_TOES_BACK = "toes-back"


class FootView(StrEnum):
    """From where a foot is seen; the name of its file."""

    SOLE = "sole"
    TOP = "top"
    INNER_SIDE = "inner-side"
    CALF = "calf"


AREAS_SEEN: Mapping[FootView, tuple[Area, ...]] = {
    FootView.SOLE: (Area.HEEL, Area.ARCH, Area.BALL_OF_FOOT, Area.TOES, Area.WHOLE_FOOT),
    FootView.TOP: (Area.TOES, Area.TOP_OF_FOOT, Area.ANKLE, Area.WHOLE_FOOT),
    FootView.INNER_SIDE: (
        Area.HEEL,
        Area.ARCH,
        Area.BALL_OF_FOOT,
        Area.TOES,
        Area.TOP_OF_FOOT,
        Area.ANKLE,
        Area.ACHILLES,
        Area.WHOLE_FOOT,
    ),
    FootView.CALF: (Area.CALF, Area.ACHILLES, Area.ANKLE, Area.HEEL),
}
"""What a drawing must name to be whole."""


@dataclass(frozen=True, slots=True)
class FootDrawing:
    """One view of a left foot, in the units of its own box.

    `outline` is what is filled, `edge` what is drawn around it: open where the leg goes on.
    `along` leads through each area the way a stroke does; `toes_back` is the way of the toes when
    they are drawn towards the shin, and empty where that cannot be seen.
    """

    size: QSizeF
    outline: QPainterPath
    edge: QPainterPath
    shades: tuple[QPainterPath, ...]
    lines: tuple[QPainterPath, ...]
    areas: Mapping[Area, QPainterPath]
    along: Mapping[Area, QPainterPath]
    toes_back: QPainterPath

    def fitted(self, room: QRectF, foot: Foot) -> QTransform:
        """How it is put in the middle of a rectangle, as large as fits; mirrored for the right."""
        scale = min(room.width() / self.size.width(), room.height() / self.size.height())
        half_width = self.size.width() * scale / 2
        x, y = room.center().x(), room.center().y() - self.size.height() * scale / 2
        if foot is Foot.RIGHT:
            return QTransform(-scale, 0, 0, scale, x + half_width, y)
        return QTransform(scale, 0, 0, scale, x - half_width, y)


class FootDrawings:
    """The drawings of a folder; each is read when it is first wanted, and kept.

    Args:
        folder: holds a file for each `FootView`; None, or a file that is not there or cannot be
            read, gives no drawing, and the words stand alone.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._read: dict[FootView, FootDrawing | None] = {}

    def of(self, view: FootView) -> FootDrawing | None:
        """A view of the left foot; None where there is no drawing of it."""
        if view not in self._read:
            self._read[view] = self._made(view)
        return self._read[view]

    def _made(self, view: FootView) -> FootDrawing | None:
        if self._folder is None:
            return None
        try:
            return read_drawing(self._folder / f"{view}.svg", view)
        except (OSError, ValueError):
            return None


def read_drawing(file: Path, view: FootView) -> FootDrawing:
    """Read the drawing of a left foot.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is not such a drawing; the message says what is wrong.
    """
    box, paths = _paths_of(file.read_text(encoding="utf-8"))
    named = {name: path for kind, name, path in paths if kind == "id"}
    wanted = ("outline", "edge", *AREAS_SEEN[view], *(_ALONG + area for area in AREAS_SEEN[view]))
    missing = [name for name in wanted if name not in named]
    if missing or box.isEmpty():
        message = f"has no {', '.join(missing) or 'viewBox'}"
        raise ValueError(message)
    return FootDrawing(
        size=box,
        outline=named["outline"],
        edge=named["edge"],
        shades=tuple(path for _, name, path in paths if name == "shade"),
        lines=tuple(path for _, name, path in paths if name == "line"),
        areas={area: named[area] for area in AREAS_SEEN[view]},
        along={area: named[_ALONG + area] for area in AREAS_SEEN[view]},
        toes_back=named.get(_TOES_BACK, QPainterPath()),
    )


def _paths_of(text: str) -> tuple[QSizeF, list[tuple[str, str, QPainterPath]]]:
    """The box, and every path with its id or its class."""
    reader = QXmlStreamReader(text)
    box = QSizeF()
    found: list[tuple[str, str, QPainterPath]] = []
    while not reader.atEnd():
        reader.readNext()
        if not reader.isStartElement():
            continue
        given = reader.attributes()
        if reader.name() == "svg":
            numbers = [float(n) for n in _TOKEN.findall(str(given.value("viewBox")))]
            box = QSizeF(*numbers[2:4])
        elif reader.name() == "path":
            kind = "id" if given.hasAttribute("id") else "class"
            found.append((kind, str(given.value(kind)), path_of(str(given.value("d")))))
    if reader.hasError():
        raise ValueError(reader.errorString())
    return box, found


def path_of(data: str) -> QPainterPath:
    """A path from the `d` of an SVG that uses M, L, C and Z only, with absolute places.

    Raises:
        ValueError: it uses something else.
    """
    path = QPainterPath()
    tokens = iter(_TOKEN.findall(data))
    for letter in tokens:
        match letter:
            case "M":
                path.moveTo(_point(tokens))
            case "L":
                path.lineTo(_point(tokens))
            case "C":
                path.cubicTo(_point(tokens), _point(tokens), _point(tokens))
            case "Z":
                path.closeSubpath()
            case _:
                message = f"uses {letter} in a path, not M, L, C or Z with absolute places"
                raise ValueError(message)
    return path


def _point(tokens: Iterator[str]) -> QPointF:
    try:
        return QPointF(float(next(tokens)), float(next(tokens)))
    except (StopIteration, ValueError) as error:
        message = "has a path with a number too few"
        raise ValueError(message) from error
