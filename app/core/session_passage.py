"""One time through a stretch of a session: how far it has come, and what is still due in it."""

from __future__ import annotations

from collections.abc import Iterator

from app.core import session_events as happened
from app.core.session_events import Event
from app.core.session_marks import Mark, marks_from
from app.core.timeline import Stretch


class Passage:
    """One time through a stretch.

    Args:
        stretch: which; None behind the last one, where nothing is due.
        entered_s: how many seconds of it were run before.
        base_s: how many were run up to now.
        half_is_told: whether half-way is behind; it is told once, however long the stretch is made.

    Attributes:
        entered_s: how many seconds of the stretch were run when it was entered.
        base_s: how many were run when they were last counted.
        half_is_told: whether half-way was told.
    """

    def __init__(
        self,
        stretch: Stretch | None,
        entered_s: float = 0.0,
        base_s: float | None = None,
        *,
        half_is_told: bool = False,
    ) -> None:
        self.entered_s = entered_s
        self.base_s = entered_s if base_s is None else base_s
        self.half_is_told = half_is_told
        self._marks: list[Mark] = []
        if stretch is not None:
            self.measure(stretch)

    @property
    def run_s(self) -> float:
        """Seconds that were run since it was entered."""
        return self.base_s - self.entered_s

    @property
    def is_fresh(self) -> bool:
        """Whether nothing was run since it was entered."""
        return self.base_s == self.entered_s

    def measure(self, stretch: Stretch) -> None:
        """Find what is still due in the stretch as long as it is now."""
        again = {happened.Halfway} if self.half_is_told else set()
        left = marks_from(stretch.segment, stretch.duration_s, self.base_s)
        self._marks = [mark for mark in left if mark.event not in again]

    def next_due_s(self, duration_s: float) -> float:
        """Where in a stretch of that length the next thing is due, at the latest at its end."""
        return min(self._marks[0].offset_s if self._marks else duration_s, duration_s)

    def due(self, start_s: float, until_s: float) -> Iterator[Event]:
        """What has become due, each told once.

        Args:
            start_s: the clock's instant at which the stretch would have begun without a break.
            until_s: the clock's instant up to which.
        """
        while self._marks and start_s + self._marks[0].offset_s <= until_s:
            mark = self._marks.pop(0)
            self.half_is_told |= mark.event is happened.Halfway
            yield mark.event(start_s + mark.offset_s)
