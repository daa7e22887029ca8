"""Which of several answers to the same question stands, as two machines may have one each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from app.core.soreness import RatingKind

Question = tuple[str, ...]
"""What an answer answers; of two answers with a question in common one stands."""


class Claim(NamedTuple):
    """An answer that is not deleted, as far as it matters whether it stands.

    Attributes:
        id: its UUID.
        session_id: the session that it belongs to, None for one of a day.
        kind: what was rated.
        context: when it was asked for.
        day: the date on the person's calendar when it was answered.
        side: which foot.
        region: where on it.
        answered_ms: when, in milliseconds since 1970 in UTC.
        changed: the mark of its last change.
        is_given: whether it is a number, and was not passed over.
        is_read: whether its session, if it has one, is not deleted.
    """

    id: str
    session_id: str | None
    kind: str
    context: str
    day: str
    side: str
    region: str
    answered_ms: int
    changed: str
    is_given: bool
    is_read: bool

    @property
    def questions(self) -> tuple[Question, ...]:
        """What it answers: a question of its session or of its day, and the day's first steps."""
        about = (self.kind, self.context, self.side, self.region)
        own: Question = ("day", self.day, *about)
        if self.session_id is not None:
            own = ("session", self.session_id, *about)
        if self.kind == RatingKind.FIRST_STEP:
            return own, ("first steps", self.day, self.side)
        return (own,)


def standing(claims: Iterable[Claim]) -> frozenset[str]:
    """The ids of those that stand: one to each question, and the same in whatever order they come.

    First those that are read at all, then numbers before questions that were passed over, since
    nobody who passes one over here takes back a number that was given elsewhere; then the one that
    was answered later, then the one that was changed later; at last the id, which says nothing but
    is the same everywhere. One that shares a question with a better one does not stand, and leaves
    its other questions to others.

    Example:
        >>> asked = ("pain", "daily", "2026-11-21", "left", "heel")
        >>> early = Claim("a", None, *asked, 1, "", is_given=True, is_read=True)
        >>> late = early._replace(id="b", answered_ms=2)
        >>> passed_over = early._replace(id="c", answered_ms=3, is_given=False)
        >>> sorted(standing([late, passed_over, early]))
        ['b']
    """
    answered: set[Question] = set()
    found: set[str] = set()
    for claim in sorted(claims, key=_rank, reverse=True):
        if answered.isdisjoint(claim.questions):
            answered.update(claim.questions)
            found.add(claim.id)
    return frozenset(found)


def _rank(claim: Claim) -> tuple[bool, bool, int, str, str]:
    return claim.is_read, claim.is_given, claim.answered_ms, claim.changed, claim.id
