"""Tells on the desktop what is due, while the program runs: seldom, never in a session."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from app.core.errors import KnownError
from app.core.wall_clock import ToLocal, system_local

if TYPE_CHECKING:
    # Read when something is first looked for: the window stands sooner.
    from app.core.notice import Notice
    from app.core.prompts import Given, Prompt
    from app.ui.due_reader import Due

FIRST_MS = 3_000
"""How long after its start the window looks first, in milliseconds."""
LATER_MS = 250
"""How long after a room was shown: what is seen comes first."""
TICK_MS = 60_000
"""The longest wait: timers stand still while the computer sleeps, and clocks are set."""
LEAST_MS = 1_000
LOOK_AGAIN = timedelta(minutes=10)
"""How old what the log said may be."""


class Attention(Enum):
    """Where the person is."""

    TAKEN = auto()
    """In a session or its questions, where nothing is told."""
    ON_TODAY = auto()
    """Before Today, where what is due stands."""
    ELSEWHERE = auto()


class Notices(Protocol):
    """Shows one notice at a time on the desktop; may be missing."""

    @property
    def pressed(self) -> SignalInstance:
        """The person wants to see it; with the desktop's leave to come to the front."""

    @property
    def shown(self) -> SignalInstance:
        """The desktop has taken a notice."""

    @property
    def missing(self) -> SignalInstance:
        """The desktop can show none."""

    def show(self, notice: Notice) -> None:
        """Show a notice; one that stands there is replaced."""

    def withdraw(self) -> None:
        """Take the notice away."""

    def close(self) -> None:
        """Take the notice away and let go of the desktop."""


class PromptStore(Protocol):
    """Where it is kept what was told lately."""

    def load(self, now: datetime) -> tuple[Given, ...]:
        """What was told lately."""

    def keep(self, given: Iterable[Given], now: datetime) -> None:
        """Keep it; may raise a `KnownError`."""


class Reader(Protocol):
    """Tells what is due."""

    def read(self, now: datetime) -> Due:
        """What is due and will be; may raise a `KnownError`."""


class NoticeBoard(Protocol):
    """Where a notice can be tried, and where it stands whether one can be shown."""

    @property
    def notice_test_requested(self) -> SignalInstance:
        """Show one now."""

    def show_notices(self, *, can_be_shown: bool) -> None:
        """Say whether the desktop takes notices."""


