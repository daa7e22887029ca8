"""What stands beside and under the chart: ratings with their words, and days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale
from PySide6.QtGui import QFontMetrics

from app.core.pain_scale import MILD, STRONG
from app.core.soreness import SCORE_MAX
from app.ui.plot import Plot, Tick
from app.ui.theme import Look, Type

translate = QCoreApplication.translate

_FEW_PX = 230
"""Lower than this at 100 % text, only the thresholds have a number."""

_MANY_DAYS = 92
_YEAR_DAYS = 366
_YEAR_MONTHS = 12
_MONTHS_A_STEP = (1, 2, 3, 6, 12, 24, 60, 120)


def dress_axes(plot: Plot, look: Look, height_px: float, *, is_narrow: bool) -> None:
    """Write the ratings beside the chart.

    Args:
        plot: the chart.
        look: its look.
        height_px: of the chart.
        is_narrow: whether there is no room for the words of the bands.
    """
    font = look.font(Type.FINE - 1)
    metrics = QFontMetrics(font)
    bands: list[Tick] = [
        ((STRONG + SCORE_MAX) / 2, translate("trend", "strong")),
        ((MILD + STRONG) / 2, translate("trend", "moderate")),
        ((1 + MILD) / 2, translate("trend", "mild")),
        (0.0, translate("trend", "none")),
    ]
    right = max(metrics.horizontalAdvance(text) for _, text in bands) + 12
    left = metrics.horizontalAdvance("10") + 12
    plot.dress(
        (look.color("soft_ink"), look.color("line"), look.color("card")),
        font,
        (left, 8 if is_narrow else right, metrics.height() + 10),
    )
    has_room = height_px >= look.px(_FEW_PX)
    shown = range(SCORE_MAX + 1) if has_room else (0, MILD + 1, STRONG, SCORE_MAX)
    plot.label_heights([(y, QLocale().toString(y)) for y in shown], [] if is_narrow else bands)


def day_ticks(first: float, last: float, width_px: float, look: Look) -> list[Tick]:
    """Days, or firsts of months, so many that their names have room.

    Args:
        first: where the chart begins, as a number of a day.
        last: where it ends.
        width_px: how wide it is.
        look: its look.
    """
    days = max(last - first, 1)
    form = translate("trend", "d MMM") if days <= _MANY_DAYS else translate("trend", "MMM yyyy")
    wide = QFontMetrics(look.font(Type.FINE - 1)).horizontalAdvance(f"{form}00")
    room = max(2, int(width_px / (wide * 1.4)))
    if days <= _MANY_DAYS:
        step = next((one for one in (1, 2, 7, 14, 28) if days / one <= room), 56)
        return [(day.toordinal(), _named(day, form)) for day in _days(first, last, step)]
    months = days / (_YEAR_DAYS / _YEAR_MONTHS)
    step = next((one for one in _MONTHS_A_STEP if months / one <= room), 240)
    form = form if step < _YEAR_MONTHS else "yyyy"
    return [(day.toordinal(), _named(day, form)) for day in _months(first, last, step)]


def _days(first: float, last: float, step: int) -> Iterator[date]:
    """Every so many days; weeks begin on Mondays whatever is in sight."""
    number = (int(first) // step + 1) * step + (1 if step % 7 == 0 else 0)
    while number <= last:
        yield date.fromordinal(number)
        number += step


def _months(first: float, last: float, step: int) -> Iterator[date]:
    """The first of every so many months, which begin with January."""
    low = date.fromordinal(max(1, int(first)))
    month = (low.year * 12 + low.month - 1) // step * step
    while True:
        day = date(month // 12, month % 12 + 1, 1)
        if day.toordinal() > last:
            return
        if day >= low:
            yield day
        month += step


def _named(day: date, form: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), form)
