"""A day and a time that are over, by keys or by less and more."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QCoreApplication, QDate, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from app.core.by_hand import FIRST_DAY, Moment
from app.ui.controls import button, label
from app.ui.flow_layout import FlowLayout
from app.ui.icons import Icons
from app.ui.theme import TARGET, Space


class MomentField(QWidget):
    """The day with one less and one more, then the time; what is wrong is said below.

    Args:
        icons: for less and more.

    Signals:
        changed: another day or time.
    """

    changed = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.day = QDateEdit()
        self.day.setAccessibleName(self.tr("Day"))
        self.day.setDisplayFormat(QCoreApplication.translate("times", "d MMM yyyy"))
        self.day.setMinimumDate(QDate(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day))
        self.time = QTimeEdit()
        self.time.setAccessibleName(self.tr("Time"))
        self.time.setDisplayFormat(QCoreApplication.translate("times", "HH:mm"))
        self.earlier = self._step_button(icons, "minus", self.tr("One day earlier"), -1)
        self.later = self._step_button(icons, "plus", self.tr("One day later"), 1)
        self.problem = label("", "attention")
        self.problem.hide()
        self._build()
        icons.looks.keep(self, lambda: self._fit(icons.looks.current.px(TARGET) + 2))
        for edited in (self.day.dateChanged, self.time.timeChanged):
            edited.connect(lambda _value: self.changed.emit())

    def _build(self) -> None:
        days, line = QWidget(), QWidget()
        inside = QHBoxLayout(days)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        for part in (self.earlier, self.day, self.later):
            inside.addWidget(part)
        flow = FlowLayout(line, Space.L)
        flow.addWidget(days)
        flow.addWidget(self.time)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(line)
        column.addWidget(label(self.tr("Type it, or press Up and Down."), "fine"))
        column.addWidget(self.problem)
        self.setFocusProxy(self.day)

    def _fit(self, height: int) -> None:
        for part in (self.day, self.time):
            part.setFixedHeight(height)
            for line in part.findChildren(QLineEdit):
                line.setTextMargins(Space.M - 2, 0, Space.S, 0)

    def ask_time(self, *, is_asked: bool) -> None:
        """Ask for the time of day too, or not."""
        self.time.setVisible(is_asked)

    @property
    def moment(self) -> Moment:
        """What is set."""
        day, at = self.day.date(), self.time.time()
        return Moment(date(day.year(), day.month(), day.day()), time(at.hour(), at.minute()))

    def show_moment(self, moment: Moment, today: date) -> None:
        """Show a day and a time; a day after today cannot be set."""
        self.problem.hide()
        for part in (self.day, self.time):
            part.blockSignals(True)
        self.day.setMaximumDate(QDate(today.year, today.month, today.day))
        self.day.setDate(QDate(moment.day.year, moment.day.month, moment.day.day))
        self.time.setTime(QTime(moment.at.hour, moment.at.minute))
        for part in (self.day, self.time):
            part.blockSignals(False)

    def say(self, problem: str) -> None:
        """Say what is wrong; nothing where it is right."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.day.setAccessibleDescription(problem)

    def _step_button(self, icons: Icons, picture: str, name: str, days: int) -> QPushButton:
        made = button("", "step")
        made.setAccessibleName(name)
        icons.dress(made, picture)
        made.clicked.connect(lambda: self.day.setDate(self.day.date().addDays(days)))
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made
