"""Icons: there, tinted, sharp."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.core.preferences import Preferences, Theme
from app.ui.icons import Icons
from app.ui.theme import DARK, LIGHT, Looks
from tests.ui.conftest import RESOURCES, ROOT


def _inks(image: QImage) -> set[str]:
    """The colours of the fully opaque pixels."""
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def test_an_icon_has_the_colour_of_its_role(icons: Icons) -> None:
    assert _inks(icons.pixmap("plus", 48, "lead").toImage()) == {LIGHT.lead}
    assert _inks(icons.pixmap("plus", 48, "attention").toImage()) == {LIGHT.attention}


def test_it_follows_the_look(looks: Looks, icons: Icons) -> None:
    icons.pixmap("plus", 48, "lead")
    looks.follow(Preferences(theme=Theme.DARK))
    assert _inks(icons.pixmap("plus", 48, "lead").toImage()) == {DARK.lead}


def test_it_is_drawn_once(icons: Icons) -> None:
    first = icons.pixmap("plus", 24)
    assert icons.pixmap("plus", 24).cacheKey() == first.cacheKey()


def test_a_missing_icon_is_empty_and_harmless(icons: Icons) -> None:
    drawn = icons.pixmap("there-is-none", 24)
    assert drawn.size().width() == 24
    assert _inks(drawn.toImage()) == set()


def test_a_checked_button_may_have_another_colour(icons: Icons) -> None:
    icon = icons.icon("plus", "soft_ink", checked="strong_lead", size_px=48)
    off = icon.pixmap(48, 48, QIcon.Mode.Normal, QIcon.State.Off).toImage()
    on = icon.pixmap(48, 48, QIcon.Mode.Normal, QIcon.State.On).toImage()
    assert _inks(off) == {LIGHT.soft_ink}
    assert _inks(on) == {LIGHT.strong_lead}


def test_a_dressed_button_grows_with_the_text(qtbot: QtBot, looks: Looks, icons: Icons) -> None:
    button = QPushButton("More")
    qtbot.addWidget(button)
    icons.dress(button, "plus", "lead")
    before = button.iconSize()
    looks.follow(Preferences(theme=Theme.DARK, text_percent=200))
    assert button.iconSize().height() == 2 * before.height()
    assert _inks(button.icon().pixmap(button.iconSize()).toImage()) == {DARK.lead}


def test_a_picture_says_nothing_and_follows(qtbot: QtBot, looks: Looks, icons: Icons) -> None:
    picture = icons.picture("plus", "attention", 40)
    qtbot.addWidget(picture)
    looks.follow(Preferences(theme=Theme.DARK))
    assert picture.text() == ""
    assert _inks(picture.pixmap().toImage()) == {QColor(DARK.attention).name().upper()}


def test_every_icon_that_is_named_is_there() -> None:
    there = {file.stem for file in (RESOURCES / "icons").glob("*.svg")}
    named: set[str] = set()
    for file in (ROOT / "app" / "ui").glob("*.py"):
        named |= _named_in(file)
    assert len(named) > 15
    assert named <= there


def _named_in(file: Path) -> set[str]:
    text = file.read_text(encoding="utf-8")
    calls = re.findall(r'(?:dress\([^()]+?,|picture\(|pixmap\(|icon\()\s*"([a-z0-9-]+)"', text)
    return set(calls)
