"""The look, the icons and a library for tests of widgets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.core.library import Entry, Library, Source
from app.core.preferences import Preferences, Theme
from app.core.script_reader import read_script
from app.ui import theme
from app.ui.icons import Icons
from app.ui.theme import Looks

ROOT = Path(__file__).parents[2]
RESOURCES = ROOT / "resources"
BERLIN = timezone(timedelta(hours=1))

BROKEN = b"""format: 1
title: My heel
levl: gentle
steps:
  - title: Rub
    technique: crossfiber-friction
    area: heel
    duration: 1.5 min
    instruction: Rub.
"""

FRICTION_ONLY = b"""format: 1
title: Friction for the left foot
steps:
  - title: Rub across
    technique: cross-fiber-friction
    area: heel
    duration: 15 min
    side: left
    instruction: Rub across.
"""


@pytest.fixture(scope="session", autouse=True)
def _fonts(qapp: QApplication) -> None:  # noqa: ARG001 - fonts need an application
    theme.load_fonts(RESOURCES / "fonts")


@pytest.fixture
def looks(qapp: QApplication) -> Iterator[Looks]:
    """The light look at 100 %."""
    yield Looks(qapp, Preferences(theme=Theme.LIGHT))
    qapp.setStyleSheet("")


@pytest.fixture
def icons(looks: Looks) -> Icons:
    """The shipped icons."""
    return Icons(RESOURCES / "icons", looks)


def entry_of(data: bytes, name: str, source: Source = Source.USER) -> Entry:
    """An entry as the library's loader makes it."""
    reading = read_script(data, f"/scripts/{name}.yaml")
    path = f"/scripts/{name}.yaml"
    return Entry(name, source, path, reading.title, reading.script, reading.faults)


@pytest.fixture(scope="session")
def shipped() -> list[Entry]:
    """The scripts that ship."""
    files = sorted((ROOT / "sessions").glob("*.yaml"))
    return [entry_of(file.read_bytes(), file.stem, Source.SHIPPED) for file in files]


@pytest.fixture
def library(shipped: list[Entry]) -> Library:
    """The shipped library."""
    return Library(shipped)


@pytest.fixture
def own_library(shipped: list[Entry]) -> Library:
    """With a broken one of the person's, and one that replaces a shipped one."""
    gentle = (ROOT / "sessions" / "gentle-first-time.yaml").read_bytes()
    own = gentle.replace(b"title: Gentle first session", b"title: Evening session")
    return Library(
        [
            *shipped,
            entry_of(BROKEN, "my-heel"),
            entry_of(own, "gentle-first-time"),
            entry_of(FRICTION_ONLY, "left-friction", Source.FOLDER),
        ]
    )


@pytest.fixture
def now() -> Callable[[], datetime]:
    """Saturday morning."""
    return lambda: datetime(2026, 11, 21, 9, 18, tzinfo=BERLIN)
