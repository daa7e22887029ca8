"""The end of the massage came before fifteen minutes: a little more, or fine as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.core.durations import clock_text, whole_s
from app.ui.controls import button, label
from app.ui.flow_layout import FlowLayout
from app.ui.question_page import QuestionPage
from app.ui.theme import Space


class ShortPanel(QuestionPage):
    """Offers gentle steps for the missing time.

    Signals:
        topped_up: the person takes them.
        finished: the person ends it as it is.
    """

    topped_up = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.headline = label(role="question")
        words = self.tr("More is gentle: steps you know from this session. Stopping is fine too.")
        self.more = button("", "player-primary")
        self.enough = button("", "player-plain")
        buttons = QWidget()
        flow = FlowLayout(buttons, Space.M)
        flow.addWidget(self.more)
        flow.addWidget(self.enough)
        for part in (self.headline, label(words, "advice"), buttons):
            self.add(part)
        self.more.clicked.connect(self.topped_up)
        self.enough.clicked.connect(self.finished)

    def ask(self, missing_s: int, hands_on_s: float) -> None:
        """Say how much is missing, in seconds, and how much there is."""
        missing, done = clock_text(missing_s), clock_text(whole_s(hands_on_s))
        self.headline.setText(self.tr("{time} more reaches fifteen minutes.").format(time=missing))
        self.more.setText(self.tr("Do {time} more, gently").format(time=missing))
        self.enough.setText(self.tr("Finish at {time}").format(time=done))
        for made in (self.more, self.enough):
            made.setAccessibleName(made.text())

    def take_focus(self) -> None:
        """Let Enter answer, once the page is shown."""
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)
        self.to_top()
