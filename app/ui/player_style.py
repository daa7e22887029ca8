"""What the player adds to the style sheet: everything larger, and contrasts of 7:1."""

from __future__ import annotations

from string import Template

from app.ui.theme import RADIUS, Look, Type

HINT_SIZE = 17
QUESTION_SIZE = 36
BIG_BUTTON = 72
"""Height of the main buttons in pixels; large text makes it grow less than the text."""

SMALL_BUTTON = 52
REASON = 62


def player_style_sheet(look: Look) -> str:
    """The rules for the player's own roles in a look."""
    colors = look.colors
    values: dict[str, str] = {name: getattr(colors, name) for name in colors.__dataclass_fields__}
    values |= {f"type_{t.name.lower()}": f"{look.px(t)}px" for t in Type}
    values |= {
        "hint": f"{look.px(HINT_SIZE)}px",
        "question": f"{look.px(QUESTION_SIZE)}px",
        "radius": f"{RADIUS}px",
    }
    values |= {"big": f"{_grown(look, BIG_BUTTON)}px", "small": f"{_grown(look, SMALL_BUTTON)}px"}
    values |= {"reason": f"{_grown(look, REASON)}px"}
    values |= {"pill": f"{look.px(19)}px", "pill_height": f"{look.px(38)}px"}
    return Template(_SHEET).substitute(values)


def _grown(look: Look, height: int) -> int:
    """A height that takes up a third of the growth of the text."""
    return round(height * (1 + (look.text_percent - 100) / 300))


_SHEET = """
QLabel[role="kicker"] { color: $strong_lead; font-size: $type_step_title; font-weight: 700; }
QLabel[role="kicker"][side="right"] { color: $strong_right; }
QLabel[role="kicker"][side="both"], QLabel[role="kicker"][side="none"] { color: $ink; }
QLabel[role="cue"] { color: $ink; }
QLabel[role="instruction"] { color: $strong_soft_ink; }
QLabel[role="course"] { color: $strong_soft_ink; font-size: $hint; }
QLabel[role="next-title"] { color: $ink; font-size: $type_section; font-weight: 700; }
QLabel[role="question"] { font-size: $question; font-weight: 700; }
QLabel[role="hint"] { color: $strong_soft_ink; font-size: $hint; }
QLabel[role="advice"] { font-size: $type_instruction; }
QLabel[role="key"] { font-size: $hint; font-weight: 700; background: $card; padding: 4px 12px;
    border: 1px solid $line; border-radius: 8px; }
QLabel[role="does"] { font-size: $hint; }
QLabel[role="pressure"], QLabel[role="fact"] { font-size: $hint; font-weight: 600;
    min-height: $pill_height; border-radius: $pill; padding: 0 16px; }
QLabel[role="pressure"] { background: $lead_weak; border: 1px solid $lead_weak; }
QLabel[role="pressure"][side="right"] { background: $right_weak; border-color: $right_weak; }
QLabel[role="fact"] { color: $strong_soft_ink; border: 1px solid $strong_line; }
QFrame[role="player-notice"] { background: $ink; border-radius: $radius; }
QFrame[role="player-offer"] { background: $card; border: 2px solid $strong_lead;
    border-radius: $radius; }
QLabel[role="offer-text"] { color: $ink; font-size: $type_section; font-weight: 600; }
QLabel[role="notice-text"] { color: $paper; font-size: $type_section; font-weight: 600; }

QToolButton[role="main"], QToolButton[role="primary"], QToolButton[role="change"],
QToolButton[role="stop"] { background: $card; border: 1px solid $line; border-radius: $radius;
    padding: 0 18px; font-weight: 600; font-size: $type_section; }
QToolButton[role="main"], QToolButton[role="primary"] { min-height: $big; }
QToolButton[role="change"], QToolButton[role="stop"] { min-height: $small; }
QToolButton[role="change"] { font-size: $hint; }
QToolButton[role="main"]:hover, QToolButton[role="change"]:hover { border-color: $strong_line; }
QToolButton[role="main"]:pressed, QToolButton[role="change"]:pressed { background: $lead_weak; }
QToolButton[role="main"]:focus, QToolButton[role="change"]:focus { border: 3px solid $strong_lead; }
QToolButton[role="main"]:disabled, QToolButton[role="change"]:disabled {
    color: $strong_line; background: transparent; }
QToolButton[role="change"]:checked { background: $lead_weak; border-color: $lead_weak; }
QToolButton[role="primary"] { background: $strong_lead; color: $on_color;
    border: 3px solid $strong_lead; padding: 0 26px; font-size: $type_instruction; }
QToolButton[role="primary"]:hover { background: $lead_hover; border-color: $lead_hover; }
QToolButton[role="primary"]:pressed { background: $lead_pressed; border-color: $lead_pressed; }
QToolButton[role="primary"]:focus { border-color: $ink; }
QToolButton[role="primary"]:disabled { background: $line; border-color: $line;
    color: $strong_line; }
QToolButton[role="stop"] { color: $strong_attention; border: 2px solid $attention;
    font-weight: 700; padding: 0 20px; }
QToolButton[role="stop"]:hover { background: $attention_weak; color: $ink; }
QToolButton[role="stop"]:focus { border: 3px solid $strong_attention; }
QToolButton[role="stop"]:disabled { color: $strong_line; border-color: $line; }
QToolButton[role="tool"] { background: transparent; border: 2px solid transparent;
    border-radius: $radius; color: $strong_soft_ink; font-size: $type_fine; padding: 5px 4px;
    min-width: 46px; min-height: 44px; }
QToolButton[role="tool"]:hover { background: $card; color: $ink; }
QToolButton[role="tool"]:pressed, QToolButton[role="tool"]:checked { background: $lead_weak;
    color: $ink; }
QToolButton[role="tool"]:focus { border: 2px solid $strong_lead; }

QPushButton[role="reason"] { min-height: $reason; text-align: left; font-size: $type_section;
    padding: 0 16px; }
QPushButton[role="reason"]:focus { border: 3px solid $strong_lead; padding: 0 14px; }
QPushButton[role="player-plain"], QPushButton[role="player-quiet"],
QPushButton[role="player-primary"] { min-height: $reason; padding: 0 26px;
    font-size: $type_section; }
QPushButton[role="player-plain"]:focus, QPushButton[role="player-quiet"]:focus {
    border: 3px solid $strong_lead; padding: 0 24px; }
QPushButton[role="player-quiet"] { background: transparent; border-color: transparent;
    color: $strong_lead; }
QPushButton[role="player-quiet"]:hover { background: $lead_weak; color: $ink; }
QPushButton[role="player-primary"] { background: $strong_lead; color: $on_color;
    border: 3px solid $strong_lead; padding: 0 24px; }
QPushButton[role="player-primary"]:hover { background: $lead_hover; border-color: $lead_hover; }
QPushButton[role="player-primary"]:focus { border-color: $ink; }
QListView { outline: none; }
"""
