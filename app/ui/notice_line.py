"""One short sentence over the player that goes away by itself."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from app.ui.controls import label
from app.ui.overriding import override
from app.ui.theme import Space

NOTICE_MS = 7000
"""How long a notice stays, in sum if it is interrupted, in milliseconds."""

READ_MS = 1000
"""With no more than this left, one that is interrupted counts as read, in milliseconds."""

_MOVES = (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize)


@dataclass(frozen=True, slots=True)
class _Notice:
    """What is told.

    `is_news` where nobody asked for it, so that it must be read; `stays` where it does until
    `clear`; `left_ms` is how long it is still to be seen.
    """

    sentence: str
    is_news: bool = False
    stays: bool = False
    left_ms: int = NOTICE_MS


class NoticeLine(QFrame):
    """A sentence that lies over the lower edge of its parent; touches go through it.

    An answer to what the person did comes before all else, and the next one takes its place. News
    wait for their turn and for a moment that lets them, and come again until they were read.
    Nothing is said over a question. What this lies above is never covered: news wait until it is
    gone, an answer where it has no room.

    Args:
        parent: what it lies over.
        beneath: what it lies above, while that is shown.
    """

    def __init__(self, parent: QWidget, beneath: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._beneath = beneath
        self.setProperty("role", "player-notice")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        line = QHBoxLayout(self)
        line.setContentsMargins(Space.XL, Space.M, Space.XL, Space.M)
        self._text = label(role="notice-text")
        self._text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        line.addWidget(self._text)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_read)
        self._shown: _Notice | None = None
        self._waiting: deque[_Notice] = deque()
        self._is_held = False
        self._lets_news = True
        beneath.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    def tell_in_turn(self, sentence: str) -> None:
        """Say something that nobody asked for, once what is said now has been read."""
        self._waiting.append(_Notice(sentence, is_news=True))
        self._go_on()

    def tell(self, sentence: str, *, stays: bool = False) -> None:
        """Say something in place of what was said before; with `stays` until `clear`."""
        if self._is_held:
            return
        self.clear()
        self._put_back()
        self._waiting.appendleft(_Notice(sentence, stays=stays))
        self._go_on()

    def clear(self) -> None:
        """Take away an answer; news stay until they were read."""
        self._waiting = deque(notice for notice in self._waiting if notice.is_news)
        if self._shown is not None and not self._shown.is_news:
            self._on_read()

    def let_news(self, *, are_let: bool) -> None:
        """Let news be said from now on, or keep them until a better moment."""
        if are_let != self._lets_news:
            self._lets_news = are_let
            self.place()

    def hold(self) -> None:
        """Be silent until `release`: a question is open. Answers are forgotten, news wait."""
        self._is_held = True
        self.clear()
        self._put_back()

    def release(self) -> None:
        """Go on with what waits."""
        self._is_held = False
        self._go_on()

    def place(self) -> None:
        """Lie at the lower edge of the parent, as wide as the words need, if there is room."""
        shown = self._shown
        where = self._free_place() if shown is not None and self._may_say(shown) else None
        if where is not None:
            self.setGeometry(where)
            return
        self._put_back()
        self._go_on()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self.place()
        return False

    def _go_on(self) -> None:
        """Say what is next, if nothing is said, and it may be said now, and there is room."""
        if self._shown is not None or not self._waiting or not self._may_say(self._waiting[0]):
            return
        self._text.setText(self._waiting[0].sentence)
        where = self._free_place()
        if where is None:
            return
        self._shown = self._waiting.popleft()
        self.setGeometry(where)
        self.show()
        self.raise_()
        if not self._shown.stays:
            self._timer.start(self._shown.left_ms)

    def _may_say(self, notice: _Notice) -> bool:
        """Whether nothing else wants the eyes: a question never lets go of them."""
        lets_news = self._lets_news and self._beneath.isHidden()
        return not self._is_held and (lets_news or not notice.is_news)

    def _on_read(self) -> None:
        self._take_away()
        self._go_on()

    def _put_back(self) -> None:
        """Take away what is said before it was read; it comes again for the rest of its time."""
        shown = self._shown
        left_ms = self._timer.remainingTime()
        self._take_away()
        if shown is not None and shown.stays:
            self._waiting.appendleft(shown)
        elif shown is not None and left_ms > READ_MS:
            self._waiting.appendleft(replace(shown, left_ms=left_ms))

    def _take_away(self) -> None:
        self._shown = None
        self._timer.stop()
        self.hide()

    def _free_place(self) -> QRect | None:
        """Where the words have room; None where what it lies above leaves none."""
        room = self._over.width() - 2 * Space.XXL
        self._text.setWordWrap(False)
        wanted = self.sizeHint().width()
        self._text.setWordWrap(wanted > room)
        width = min(room, wanted)
        height = self.heightForWidth(width) if wanted > room else self.sizeHint().height()
        left = (self._over.width() - width) // 2
        if self._beneath.isHidden():
            return QRect(left, max(0, self._over.height() - height), width, height)
        top = self._beneath.y() - Space.S - height
        return QRect(left, top, width, height) if top >= 0 else None
