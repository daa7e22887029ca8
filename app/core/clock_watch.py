"""Finds out that the computer slept, by comparing two clocks.

A clock that never goes back (monotonic) may stand still while the computer sleeps (Linux) or run
on (others); the time of day runs on, but may also be set. Looked at often, a gap in either says
that nobody was there to massage.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

GAP_S = 3.0
"""From so many seconds on that only the time of day passed it was a sleep.

It is looked about ten times a second while time runs.
"""

STALL_S = 6.0
"""From so many seconds on between two looks it was a sleep on both clocks, and not a busy computer.

Seen here: up to 3.2 s with three times as much to do as there are processors.
"""


@dataclass(frozen=True, slots=True)
class Gap:
    """The computer was away for about `away_s` seconds; awake for the last time at `awake_s`.

    `awake_s` is of the clock that never goes back.
    """

    awake_s: float
    away_s: float


class ClockWatch:
    """Compares two clocks from look to look.

    Args:
        clock: seconds of a clock that never goes back.
        now: the time of day, with its UTC offset. Set back by hand it is no sign of a sleep; set
            forward it looks like one, and a pause too many does no harm.
    """

    def __init__(self, clock: Callable[[], float], now: Callable[[], datetime]) -> None:
        self._clock = clock
        self._now = now
        self._last_s: float | None = None
        self._last_day_s = 0.0

    def forget(self) -> None:
        """Begin anew: nobody looks for a while, and that is no gap."""
        self._last_s = None

    def look(self) -> Gap | None:
        """Compare with the last look.

        Returns:
            The sleep in between, None where there was none or nobody has looked before.
        """
        last_s, last_day_s = self._last_s, self._last_day_s
        self._last_s = now_s = self._clock()
        self._last_day_s = day_s = self._now().timestamp()
        if last_s is None:
            return None
        passed_s, day_passed_s = now_s - last_s, day_s - last_day_s
        if passed_s <= STALL_S and day_passed_s - passed_s <= GAP_S:
            return None
        return Gap(last_s, max(passed_s, day_passed_s))
