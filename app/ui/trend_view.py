"""Trend: how pain went, as a chart, a sentence and a table that say the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.daily_question import HurtsMost
from app.core.day_window import DayWindow
from app.core.errors import KnownError
from app.core.log_filter import LogFilter
from app.core.paired_pain import FootPairs, foot_pairs
from app.core.plan import Foot
from app.core.session_pain import main_places
from app.core.trend_stops import day_stops, pair_stops
from app.core.trend_view import (
    DayTrend,
    EventMark,
    SessionMark,
    TrendKind,
    TrendState,
    day_trend,
    question_for,
)
from app.core.trends import DayValue
from app.ui.announcer import Announce, announce
from app.ui.controls import Card, Chips, button, label
from app.ui.empty_state import EmptyState
from app.ui.figures import Figures
from app.ui.first_focus import give_first_focus
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.sight import bring_into_all_sight
from app.ui.theme import Space
from app.ui.trend_chart import TrendChart
from app.ui.trend_drawing import Shown
from app.ui.trend_legend import TrendLegend, signs_of
from app.ui.trend_paper import AskFile, AskPrinter, ask_file, ask_printer
from app.ui.trend_table import (
    TrendTable,
    TrendTableView,
    pair_headings,
    pair_rows,
    week_headings,
    week_rows,
)
from app.ui.trend_words import (
    day_name,
    day_sentence,
    few_dots,
    heading,
    kind_label,
    pair_sentence,
)

if TYPE_CHECKING:
    from app.ui.trend_picture import Picture

_WIDE_PX = 900
"""From this at 100 % text on, choices and tools stand in one row."""

FIRST_LOOK_DAYS = 182.0
"""So many days of a log of years are in sight at first: half a year."""


class Curves(Protocol):
    """What the trend is drawn of; `CurveStore` is one."""

    def daily(self, question: HurtsMost) -> dict[Foot, tuple[DayValue, ...]]:
        """The answers to a question of the day by foot, of the whole log."""

    def session_marks(self, wanted: LogFilter) -> list[SessionMark]:
        """The sessions that worked on the foot."""

    def event_marks(self, wanted: LogFilter) -> list[EventMark]:
        """What happened."""


class TrendView(QWidget):
    """The curve of the log; where there is too little room, what is around it scrolls.

    Args:
        icons: for the look and the icons.
        curves: gives what is drawn, each time anew.
        figures: gives the pain around sessions, likewise.
        hurts_most: where it hurts most, which sets the question of the day.
        today: the day.
        say: tells a screen reader.

    Signals:
        session_requested: the id of a session that is to be opened.
        told: a sentence about what was done or could not be.
    """

    session_requested = Signal(str)
    told = Signal(str)

    def __init__(
        self,
        icons: Icons,
        curves: Callable[[], Curves],
        figures: Callable[[], Figures],
        hurts_most: Callable[[], HurtsMost],
        today: Callable[[], date],
        say: Announce = announce,
    ) -> None:
        super().__init__()
        self._icons = icons
        self._curves = curves
        self._figures = figures
        self._hurts_most = hurts_most
        self._today = today
        self._wanted = LogFilter()
        self._question = hurts_most()
        self._shown: Shown | None = None
        self.ask_file: AskFile = ask_file
        self.ask_printer: AskPrinter = ask_printer
        self.chart = TrendChart(icons.looks, say)
        self._build()
        self._connect()

    # --- parts ---

    def _build(self) -> None:
        self.kinds: Chips[TrendKind] = Chips(self.tr("What is shown"), self._choices())
        self.card = Card()
        self.card.column.setSpacing(Space.S)
        self.card.column.setContentsMargins(Space.XL, Space.L, Space.L, Space.M)
        self.title = label(role="section")
        self.sentence = label(role="soft")
        self.few = label(role="fine")
        self.legend = TrendLegend(self._icons.looks)
        self.table = TrendTable()
        self.rows = TrendTableView(self.table, self._icons.looks)
        self.sheets = QStackedWidget()
        self.sheets.addWidget(self.chart)
        self.sheets.addWidget(self.rows)
        for part in (self.title, self.sentence, self.few):
            self.card.column.addWidget(part)
        self.card.column.addWidget(self.sheets, 1)
        self.card.column.addWidget(self.legend)
        self.empty = EmptyState(self._icons, "chart-line")
        self._states = QStackedWidget()
        self._states.addWidget(self.card)
        self._states.addWidget(self.empty)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(Space.M)
        page.addWidget(self._build_tools())
        page.addWidget(self._states, 1)
        give_first_focus(self, self.chart)

    def _build_tools(self) -> QWidget:
        self.whole = button(self.tr("Whole span"), "quiet-chip")
        self.as_table = button(self.tr("As a table"), "chip")
        self.as_table.setCheckable(True)
        self.as_table.setToolTip("T")
        self.printing = button(self.tr("Print …"), "chip")
        self.saving = button(self.tr("Save picture …"), "chip")
        tools = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, tools)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(Space.S)
        right = QWidget()
        flow = FlowLayout(right, 6)
        for tool in (self.whole, self.as_table, self.printing, self.saving):
            flow.addWidget(tool)
        self._sides.addWidget(self.kinds, 1)
        self._sides.addWidget(right)
        self.whole.hide()
        return tools

    def _choices(self) -> list[tuple[TrendKind, str]]:
        return [(kind, kind_label(kind, self._question)) for kind in TrendKind]

    def _connect(self) -> None:
        self.kinds.chosen.connect(self._on_kind)
        self.as_table.toggled.connect(self._on_table)
        self.whole.clicked.connect(self._on_whole)
        self.saving.clicked.connect(self.save_picture)
        self.printing.clicked.connect(self.print_picture)
        self.chart.session_requested.connect(self.session_requested)
        self.rows.session_requested.connect(self.session_requested)
        self.chart.moved.connect(self._on_moved)
        self.chart.entered.connect(lambda: QTimer.singleShot(0, self, self._bring_into_sight))
        key = QShortcut(QKeySequence(Qt.Key.Key_T), self)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(self.as_table.toggle)
        self._icons.looks.keep(self, self._settle)

    # --- what is shown ---

    def show_log(self, wanted: LogFilter) -> None:
        """Read anew and show.

        Raises:
            KnownError: the log could not be read; what was shown stays.
        """
        self._wanted = wanted
        question = question_for(wanted.region, self._hurts_most())
        if question is not self._question:
            self._question = question
            self.kinds.offer(self._choices())
        self._read()

    def _read(self) -> None:
        curves, feet = self._curves(), self._feet()
        # The whole calendar as it is filtered: nothing lies beyond today.
        wanted = replace(self._wanted, until=self._until())
        sessions, events = curves.session_marks(wanted), curves.event_marks(wanted)
        kind = self.kinds.value
        if kind is TrendKind.DAILY:
            values = curves.daily(self._question)
            own = {foot: values[foot] for foot in feet}
            trend = day_trend(own, self._wanted.since, self._wanted.until, self._today())
            self._show_days(trend, sessions, events)
        else:
            self._show_pairs(self._pairs(wanted), sessions, events)

    def _pairs(self, wanted: LogFilter) -> tuple[FootPairs, ...]:
        """Each foot that is shown, at the place that was chosen, or that was rated most often."""
        figures, kind, feet = self._figures(), self.kinds.value, self._feet()
        places = dict(main_places(figures.places(wanted), feet, wanted.region))
        return tuple(
            foot_pairs(
                foot,
                places.get(foot, wanted.region),
                figures.pains(wanted, (foot, places[foot])) if foot in places else (),
                kind,
            )
            for foot in feet
        )

    def _show_days(
        self, trend: DayTrend, sessions: list[SessionMark], events: list[EventMark]
    ) -> None:
        if trend.state in (TrendState.NONE_YET, TrendState.NONE_HERE):
            self._show_nothing(is_yet=trend.state is TrendState.NONE_YET)
            return
        stops = day_stops(trend, sessions, events)
        first = min(trend.first, stops.days[0]).toordinal()
        last = max(trend.last, stops.days[-1]).toordinal()
        span = DayWindow.whole(first - 0.6, last + 0.6)
        self._show(Shown(TrendKind.DAILY, trend, (), stops, span), day_sentence(trend))
        self.few.setText(few_dots())
        self.few.setVisible(trend.state is TrendState.DOTS)

    def _show_pairs(
        self, feet: tuple[FootPairs, ...], sessions: list[SessionMark], events: list[EventMark]
    ) -> None:
        kind = self.kinds.value
        if not any(foot.pairs for foot in feet):
            self._show_nothing(is_yet=self._wanted == LogFilter())
            return
        stops = pair_stops(feet, sessions, events)
        span = DayWindow.whole(stops.days[0].toordinal() - 0.6, stops.days[-1].toordinal() + 0.6)
        self._show(Shown(kind, None, feet, stops, span), pair_sentence(feet, kind))
        self.few.hide()

    def _show(self, shown: Shown, sentence: str) -> None:
        self._shown = shown
        self._states.setCurrentWidget(self.card)
        self.title.setText(heading(shown.kind, self._question))
        self.sentence.setText(sentence)
        # Of years a person sees the last months first; who chose a span sees all of it.
        is_chosen = self._wanted.since is not None or self._wanted.until is not None
        self.chart.show_trend(shown, None if is_chosen else shown.span.latest(FIRST_LOOK_DAYS))
        self.chart.setAccessibleName(self.title.text())
        keys = self.tr("Left and Right: from day to day. Enter: open the session. T: as a table.")
        self.chart.setAccessibleDescription(f"{sentence} {keys}")
        self.rows.setAccessibleName(self.title.text())
        self.legend.show_signs(signs_of(shown))
        self._fill_table()
        self._settle()

    def _fill_table(self) -> None:
        """Put what is shown into the table, if that is looked at."""
        shown = self._shown
        if shown is None or not self.as_table.isChecked():
            return
        if shown.trend is not None:
            headings = week_headings([foot.foot for foot in shown.trend.feet])
            self.table.show_rows(headings, week_rows(shown.trend))
        else:
            self.table.show_rows(pair_headings(shown.pairs), pair_rows(shown.pairs))
        self.rows.settle()

    def _show_nothing(self, *, is_yet: bool) -> None:
        self._shown = None
        self._states.setCurrentWidget(self.empty)
        if not is_yet:
            self.empty.say(
                self.tr("Nothing here in this span"),
                self.tr("Choose a longer span, another foot or another place."),
            )
        elif self.kinds.value is TrendKind.DAILY:
            self.empty.say(
                self.tr("Your curve will stand here"),
                self.tr("Answer the question of the day in Today: a dot for each answer."),
            )
        else:
            self.empty.say(
                self.tr("Your answers around sessions will stand here"),
                self.tr("Say how strong the pain is before a session, and after it."),
            )
        self._settle()

    def _feet(self) -> tuple[Foot, ...]:
        return (self._wanted.foot,) if self._wanted.foot is not None else tuple(Foot)

    def _until(self) -> date | None:
        """Marks beyond today are of a clock that was wrong."""
        today = self._today()
        return today if self._wanted.until is None else min(self._wanted.until, today)

    # --- tools ---

    def _on_kind(self) -> None:
        try:
            self._read()
        except KnownError as error:
            self.told.emit(str(error))

    def _on_table(self, is_table: bool) -> None:  # noqa: FBT001 - Qt's signal
        had_focus = self.chart.hasFocus() or self.rows.hasFocus()
        self._fill_table()
        self.sheets.setCurrentWidget(self.rows if is_table else self.chart)
        give_first_focus(self, self.rows if is_table else self.chart)
        if had_focus:
            (self.rows if is_table else self.chart).setFocus()
        self._settle()

    def _on_whole(self) -> None:
        self.chart.setFocus()
        self.chart.show_all()

    def _on_moved(self) -> None:
        self.whole.setVisible(not self.chart.seen.is_whole and not self.as_table.isChecked())

    @property
    def picture(self) -> Picture | None:
        """What would be printed or saved; None where nothing is shown."""
        from app.ui.trend_picture import Picture  # noqa: PLC0415 - printing comes with its use

        if self._shown is None:
            return None
        seen = self.chart.seen
        title = self.tr("{what}, {first} to {last}").format(
            what=self.title.text(),
            first=day_name(date.fromordinal(round(seen.first + 0.6))),
            last=day_name(date.fromordinal(round(seen.last - 0.6))),
        )
        standing = self.tr("Self-reported. Cannot show what caused a change.")
        return Picture(self._shown, seen, title, self.sentence.text(), standing)

    def save_picture(self) -> None:
        """Ask for a file and save the picture there."""
        from app.ui.trend_picture import save  # noqa: PLC0415 - printing comes with its use

        picture = self.picture
        file = self.ask_file(self) if picture is not None else None
        if picture is None or file is None:
            return
        try:
            save(picture, file)
        except KnownError as error:
            self.told.emit(str(error))
        else:
            self.told.emit(self.tr("Saved as {file}.").format(file=file.name))

    def print_picture(self) -> None:
        """Ask for a printer and print the picture."""
        from app.ui.trend_picture import print_on  # noqa: PLC0415 - printing comes with its use

        picture = self.picture
        printer = self.ask_printer(self) if picture is not None else None
        if picture is None or printer is None:
            return
        if print_on(printer, picture):
            self.told.emit(self.tr("Sent to the printer."))
        else:
            self.told.emit(self.tr("The printer did not take it; look whether it is on."))

    # --- room ---

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _bring_into_sight(self) -> None:
        """Scroll to the chart with its signs; where both do not fit, to the chart."""
        bring_into_all_sight(self.legend)
        bring_into_all_sight(self.chart)

    def _settle(self) -> None:
        look = self._icons.looks.current
        is_chart = not self.as_table.isChecked()
        self.legend.setVisible(is_chart)
        is_wide = self.width() >= look.px(_WIDE_PX)
        direction = QBoxLayout.Direction
        self._sides.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)
        for tool in (self.as_table, self.printing, self.saving):
            tool.setEnabled(self._shown is not None)
        self._on_moved()
