"""How the log's table writes an entry: what it was, its answers, and how it ended."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.durations import clock_text
from app.core.log_entries import AnswersEntry, EventEntry, FeetScores, LogEntry, SessionEntry
from app.core.plan import Feet, Foot
from app.core.soreness import EndReason, RatingKind
from app.ui.log_words import MISSING
from app.ui.place_words import place_label
from app.ui.words import (
    end_reason_label,
    event_label,
    feet_label,
    foot_label,
    listed,
    rating_kind_label,
)


def entry_title(entry: LogEntry) -> str:
    """What it was: a script's title, “First steps: left 4, right 2”, “Bruise: Left foot, heel”."""
    about = entry.about
    if isinstance(about, SessionEntry):
        return about.script_title
    words = QCoreApplication.translate("log", "{what}: {details}")
    if isinstance(about, AnswersEntry):
        said = _feet_spoken(about.scores) or QCoreApplication.translate("log", "not answered")
        return words.format(what=rating_kind_label(about.kind), details=said)
    what = event_title(about)
    where = event_place(about)
    return words.format(what=what, details=where) if where else what


def event_title(event: EventEntry) -> str:
    """What happened; that advice was shown where nothing did."""
    if event.is_advice:
        return QCoreApplication.translate("log", "Advice shown")
    return event_label(event.type)


def event_place(event: EventEntry) -> str:
    """Where it happened: “Left foot, heel”; nothing where that was not said."""
    return place_label(event.side, event.region)


def entry_feet(entry: LogEntry) -> str:
    """Which feet it is about; empty where it is about none."""
    about = entry.about
    if isinstance(about, SessionEntry):
        return feet_label(about.feet)
    if isinstance(about, EventEntry):
        return foot_label(about.side) if about.side else ""
    answered = [foot for foot in Foot if about.scores.of(foot) is not None]
    if len(answered) == len(Foot):
        return feet_label(Feet.BOTH)
    return foot_label(answered[0]) if answered else ""


def entry_hands_on(entry: LogEntry) -> str:
    """Hands-on time; empty for what is no session."""
    return clock_text(entry.about.hands_on_s) if isinstance(entry.about, SessionEntry) else ""


def pain_scores(entry: LogEntry) -> tuple[FeetScores, FeetScores]:
    """Answers about pain before and after; without a session they stand as after."""
    about = entry.about
    if isinstance(about, SessionEntry):
        return about.pain_before, about.pain_after
    return FeetScores(), _of_day(about, RatingKind.PAIN)


def sore_scores(entry: LogEntry) -> FeetScores:
    """Answers about soreness right after, or of a day without a session."""
    about = entry.about
    if isinstance(about, SessionEntry):
        return about.sore_after
    return _of_day(about, RatingKind.SORENESS)


def _of_day(about: AnswersEntry | EventEntry, kind: RatingKind) -> FeetScores:
    if isinstance(about, AnswersEntry) and about.kind is kind:
        return about.scores
    return FeetScores()


def feet_text(scores: FeetScores) -> str:
    """Both feet in short: “L 3 · R 4”; “–” where nothing was answered."""
    return change_text(FeetScores(), scores)


def change_text(before: FeetScores, after: FeetScores) -> str:
    """Before and after for each foot in short: “L 5 → 3 · R 4”."""
    translate = QCoreApplication.translate
    words = {
        Foot.LEFT: translate("log", "L {score}"),
        Foot.RIGHT: translate("log", "R {score}"),
    }
    parts = (
        words[foot].format(score=change)
        for foot in Foot
        if (change := _change(before.of(foot), after.of(foot)))
    )
    return listed(parts) or MISSING


def _change(before: int | None, after: int | None) -> str:
    if before is None:
        return "" if after is None else str(after)
    return f"{before} → {MISSING if after is None else after}"


def change_spoken(before: FeetScores, after: FeetScores) -> str:
    """The same in full, for a screen reader."""
    translate = QCoreApplication.translate
    parts = []
    for foot in Foot:
        then, now = before.of(foot), after.of(foot)
        if then is None and now is None:
            continue
        told = translate("log", "{foot} {after}")
        if then is not None:
            told = translate("log", "{foot} {before} before, {after} after")
        missing = translate("log", "not answered")
        said = told.format(
            foot=foot_label(foot), before=then, after=missing if now is None else now
        )
        parts.append(said)
    return ", ".join(parts) or translate("log", "not answered")


def _feet_spoken(scores: FeetScores) -> str:
    translate = QCoreApplication.translate
    words = {
        Foot.LEFT: translate("log", "left {score}"),
        Foot.RIGHT: translate("log", "right {score}"),
    }
    return ", ".join(
        words[foot].format(score=scores.of(foot)) for foot in Foot if scores.of(foot) is not None
    )


def entry_ended(entry: LogEntry) -> str:
    """“Finished”, or why it ended early; empty for what is no session."""
    about = entry.about
    if not isinstance(about, SessionEntry):
        return ""
    translate = QCoreApplication.translate
    if about.completed:
        return translate("end", "Finished")
    reason = about.ended or EndReason.OTHER
    if reason is EndReason.DONE:
        time = clock_text(about.hands_on_s)
        return translate("end", "Finished at {time}").format(time=time)
    return translate("log", "Early: {reason}").format(reason=end_reason_label(reason))


def entry_marks(entry: LogEntry) -> tuple[str, ...]:
    """What else is worth a word: written down later, something happened, the note."""
    translate = QCoreApplication.translate
    about = entry.about
    marks = []
    if isinstance(about, SessionEntry):
        if about.by_hand:
            marks.append(translate("log", "added later"))
        if about.happened:
            marks.append(translate("log", "something happened"))
    return (*marks, entry.note)
