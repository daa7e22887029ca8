"""The chips by which the log is narrowed: foot, place, span, script, kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.log_filter import EntryKind, LogFilter
from app.core.log_span import LogSpan
from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import REGIONS
from app.ui.controls import button
from app.ui.date_span import DateSpan
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.menu_chip import MenuChip
from app.ui.overriding import override
from app.ui.span_words import span_label
from app.ui.theme import Space
from app.ui.words import area_label, foot_label

_SPANS = (LogSpan.WEEKS_4, LogSpan.WEEKS_8, LogSpan.MONTHS_6, LogSpan.YEAR, LogSpan.OWN)
_OWN_DAYS = 28
"""What a span of one's own begins with."""


class SpanChip(MenuChip[LogSpan]):
    """How far back; a span of one's own is said by its days."""

    def __init__(self, icons: Icons) -> None:
        self.own: tuple[date, date] | None = None
        super().__init__(icons, span_label(LogSpan.ALL), span_label(LogSpan.ALL))
        self.offer([(span, span_label(span)) for span in _SPANS])

    @override
    def chosen_text(self) -> str:
        if self.value is not LogSpan.OWN or self.own is None:
            return super().chosen_text()
        form = QCoreApplication.translate("times", "d MMM yyyy")
        since, until = (
            QLocale().toString(QDate(day.year, day.month, day.day), form) for day in self.own
        )
        return since if since == until else f"{since} – {until}"

    def show_own(self, since: date, until: date) -> None:
        """Say another span of one's own."""
        self.own = since, until
        self.choose(LogSpan.OWN)


class LogFilterBar(QWidget):
    """Chips that wrap, and one that clears them all; days of one's own stand below.

    Args:
        icons: pictures, and through them the looks.
        today: the date, by which spans are counted back.

    Signals:
        changed: another part of the log is asked for.
    """

    changed = Signal()

    def __init__(self, icons: Icons, today: Callable[[], date]) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Filters"))
        self._today = today
        self.foot: MenuChip[Foot] = MenuChip(icons, self.tr("Both feet"), self.tr("Both feet"))
        self.region: MenuChip[Area] = MenuChip(icons, self.tr("Any place"), self.tr("Any place"))
        self.span = SpanChip(icons)
        self.script: MenuChip[str] = MenuChip(icons, self.tr("Any script"), self.tr("Any script"))
        self.kind: MenuChip[EntryKind] = MenuChip(
            icons, self.tr("All entries"), self.tr("All entries")
        )
        self.clear_all = button(self.tr("Clear filters"), "quiet-chip")
        self.days = DateSpan()
        self._offer()
        self._build()
        self._connect()

    def _offer(self) -> None:
        self.foot.offer([(foot, foot_label(foot)) for foot in Foot])
        self.region.offer([(area, area_label(area)) for area in REGIONS])
        self.kind.offer([(kind, kind_label(kind)) for kind in EntryKind])

    def _build(self) -> None:
        chips = QWidget()
        row = FlowLayout(chips, 6)
        for chip in (*self._chips, self.clear_all):
            row.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(chips)
        column.addWidget(self.days)
        self.clear_all.hide()
        self.days.hide()

    def _connect(self) -> None:
        for chip in (self.foot, self.region, self.script, self.kind):
            chip.changed.connect(self._on_changed)
        self.span.changed.connect(self._on_span)
        self.days.changed.connect(self._on_days)
        self.clear_all.clicked.connect(self._on_clear)

    @property
    def _chips(self) -> tuple[QWidget, ...]:
        return (self.foot, self.region, self.span, self.script, self.kind)

    @property
    def value(self) -> LogFilter:
        """What is asked for, as of today; the words are not its business."""
        since: date | None = None
        until: date | None = None
        if self.span.value is LogSpan.OWN:
            since, until = self.days.days
        elif self.span.value is not None:
            since = self.span.value.since(self._today())
        return LogFilter(
            since=since,
            until=until,
            foot=self.foot.value,
            region=self.region.value,
            script_id=self.script.value or "",
            kind=self.kind.value,
        )

    @property
    def chosen(self) -> int:
        """How many of the chips that are offered are set."""
        chips = (self.foot, self.region, self.span, self.script, self.kind)
        return sum(chip.value is not None and not chip.isHidden() for chip in chips)

    def offer_kinds(self, *, on: bool) -> None:
        """Offer to choose by kind of entry, or not."""
        self.kind.setVisible(on)
        self._settle()

    def offer_scripts(self, scripts: Sequence[tuple[str, str]]) -> None:
        """The scripts of the log's sessions, by id and title."""
        self.script.offer(scripts)

    def show_filter(self, wanted: LogFilter) -> None:
        """Set the chips without telling; its words are not looked at."""
        self.foot.choose(wanted.foot)
        self.region.choose(wanted.region)
        self.script.choose(wanted.script_id or None)
        self.kind.choose(wanted.kind)
        if wanted.since is None and wanted.until is None:
            self.span.choose(None)
        else:
            since = wanted.since or date(1970, 1, 2)
            self._show_own(since, wanted.until or max(self._today(), since))
        self._settle()

    def _show_own(self, since: date, until: date) -> None:
        self.days.show_days(since, until)
        self.span.show_own(since, until)

    def _on_span(self) -> None:
        if self.span.value is LogSpan.OWN:
            today = self._today()
            self._show_own(*(self.span.own or (today - timedelta(days=_OWN_DAYS - 1), today)))
        self._on_changed()
        if self.span.value is LogSpan.OWN:
            self.days.since.setFocus()

    def _on_days(self) -> None:
        self.span.show_own(*self.days.days)
        self._on_changed()

    def _on_clear(self) -> None:
        self.foot.setFocus()
        self.show_filter(LogFilter())
        self.changed.emit()

    def _on_changed(self) -> None:
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        self.clear_all.setVisible(self.chosen > 0)
        self.days.setVisible(self.span.value is LogSpan.OWN)


def kind_label(kind: EntryKind) -> str:
    """What entries are about."""
    translate = QCoreApplication.translate
    return {
        EntryKind.SESSIONS: translate("LogFilterBar", "Sessions"),
        EntryKind.SINGLE: translate("LogFilterBar", "Without a session"),
        EntryKind.PAIN: translate("LogFilterBar", "Pain answered"),
        EntryKind.SORENESS: translate("LogFilterBar", "Soreness answered"),
        EntryKind.FIRST_STEPS: translate("LogFilterBar", "First steps answered"),
        EntryKind.EVENTS: translate("LogFilterBar", "Something happened"),
    }[kind]
