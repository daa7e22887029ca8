"""What the one-page report says, in words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from app.core.changes import LEAST_SESSIONS, Spread
from app.core.daily_question import HurtsMost
from app.core.health_questions import Outcome
from app.core.limiting_answers import ChecksSaid, LimitingAnswer
from app.core.plan import Foot
from app.core.report import EventCount, FootTrend, Report
from app.core.script_changes import ScriptChanges
from app.core.share import Share
from app.core.soreness import EndReason
from app.core.trends import Compared, Week
from app.ui.figure_words import number_text, signed_text
from app.ui.log_words import MISSING
from app.ui.times import brief_date
from app.ui.words import end_reason_label, event_label

_HOUR_S = 3600
_MINUTE_S = 60

translate = QCoreApplication.translate


def title() -> str:
    """What the page is."""
    return translate("report", "Foot massage and soreness diary")


def self_reported() -> str:
    """What it cannot show."""
    return translate(
        "report", "Self-reported, no comparison group. Cannot show what caused a change."
    )


def standing() -> str:
    """What it is made with."""
    return translate(
        "report",
        "Made with Footwell: a timer and diary for self-massage, alongside the care of your "
        "clinician, not instead of it.",
    )


def period_text(report: Report) -> str:
    """“22 Aug 2026 to 21 Nov 2026 (92 days)”."""
    period = report.period
    if period.days == 1:
        return brief_date(period.first)
    return translate("report", "{first} to {last} ({days} days)").format(
        first=brief_date(period.first), last=brief_date(period.last), days=period.days
    )


def share_text(share: Share) -> str:
    """“9 of 11”, or that there was none."""
    if not share.whole:
        return MISSING
    return translate("report", "{part} of {whole}").format(part=share.part, whole=share.whole)


def hours_text(seconds: int) -> str:
    """“74 h 12 min”, “48 min”."""
    hours, rest = divmod(round(seconds / _MINUTE_S), _MINUTE_S)
    if not hours:
        return translate("report", "{minutes} min").format(minutes=rest)
    return translate("report", "{hours} h {minutes} min").format(hours=hours, minutes=rest)


def planned_text(report: Report) -> str:
    """What was planned, and what of it was done or rest on advice."""
    found = report.adherence
    if not found.weeks:
        return translate("report", "no whole week to hold a plan against")
    if len(found.weeks) == 1:
        told = translate("report", "planned in one week: {planned}, of them done: {done}")
    else:
        told = translate("report", "planned in {weeks} weeks: {planned}, of them done: {done}")
    said = told.format(weeks=len(found.weeks), planned=found.kept.whole, done=found.kept.part)
    if not found.rested:
        return said
    rested = translate("report", "rested on advice: {count}").format(count=found.rested)
    return f"{said}, {rested}"


def trend_title(hurts_most: HurtsMost) -> str:
    """What the charts are of."""
    return {
        HurtsMost.HEEL_OR_ARCH: translate(
            "report", "Pain at the first steps of the morning, 0 to 10"
        ),
        HurtsMost.BALL_OF_FOOT: translate("report", "Pain after standing or walking, 0 to 10"),
        HurtsMost.ACHILLES: translate("report", "Stiffness or pain in the morning, 0 to 10"),
    }[hurts_most]


def trend_legend() -> str:
    """How the charts are read."""
    return translate(
        "report",
        "Dots: days. Line: median of a week with 4 answers or more; none where there were fewer. "
        "Dashes: median of the first week of all.",
    )


def answered_text(trend: FootTrend) -> str:
    """“475 of 730 days answered”."""
    return translate("report", "{share} days answered").format(share=share_text(trend.answered))


def compared_text(found: Compared | None) -> str:
    """The last fourteen days beside the first week, with the numbers of answers."""
    if found is None:
        return translate("report", "Too few answers to compare with the first week.")
    base = found.baseline
    return translate(
        "report",
        "First week: median {base} (n {count}). Last 14: {now} (n {now_count}), {how}.",
    ).format(
        base=number_text(base.median),
        count=base.count,
        now=number_text(found.now),
        now_count=found.count,
        how=_difference(found),
    )


def _difference(found: Compared) -> str:
    if found.is_same:
        return translate("report", "about the same")
    points = number_text(abs(found.difference))
    if found.difference < 0:
        return translate("report", "{points} lower").format(points=points)
    return translate("report", "{points} higher").format(points=points)


def week_cells(week: Week | None) -> tuple[str, str, str]:
    """The median with its number, the worst day, and the days of 7 or more."""
    if week is None or not week.count:
        return MISSING, MISSING, MISSING
    if week.median is None:
        few = translate("report", "too few (n {count})").format(count=week.count)
        return few, MISSING, MISSING
    median = translate("report", "{median} (n {count})").format(
        median=number_text(week.median), count=week.count
    )
    return median, f"{week.worst}", f"{week.strong_days}"


def spread_text(spread: Spread | None, count: int) -> str:
    """“−1 (−3 to +1), n 12”, or that there are too few."""
    if not count:
        return MISSING
    if spread is None:
        return translate("report", "too few, n {count}").format(count=count)
    return translate("report", "{median} ({lowest} to {highest}), n {count}").format(
        median=signed_text(spread.median),
        lowest=signed_text(spread.lowest),
        highest=signed_text(spread.highest),
        count=spread.count,
    )


def changes_legend() -> str:
    """What the table of scripts says and what not."""
    return translate(
        "report",
        "Change in points: median (lowest to highest), n sessions; told from {least} sessions on. "
        "By name, not ranked. Late answers are left out.",
    ).format(least=LEAST_SESSIONS)


def back_text(share: Share, hours: int) -> str:
    """“by 24 h: 9 of 11”, or how many there are of too few."""
    if share.whole < LEAST_SESSIONS:
        told = translate("report", "too few, n {count}").format(count=share.whole)
    else:
        told = translate("report", "{share} sessions").format(share=share_text(share))
    return translate("report", "By {hours} h: {told}").format(hours=hours, told=told)


def stopped_text(stopped: Iterable[tuple[EndReason, int]]) -> str:
    """Why sessions ended early, with numbers."""
    return "; ".join(
        translate("report", "{what}: {count}").format(what=end_reason_label(reason), count=count)
        for reason, count in stopped
    )


def others_text(count: int) -> str:
    """Why there are more sessions by script than at the top of the page."""
    return translate(
        "report", "Not counted as done: {count}, stopped on a warning sign before 15 minutes."
    ).format(count=count)


def event_text(event: EventCount) -> str:
    """“Bruise: 7, last on 16 Nov 2026”."""
    return translate("report", "{what}: {count}, last on {day}").format(
        what=event_label(event.type), count=event.count, day=brief_date(event.last)
    )


def checks_text(said: ChecksSaid) -> str:
    """What came of the checks before sessions."""
    return translate("report", "Checks: {count}; no session: {stopped}; limited: {limited}").format(
        count=said.count, stopped=said.stopped, limited=said.limited
    )


def limit_text(limit: LimitingAnswer) -> str:
    """“Diabetes: 3 times, last on 12 Nov 2026 (only gentle scripts)”."""
    leads = {
        Outcome.STOP: translate("report", "no session"),
        Outcome.AREA: translate("report", "place left out"),
        Outcome.ADAPT: translate("report", "gentle only"),
    }
    return translate("report", "{about} ({leads}): {count}, last on {day}").format(
        about=limit.about,
        leads=leads[limit.outcome],
        count=limit.count,
        day=brief_date(limit.last),
    )


def missing_text(report: Report) -> str:
    """What was not answered of what was asked, always there."""
    answered = report.answered
    parts = [
        translate("report", "check-ins {share}").format(share=_missing(answered.check_ins)),
        translate("report", "pain before and after: sessions {share}").format(
            share=_missing(answered.before_after)
        ),
    ]
    for trend in report.trends:
        name = translate("report", "left foot: days {share}")
        if trend.foot is Foot.RIGHT:
            name = translate("report", "right foot: days {share}")
        parts.append(name.format(share=_missing(trend.answered)))
    said = translate("report", "Not answered: {parts}.").format(parts="; ".join(parts))
    if not answered.late:
        return said
    late = translate("report", "Answered late: {count}.").format(count=answered.late)
    return f"{said} {late}"


def _missing(share: Share) -> str:
    return share_text(Share(share.rest, share.whole))


def more_text(count: int) -> str:
    """That there are more than stand here."""
    return translate("report", "and {count} more").format(count=count)


def made_text(report: Report) -> str:
    """“Made on 21 Nov 2026”."""
    return translate("report", "Made on {day}").format(day=brief_date(report.made))


def condition_text(report: Report) -> str:
    """What it is about, in the person's words."""
    return translate("report", "In their own words: {words}").format(words=report.condition)


