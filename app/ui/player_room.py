"""The player: one session, readable from a metre and a half, by keys or by large buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QStackedWidget, QVBoxLayout, QWidget

from app.core import session_events as happened
from app.core.help_topics import HelpTopics, Topic
from app.core.plan import SegmentKind, Side
from app.core.session_events import Event
from app.core.session_table import Command, State
from app.ui.announcer import Announce, announce
from app.ui.help_panel import HelpPanel
from app.ui.icons import Icons
from app.ui.notice_line import NoticeLine
from app.ui.offer_bar import OfferBar
from app.ui.overriding import override
from app.ui.player_actions import PlayerActions, can_explain
from app.ui.player_fit import Fit, fit_of, frame_look, growth_of
from app.ui.player_footer import PlayerFooter
from app.ui.player_header import PlayerHeader
from app.ui.player_keys import PlayerKey, PlayerKeys
from app.ui.player_picture import PlayerPicture, later, picture_of
from app.ui.player_style import player_style_sheet
from app.ui.player_words import announcement_of, notice_of, offer_text, slept_text
from app.ui.session_driver import SessionDriver
from app.ui.short_panel import ShortPanel
from app.ui.side_badge import badge_color
from app.ui.stage import Stage
from app.ui.stop_panel import StopPanel
from app.ui.theme import Look, Space

PROMPT_MS = 8000
"""How long a prompt of the script takes the cue's place, in milliseconds."""

_EDGE = 12
_STANDS = (State.PAUSED, State.WAITING)
_ENDS_PROMPT = (
    happened.SegmentStarted,
    happened.WaitingForPerson,
    happened.FellShort,
    happened.Ended,
)


