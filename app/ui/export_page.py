"""What of the log goes into a file, as what, and what came of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.export_wish import ExportFormat, ExportWish
from app.core.log_span import LogSpan
from app.ui.controls import Card, button, label
from app.ui.first_focus import give_first_focus
from app.ui.flow_layout import FlowLayout
from app.ui.format_choice import ExplainedChoice
from app.ui.icons import Icons
from app.ui.job_line import JobLine
from app.ui.long_job import LongJob
from app.ui.page import Page
from app.ui.settings_lines import section
from app.ui.span_choice import SpanChoice
from app.ui.theme import Space

WIDTH = 760
"""The most the cards are wide, in pixels at 100 % text."""
_LETTERS = 160
"""The longest name, and the longest line on what it is about."""


class ExportPage(QWidget):
    """The choices, a button that asks where, and how far it is.

    Args:
        icons: pictures, and through them the looks.
        job: what writes.
        today: the last day of the spans.

    Signals:
        save_requested: write what `wish` says.
        print_requested: print the one-page report.
        left: the person wants back to where they came from.
    """

    save_requested = Signal()
    print_requested = Signal()
    left = Signal()

    def __init__(self, icons: Icons, job: LongJob, today: date) -> None:
        super().__init__()
        self._icons = icons
        self._has_chosen_days = False
        self.setProperty("role", "page")
        self.setAccessibleName(self.tr("Export"))
        self.back = button(self.tr("Back"), "quiet")
        icons.dress(self.back, "chevron-left", "lead")
        self.format: ExplainedChoice[ExportFormat] = ExplainedChoice(
            self.tr("As what"), icons.looks, self._formats()
        )
        self.span = SpanChoice(today)
        self.name = self._field(self.tr("Name"))
        self.condition = self._field(self.tr("What it is about, in your own words"))
        self.save = button(self.tr("Save as …"), "primary")
        self.print = button(self.tr("Print …"))
        self.line = JobLine(icons)
        self.line.watch(job)
        self._build()
        self._connect()
        self.span.choose(LogSpan.QUARTER)
        self._show_fields()

    @property
    def wish(self) -> ExportWish:
        """What is wanted."""
        since, until = self.span.days
        wish = ExportWish(self.format.value, since, until, self.name.text(), self.condition.text())
        return wish.only_what_it_takes

    def begin(self, words: str) -> None:
        """Say that it is being done; nothing can be changed meanwhile."""
        self._enable(on=False)
        self.line.begin(words)

    def end(self, sentence: str, more: str = "") -> None:
        """Say what came of it."""
        self._enable(on=True)
        self.line.say(sentence, more)
        (self.line.more if more else self.save).setFocus()

    def take_focus(self) -> None:
        """Put the focus on the first choice."""
        self.format.setFocus(Qt.FocusReason.OtherFocusReason)

    def _formats(self) -> list[tuple[ExportFormat, str, str]]:
        return [
            (
                ExportFormat.PDF,
                self.tr("One page as PDF"),
                self.tr("For a clinician: what you did and how your feet felt, read in a minute."),
            ),
            (
                ExportFormat.CSV,
                self.tr("Tables for a spreadsheet (CSV)"),
                self.tr("For you: a folder with sessions, answers and events to look through."),
            ),
            (
                ExportFormat.JSON,
                self.tr("Everything for another Footwell (JSON)"),
                self.tr("For another computer of yours, which can take it in under Import."),
            ),
            (
                ExportFormat.FHIR,
                self.tr("For clinicians' systems (FHIR)"),
                self.tr("For the program of a practice or a hospital that reads FHIR R4."),
            ),
        ]

    def _field(self, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setAccessibleName(name)
        made.setMaxLength(_LETTERS)
        return made

    def _build(self) -> None:
        page = self._page = Page(self._icons.looks, WIDTH)
        page.column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        page.column.addWidget(label(self.tr("Export"), "title"))
        what = section(self._icons, "file-text", self.tr("As what"))
        what.column.addWidget(self.format)
        when = section(self._icons, "calendar", self.tr("Which days"))
        when.column.addWidget(self.span)
        self._who = section(self._icons, "user", self.tr("Whom it is about"))
        self._who.column.addWidget(
            label(self.tr("Only if you want it in the file. Footwell does not keep it."), "fine")
        )
        self._who.column.addLayout(_named(self.name))
        self._about = QWidget()
        self._about.setLayout(_named(self.condition))
        self._who.column.addWidget(self._about)
        for card in (what, when, self._who, self._build_end()):
            page.column.addWidget(card)
        page.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)
        give_first_focus(self, self.format)

    def _build_end(self) -> Card:
        card = Card()
        card.column.setSpacing(Space.L)
        said = self.tr(
            "Nothing leaves this computer by itself: the file goes where you save it, and nobody "
            "gets it unless you give it to them."
        )
        card.column.addWidget(label(said))
        buttons = FlowLayout(None, Space.M)
        buttons.addWidget(self.save)
        buttons.addWidget(self.print)
        card.column.addLayout(buttons)
        card.column.addWidget(self.line)
        self._end = card
        return card

    def _connect(self) -> None:
        self.format.chosen.connect(self._on_format_chosen)
        self.span.changed.connect(self._on_days_chosen)
        self.line.appeared.connect(self._bring_into_sight)
        self.save.clicked.connect(self.save_requested)
        self.print.clicked.connect(self.print_requested)
        self.back.clicked.connect(self.left)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.activated.connect(self.left)

    def _on_format_chosen(self) -> None:
        """Months are enough for a page; the other files hold all, unless the person says which."""
        if not self._has_chosen_days:
            is_page = self.format.value is ExportFormat.PDF
            self.span.choose(LogSpan.QUARTER if is_page else LogSpan.ALL)
        self.line.say("")
        self._show_fields()

    def _on_days_chosen(self) -> None:
        self._has_chosen_days = True
        self.line.say("")

    def _show_fields(self) -> None:
        wanted = self.format.value
        self._who.setVisible(wanted.takes_name)
        self._about.setVisible(wanted is ExportFormat.PDF)
        self.print.setVisible(wanted is ExportFormat.PDF)

    def _enable(self, *, on: bool) -> None:
        """The buttons stay as they are, since a disabled one loses the focus to its neighbour."""
        for part in (self.format, self.span, self._who):
            part.setEnabled(on)

    def _bring_into_sight(self) -> None:
        """Once the page has laid out what was shown just now."""
        QTimer.singleShot(
            0, self._end, lambda: self._page.ensureWidgetVisible(self._end, 0, Space.L)
        )


def _named(field: QLineEdit) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.XS)
    column.addWidget(label(field.accessibleName(), "strong"))
    column.addWidget(field)
    return column
