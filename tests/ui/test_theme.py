"""The look: contrast, sizes, and that it follows the settings."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.core.plan import Side
from app.core.preferences import Preferences, Theme
from app.ui.theme import DARK, LIGHT, Colors, Look, Looks, Type, style_sheet

THEMES = pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])

TEXT_ON = [
    *(
        (text, ground)
        for text in ("ink", "soft_ink", "lead", "right", "attention")
        for ground in ("paper", "card")
    ),
    ("ink", "lead_weak"),
    ("strong_lead", "lead_weak"),
    ("ink", "right_weak"),
    ("strong_right", "right_weak"),
    ("ink", "attention_weak"),
    ("strong_attention", "attention_weak"),
    ("on_color", "lead"),
    ("on_color", "lead_hover"),
    ("on_color", "lead_pressed"),
    ("on_color", "right"),
    ("strong_soft_ink", "line"),
    ("paper", "ink"),
    ("lead_on_ink", "ink"),
]
PLAYER = ["ink", "strong_soft_ink", "strong_lead", "strong_right", "strong_attention"]


def _luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    shown = QColor(color)
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (shown.redF(), shown.greenF(), shown.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_yardstick_agrees_with_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEMES
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_can_be_read(colors: Colors, text: str, ground: str) -> None:
    assert contrast(getattr(colors, text), getattr(colors, ground)) >= 4.5


@THEMES
@pytest.mark.parametrize("text", PLAYER)
def test_the_player_can_be_read_from_afar(colors: Colors, text: str) -> None:
    assert contrast(getattr(colors, text), colors.paper) >= 7


@THEMES
@pytest.mark.parametrize("ground", ["paper", "card"])
def test_edges_that_mean_something_can_be_seen(colors: Colors, ground: str) -> None:
    for edge in ("lead", "strong_line", "attention"):
        assert contrast(getattr(colors, edge), getattr(colors, ground)) >= 3


@THEMES
@pytest.mark.parametrize("role", ["answer", "score"])
def test_what_is_not_chosen_yet_can_be_seen(colors: Colors, role: str) -> None:
    usual = f'QPushButton[role="{role}"] {{'
    rule = style_sheet(Look(colors)).partition(usual)[2].partition("}")[0]
    assert f"border: 2px solid {colors.strong_line}" in rule
    assert contrast(colors.strong_line, colors.card) >= 3


@THEMES
@pytest.mark.parametrize("percent", [100, 200])
def test_the_style_sheet_is_whole(colors: Colors, percent: int) -> None:
    sheet = style_sheet(Look(colors, text_percent=percent))
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_sizes_grow_with_the_text() -> None:
    look = Look(LIGHT, text_percent=150)
    assert look.px(20) == 30
    assert look.scale == 1.5
    assert look.font(Type.BODY).pixelSize() == 24


def test_the_feet_have_their_own_colours() -> None:
    look = Look(LIGHT)
    assert look.side_color(Side.RIGHT) == QColor(LIGHT.strong_right)
    assert look.side_color(Side.LEFT) == QColor(LIGHT.strong_lead)


def test_no_motion_where_none_is_wanted() -> None:
    assert Look(LIGHT, reduced_motion=True).motion_ms == 0
    assert 150 <= Look(LIGHT).motion_ms <= 200


def test_a_change_is_told_once_and_only_if_it_shows(looks: Looks) -> None:
    told: list[bool] = []
    looks.changed.connect(lambda: told.append(looks.current.is_dark))
    looks.follow(Preferences(theme=Theme.DARK))
    assert told == [True]
    looks.follow(Preferences(theme=Theme.DARK, sound=False))
    assert told == [True]


def test_the_application_wears_the_look(qapp: QApplication, looks: Looks) -> None:
    looks.follow(Preferences(theme=Theme.DARK, text_percent=200))
    assert qapp.palette().window().color() == QColor(DARK.paper)
    assert qapp.font().pixelSize() == 32


def test_the_system_theme_is_followed(qapp: QApplication) -> None:
    hints = QGuiApplication.styleHints()
    from PySide6.QtCore import Qt  # noqa: PLC0415

    hints.setColorScheme(Qt.ColorScheme.Dark)
    try:
        looks = Looks(qapp, Preferences(theme=Theme.SYSTEM))
        dark = hints.colorScheme() is Qt.ColorScheme.Dark
        assert looks.current.is_dark == dark
        hints.setColorScheme(Qt.ColorScheme.Light)
        assert not looks.current.is_dark
    finally:
        hints.unsetColorScheme()
        qapp.setStyleSheet("")


def test_a_widget_is_dressed_as_long_as_it_lives(qtbot: QtBot, looks: Looks) -> None:
    label = QLabel()
    worn: list[bool] = []
    looks.keep(label, lambda: worn.append(looks.current.is_dark))
    looks.follow(Preferences(theme=Theme.DARK))
    assert worn == [False, True]
    with qtbot.waitSignal(label.destroyed):
        label.deleteLater()
    looks.follow(Preferences(theme=Theme.LIGHT))
    assert worn == [False, True]
