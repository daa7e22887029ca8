"""What is said of a session that is over, without scolding."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.durations import clock_text
from app.core.plan import Foot
from app.core.soreness import EndReason, SessionRecord
from app.ui.words import end_reason_label, feet_label, listed


def worked_feet(record: SessionRecord) -> tuple[Foot, ...]:
    """The feet that had hands-on time, the left one first."""
    worked = {
        foot
        for step in record.steps
        if step.counts and step.actual_s >= 1
        for foot in step.side.feet
    }
    return tuple(foot for foot in Foot if foot in worked)


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
