"""The style sheet, with a `$name` for each colour role and size of the theme."""

from __future__ import annotations

SHEET = """
QMainWindow, QDialog, QWidget[role="page"] { background: $paper; }
QToolTip { background: $card; color: $ink; border: 1px solid $line; padding: 6px;
    font-size: $type_fine; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: $type_title; font-weight: 700; }
QLabel[role="section"] { font-size: $type_section; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="soft"] { color: $soft_ink; }
QLabel[role="fine"] { color: $soft_ink; font-size: $type_fine; }
QLabel[role="attention"] { color: $attention; font-weight: 600; }
QLabel[role="lead"] { color: $lead; font-weight: 600; }
QLabel[role="right"] { color: $right; font-weight: 600; }
QLabel[role="pill"], QLabel[role="pill-lead"], QLabel[role="pill-attention"] {
    font-size: $type_fine; color: $soft_ink; border: 1px solid $line; border-radius: 13px;
    padding: 4px 12px; }
QLabel[role="pill-lead"] { color: $strong_lead; background: $lead_weak; border-color: $lead_weak; }
QLabel[role="pill-attention"] { color: $strong_attention; background: $attention_weak;
    border-color: $attention_weak; }
QLabel[role="tile"] { background: $lead_weak; border-radius: $card_radius; }
QLabel[role="figure"] { font-weight: 700; }
QLabel[role="hero"] { font-size: $type_hero; font-weight: 700; }

QFrame[role="card"] { background: $card; border: 1px solid $line; border-radius: $card_radius; }
QFrame[role="chart"] { background: transparent; border: 2px solid transparent;
    border-radius: $radius; }
QFrame[role="chart"]:focus { border-color: $lead; }
QFrame[role="notice"] { background: $attention_weak; border: 1px solid $attention_weak;
    border-radius: $card_radius; }
QFrame[role="notice"] QLabel { color: $ink; }
QFrame[role="rail"] { background: $paper; border: none; border-right: 1px solid $line; }
QFrame[role="column"] { background: transparent; border: none; border-right: 1px solid $line; }
QFrame[role="footer"] { background: $card; border: none; border-top: 1px solid $line; }
QFrame[role="toast"] { background: $ink; border: none; border-radius: $radius; }
QFrame[role="toast"] QLabel { color: $paper; }
QFrame[role="toast"] QPushButton { background: transparent; border: 2px solid transparent;
    color: $lead_on_ink; padding: 0 12px; }
QFrame[role="toast"] QPushButton:hover { border-color: $soft_ink; }
QFrame[role="toast"] QPushButton:focus { border-color: $lead_on_ink; }
QFrame[role="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }

QPushButton { background: $card; border: 1px solid $line; border-radius: $radius;
    padding: 0 18px; min-height: $target; font-weight: 600; outline: none; }
QPushButton:hover { border-color: $strong_line; }
QPushButton:pressed { background: $lead_weak; }
QPushButton:focus { border: 2px solid $lead; padding: 0 17px; min-height: $target_focused; }
QPushButton:disabled { color: $strong_line; background: transparent; }
QPushButton[role="primary"] { background: $lead; color: $on; border: 2px solid $lead;
    padding: 0 18px; min-height: $target; }
QPushButton[role="primary"]:hover { background: $lead_hover; border-color: $lead_hover; }
QPushButton[role="primary"]:pressed { background: $lead_pressed; border-color: $lead_pressed; }
QPushButton[role="primary"]:focus { border: 2px solid $ink; }
QPushButton[role="primary"]:disabled { background: $line; border-color: $line;
    color: $strong_soft_ink; }
QPushButton[role="danger"] { color: $strong_attention; border: 1px solid $attention; }
QPushButton[role="danger"]:hover { background: $attention_weak; }
QPushButton[role="danger"]:focus { border: 2px solid $attention; }
QPushButton[role="quiet"] { background: transparent; border: 2px solid transparent;
    color: $lead; padding: 0 8px; min-height: $target; }
QPushButton[role="quiet"]:hover { background: $lead_weak; color: $strong_lead; }
QPushButton[role="quiet"]:focus { border: 2px solid $lead; }
QPushButton[role="quiet"]:disabled { color: $strong_line; background: transparent; }
QPushButton[role="step"] { min-width: $target; padding: 0; font-weight: 600; }

QPushButton[role="answer"] { min-width: $answer; padding: 0;
    border: 2px solid $strong_line; }
QPushButton[role="answer"]:hover { border-color: $soft_ink; }
QPushButton[role="answer"]:focus { border-color: $lead; padding: 0; min-height: $target;
    outline: 2px solid $lead; outline-radius: $inner_radius; }
QPushButton[role="answer"]:checked { background: $lead; color: $on; border-color: $lead; }
QPushButton[role="answer"]:checked:focus { outline: 2px solid $on;
    outline-radius: $inner_radius; }

QPushButton[role="chip"] { min-height: $chip_height; border-radius: $pill; padding: 2px 13px;
    font-size: $type_chip; font-weight: 400; color: $ink; background: transparent;
    border: 1px solid $line; }
QPushButton[role="chip"]:hover { border-color: $strong_line; }
QPushButton[role="chip"]:checked { background: $lead_weak; color: $strong_lead; font-weight: 600;
    border: 1px solid $lead_weak; }
QPushButton[role="chip"]:focus { border: 2px solid $lead; padding: 1px 12px;
    min-height: $chip_height; }
QPushButton[role="chip"]:checked:focus { border: 2px solid $lead; }
QPushButton[role="chip"]:disabled { color: $strong_line; }
QPushButton[role="chip"][small="true"] { min-height: $small_chip; border-radius: $small_pill;
    padding: 2px 10px; font-size: $type_fine; }
QPushButton[role="chip"][small="true"]:focus { padding: 1px 9px; min-height: $small_chip; }
QPushButton[role="chip"][menu="true"] { color: transparent; }
QPushButton[role="chip"]::menu-indicator { width: 0; }

QPushButton[role="quiet-chip"] { min-height: $small_chip; border-radius: $small_pill;
    padding: 2px 8px; background: transparent; border: 2px solid transparent; color: $lead;
    font-size: $type_fine; }
QPushButton[role="quiet-chip"]:hover { background: $lead_weak; color: $strong_lead; }
QPushButton[role="quiet-chip"]:focus { border-color: $lead; padding: 2px 8px;
    min-height: $small_chip; }

QPushButton[role="score"] { min-width: $score; min-height: $score; padding: 0;
    border: 2px solid $strong_line; font-weight: 600; }
QPushButton[role="score"]:hover { border-color: $soft_ink; }
QPushButton[role="score"]:focus { border-color: $lead; min-height: $score; padding: 0;
    outline: 2px solid $lead; outline-radius: $inner_radius; }
QPushButton[role="score"][foot="right"]:focus { border-color: $right;
    outline: 2px solid $right; outline-radius: $inner_radius; }
QPushButton[role="score"]:checked { background: $lead; color: $on; border-color: $lead; }
QPushButton[role="score"][foot="right"]:checked { background: $right; border-color: $right; }
QPushButton[role="score"]:checked:focus,
QPushButton[role="score"][foot="right"]:checked:focus { outline: 2px solid $on;
    outline-radius: $inner_radius; }

QToolButton[role="rail"] { background: transparent; border: 2px solid transparent;
    border-radius: $radius; color: $soft_ink; font-size: $type_fine; padding: 8px 4px; }
QToolButton[role="rail"]:hover { background: $lead_weak; color: $strong_lead; }
QToolButton[role="rail"]:checked { background: $lead_weak; color: $strong_lead; font-weight: 600; }
QToolButton[role="rail"]:focus { border-color: $lead; }

QLineEdit, QDateEdit, QTimeEdit, QPlainTextEdit { background: $card; border: 1px solid $line;
    border-radius: $radius; padding: 0 12px; min-height: $target; selection-background-color: $lead;
    selection-color: $on; placeholder-text-color: $soft_ink; }
QPlainTextEdit { padding: 8px; }
QDateEdit::up-button, QDateEdit::down-button, QTimeEdit::up-button, QTimeEdit::down-button {
    width: 0; border: none; }
QDateEdit QLineEdit, QTimeEdit QLineEdit { border: none; padding: 0; min-height: 0;
    background: transparent; }
QLineEdit QToolButton { background: transparent; border: 2px solid transparent;
    border-radius: 8px; padding: 2px; }
QLineEdit QToolButton:hover { background: $lead_weak; }
QLineEdit QToolButton:focus { border-color: $lead; }
QLineEdit:hover, QDateEdit:hover, QTimeEdit:hover,
QPlainTextEdit:hover { border-color: $strong_line; }
QLineEdit:focus, QDateEdit:focus, QTimeEdit:focus { border: 2px solid $lead; padding: 0 11px;
    min-height: $target_focused; }
QPlainTextEdit:focus { border: 2px solid $lead; padding: 7px; }

QRadioButton { background: transparent; border: 2px solid transparent; border-radius: 8px;
    padding: 4px 6px; spacing: 10px; font-weight: 600; }
QRadioButton:focus { border-color: $lead; }
QRadioButton::indicator { width: $radio; height: $radio; border-radius: $radio_round;
    border: 2px solid $strong_line; background: $card; }
QRadioButton::indicator:hover { border-color: $lead; }
QRadioButton::indicator:checked { width: $radio_dot; height: $radio_dot;
    border: $radio_edge solid $lead; background: $on; }
QRadioButton:disabled { color: $strong_soft_ink; }
QProgressBar { background: $line; border: none; border-radius: 5px; min-height: 10px;
    max-height: 10px; }
QProgressBar::chunk { background: $lead; border-radius: 5px; }

QMenu { background: $card; color: $ink; border: 1px solid $strong_line; padding: 6px;
    font-size: $type_body; }
QMenu::item { padding: 9px 18px 9px 12px; border-radius: 8px; border: 2px solid transparent; }
QMenu::item:selected { background: $lead_weak; border-color: $lead; }
QMenu::item:disabled { color: $soft_ink; }
QMenu::icon { padding-left: 10px; }
QMenu::separator { height: 1px; background: $line; margin: 6px 10px; }

QTextBrowser[role="topic"] { background: $paper; color: $ink; border: 2px solid transparent;
    selection-background-color: $lead; selection-color: $on; }
QTextBrowser[role="topic"]:focus { border-color: $lead; border-radius: $radius; }

QAbstractItemView { background: transparent; border: none; outline: none; }
QHeaderView::section { background: transparent; color: $soft_ink; border: none;
    border-bottom: 1px solid $line; padding: 8px 10px; font-size: $type_fine; text-align: left; }
QTableView { background: $card; border: 1px solid $line; border-radius: $card_radius;
    gridline-color: transparent; selection-background-color: $lead_weak;
    selection-color: $ink; }
QTableView::item { padding: 8px 10px; border-bottom: 1px solid $line; }
QTableView[role="figures"] QHeaderView::section { padding: 8px 13px; }
QTableView[role="figures"]::item:focus { border: 2px solid $lead; padding: 6px 8px; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: $line; border-radius: 4px; min-height: 40px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle:horizontal { background: $line; border-radius: 4px; min-width: 40px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $strong_line; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
