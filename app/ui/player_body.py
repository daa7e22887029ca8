"""The player's middle: the stage, a question or a page of the help, and what is told over it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from app.core import session_events as happened
from app.core.help_topics import HelpTopics, Topic
from app.core.plan import SegmentKind
from app.core.session_events import Event
from app.core.session_table import Command, State
from app.ui.help_panel import HelpPanel
from app.ui.icons import Icons
from app.ui.notice_line import NoticeLine
from app.ui.offer_bar import OfferBar
from app.ui.player_actions import PlayerActions, can_explain
from app.ui.player_words import notice_of, offer_text
from app.ui.session_driver import SessionDriver
from app.ui.short_panel import ShortPanel
from app.ui.stage import Stage
from app.ui.stop_panel import StopPanel

_STANDS = (State.PAUSED, State.WAITING)


class PlayerBody(QStackedWidget):
    """Shows what the session is at.

    Args:
        driver: of the session.
        actions: what can be done.
        icons: pictures, and through them the looks.

    Signals:
        leaving: the stage is about to be covered.
        page_shown: another page fills the middle.
        focus_wanted: the keys are the player's again.
        help_wanted: the `Technique` that the person wants to be explained; time stands still.
    """

    leaving = Signal()
    page_shown = Signal()
    focus_wanted = Signal()
    help_wanted = Signal(object)

    def __init__(self, driver: SessionDriver, actions: PlayerActions, icons: Icons) -> None:
        super().__init__()
        self._driver = driver
        self._read_at: int | None = None
        self._has_offered = False
        self.stage = Stage(actions, icons)
        self.stop_panel = StopPanel()
        self.short_panel = ShortPanel()
        self.help_panel = HelpPanel(icons.looks.current)
        for page in (self.stage, self.stop_panel, self.short_panel, self.help_panel):
            self.addWidget(page)
        self.offer = OfferBar(self)
        self.notice = NoticeLine(self, self.offer)
        self._connect()

    def _connect(self) -> None:
        driver = self._driver
        self.offer.accepted.connect(driver.leave_out)
        self.offer.accepted.connect(self._on_offer_answered)
        self.offer.declined.connect(self._on_offer_answered)
        self.stop_panel.reason_chosen.connect(driver.give_reason)
        self.stop_panel.resumed.connect(driver.resume)
        self.stop_panel.finished.connect(driver.finish)
        self.help_panel.left.connect(self.close_help)
        self.short_panel.topped_up.connect(driver.top_up)
        self.short_panel.finished.connect(driver.finish)
        self.short_panel.went_back.connect(driver.back)

    # --- what fills it ---

    @property
    def asks(self) -> bool:
        """Whether a question, or a page of the help, stands where the stage was."""
        return self.currentWidget() is not self.stage

    def follow(self) -> None:
        """Show what the session is at: a question, the stage, or the help while it stands still."""
        session = self._driver.session
        if session.state not in _STANDS or self._read_at != session.position:
            self._read_at = None  # it goes on, or with another step
        page = self._page_of(session.state)
        if page is self.currentWidget():
            return
        if page is not self.stage:
            # Nothing lies over a question, and what was open does not wait behind it.
            self.notice.hold()
            self._has_offered = page is self.help_panel and not self.offer.isHidden()
            self.offer.withdraw()
            self.leaving.emit()
        self.setCurrentWidget(page)
        self.page_shown.emit()
        if isinstance(page, Stage):
            self.notice.release()
            self._offer_again()
            self.focus_wanted.emit()
        else:
            page.take_focus()

    def _page_of(self, state: State) -> Stage | StopPanel | ShortPanel | HelpPanel:
        if state is State.ASKING:
            return self.stop_panel
        if state is State.SHORT:
            return self.short_panel
        return self.stage if self._read_at is None else self.help_panel

    def ask_about_missing(self) -> None:
        """Show the question about the missing minutes."""
        self.short_panel.ask(self._driver.session)
        self.follow()

    def take(self, event: Event) -> None:
        """Show what happened, as far as it is asked, offered or told here."""
        session = self._driver.session
        if isinstance(event, happened.FellShort):
            self.short_panel.ask(session)
        elif isinstance(event, happened.StopAsked):
            self.stop_panel.ask()
        elif isinstance(event, happened.ReasonGiven):
            self.stop_panel.show_advice(event.reason)
        self.follow()
        self._show_offer(event)
        notice = notice_of(event, session)
        if notice:
            self.notice.tell(notice, stays=isinstance(event, happened.Interrupted))
        elif isinstance(event, happened.Resuming):
            self.notice.clear()

    # --- what lies over it ---

    def let_news(self) -> None:
        """Let news be shown where no step runs that they would cover, nor a page is read."""
        session = self._driver.session
        runs = session.state is State.RUNNING and session.current.segment.kind is SegmentKind.STEP
        self.notice.let_news(are_let=not runs and self.stage.page is self.stage.words)

    def _show_offer(self, event: Event) -> None:
        """Offer to leave out what is too sore, until it is answered or the step is over."""
        if isinstance(event, happened.LeaveOutOffered):
            self.notice.clear()
            self.offer.offer(offer_text(event.part), self.tr("Leave it out"))
        elif isinstance(event, happened.Interrupted):
            self.offer.withdraw()
        elif self._driver.session.offer is None and not self.offer.isHidden():
            self.offer.withdraw()
            self._on_offer_answered()

    def _offer_again(self) -> None:
        """What was offered before the help was read still waits for an answer."""
        part, has_offered = self._driver.session.offer, self._has_offered
        self._has_offered = False
        if has_offered and part is not None:
            self.offer.offer(offer_text(part), self.tr("Leave it out"))

    def _on_offer_answered(self) -> None:
        if not self.asks:
            self.focus_wanted.emit()

    # --- help ---

    def explain(self, topic: Topic, topics: HelpTopics) -> bool:
        """Show a page of the help, as long as the time stands still; whether it does."""
        session = self._driver.session
        if session.state not in _STANDS:
            return False
        self.help_panel.show_topic(topic, topics)
        self._read_at = session.position
        self.follow()
        return True

    def toggle_help(self) -> None:
        """Stand still and ask for the page on what is done now, or put it away."""
        session = self._driver.session
        if self._read_at is not None:
            self.close_help()
        elif can_explain(session) and session.coming.occurrence is not None:
            technique = session.coming.occurrence.step.technique
            if Command.PAUSE in session.allowed:
                self._driver.pause()
            self.help_wanted.emit(technique)

    def close_help(self) -> None:
        """Put the help away."""
        self._read_at = None
        self.follow()
