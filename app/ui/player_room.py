"""The player: one session, readable from a metre and a half, by keys or by large buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core import session_events as happened
from app.core.help_topics import HelpTopics, Topic
from app.core.plan import Side
from app.core.session_events import Event
from app.ui.announcer import Announce, announce
from app.ui.full_screen import FullScreen
from app.ui.icons import Icons
from app.ui.overriding import override
from app.ui.player_actions import PlayerActions
from app.ui.player_body import PlayerBody
from app.ui.player_fit import Fit, fit_of, frame_look, growth_of
from app.ui.player_footer import PlayerFooter
from app.ui.player_header import PlayerHeader
from app.ui.player_keys import PlayerKey, PlayerKeys
from app.ui.player_pages import PlayerPages
from app.ui.player_picture import PlayerPicture, later, picture_of
from app.ui.player_style import player_style_sheet
from app.ui.player_words import announcement_of, slept_text
from app.ui.session_driver import SessionDriver
from app.ui.side_badge import badge_color
from app.ui.theme import Look, Space

PROMPT_MS = 8000
"""How long a prompt of the script takes the cue's place, in milliseconds."""

_EDGE = 12
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
        self._styled_for: Look | None = None
        self.setProperty("role", "page")
        self.setAccessibleName(self.tr("Session"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.actions_of_session = PlayerActions(self)
        self._keys = PlayerKeys(self)
        self._full_screen = FullScreen(self, self.actions_of_session)
        self._build_parts()
        self._build_timer()
        self._connect()
        self._dress()

    def _build_parts(self) -> None:
        actions, icons = self.actions_of_session, self._icons
        self.header = PlayerHeader(actions, icons)
        self.body = PlayerBody(self._driver, actions, icons)
        self.stage, self.notice, self.offer = self.body.stage, self.body.notice, self.body.offer
        self.stop_panel, self.short_panel = self.body.stop_panel, self.body.short_panel
        self.help_panel = self.body.help_panel
        self.footer = PlayerFooter(actions, icons)
        self.pages = PlayerPages(self, self.stage, actions, self.footer.more, self._fit_now)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.header)
        self._column.addWidget(self.body, 1)
        self._column.addWidget(self.footer)

    def _build_timer(self) -> None:
        self._prompt_timer = QTimer(self)
        self._prompt_timer.setSingleShot(True)
        self._prompt_timer.setInterval(PROMPT_MS)
        self._prompt_timer.timeout.connect(self._end_prompt)

    def _connect(self) -> None:
        driver, body, pages = self._driver, self.body, self.pages
        driver.happened.connect(self._on_happened)
        driver.shown.connect(self.refresh)
        driver.passed.connect(self.pass_time)
        driver.woke.connect(self._on_woke)
        self._connect_actions()
        self._keys.pressed.connect(self._on_key)
        self._keys.typed.connect(self._on_digit)
        self.stage.steps.jumped.connect(driver.jump)
        self.stage.steps.jumped.connect(pages.leave_steps)
        self.stage.steps.closed.connect(pages.toggle_steps)
        self.stage.keys.closed.connect(pages.show_words)
        pages.shown.connect(body.let_news)
        pages.steps_toggled.connect(self.refresh)
        self.footer.unlock.held.connect(self.unlock)
        body.leaving.connect(pages.show_words)
        body.page_shown.connect(self._keys.forget_tab)
        body.page_shown.connect(self._make_room_for_question)
        body.focus_wanted.connect(self.setFocus)
        body.help_wanted.connect(self.help_wanted)
        self._icons.looks.changed.connect(self._dress)

    def _connect_actions(self) -> None:
        driver, actions, pages = self._driver, self.actions_of_session, self.pages
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
            (actions.steps, pages.toggle_steps),
            (actions.keys, pages.toggle_keys),
            (actions.help, self.body.toggle_help),
            (actions.more, pages.toggle_more),
            (actions.full_screen, self._full_screen.toggle),
            (actions.lock, self.lock),
        ):
            action.triggered.connect(command)

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
        self.body.let_news()
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
        self.body.ask_about_missing()

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
        self.body.take(event)
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

    def _make_room_for_question(self) -> None:
        """While it asks, no button but those of the question; in a small window nothing else."""
        asks, fit = self.body.asks, self._fit_now()
        self.header.ask(asks=asks, fit=fit)
        self.footer.ask(asks=asks, fit=fit)

    def _end_prompt(self) -> None:
        self._prompt_timer.stop()
        if self._prompt:
            self._prompt = ""
            self.refresh()

    # --- help ---

    def explain(self, topic: Topic, topics: HelpTopics) -> None:
        """Show a page of the help over the session, as long as its time stands still."""
        if self.body.explain(topic, topics):
            self._say(self, f"{topic.title}. {topic.summary}")

    # --- keys, lock, full screen ---

    def _on_key(self, key: PlayerKey) -> None:
        command = None if self._is_for_page(key) else self._commands().get(key)
        if command is not None:
            command()

    def _is_for_page(self, key: PlayerKey) -> bool:
        """Let a question, or a page of the help, have the keys that move about in it."""
        page = self.body.currentWidget()
        if page is self.help_panel:
            if self.help_panel.take_key(key):
                return True
            if key is PlayerKey.KEYS:
                self.body.close_help()
            return False
        # Presses that were too many choose nothing there, and Left undoes one.
        chooses = page is self.stop_panel or (page is self.short_panel and self._keys.has_tabbed)
        if chooses and key in (PlayerKey.NEXT, PlayerKey.EASE):
            self.focusNextChild()
        elif chooses and key is PlayerKey.BACK:
            self.focusPreviousChild()
        else:
            return False
        return True

    def _commands(self) -> Mapping[PlayerKey, Callable[[], object]]:
        driver = self._driver
        return {
            PlayerKey.TOGGLE: driver.toggle,
            PlayerKey.NEXT: driver.next,
            PlayerKey.BACK: driver.back,
            PlayerKey.REPEAT: driver.repeat,
            PlayerKey.EASE: driver.ease,
            PlayerKey.EXTEND: driver.extend,
            PlayerKey.SHORTEN: driver.shorten,
            PlayerKey.SOUND: self.sound_toggled.emit,
            PlayerKey.FULL_SCREEN: self._full_screen.toggle,
            PlayerKey.KEYS: self.pages.toggle_keys,
            PlayerKey.HELP: self.body.toggle_help,
            PlayerKey.STOP: driver.stop,
        }

    def _on_digit(self, digit: int) -> None:
        if self.body.currentWidget() is self.stop_panel:
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
        self.pages.show_words()
        self.header.guard(is_locked=is_locked)
        self.footer.guard(is_locked=is_locked)
        self.offer.guard(is_locked=is_locked)
        self.stage.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, is_locked)

    def leave_full_screen(self) -> None:
        """Go back to the window if it was the player that filled the screen."""
        self._full_screen.leave()

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

    def _fit_now(self) -> Fit:
        return fit_of(self.width(), self.height(), self._icons.looks.current)

    def _fit(self) -> None:
        """Use the room there is."""
        look = self._icons.looks.current
        fit = self._fit_now()
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
