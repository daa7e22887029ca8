"""What is said of a session that is over, without scolding."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.core.durations import clock_text, whole_s
from app.core.plan import Foot, Side
from app.core.session_summary import Fate, StepFate
from app.core.soreness import EndReason, SessionRecord
from app.ui.fate_words import fate_time
from app.ui.words import end_reason_label, feet_label, listed

_NAMED = 3
"""So many steps are named in a line; the list of steps names them all."""


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """One line of the summary with the icon that stands before it."""

    icon: str
    text: str


def end_headline(record: SessionRecord) -> str:
    """“Finished”, or why it ended before its last step."""
    translate = QCoreApplication.translate
    if record.completed:
        return translate("end", "Finished")
    reason = record.ended_early_reason or EndReason.OTHER
    if reason is EndReason.DONE:
        time = clock_text(record.actual_hands_on_s)
        return translate("end", "Finished at {time}").format(time=time)
    return translate("end", "Ended early: {reason}").format(reason=end_reason_label(reason))


def hands_on_line(record: SessionRecord) -> str:
    """The hands-on time against fifteen minutes."""
    translate = QCoreApplication.translate
    time = clock_text(record.actual_hands_on_s)
    if record.met_15_min:
        return translate("end", "{time} hands-on").format(time=time)
    return translate("end", "{time} hands-on, under fifteen minutes").format(time=time)


def steps_line(record: SessionRecord) -> str:
    """How many steps were done, skipped and eased, and on which feet."""
    translate = QCoreApplication.translate
    done = translate("end", "{count} of {all} steps").format(
        count=record.steps_done, all=len(record.steps)
    )
    skipped = translate("end", "{count} skipped").format(count=record.steps_skipped)
    eased = translate("end", "eased {count} ×").format(count=record.eased_count)
    return listed(
        (
            done,
            skipped if record.steps_skipped else "",
            eased if record.eased_count else "",
            feet_label(record.feet),
        )
    )


def summary_lines(fates: Sequence[StepFate]) -> tuple[SummaryLine, ...]:
    """The session in a few lines: what was done, and what went another way than planned.

    Where a line names only some steps, it names those with the most hands-on time.

    Args:
        fates: its steps.
    """
    translate = QCoreApplication.translate
    fates = sorted(fates, key=_hands_on, reverse=True)
    not_done = sum(one.fate is Fate.NOT_DONE for one in fates)
    added_s = whole_s(sum(one.step.actual_s for one in fates if one.is_added))
    lines = (
        SummaryLine("check", _done_text(fates)),
        _line("minus", translate("end", "In part: {steps}"), _timed_names(fates, Fate.PARTLY)),
        _line("skip-forward", translate("end", "Skipped: {steps}"), _names(fates, Fate.SKIPPED)),
        _line("feather", translate("end", "Eased: {steps}"), _eased_names(fates)),
        _line("hand", translate("end", "Left out: {steps}"), _left_out_names(fates)),
        _line("repeat", translate("end", "Done again: {steps}"), _again_names(fates)),
        _line("plus", translate("end", "Gentle steps added: {steps}"), _time(added_s)),
        _line("timer", translate("end", "Steps not done: {steps}"), _count(not_done)),
    )
    return tuple(line for line in lines if line.text)


def _hands_on(one: StepFate) -> tuple[float, float]:
    """The hands-on seconds that a step had, and those that it was to have."""
    step = one.step
    return (step.actual_s, step.planned_s) if step.counts else (0.0, 0.0)


def _done_text(fates: Sequence[StepFate]) -> str:
    translate = QCoreApplication.translate
    done = sum(one.fate is Fate.DONE for one in fates)
    if not done:
        return ""
    if done == len(fates):
        return translate("end", "All {all} steps done").format(all=done)
    return translate("end", "{count} of {all} steps done").format(count=done, all=len(fates))


def _line(icon: str, words: str, names: Sequence[str]) -> SummaryLine:
    """A line that names some of these and counts the rest; empty without any."""
    if not names:
        return SummaryLine(icon, "")
    rest = len(names) - _NAMED
    # One more is named rather than counted.
    shown = list(names if rest <= 1 else names[:_NAMED])
    if rest > 1:
        more = QCoreApplication.translate("end", "{count} more").format(count=rest)
        shown.append(more)
    return SummaryLine(icon, words.format(steps="; ".join(shown)))


def _count(number: int) -> tuple[str, ...]:
    return (str(number),) if number else ()


def _time(seconds: int) -> tuple[str, ...]:
    return (clock_text(seconds),) if seconds else ()


def _names(fates: Sequence[StepFate], fate: Fate) -> list[str]:
    return _titles(one for one in fates if one.fate is fate)


def _again_names(fates: Sequence[StepFate]) -> list[str]:
    return _titles(one for one in fates if one.is_again and one.is_worked)


def _titles(steps: Iterable[StepFate]) -> list[str]:
    """Each title once, with the feet it was for."""
    feet: dict[str, set[Foot]] = {}
    for one in steps:
        feet.setdefault(one.step.title, set()).update(one.step.side.feet)
    return [_on(title, _side_of(there)) for title, there in feet.items()]


def _timed_names(fates: Sequence[StepFate], fate: Fate) -> list[str]:
    """The steps of which a part was done, each with its time."""
    return [
        listed((_on(one.step.title, one.step.side), fate_time(one)))
        for one in fates
        if one.fate is fate and one.is_worked
    ]


def _left_out_names(fates: Sequence[StepFate]) -> list[str]:
    """What was begun before it was left out, and then what was not."""
    untouched = (one for one in fates if one.fate is Fate.LEFT_OUT and not one.is_worked)
    return [*_timed_names(fates, Fate.LEFT_OUT), *_titles(untouched)]


def _eased_names(fates: Sequence[StepFate]) -> list[str]:
    """Each step once for each foot, with how often."""
    counts: dict[tuple[str, Side], int] = {}
    for one in fates:
        if one.step.eased:
            place = one.step.title, one.step.side
            counts[place] = counts.get(place, 0) + one.step.eased
    words = QCoreApplication.translate("end", "{step}, {count} ×")
    return [
        words.format(step=_on(title, side), count=count) if count > 1 else _on(title, side)
        for (title, side), count in counts.items()
    ]


def _side_of(feet: Collection[Foot]) -> Side:
    if not feet:
        return Side.NONE
    return Side.BOTH if len(feet) > 1 else Side(next(iter(feet)).value)


def _on(what: str, side: Side) -> str:
    """Something with the foot in brackets: “Knead the arch (left foot)”."""
    translate = QCoreApplication.translate
    words = {
        Side.LEFT: translate("end", "{what} (left foot)"),
        Side.RIGHT: translate("end", "{what} (right foot)"),
        Side.BOTH: translate("end", "{what} (both feet)"),
        Side.NONE: "{what}",
    }[side]
    return words.format(what=what)
