"""What became of a step, as it is said and shown after a session and in the log."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.durations import clock_text, whole_s
from app.core.session_summary import Fate, StepFate
from app.ui.words import listed, side_label

FATE_ICONS = {
    Fate.DONE: ("check", "lead"),
    Fate.PARTLY: ("minus", "soft_ink"),
    Fate.SKIPPED: ("skip-forward", "soft_ink"),
    Fate.LEFT_OUT: ("hand", "soft_ink"),
    Fate.NOT_DONE: ("timer", "soft_ink"),
}
"""An icon and the role of its color."""


def fate_label(fate: Fate) -> str:
    """What became of a step, in a word or two."""
    translate = QCoreApplication.translate
    return {
        Fate.DONE: translate("end", "Done"),
        Fate.PARTLY: translate("end", "In part"),
        Fate.SKIPPED: translate("end", "Skipped"),
        Fate.LEFT_OUT: translate("end", "Left out"),
        Fate.NOT_DONE: translate("end", "Not done"),
    }[fate]


def fate_line(one: StepFate) -> str:
    """Foot, what became of the step, and what was special about it."""
    translate = QCoreApplication.translate
    eased = translate("end", "eased {count} ×").format(count=one.step.eased)
    return listed(
        (
            side_label(one.step.side),
            fate_label(one.fate),
            eased if one.step.eased else "",
            translate("end", "once more") if one.is_again else "",
            translate("end", "added") if one.is_added else "",
        )
    )


def fate_time(one: StepFate) -> str:
    """The seconds that were run; of a part, against those that were planned."""
    ran = clock_text(whole_s(one.step.actual_s))
    if not one.is_worked:
        return ""
    return ran if one.fate is Fate.DONE else _of(ran, clock_text(one.step.planned_s))


def _of(done: str, planned: str) -> str:
    words = QCoreApplication.translate("end", "{done} of {planned}")
    return words.format(done=done, planned=planned)
