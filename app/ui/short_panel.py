"""The end of the massage came before fifteen minutes: a little more, or fine as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.core.durations import clock_text, whole_s
from app.core.session import Session
from app.ui.controls import button, label
from app.ui.flow_layout import FlowLayout
from app.ui.question_page import QuestionPage
from app.ui.theme import Space
from app.ui.wrapping_button import WrappingButton


class ShortPanel(QuestionPage):
    """Offers gentle steps for the missing time.

    Signals:
        topped_up: the person takes them.
        finished: the person ends it as it is.
        went_back: the person takes the step before, since this came too early.
    """

    topped_up = Signal()
    finished = Signal()
    went_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.headline = label(role="question")
        words = self.tr("More is gentle: steps you know from this session. Stopping is fine too.")
        self.more = button("", "player-primary")
        self.enough = button("", "player-plain")
        self.back = WrappingButton("", "", "player-quiet")
        buttons = QWidget()
        flow = FlowLayout(buttons, Space.M)
        flow.addWidget(self.more)
        flow.addWidget(self.enough)
        for part in (self.headline, label(words, "advice"), buttons, self.back):
            self.add(part)
        self.more.clicked.connect(self.topped_up)
        self.enough.clicked.connect(self.finished)
        self.back.clicked.connect(self.went_back)

    def ask(self, session: Session) -> None:
        """Say how much is missing, how much there is, and where going back leads."""
        missing, done = clock_text(session.missing_s), clock_text(whole_s(session.hands_on_s))
        self.headline.setText(self.tr("{time} more reaches fifteen minutes.").format(time=missing))
        self.more.setText(self.tr("Do {time} more, gently").format(time=missing))
        self.enough.setText(self.tr("Finish at {time}").format(time=done))
        before = session.back_to
        title = "" if before is None else before.segment.title
        self.back.setText(self.tr("Back to “{title}”").format(title=title))
        self.back.setHidden(before is None)
        for made in (self.more, self.enough, self.back):
            made.setAccessibleName(made.text())

    def take_focus(self) -> None:
        """Let Enter answer, once the page is shown."""
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)
        self.to_top()
