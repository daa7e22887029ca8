"""The banner of what is not saved, as a screen reader hears it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from app.ui.kept_banner import KeptBanner

pytestmark = pytest.mark.usefixtures("qtbot")


def test_a_screen_reader_is_told_once_while_it_stands() -> None:
    told: list[str] = []

    def hear(_: QWidget, text: str) -> None:
        told.append(text)

    banner = KeptBanner(hear)
    for why in ("", "The disk is full.", "The disk is full.", "", "The log is locked."):
        banner.show_trouble(why)
    assert [text.rpartition("written. ")[2] for text in told] == [
        "The disk is full.",
        "The log is locked.",
    ]
    banner.deleteLater()
