"""The line icons, tinted by a colour role of the theme and drawn for the screen's resolution."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.ui.foot_drawing import FootDrawings
from app.ui.theme import Look, Looks

ICON = 20
"""The usual side of an icon, in pixels at 100 % text."""
_GAP = 5


class Icons(QObject):
    """Draws `folder`/NAME.svg (stroke="currentColor") in a role's colour; keeps what it drew.

    A missing file, or an empty name, gives an empty picture: every icon stands beside its word.

    Args:
        folder: of the icons.
        looks: their colours and sizes.
        feet: the drawings of the foot maps, for who has these pictures; without them, no maps.
    """

    def __init__(self, folder: Path, looks: Looks, feet: FootDrawings | None = None) -> None:
        super().__init__()
        self._folder = folder
        self.looks = looks
        self.feet = feet or FootDrawings(None)
        self._drawn: dict[tuple[str, int, str, float, Look], QPixmap] = {}
        looks.changed.connect(self._drawn.clear)

    def icon(self, name: str, role: str = "ink", *, size_px: int = 0, checked: str = "") -> QIcon:
        """An icon for a button.

        Args:
            name: the file's stem, such as `play`.
            role: the colour role it is tinted with.
            size_px: its side in pixels; the usual side at the current text size if 0.
            checked: the role of a checked button, if another.
        """
        side_px = size_px or self.looks.current.px(ICON)
        made = QIcon()
        made.addPixmap(self.pixmap(name, side_px, role))
        made.addPixmap(self.pixmap(name, side_px, "strong_line"), QIcon.Mode.Disabled)
        if checked:
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
                made.addPixmap(self.pixmap(name, side_px, checked), mode, QIcon.State.On)
        return made

    def pixmap(self, name: str, size_px: int, role: str = "ink") -> QPixmap:
        """A picture `size_px` logical pixels wide and high."""
        ratio = _sharpest_screen()
        key = (name, size_px, role, ratio, self.looks.current)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, size_px, role, ratio)
        return self._drawn[key]

    def dress(
        self, button: QAbstractButton, name: str, role: str = "ink", *, checked: str = ""
    ) -> None:
        """Give a button an icon that follows the look from now on.

        Args:
            button: what gets it.
            name: the file's stem.
            role: the colour role.
            checked: the colour role while the button is checked, if another.
        """

        def put() -> None:
            side_px = self.looks.current.px(ICON)
            made = self.icon(name, role, checked=checked)
            gap_px = _GAP if button.text() else 0
            button.setIcon(_beside_words(made, side_px, gap_px, button.layoutDirection()))
            button.setIconSize(QSize(side_px + gap_px, side_px))

        self.looks.keep(button, put)

    def picture(self, name: str, role: str = "ink", size: int = ICON) -> QLabel:
        """A label that shows an icon and follows the look; it says nothing to a screen reader."""
        made = QLabel()
        made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)

        def put() -> None:
            side_px = self.looks.current.px(size)
            made.setPixmap(self.pixmap(name, side_px, role))
            made.setFixedWidth(side_px)

        self.looks.keep(made, put)
        return made

    def _draw(self, name: str, size_px: int, role: str, ratio: float) -> QPixmap:
        from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - not before the first icon

        side = max(1, round(size_px * ratio))
        drawn = QPixmap(side, side)
        drawn.fill(Qt.GlobalColor.transparent)
        drawn.setDevicePixelRatio(ratio)
        source = self._read(name)
        if not source:
            return drawn
        tint = self.looks.current.color(role).name().encode()
        renderer = QSvgRenderer(QByteArray(source.replace(b"currentColor", tint)))
        painter = QPainter(drawn)
        renderer.render(painter, QRectF(0, 0, size_px, size_px))
        painter.end()
        return drawn

    def _read(self, name: str) -> bytes:
        try:
            return (self._folder / f"{name}.svg").read_bytes() if name else b""
        except OSError:
            return b""


def _beside_words(icon: QIcon, side_px: int, gap_px: int, direction: Qt.LayoutDirection) -> QIcon:
    """The icon with a little air towards the words, which Qt leaves out."""
    if not gap_px:
        return icon
    made = QIcon()
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled):
        for state in (QIcon.State.Off, QIcon.State.On):
            drawn = icon.pixmap(QSize(side_px, side_px), mode, state)
            ratio = drawn.devicePixelRatio()
            wider = QPixmap(round((side_px + gap_px) * ratio), round(side_px * ratio))
            wider.setDevicePixelRatio(ratio)
            wider.fill(Qt.GlobalColor.transparent)
            painter = QPainter(wider)
            painter.drawPixmap(
                gap_px if direction is Qt.LayoutDirection.RightToLeft else 0, 0, drawn
            )
            painter.end()
            made.addPixmap(wider, mode, state)
    return made


def _sharpest_screen() -> float:
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)
