"""Collects garbage in the window's own thread only."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000
"""How often it is looked whether there is enough to collect, in milliseconds."""


class Collector(QObject):
    """Takes over from Python's own collector, which works in whichever thread comes along.

    Objects of Qt that die in another thread than their own crash the program, and there are others:
    those that keep the screen on, write the journal through and hear the sound process.
    """

    def __init__(self) -> None:
        super().__init__()
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due, as Python itself would."""
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [age for age in range(len(counts)) if counts[age] > limits[age] > 0]
        if due:
            gc.collect(due[-1])

    def spare_old(self) -> None:
        """Leave alone what is there by now, until `mind_old`.

        To look through all of it takes 20 to 30 ms, in which a running session would stand still.
        """
        gc.freeze()

    def mind_old(self) -> None:
        """Look through what was left alone again."""
        gc.unfreeze()

    def close(self) -> None:
        """Let Python collect by itself again, if it did."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_on:
            gc.enable()
