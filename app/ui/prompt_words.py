"""What the desktop says of what is due: plain, and nothing that others may not read."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from app.core.notice import Notice
from app.core.prompts import Prompt, Reminder
from app.ui.times import clock_time

_NOW = timedelta(minutes=5)
"""What is planned for less than this before or after now is planned for now."""


def notice_of(prompt: Prompt) -> Notice:
    """What is shown for a prompt at the time at which it is given."""
    translate = QCoreApplication.translate
    planned = [_planned(one, prompt.at) for one in prompt.reminders[:1]]
    if not prompt.check_ins:
        title, open_ = translate("notice", "Time for your feet?"), translate("notice", "Open")
        return Notice(title, " ".join(planned), open_)
    title = translate("notice", "How do your feet feel now?")
    text = " ".join([translate("notice", "Under a minute."), *planned])
    return Notice(title, text, translate("notice", "Answer"))


def trial_notice() -> Notice:
    """What is shown to try whether one is seen."""
    translate = QCoreApplication.translate
    return Notice(
        translate("notice", "This is a notice"),
        translate("notice", "This is how Footwell tells you that something is due."),
        translate("notice", "Open"),
    )


def _planned(reminder: Reminder, now: datetime) -> str:
    translate = QCoreApplication.translate
    if abs(reminder.due - now) < _NOW:
        return translate("notice", "Planned for now.")
    return translate("notice", "Planned for {time}.").format(time=clock_time(reminder.due))