class Reminders(QObject):
    """Looks what is due and tells it.

    When to look next is worked out from the wall clock each time. What is told is kept before it
    is shown, so that a program that ends just then does not tell it twice.

    Args:
        reader: tells what is due.
        store: keeps what was told.
        notices: the desktop's.
        now: the time of day, with its UTC offset.
        attention: where the person is just now.
        to_local: gives an instant the offset of the place where the person is.

    Signals:
        raise_requested: the window is wanted at the front; with the desktop's leave.
        today_wanted: Today is wanted, where what was told stands.
        check_in_wanted: and of what stands there, a check-in that is due.
    """

    raise_requested = Signal(str)
    today_wanted = Signal()
    check_in_wanted = Signal()

    def __init__(
        self,
        reader: Reader,
        store: PromptStore,
        notices: Notices,
        now: Callable[[], datetime],
        attention: Callable[[], Attention],
        to_local: ToLocal = system_local,
    ) -> None:
        super().__init__()
        self._reader = reader
        self._store = store
        self._notices = notices
        self._now = now
        self._attention = attention
        self._to_local = to_local
        self._given: tuple[Given, ...] | None = None
        self._shown: Prompt | None = None
        self._next_at: datetime | None = None
        self._looked_at: datetime | None = None
        self._can_be_shown: bool | None = None
        self._board: NoticeBoard | None = None
        self._has_looked = False
        self._is_closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)
        notices.pressed.connect(self._on_pressed)
        notices.shown.connect(self._on_shown)
        notices.missing.connect(self._on_missing)

    def begin(self) -> None:
        """The window stands: look in a moment."""
        self._wait(FIRST_MS)

    def look_soon(self) -> None:
        """Something has changed: look in the next turn of the event loop, or first in a moment."""
        if self._has_looked:
            self._wait(0)
            self._looked_at = None

    def look_later(self) -> None:
        """Another room is shown: look once it stands, or first in a moment."""
        if self._has_looked and not (self._timer.isActive() and self._timer.interval() == 0):
            self._wait(LATER_MS)
            self._looked_at = None

    def look(self) -> None:
        """Tell what is due, take away what is over, and wait for what comes next."""
        now = self._utc_now()
        self._has_looked = True
        self._next_at = self._looked_at = None
        attention = self._attention()
        if attention is Attention.TAKEN:
            self._withdraw()
        else:
            self._looked_at = now
            try:
                due = self._reader.read(now)
            except KnownError:
                pass  # asked again later; the room that shows the log says why
            else:
                self._tell(due, now, attention)
        self._wait(self._until_next_ms(now))

    def stand_on(self, board: NoticeBoard) -> None:
        """Let a notice be tried there, and say there from now on whether one can be shown."""
        self._board = board
        board.notice_test_requested.connect(self._on_test_requested)
        if self._can_be_shown is not None:
            board.show_notices(can_be_shown=self._can_be_shown)

    def close(self) -> None:
        """Tell nothing any more, and take away what stands on the desktop."""
        self._is_closed = True
        self._timer.stop()
        self._notices.close()

    def _utc_now(self) -> datetime:
        """In UTC, since times of one zone are compared by what clocks show."""
        return self._now().astimezone(UTC)

    def _wait(self, for_ms: int) -> None:
        if not self._is_closed:
            self._timer.start(for_ms)

    def _until_next_ms(self, now: datetime) -> int:
        if self._next_at is None:
            return TICK_MS
        until_ms = (self._next_at - now) // timedelta(milliseconds=1) + 1
        return min(TICK_MS, max(LEAST_MS, until_ms))

    def _on_timeout(self) -> None:
        now = self._utc_now()
        looked_at, next_at = self._looked_at, self._next_at
        is_old = looked_at is None or not timedelta() <= now - looked_at < LOOK_AGAIN
        is_due = next_at is not None and next_at <= now
        is_in_sight = self._shown is not None and self._attention() is not Attention.ELSEWHERE
        if is_old or is_due or is_in_sight:
            self.look()
        else:
            self._wait(self._until_next_ms(now))

    def _tell(self, due: Due, now: datetime, attention: Attention) -> None:
        is_in_sight = attention is Attention.ON_TODAY
        if is_in_sight or not self._is_standing(due):
            self._withdraw()
        prompt = self._next_prompt(due, now)
        if prompt is not None and prompt.at <= now:
            self._remember(prompt.seen if is_in_sight else prompt.given, now)
            if not is_in_sight:
                self._show(prompt)
            prompt = self._next_prompt(due, now)
        self._next_at = None if prompt is None else prompt.at.astimezone(UTC)

    def _next_prompt(self, due: Due, now: datetime) -> Prompt | None:
        from app.core.prompts import next_prompt  # noqa: PLC0415

        if self._given is None:
            self._given = self._store.load(now)
        return next_prompt(due.check_ins, due.reminders, self._given, now, self._to_local)

    def _remember(self, given: Given, now: datetime) -> None:
        """Keep it in the program too: a disk that refuses is no leave to tell it twice."""
        self._given = (*(self._given or ()), given)
        try:
            self._store.keep(self._given, now)
        except KnownError:
            return

    def _is_standing(self, due: Due) -> bool:
        """Whether something of what the notice is about may still be done."""
        if self._shown is None:
            return False
        from app.core.followups import due as due_now  # noqa: PLC0415
        from app.core.prompts import key_of  # noqa: PLC0415

        there = {key_of(one) for one in due_now(due.check_ins)}
        there.update(one.key for one in due.reminders)
        return not there.isdisjoint(self._shown.given.keys)

    def _show(self, prompt: Prompt) -> None:
        from app.ui.prompt_words import notice_of  # noqa: PLC0415

        self._shown = prompt
        self._notices.show(notice_of(prompt))

    def _withdraw(self) -> None:
        if self._shown is not None:
            self._shown = None
            self._notices.withdraw()

    def _on_pressed(self, token: str) -> None:
        shown, self._shown = self._shown, None
        self.raise_requested.emit(token)
        if shown is not None:
            self.today_wanted.emit()
            if shown.check_ins:
                self.check_in_wanted.emit()

    def _on_test_requested(self) -> None:
        from app.ui.prompt_words import trial_notice  # noqa: PLC0415

        self._shown = None  # its place is taken
        self._notices.show(trial_notice())

    def _on_shown(self) -> None:
        self._say(can_be_shown=True)

    def _on_missing(self) -> None:
        self._shown = None
        self._say(can_be_shown=False)

    def _say(self, *, can_be_shown: bool) -> None:
        self._can_be_shown = can_be_shown
        if self._board is not None:
            self._board.show_notices(can_be_shown=can_be_shown)
