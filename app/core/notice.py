"""What is told on the desktop, outside the window."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """What is told: a title, a sentence or two, and the word on its button; plain texts."""

    title: str
    text: str
    button: str
