"""Records that a professional agreed to massage: who, and on which day."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, Qt, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.controls import button, label
from app.ui.icons import Icons
from app.ui.theme import Space
from app.ui.wrapping_button import WrappingButton


class ClearanceForm(QWidget):
    """A button that opens a line for who and a field for the day.

    Args:
        icons: for less and more.
        by: who has to agree, as in “your surgeon”.
        today: the last day that may be given, and the one that is shown at first.

    Signals:
        recorded: who it was, in the person's words, and the day.
    """

    recorded = Signal(str, object)

    def __init__(self, icons: Icons, by: str, today: date) -> None:
        super().__init__()
        opens = self.tr("Record that {by} agreed").format(by=by)
        self.open = WrappingButton("", opens, "")
        self.who = QLineEdit()
        self.who.setAccessibleName(self.tr("Who agreed"))
        self.who.setPlaceholderText(self.tr("Name of who agreed"))
        self.who.setMaxLength(120)
        self.day = QDateEdit(QDate(today.year, today.month, today.day))
        self.day.setAccessibleName(self.tr("On which day"))
        self.day.setMaximumDate(QDate(today.year, today.month, today.day))
        self.day.setDisplayFormat(QCoreApplication.translate("times", "d MMMM yyyy"))
        self.earlier = self._step_button(icons, "minus", self.tr("One day earlier"), -1)
        self.later = self._step_button(icons, "plus", self.tr("One day later"), 1)
        self.record = button(self.tr("Record it"), "primary")
        self.hint = label("", "attention")
        self.hint.hide()
        self._form = QWidget()
        self._build()
        self._form.hide()
        self.open.clicked.connect(self._on_opened)
        self.record.clicked.connect(self._on_recorded)
        self.who.returnPressed.connect(self._on_recorded)

    def _build(self) -> None:
        inside = QVBoxLayout(self._form)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        says = self.tr("Only if it is so. Who agreed to massage, and when?")
        inside.addWidget(label(says, "strong"))
        inside.addWidget(self.who)
        inside.addWidget(label(self.tr("On which day: type it, or press Up and Down"), "fine"))
        days = QHBoxLayout()
        days.setSpacing(Space.S)
        for part in (self.earlier, self.day, self.later):
            days.addWidget(part)
        days.addStretch(1)
        inside.addLayout(days)
        inside.addWidget(self.hint)
        inside.addWidget(self.record, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.open)
        column.addWidget(self._form)

    def _step_button(self, icons: Icons, picture: str, name: str, days: int) -> QPushButton:
        made = button("", "step")
        made.setAccessibleName(name)
        icons.dress(made, picture)
        made.clicked.connect(lambda: self.day.setDate(self.day.date().addDays(days)))
        return made

    def _on_opened(self) -> None:
        self._form.show()
        self.open.hide()
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_recorded(self) -> None:
        who, day = self.who.text().strip(), self.day.date()
        if not who:
            self.hint.setText(self.tr("Please write who agreed."))
            self.hint.show()
            self.who.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.recorded.emit(who, date(day.year(), day.month(), day.day()))
