"""When to see a professional: what is said to the flags that stand, and how often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.core.after_questions import Advice, FlagReason
from app.core.flag import Flag
from app.core.health_questions import HealthQuestions, Urgency
from app.core.soreness import EventType, LogEvent

ONCE_IN = timedelta(days=7)
"""At most once a week for each reason (domain notes 4.5)."""


@dataclass(frozen=True, slots=True)
class DueAdvice:
    """Advice that is to be shown now, and the flag that it is about."""

    flag: Flag
    advice: Advice

    @property
    def urgency(self) -> Urgency:
        """How soon somebody has to look."""
        return max(self.flag.lead.urgency, self.advice.lead.urgency, key=lambda one: one.rank)

    @property
    def is_urgent(self) -> bool:
        """Whether somebody has to look today."""
        return self.urgency.rank >= Urgency.TODAY.rank

    @property
    def say(self) -> str:
        """What is said: the advice, or what the answer led to where that is more urgent."""
        flag, advice = self.flag.lead, self.advice.lead
        return flag.say if flag.urgency.rank > advice.urgency.rank else advice.say


def advice_due(
    questions: HealthQuestions,
    flags: Iterable[Flag],
    shown: Mapping[FlagReason, datetime],
    now: datetime,
) -> tuple[DueAdvice, ...]:
    """The advice to be shown now, in the order of the flags.

    There is advice for a flag that somebody has to look at. For each reason it is shown until it
    is understood, and not again for seven days; what has to be looked at today, and happened
    anew, always.

    Args:
        questions: where the advice stands.
        flags: those that stand.
        shown: when the advice for a reason was last understood (`shown_advice`).
        now: with its UTC offset. What was shown ahead of it, under a clock that was wrong, holds
            nothing back.
    """
    texts = {advice.reason: advice for advice in questions.advice}
    return tuple(
        DueAdvice(flag, texts[flag.reason])
        for flag in flags
        if flag.lead.urgency is not Urgency.NONE and _is_due(flag, shown.get(flag.reason), now)
    )


def _is_due(flag: Flag, shown: datetime | None, now: datetime) -> bool:
    if shown is None:
        return True
    age = now.astimezone(UTC) - shown.astimezone(UTC)
    is_urgent = flag.lead.urgency.rank >= Urgency.TODAY.rank
    is_new = flag.since.astimezone(UTC) > shown.astimezone(UTC)
    return not timedelta() <= age < ONCE_IN or (is_urgent and is_new)


def shown_advice(events: Iterable[LogEvent]) -> dict[FlagReason, datetime]:
    """When advice was last understood for each reason, as the log's events say.

    What an answer left in the log counts for nothing here: its page said it for a moment, and what
    is needed today stays until somebody says that it was read.
    """
    found: dict[FlagReason, datetime] = {}
    words = {reason.value: reason for reason in FlagReason}
    for event in events:
        reason = words.get(event.advice_shown)
        if reason is not None and _is_understood(event):
            when = event.when
            before = found.get(reason, when)
            found[reason] = max(before, when, key=lambda one: one.astimezone(UTC))
    return found


def _is_understood(event: LogEvent) -> bool:
    return event.type is EventType.OTHER and event.session_id is None


def is_advice_read(event: LogEvent) -> bool:
    """Whether it says that advice was read, and not that something happened."""
    return _is_understood(event) and event.advice_shown in {reason.value for reason in FlagReason}


def shown_event(event_id: str, reason: FlagReason, now: datetime) -> LogEvent:
    """What the log keeps when advice was shown by itself, and understood."""
    return LogEvent(event_id, None, now, EventType.OTHER, advice_shown=reason)
