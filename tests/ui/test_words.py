"""Words of the vocabularies as a person reads them."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QFont

from app.core.library import Source
from app.core.log_entries import EVENT_WORDS
from app.core.plan import Feet, Foot, Side
from app.core.script import Area, Condition, GivenBy, Level, Pressure, Technique, Tool
from app.core.soreness import EndReason, EventType, RatingContext, RatingKind
from app.ui import words
from app.ui.text_block import TextBlock

VOCABULARIES: list[tuple[type[StrEnum], Callable[[Any], str], set[StrEnum]]] = [
    (Technique, words.technique_label, set()),
    (Area, words.area_label, {Area.GENERAL}),
    (Tool, words.tool_label, set()),
    (Pressure, words.pressure_label, set()),
    (Pressure, words.pressure_text, set()),
    (Level, words.level_label, set()),
    (Condition, words.condition_label, set()),
    (GivenBy, words.given_by_label, set()),
    (Source, words.source_label, set()),
    (Foot, words.foot_label, set()),
    (Feet, words.feet_label, set()),
    (Side, words.side_label, {Side.NONE}),
    (Side, words.side_banner, {Side.NONE}),
    (EndReason, words.end_reason_label, set()),
    (EventType, words.event_label, set()),
    (RatingKind, words.rating_kind_label, set()),
    (RatingContext, words.rating_context_label, set()),
]


@pytest.mark.parametrize(("vocabulary", "label", "silent"), VOCABULARIES)
def test_every_word_has_one_of_its_own(
    vocabulary: type[StrEnum], label: Callable[[Any], str], silent: set[StrEnum]
) -> None:
    said = {word: label(word) for word in vocabulary}
    assert {word for word, text in said.items() if not text} == silent
    spoken = [text for text in said.values() if text]
    assert len(set(spoken)) == len(spoken)


def test_what_happened_is_found_by_what_it_is_called() -> None:
    called = {event: words.event_label(event).casefold() for event in EventType}
    del called[EventType.OTHER]
    assert called == EVENT_WORDS


def test_pressure_names_its_ceiling() -> None:
    assert words.pressure_text(Pressure.MODERATE) == "Moderate, up to 4 of 10"
    assert words.pressure_text(Pressure.NONE) == "No pressure"


def test_the_foot_cannot_be_mistaken() -> None:
    assert words.side_banner(Side.LEFT) == "LEFT FOOT"
    assert words.side_banner(Side.BOTH) == "BOTH FEET"


@pytest.mark.parametrize(
    ("seconds", "figures", "said"),
    [
        (42, "0:42", "about 1 min"),
        (20, "0:20", "under a minute"),
        (1439.6, "24:00", "about 24 min"),
        (3900, "1:05:00", "about 65 min"),
    ],
)
def test_times(seconds: float, figures: str, said: str) -> None:
    assert words.duration_text(seconds) == figures
    assert words.about_text(seconds) == said


def test_a_list_leaves_out_what_is_empty() -> None:
    assert words.listed(["One", "", "Two"]) == "One\u00a0· Two"
    assert words.minutes_text(20) == "20 min"


def test_a_dot_never_begins_a_line(qapp: QCoreApplication) -> None:  # noqa: ARG001 - fonts
    text = words.listed(["Standard", "Tennis ball", "Foam roller", "Towel"])
    for width in range(140, 300, 10):
        assert not any(line.startswith("·") for line in TextBlock(text, QFont(), width, 9).lines), (
            width
        )


def test_what_does_not_fit_ends_in_an_ellipsis(qapp: QCoreApplication) -> None:  # noqa: ARG001
    lines = TextBlock("many words in a narrow\nplace", QFont(), 80, 2).lines
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert TextBlock("  ", QFont(), 80).height == 0


class _Shouting(QTranslator):
    """Stands in for a translation."""

    def translate(
        self,
        context: str,
        source_text: str,
        disambiguation: str | None = None,  # noqa: ARG002 - Qt's
        n: int = -1,  # noqa: ARG002 - Qt's
    ) -> str:
        return source_text.upper() if context == "words" else ""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's
        return False


def test_words_go_through_the_translation(qapp: QCoreApplication) -> None:
    translator = _Shouting()
    qapp.installTranslator(translator)
    try:
        assert words.technique_label(Technique.KNEADING) == "KNEADING"
    finally:
        qapp.removeTranslator(translator)