class PlayerRoom(QWidget):
    """Shows a session and hands on what the person wants.

    Args:
        driver: of the session.
        icons: pictures, and through them the looks.
        say: tells a screen reader a sentence.

    Signals:
        sound_toggled: sounds off or on.
        title_changed: remaining time and step, for the window's title.
        help_wanted: the `Technique` that the person wants to be explained; time stands still.
    """

    sound_toggled = Signal()
    title_changed = Signal(str)
    help_wanted = Signal(object)

    def __init__(self, driver: SessionDriver, icons: Icons, say: Announce = announce) -> None:
        super().__init__()
        self._driver = driver
        self._icons = icons
        self._say = say
        self._picture: PlayerPicture | None = None
        self._prompt = ""
        self._is_locked = False
        self._made_full_screen = False
        self._read_at: int | None = None
        self._has_offered = False
        self._steps_opener: QAbstractButton | None = None
        self._styled_for: Look | None = None
        self.setProperty("role", "page")
        self.setAccessibleName(self.tr("Session"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.actions_of_session = PlayerActions(self)
        self._keys = PlayerKeys(self)
        self._build_parts()
        self._build_timer()
        self._connect()
        self._dress()

    def _build_parts(self) -> None:
        actions, icons = self.actions_of_session, self._icons
        self.header = PlayerHeader(actions, icons)
        self.stage = Stage(actions, icons)
        self.stop_panel = StopPanel()
        self.short_panel = ShortPanel()
        self.help_panel = HelpPanel(icons.looks.current)
        self.footer = PlayerFooter(actions, icons)
        self._body = QStackedWidget()
        for page in (self.stage, self.stop_panel, self.short_panel, self.help_panel):
            self._body.addWidget(page)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.header)
        self._column.addWidget(self._body, 1)
        self._column.addWidget(self.footer)
        self.offer = OfferBar(self._body)
        self.notice = NoticeLine(self._body, self.offer)

    def _build_timer(self) -> None:
        self._prompt_timer = QTimer(self)
        self._prompt_timer.setSingleShot(True)
        self._prompt_timer.setInterval(PROMPT_MS)
        self._prompt_timer.timeout.connect(self._end_prompt)

    def _connect(self) -> None:
        driver, actions = self._driver, self.actions_of_session
        driver.happened.connect(self._on_happened)
        driver.shown.connect(self.refresh)
        driver.passed.connect(self.pass_time)
        driver.woke.connect(self._on_woke)
        for action, command in (
            (actions.back, driver.back),
            (actions.toggle, driver.toggle),
            (actions.next, driver.next),
            (actions.ease, driver.ease),
            (actions.shorten, driver.shorten),
            (actions.extend, driver.extend),
            (actions.repeat, driver.repeat),
            (actions.stop, driver.stop),
            (actions.sound, self.sound_toggled),
            (actions.steps, self._toggle_steps),
            (actions.keys, self._toggle_keys),
            (actions.help, self._toggle_help),
            (actions.more, self._toggle_more),
            (actions.full_screen, self.toggle_full_screen),
            (actions.lock, self.lock),
        ):
            action.triggered.connect(command)
        self._keys.pressed.connect(self._on_key)
        self._keys.typed.connect(self._on_digit)
        self.stage.steps.jumped.connect(self._on_jumped)
        self.stage.steps.closed.connect(self._toggle_steps)
        self.stage.keys.closed.connect(self._show_words)
        self.footer.unlock.held.connect(self.unlock)
        self.offer.accepted.connect(driver.leave_out)
        self.offer.accepted.connect(self._on_offer_answered)
        self.offer.declined.connect(self._on_offer_answered)
        self.stop_panel.reason_chosen.connect(driver.give_reason)
        self.stop_panel.resumed.connect(driver.resume)
        self.stop_panel.finished.connect(driver.finish)
        self.help_panel.left.connect(self._close_help)
        self.short_panel.topped_up.connect(driver.top_up)
        self.short_panel.finished.connect(driver.finish)
        self.short_panel.went_back.connect(driver.back)
        self._icons.looks.changed.connect(self._dress)

    # --- what is shown ---

    @property
    def picture(self) -> PlayerPicture | None:
        """The moment that is shown."""
        return self._picture

    def refresh(self) -> None:
        """Show the session as it is now; only what changed is drawn."""
        session = self._driver.session
        old, new = self._picture, picture_of(session, self._prompt)
        self._picture = new
        self.actions_of_session.follow(session)
        self.header.show_place(session.plan.script.title, new.course.place)
        self.stage.show_picture(new, session)
        self.footer.show_course(new.course)
        self._let_news()
        if old is None or old.step.side is not new.step.side:
            self.header.show_side(new.step.side)
            self.update()
        if old is None or old.window_title != new.window_title:
            self.title_changed.emit(new.window_title)

    def pass_time(self) -> None:
        """Let time pass: what moves is moved, and all the rest is looked at once a second."""
        moved = None if self._picture is None else later(self._picture, self._driver.session)
        if moved is None:
            self.refresh()
        else:
            self._picture = moved
            self.stage.show_moment(moved)

    def ask_about_missing(self) -> None:
        """Show the question about the missing minutes of a session that was taken up at it."""
        session = self._driver.session
        self.short_panel.ask(session)
        self._show_body(session.state)

    def _let_news(self) -> None:
        """Let news be shown where no step runs that they would cover, nor a page is read."""
        session = self._driver.session
        runs = session.state is State.RUNNING and session.current.segment.kind is SegmentKind.STEP
        self.notice.let_news(are_let=not runs and self.stage.page is self.stage.words)

    def tell(self, sentence: str) -> None:
        """Show a short notice at once, and say it."""
        self.notice.tell(sentence)
        self._say(self, sentence)

    def tell_in_turn(self, sentence: str) -> None:
        """Show a notice that nobody asked for, once the one before it has been read."""
        self.notice.tell_in_turn(sentence)
        self._say(self, sentence)

    def show_sound(self, *, is_on: bool) -> None:
        """Name the sound button after what is now."""
        self.actions_of_session.show_sound(is_on=is_on)

    def _on_happened(self, event: Event) -> None:
        session = self._driver.session
        if isinstance(event, happened.PromptDue):
            self._prompt = event.say
            self._prompt_timer.start()
        elif isinstance(event, _ENDS_PROMPT):
            self._end_prompt()
        if isinstance(event, happened.FellShort):
            self.short_panel.ask(session)
        elif isinstance(event, happened.StopAsked):
            self.stop_panel.ask()
        elif isinstance(event, happened.ReasonGiven):
            self.stop_panel.show_advice(event.reason)
        self._show_body(session.state)
        self._show_offer(event)
        notice = notice_of(event, session)
        if notice:
            self.notice.tell(notice, stays=isinstance(event, happened.Interrupted))
        elif isinstance(event, happened.Resuming):
            self.notice.clear()
        spoken = announcement_of(event, session)
        if isinstance(event, happened.ReasonGiven):
            spoken = self.stop_panel.advice_text
        if spoken:
            self.stage.ring.describe(picture_of(session).time.figures)
            self._say(self, spoken)

    def _on_woke(self, away_s: float) -> None:
        """Say it until the person goes on: only now it is known how long it was."""
        sentence = slept_text(away_s)
        self.notice.tell(sentence, stays=True)
        self._say(self, sentence)

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
        if self._body.currentWidget() is self.stage:
            self.setFocus()

    def _show_body(self, state: State) -> None:
        if state not in _STANDS or self._read_at != self._driver.session.position:
            self._read_at = None  # it goes on, or with another step
        pages = {State.ASKING: self.stop_panel, State.SHORT: self.short_panel}
        page = pages.get(state, self.stage if self._read_at is None else self.help_panel)
        if page is self._body.currentWidget():
            return
        if page is not self.stage:
            # Nothing lies over a question, and what was open does not wait behind it.
            self.notice.hold()
            self._has_offered = page is self.help_panel and not self.offer.isHidden()
            self.offer.withdraw()
            self._show_words()
        self._body.setCurrentWidget(page)
        self._keys.forget_tab()
        self._make_room_for_question()
        if page is self.stage:
            self.notice.release()
            self._offer_again()
            self.setFocus()
        elif page is self.help_panel:
            self.help_panel.take_focus()
        elif page is self.stop_panel:
            self.stop_panel.take_focus()
        else:
            self.short_panel.take_focus()

    def _make_room_for_question(self) -> None:
        """While it asks, no button but those of the question; in a small window nothing else."""
        asks = self._body.currentWidget() is not self.stage
        fit = fit_of(self.width(), self.height(), self._icons.looks.current)
        self.header.ask(asks=asks, fit=fit)
        self.footer.ask(asks=asks, fit=fit)

    def _end_prompt(self) -> None:
        self._prompt_timer.stop()
        if self._prompt:
            self._prompt = ""
            self.refresh()

    # --- panels ---

    def _toggle_steps(self) -> None:
        """Open or close the list; who opens it from a button, by key, goes on in it."""
        steps, focused = self.stage.steps, self.window().focusWidget()
        self._show_words()
        opens = steps.isHidden()
        self.stage.show_steps(are_shown=opens)
        self.actions_of_session.steps.setChecked(opens)
        self.refresh()
        if opens:
            self._steps_opener = focused if isinstance(focused, QAbstractButton) else None
            (steps if self._steps_opener else self).setFocus()
            return
        back = self._steps_opener if focused is steps else focused
        if isinstance(back, QAbstractButton):
            # In a small window the button is on the page behind “More”.
            (back if back.isVisible() else self.footer.more).setFocus()

    def _on_jumped(self, position: int) -> None:
        self._driver.jump(position)
        steps = self.stage.steps
        if steps in (self.stage.page, self.window().focusWidget()):
            self._toggle_steps()

    def _toggle_keys(self) -> None:
        self._toggle_page(self.stage.keys)

    def _toggle_more(self) -> None:
        self._toggle_page(self.stage.more)

    def _toggle_page(self, page: QWidget) -> None:
        opens = self.stage.page is not page
        if fit_of(self.width(), self.height(), self._icons.looks.current) is not Fit.ROOMY:
            self.stage.show_steps(are_shown=False)
        self._show_page(page if opens else self.stage.words)

    def _show_words(self) -> None:
        self._show_page(self.stage.words)

    def _show_page(self, page: QWidget) -> None:
        self.stage.show_page(page)
        actions = self.actions_of_session
        actions.keys.setChecked(page is self.stage.keys)
        actions.more.setChecked(page is self.stage.more)
        actions.steps.setChecked(not self.stage.steps.isHidden())
        self._let_news()
        if page is self.stage.keys:
            self.stage.keys.close_button.setFocus()
        else:
            self.setFocus()

    # --- help ---

    def explain(self, topic: Topic, topics: HelpTopics) -> None:
        """Show a page of the help over the session, as long as its time stands still."""
        session = self._driver.session
        if session.state not in _STANDS:
            return
        self.help_panel.show_topic(topic, topics)
        self._read_at = session.position
        self._show_body(session.state)
        self._say(self, f"{topic.title}. {topic.summary}")

    def _toggle_help(self) -> None:
        """Stand still and ask for the page on what is done now, or put it away."""
        session = self._driver.session
        if self._read_at is not None:
            self._close_help()
        elif can_explain(session) and session.coming.occurrence is not None:
            technique = session.coming.occurrence.step.technique
            if Command.PAUSE in session.allowed:
                self._driver.pause()
            self.help_wanted.emit(technique)

    def _close_help(self) -> None:
        self._read_at = None
        self._show_body(self._driver.session.state)

    # --- keys, lock, full screen ---

    def _on_key(self, key: PlayerKey) -> None:
        page = self._body.currentWidget()
        # Presses that were too many choose nothing there, and Left undoes one.
        chooses = page is self.stop_panel or (page is self.short_panel and self._keys.has_tabbed)
        if chooses and key in (PlayerKey.NEXT, PlayerKey.EASE):
            self.focusNextChild()
            return
        if chooses and key is PlayerKey.BACK:
            self.focusPreviousChild()
            return
        if page is self.help_panel:
            if self.help_panel.take_key(key):
                return
            if key is PlayerKey.KEYS:
                self._close_help()
        driver = self._driver
        commands: dict[PlayerKey, Callable[[], object]] = {
            PlayerKey.TOGGLE: driver.toggle,
            PlayerKey.NEXT: driver.next,
            PlayerKey.BACK: driver.back,
            PlayerKey.REPEAT: driver.repeat,
            PlayerKey.EASE: driver.ease,
            PlayerKey.EXTEND: driver.extend,
            PlayerKey.SHORTEN: driver.shorten,
            PlayerKey.SOUND: self.sound_toggled.emit,
            PlayerKey.FULL_SCREEN: self.toggle_full_screen,
            PlayerKey.KEYS: self._toggle_keys,
            PlayerKey.HELP: self._toggle_help,
            PlayerKey.STOP: driver.stop,
        }
        command = commands.get(key)
        if command is not None:
            command()

    def _on_digit(self, digit: int) -> None:
        if self._body.currentWidget() is self.stop_panel:
            self.stop_panel.choose(digit)

    @property
    def is_locked(self) -> bool:
        """Whether touches are ignored but for STOP and the lock itself."""
        return self._is_locked

    def lock(self) -> None:
        """Guard against stray touches; the keys still work."""
        self._set_locked(is_locked=True)
        self.tell(self.tr("Locked. The keys still work, and STOP."))

    def unlock(self) -> None:
        """Let touches work again."""
        self._set_locked(is_locked=False)

    def _set_locked(self, *, is_locked: bool) -> None:
        self._is_locked = is_locked
        self._show_words()
        self.header.guard(is_locked=is_locked)
        self.footer.guard(is_locked=is_locked)
        self.offer.guard(is_locked=is_locked)
        self.stage.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, is_locked)

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back to the window."""
        window = self.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
        is_full = bool(window.windowState() & Qt.WindowState.WindowFullScreen)
        self._made_full_screen = is_full
        self.actions_of_session.show_full_screen(is_full=is_full)

    def leave_full_screen(self) -> None:
        """Go back to the window if it was the player that filled the screen."""
        if self._made_full_screen:
            self.toggle_full_screen()

    # --- Qt ---

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._is_locked:
            self.tell(self.tr("Locked. Hold “Hold to unlock” for a second."))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.setFocus()
        self.actions_of_session.show_full_screen(is_full=self.window().isFullScreen())
        self.refresh()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        """The paper, and at the side of the worked foot an edge in its colour."""
        painter = QPainter(self)
        look = self._icons.looks.current
        painter.fillRect(self.rect(), look.color("paper"))
        side = Side.NONE if self._picture is None else self._picture.step.side
        color = badge_color(look, side)
        if side in (Side.LEFT, Side.BOTH):
            painter.fillRect(0, 0, _EDGE, self.height(), color)
        if side in (Side.RIGHT, Side.BOTH):
            painter.fillRect(self.width() - _EDGE, 0, _EDGE, self.height(), color)

    def _dress(self) -> None:
        self._styled_for = None
        self._fit()

    def _fit(self) -> None:
        """Use the room there is."""
        look = self._icons.looks.current
        fit = fit_of(self.width(), self.height(), look)
        margin = {Fit.ROOMY: 44, Fit.COMPACT: 28}.get(fit, 22)
        self._column.setContentsMargins(margin, Space.XL, margin, Space.XL)
        self._column.setSpacing(Space.L)
        growth = growth_of(self.width(), self.height(), look)
        frame = frame_look(look, fit, growth)
        if frame != self._styled_for:
            self._styled_for = frame
            self.setStyleSheet(player_style_sheet(frame))
        self.header.dress(fit, frame)
        self.footer.dress(fit, frame)
        self.stage.dress(fit, frame, growth)
        self.help_panel.dress(frame)
        self._make_room_for_question()
        self.offer.place()
        self.notice.place()