def figures(report: Report) -> list[tuple[str, str]]:
    """The numbers in large type, each with what it means."""
    done = report.adherence
    return [
        (
            f"{done.sessions}",
            translate("report", "sessions; {planned}").format(planned=planned_text(report)),
        ),
        (hours_text(done.hands_on_s), translate("report", "of hands-on time")),
        (share_text(done.fifteen), translate("report", "sessions had 15 minutes or more")),
        (
            share_text(report.answered.check_ins),
            translate("report", "check-ins after sessions answered"),
        ),
    ]


def weeks_said(count: int, most: int) -> str:
    """Which weeks the table holds."""
    if count <= most:
        return translate("report", "Weeks")
    return translate("report", "Last {most} of {count} weeks").format(most=most, count=count)


def week_head() -> str:
    """Over the weeks."""
    return translate("report", "from Monday")


def week_heads() -> tuple[str, str, str]:
    """Over what is told of a week."""
    return (
        translate("report", "median"),
        translate("report", "worst"),
        translate("report", "days of 7+"),
    )


def no_trend() -> str:
    """That no day was answered."""
    return translate("report", "No day was answered in this time.")


def scripts_title() -> str:
    """Over the table of scripts."""
    return translate("report", "Pain before and after sessions, by script")


def no_scripts() -> str:
    """That there was no session."""
    return translate("report", "No session in this time.")


def script_head() -> str:
    """Over the scripts."""
    return translate("report", "Script (sessions)")


def sessions_text(script: ScriptChanges) -> str:
    """How many sessions a script had, after its title: “(21)”."""
    return f"({script.sessions})"


def change_heads() -> tuple[str, str]:
    """Over the changes of a place."""
    return translate("report", "right after"), translate("report", "24 hours after")


def back_title() -> str:
    """Over how often soreness was back."""
    return translate("report", "Soreness back at its level before the session")


def stopped_title(count: int) -> str:
    """Over why sessions ended early."""
    return translate("report", "Sessions that ended early: {count}").format(count=count)


def events_title() -> str:
    """Over what happened."""
    return translate("report", "What happened during or after sessions")


def none_kept() -> str:
    """That nothing was written down."""
    return translate("report", "Nothing was written down.")


def checks_title() -> str:
    """Over the answers that limited sessions."""
    return translate("report", "Safety answers before sessions")


def notes_title() -> str:
    """Over the notes."""
    return translate("report", "Notes, the newest first")
