"""What a session takes from the machine it runs on, so that tests can put their own in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.ui.announcer import Announce, announce
from app.ui.question_dialog import Ask, ask

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Machine:
    """What a session takes from the machine it runs on.

    Attributes:
        clock: seconds that never go back.
        now: the time of day, with its UTC offset.
        new_id: makes a UUID.
        ask: asks a true question.
        say: tells a screen reader a sentence.
    """

    clock: Clock
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    ask: Ask = ask
    say: Announce = announce
