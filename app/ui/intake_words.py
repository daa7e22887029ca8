"""What the pages before a session say."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from app.core.answer import Region
from app.core.health_check import Reason, Verdict
from app.core.health_questions import HealthQuestions, Limit, Outcome
from app.core.place_dose import left_out
from app.core.plan import Foot, Plan, Side
from app.core.script import Area, GivenBy, Script
from app.ui.words import area_label, listed, side_label

LONG_S = 30 * 60
"""From how many seconds in all a session is a long one, which a snack is good for."""


def told(text: str) -> str:
    """A text of the health questions' file, in the person's language."""
    return QCoreApplication.translate("health", text)


def foot_name(foot: Foot) -> str:
    """A foot: “Left foot”."""
    return side_label(Side(foot.value))


def side_name(foot: Foot, ask_where: str) -> str:
    """The answer to “Which foot?”, “Which leg?” or “Which side?”, in the word that it asks with."""
    translate = QCoreApplication.translate
    is_left = foot is Foot.LEFT
    if ask_where.endswith("leg?"):
        return translate("intake", "Left leg") if is_left else translate("intake", "Right leg")
    if ask_where.endswith("side?"):
        return translate("intake", "Left side") if is_left else translate("intake", "Right side")
    return foot_name(foot)


def places_text(feet: Iterable[Foot], regions: Iterable[Region], ask_where: str = "") -> str:
    """Feet and places in a line: “Left foot; right foot: heel, arch”."""
    parts = [side_name(foot, ask_where) for foot in Foot if foot in set(feet)]
    found = set(regions)
    for foot in Foot:
        areas = [area_label(area).lower() for area in Area if (foot, area) in found]
        if areas:
            form = QCoreApplication.translate("intake", "{foot}: {places}")
            parts.append(form.format(foot=foot_name(foot), places=", ".join(areas)))
    return "; ".join(parts)


def reason_heading(questions: HealthQuestions, reason: Reason) -> str:
    """What was answered, in short, and where: “Less feeling in a foot · Left foot”."""
    question = questions.asked_by(reason.question)
    about = "" if question is None else question.about
    where = places_text(reason.feet, reason.regions, question.ask_where if question else "")
    return listed((told(about) if about else "", where))


def placed_text(reason: Reason, ask_where: str) -> str:
    """What a reason says, with the places that it is about before it."""
    where, said = places_text(reason.feet, reason.regions, ask_where), told(reason.say)
    if not where:
        return said
    return QCoreApplication.translate("intake", "{where}. {said}").format(where=where, said=said)


def reason_text(questions: HealthQuestions, reason: Reason) -> str:
    """What was answered and where, and what it says, in a line."""
    heading, said = reason_heading(questions, reason), told(reason.say)
    if not heading:
        return said
    form = QCoreApplication.translate("intake", "{heading}. {said}")
    return form.format(heading=heading, said=said)


def reasons_to_tell(verdict: Verdict) -> list[Reason]:
    """The reasons that change the session, each saying once; after a STOP only its own."""
    kept = [one for one in verdict.reasons if one.level is not Outcome.CLEAR]
    if verdict.is_stop:
        kept = [one for one in kept if one.level is Outcome.STOP]
    return list({(one.say, one.feet, one.regions): one for one in kept}.values())


def limits_untold(verdict: Verdict) -> list[str]:
    """What else holds for the session, a line each, less what one of its reasons says already."""
    said = " ".join(told(reason.say) for reason in reasons_to_tell(verdict)).casefold()
    lines = limit_lines(verdict.limits)
    return [line for line in lines if line.rstrip(".").casefold() not in said]


def limit_lines(limits: Iterable[Limit]) -> list[str]:
    """What else holds for the session, a line each; what the plan sees to is not said."""
    translate = QCoreApplication.translate
    lines = {
        Limit.NO_WALL: translate("intake", "Stay seated: steps at a wall or a stair are left out."),
        Limit.EASY_REACH: "",
        Limit.SLOW_RISE: translate(
            "intake", "The last step, getting up slowly, cannot be skipped."
        ),
        Limit.PARTNER_NEAR: translate("intake", "Have somebody near."),
        Limit.OTHER_LOTION: translate(
            "intake", "Use a lotion and tools that your skin is fine with, or none."
        ),
        Limit.LOOK_AT_SKIN: translate("intake", "Look at the skin of both feet before and after."),
        Limit.HANDS_ONLY: translate("intake", "Hands only: no ball, roller or bottle."),
        Limit.NO_TOOLS_ON_BONE: translate(
            "intake", "No ball or roller where bone is close to the skin."
        ),
        Limit.OFF_VEINS: translate("intake", "Never press on a vein."),
    }
    return [lines[limit] for limit in limits if lines[limit]]


def left_out_lines(plan: Plan) -> list[str]:
    """What of the script is not done because of the answers, and how the rest fills the time."""
    translate = QCoreApplication.translate
    found: dict[tuple[str, ...], list[Foot | None]] = {}
    for foot, titles in left_out(plan).items():
        found.setdefault(titles, []).append(foot)
    lines = []
    for titles, feet in found.items():
        form = translate("intake", "Left out: {steps}")
        if feet != [None]:
            form = translate("intake", "{feet}, left out: {steps}")
        lines.append(form.format(feet=_feet_name(feet), steps=", ".join(titles)))
    if lines and plan.passes > 1:
        form = translate("intake", "Some of the other steps come again, to fill {minutes} minutes.")
        lines.append(form.format(minutes=plan.choice.minutes))
    return lines


def _feet_name(feet: Iterable[Foot | None]) -> str:
    named = [foot for foot in feet if foot is not None]
    if len(named) == len(Foot):
        return side_label(Side.BOTH)
    return foot_name(named[0]) if named else ""


def reminders(limits: Iterable[Limit]) -> list[str]:
    """What is said again while the session runs, where hands and eyes are on a foot."""
    said_again = (Limit.PARTNER_NEAR, Limit.OFF_VEINS)
    return limit_lines(limit for limit in limits if limit in said_again)


def skin_text(limits: Iterable[Limit]) -> str:
    """What is said after the session where the skin has to be looked at; empty elsewhere."""
    if Limit.LOOK_AT_SKIN not in tuple(limits):
        return ""
    return QCoreApplication.translate(
        "intake",
        "Look at the skin of both feet now, between the toes too. If it is broken, blistered or "
        "newly red, show it to your doctor.",
    )


def rise_text(limits: Iterable[Limit]) -> str:
    """What is said after the session to who may get dizzy on standing up; empty to others."""
    translate = QCoreApplication.translate
    lines = {
        Limit.PARTNER_NEAR: translate("intake", "Have somebody near when you get up."),
        Limit.SLOW_RISE: translate("intake", "Sit for a moment before you stand."),
    }
    there = tuple(limits)
    return " ".join(said for limit, said in lines.items() if limit in there)


def body_lines(plan: Plan, limits: Iterable[Limit]) -> list[str]:
    """Clothing, water, a seat, a snack: what the body is glad of."""
    translate = QCoreApplication.translate
    lines = [
        translate("intake", "Loose clothes that leave feet and calves free, such as shorts."),
        translate("intake", "Some water now, a sip in between, and water afterwards."),
    ]
    if Limit.EASY_REACH not in tuple(limits):
        lines.append(translate("intake", "Sit so that you reach the foot without strain."))
    if plan.total_s >= LONG_S:
        lines.append(translate("intake", "A light snack, nuts or fruit: this is a long session."))
    return lines


def talk_lines(script: Script) -> list[str]:
    """How to speak up during it, and what to ask a professional."""
    translate = QCoreApplication.translate
    if script.given_by is GivenBy.PARTNER:
        return [
            translate("intake", "Say where it hurts, how strongly, and what you hope for."),
            translate("intake", "Agree on a word for “stop”. It always counts, at once."),
            translate("intake", "Give a number from 0 to 10 whenever you are asked."),
        ]
    return [
        translate("intake", "Too sore? Press Down: it goes one level lighter. Esc stops."),
        translate(
            "intake",
            "With a therapist: say where it hurts, how strongly, and what you hope for. Ask what "
            "you do not understand, and what soreness to expect.",
        ),
    ]
