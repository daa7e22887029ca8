"""How it is right before a session: pain and soreness as they are rated, and what is said to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from app.core.answer import Region
from app.core.soreness import Rating, RatingContext, RatingKind


class PainNow:
    """The numbers that are asked for last.

    Args:
        is_asked: whether they are done with, as where a session goes on that was cut off.

    Attributes:
        is_asked: whether they are done with.
        is_accepted: whether the person goes on though pain is strong.
    """

    def __init__(self, *, is_asked: bool) -> None:
        self._ratings: dict[tuple[RatingKind, Region], int] = {}
        self.is_asked = is_asked
        self.is_accepted = False

    @property
    def ratings(self) -> Mapping[tuple[RatingKind, Region], int]:
        """What was rated, 0 to 10."""
        return self._ratings

    @property
    def confirmed(self) -> dict[Region, int]:
        """Pain by place; nothing before the person is done with the numbers."""
        ratings = self._ratings.items() if self.is_asked else ()
        return {place: value for (kind, place), value in ratings if kind is RatingKind.PAIN}

    def rate(self, kind: RatingKind, place: Region, value: int | None) -> None:
        """Take a number; None takes it back."""
        if value is None:
            self._ratings.pop((kind, place), None)
        else:
            self._ratings[kind, place] = value

    def ask_again(self) -> None:
        """Ask for the numbers again, with those that were given."""
        self.is_asked = self.is_accepted = False

    def forget(self, *, is_asked: bool) -> None:
        """They are too old by now."""
        self._ratings.clear()
        self.is_accepted = False
        self.is_asked = is_asked

    def as_ratings(
        self,
        session_id: str | None,
        context: RatingContext,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> tuple[Rating, ...]:
        """What of it is kept in the log."""
        return tuple(
            Rating(
                id=new_id(),
                session_id=session_id,
                kind=kind,
                context=context,
                answered=now(),
                side=foot,
                region=area,
                value=value,
            )
            for (kind, (foot, area)), value in self._ratings.items()
        )
