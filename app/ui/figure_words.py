"""Figures as the person's language writes them."""

from __future__ import annotations

from PySide6.QtCore import QLocale

_MINUS = "\u2212"


def number_text(value: float) -> str:
    """A median: “3” or “3.5”."""
    return QLocale().toString(float(value), "f", 0 if value == round(value) else 1)


def signed_text(value: float) -> str:
    """A change in points: “−1.5”, “+2”, “0”."""
    if value == 0:
        return "0"
    return f"{_MINUS if value < 0 else '+'}{number_text(abs(value))}"
