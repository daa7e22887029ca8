"""A place on a foot, and what happened there, in the same words wherever they are read."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import EventType
from app.ui.words import area_label, event_label, foot_label


def place_label(foot: Foot | None, area: Area | None = None) -> str:
    """“Left foot, heel”; the foot alone for all of it, and nothing for nowhere."""
    if foot is None:
        return ""
    if area is None or area is Area.WHOLE_FOOT:
        return foot_label(foot)
    form = QCoreApplication.translate("words", "{foot}, {place}")
    return form.format(foot=foot_label(foot), place=area_label(area).lower())


def place_text(foot: Foot | None, area: Area | None = None) -> str:
    """The same within a sentence: “left foot, heel”."""
    name = place_label(foot, area)
    return name[:1].lower() + name[1:]


def event_text(event: EventType, foot: Foot | None = None, area: Area | None = None) -> str:
    """What happened, and where: “Bruise, left foot, heel”."""
    where = place_text(foot, area)
    if not where:
        return event_label(event)
    form = QCoreApplication.translate("words", "{event}, {where}")
    return form.format(event=event_label(event), where=where)
