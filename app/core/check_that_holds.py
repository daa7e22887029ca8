"""The today check before a session that was cut off: whether it holds yet, or is asked anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from app.core.cut_off import CutOff
from app.core.health_answers import TODAY_HOLDS, Check, is_due
from app.core.health_questions import Questionnaire


def check_that_holds(cut_off: CutOff, checks: Iterable[Check], now: datetime) -> Check | None:
    """The check that was asked before it, None where it has to be asked again.

    It holds for half an hour from where the session stood, and only where nothing was answered
    since: what was told after it, be it before another session or in Settings, is not passed over.

    Args:
        cut_off: the session.
        checks: profiles and today checks, in any order; those before it may be among them.
        now: with its UTC offset.
    """
    before = cut_off.beginning.before
    if before is None or is_due(cut_off.standing.at, now, TODAY_HOLDS):
        return None
    own = before.check
    return None if any(_is_newer(one, own) for one in checks) else own


def _is_newer(check: Check, own: Check) -> bool:
    """Whether it was answered after the session's own check.

    While the session runs nothing can be answered. From its beginning on, not from where it stood:
    a clock may have been set back since.
    """
    when, asked = check.when.astimezone(UTC), own.when.astimezone(UTC)
    if check.questionnaire is Questionnaire.PROFILE:
        return when > asked
    return check.id != own.id and when >= asked
