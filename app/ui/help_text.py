"""A topic of the help as rich text, with real headings and lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetrics

from app.core.help_topics import Dose, HelpTopics, Section, Topic
from app.core.script import Pressure
from app.ui.theme import Look, Space, Type
from app.ui.words import pressure_text

_POINT = "•\u00a0\u00a0"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of type in pixels at 100 % text."""

    title: int
    heading: int
    body: int
    fine: int


READING = Sizes(Type.TITLE, Type.SECTION, Type.BODY, Type.FINE)
"""For a page that is read in front of the screen."""

AFAR = Sizes(38, 25, Type.INSTRUCTION, Type.SECTION)
"""For the player, which is read from a metre and a half."""


def topic_html(topic: Topic, help_: HelpTopics, *, leads_on: bool) -> str:
    """A topic.

    Args:
        topic: which.
        help_: where the topics that it leads to, and the names of its sources, are.
        leads_on: whether other topics and sources are named below it.
    """
    parts = [f"<h1>{escape(topic.title)}</h1>", _paragraph(topic.summary, "summary")]
    if topic.dose is not None:
        parts.append(_dose(topic.dose))
    parts += [_section(section) for section in topic.sections]
    if leads_on:
        parts += [_links(topic, help_), _sources(topic, help_)]
    return "".join(parts)


def style_of(look: Look, sizes: Sizes) -> str:
    """The style sheet of the text; Qt's rich text knows a few rules only."""
    color = look.colors
    hang = QFontMetrics(look.font(sizes.body)).horizontalAdvance(_POINT)
    return f"""
h1 {{ font-size: {look.px(sizes.title)}px; font-weight: 700; margin: 0px 0px 6px 0px; }}
h2 {{ font-size: {look.px(sizes.heading)}px; font-weight: 600; margin: {look.px(20)}px 0px 6px 0px;
    color: {color.ink}; }}
h2.urgent {{ color: {color.strong_attention}; }}
p {{ font-size: {look.px(sizes.body)}px; margin: 0px 0px 8px 0px; line-height: 135%; }}
p.summary {{ color: {color.strong_soft_ink}; margin-bottom: 12px; }}
p.point {{ margin: 0px 0px 5px {hang + Space.XS}px; text-indent: {-hang}px; }}
td {{ font-size: {look.px(sizes.body)}px; background-color: {color.lead_weak}; color: {color.ink};
    padding: 5px 12px 5px 12px; }}
td.name {{ font-weight: 600; white-space: nowrap; }}
p.fine {{ font-size: {look.px(sizes.fine)}px; color: {color.soft_ink}; }}
a {{ color: {color.lead}; text-decoration: underline; }}
"""


def rest_text(hours: int) -> str:
    """How long a foot waits for firm work after a technique."""
    translate = QCoreApplication.translate
    if not hours:
        return translate("help-page", "None needed.")
    text = translate("help-page", "{hours} hours without firm work on this foot.")
    return text.format(hours=hours)


def _section(section: Section) -> str:
    urgent = ' class="urgent"' if section.is_urgent else ""
    head = f"<h2{urgent}>{escape(section.heading)}</h2>"
    text = "".join(_paragraph(one) for one in section.text)
    return head + text + _list([escape(point) for point in section.points])


def _dose(dose: Dose) -> str:
    translate = QCoreApplication.translate
    pressure = pressure_text(dose.pressure)
    if dose.pressure is Pressure.NONE:
        pressure = translate("help-page", "None: as far as it feels tight, never to pain.")
    rows = (
        (translate("help-page", "Pressure"), pressure),
        (translate("help-page", "Time"), dose.time),
        (translate("help-page", "Rest"), rest_text(dose.rest_hours)),
    )
    cells = "".join(
        f'<tr><td class="name" width="1%">{escape(name)}</td><td>{escape(says)}</td></tr>'
        for name, says in rows
    )
    return f'<table cellspacing="0" width="100%">{cells}</table>'


def _links(topic: Topic, help_: HelpTopics) -> str:
    if not topic.see:
        return ""
    head = escape(QCoreApplication.translate("help-page", "See also"))
    lines = [f'<a href="{one}">{escape(help_.find(one).title)}</a>' for one in topic.see]
    return f"<h2>{head}</h2>{_list(lines)}"


def _sources(topic: Topic, help_: HelpTopics) -> str:
    head = QCoreApplication.translate("help-page", "Where this comes from: {sources}.")
    names = "; ".join(help_.sources[one] for one in topic.sources)
    return f"<hr>{_paragraph(head.format(sources=names), 'fine')}"


def _paragraph(text: str, kind: str = "") -> str:
    marked = f' class="{kind}"' if kind else ""
    return f"<p{marked}>{escape(text)}</p>"


def _list(lines: Sequence[str]) -> str:
    """A list of lines that are rich text already.

    With points that are read and copied too, and as far from the words as we want them.
    """
    return "".join(f'<p class="point">{_POINT}{line}</p>' for line in lines)
