"""The trend on paper and in a file: with its title, its sentence and what it cannot show."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QRect,
    QRectF,
    QSaveFile,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QImage, QPainter, QPicture
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgGenerator

from app.core.day_window import DayWindow
from app.core.errors import StorageError
from app.ui.plot import Plot
from app.ui.theme import LIGHT, Look, Space, Type
from app.ui.trend_axes import day_ticks, dress_axes
from app.ui.trend_drawing import Shown, draw
from app.ui.trend_legend import paint_signs, signs_of

translate = QCoreApplication.translate
WIDE = 1120
HIGH = 640
SHARP = 2
"""How many dots of a PNG stand for a pixel."""

_PRINT_SHARP = 4
"""Likewise on paper: over 400 dots an inch on a page of A4."""

_ON_WHITE = Look(colors=LIGHT)
_WRAPS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Picture:
    """What is printed or saved; all of it, so that a number is never without its words.

    Attributes:
        shown: the chart.
        window: the part that is looked at.
        title: what it is of, and of when.
        sentence: the same in words.
        standing: what it cannot show.
    """

    shown: Shown
    window: DayWindow
    title: str
    sentence: str
    standing: str


def save(picture: Picture, file: Path) -> None:
    """Save as SVG or PNG by the file's ending; whole or not at all.

    Raises:
        StorageError: it could not be written; what was there is untouched.
    """
    data = svg_of(picture) if file.suffix.lower() == ".svg" else png_of(picture)
    saving = QSaveFile(str(file))
    is_saved = (
        saving.open(QIODevice.OpenModeFlag.WriteOnly)
        and saving.write(data) == data.size()
        and saving.commit()
    )
    if not is_saved:
        form = translate(
            "trend", "The picture was not saved as {file}: {why}. Choose another folder."
        )
        raise StorageError(form.format(file=file, why=saving.errorString()))


def png_of(picture: Picture) -> QByteArray:
    """As a picture of dots."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    _image_of(picture, SHARP).save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return data


def _image_of(picture: Picture, sharpness: int) -> QImage:
    image = QImage(WIDE * sharpness, HIGH * sharpness, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(sharpness)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    _paint(painter, picture, sharpness)
    painter.end()
    return image


def svg_of(picture: Picture) -> QByteArray:
    """As lines and words, sharp at every size."""
    data = QByteArray()
    buffer = QBuffer(data)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    # The axes are recorded before they are drawn, and would be made smaller or larger than the
    # chart beside them where a picture counts other dots to an inch than the recording.
    generator.setResolution(QPicture().logicalDpiY())
    generator.setSize(QSize(WIDE, HIGH))
    generator.setViewBox(QRect(0, 0, WIDE, HIGH))
    generator.setTitle(picture.title)
    generator.setDescription(f"{picture.sentence} {picture.standing}")
    painter = QPainter(generator)
    painter.fillRect(QRect(0, 0, WIDE, HIGH), Qt.GlobalColor.white)
    _paint(painter, picture, 1)
    painter.end()
    return data


def print_on(printer: QPrinter, picture: Picture) -> bool:
    """Print it as wide as the page; whether the printer took it."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    page = printer.pageLayout().paintRectPixels(printer.resolution())
    scale = min(page.width() / WIDE, page.height() / HIGH)
    # Marks of one width whatever the scale have none on paper: a sharp picture keeps theirs.
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    room = QRectF(0, 0, WIDE * scale, HIGH * scale)
    painter.drawImage(room, _image_of(picture, _PRINT_SHARP))
    return painter.end()


def _paint(painter: QPainter, picture: Picture, sharpness: int) -> None:
    """All of it, on white, in pixels of a picture that is WIDE by HIGH."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    look, room = _ON_WHITE, QRectF(0, 0, WIDE, HIGH)
    room.adjust(Space.XXL, Space.XL, -Space.XXL, -Space.XL)
    top = _write(painter, room, picture.title, (Type.SECTION, "ink", QFont.Weight.DemiBold))
    room.setTop(top + Space.XS)
    top = _write(painter, room, picture.sentence, (Type.FINE, "ink", QFont.Weight.Normal))
    room.setTop(top + Space.M)
    foot_high = 3 * (Type.FINE + Space.S) + Space.S
    chart = QRectF(room.left(), room.top(), room.width(), room.height() - foot_high)
    _paint_chart(painter, picture, chart, sharpness)
    room.setTop(chart.bottom() + Space.S)
    room.setTop(paint_signs(painter, signs_of(picture.shown), room, look) + Space.XS)
    _write(painter, room, picture.standing, (Type.FINE, "soft_ink", QFont.Weight.Normal))


def _write(
    painter: QPainter, room: QRectF, text: str, face: tuple[Type, str, QFont.Weight]
) -> float:
    """Write at the top of a room; where the text ends."""
    size, color, weight = face
    painter.setFont(_ON_WHITE.font(size, weight))
    painter.setPen(_ON_WHITE.color(color))
    # Who opens an SVG elsewhere may have a wider face than ours.
    room = room.adjusted(0, 0, -room.width() / 8, 0)
    taken = painter.boundingRect(room, _WRAPS, text)
    painter.drawText(room, _WRAPS, text)
    return taken.bottom()


def _paint_chart(painter: QPainter, picture: Picture, room: QRectF, sharpness: int) -> None:
    """The chart, drawn anew in light colours at the size that it gets."""
    plot = Plot(sharpness=sharpness)
    widget = plot.widget
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.resize(room.size().toSize())
    widget.show()
    dress_axes(plot, _ON_WHITE, room.height(), is_narrow=False)
    plot.settle()
    window, width_px = picture.window, plot.ground.width()
    draw(plot, picture.shown, _ON_WHITE, window, width_px)
    plot.label_days(day_ticks(window.first, window.last, width_px, _ON_WHITE))
    painter.save()
    plot.paint(painter, room)
    painter.restore()
    widget.hide()
    widget.deleteLater()
