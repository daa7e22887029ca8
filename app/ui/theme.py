"""How everything looks: colour roles, type, spacing and radii, and the style sheet made of them.

Widgets name a role (`role="primary"`, `role="title"`) and never a colour or a size of their own;
painted widgets ask the current look for them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.core.plan import Side
from app.core.preferences import Preferences, Theme
from app.ui.sheet import SHEET


@dataclass(frozen=True, slots=True)
class Colors:
    """Colour roles of one theme, as #RRGGBB.

    Text in ink, soft ink, lead, right and attention has a contrast of 4.5:1 or more on paper and
    card; `ink` and the `strong` ones reach 7:1 for the player.
    """

    paper: str
    card: str
    ink: str
    soft_ink: str
    strong_soft_ink: str
    line: str
    strong_line: str
    lead: str
    strong_lead: str
    lead_hover: str
    lead_pressed: str
    lead_weak: str
    right: str
    strong_right: str
    right_weak: str
    on_color: str
    attention: str
    strong_attention: str
    attention_weak: str
    lead_on_ink: str


LIGHT = Colors(
    paper="#F7F4EE",
    card="#FFFFFF",
    ink="#1F2B2A",
    soft_ink="#5C6B68",
    strong_soft_ink="#46524F",
    line="#E2DDD2",
    strong_line="#838C88",
    lead="#17695F",
    strong_lead="#0F564D",
    lead_hover="#115A51",
    lead_pressed="#0C4A42",
    lead_weak="#DCEBE7",
    right="#8A3F6B",
    strong_right="#75315A",
    right_weak="#F2E2EC",
    on_color="#FFFFFF",
    attention="#B4531F",
    strong_attention="#863A10",
    attention_weak="#F8E7DA",
    lead_on_ink="#7FD1C2",
)
DARK = Colors(
    paper="#151B1A",
    card="#1D2524",
    ink="#EEF3F1",
    soft_ink="#A9B8B4",
    strong_soft_ink="#B9C6C2",
    line="#2E3A38",
    strong_line="#6B7B77",
    lead="#7FD1C2",
    strong_lead="#7FD1C2",
    lead_hover="#97DCCF",
    lead_pressed="#66BFAF",
    lead_weak="#1E3A36",
    right="#E3A4C8",
    strong_right="#E3A4C8",
    right_weak="#3B2735",
    on_color="#0E1514",
    attention="#F0A673",
    strong_attention="#F0A673",
    attention_weak="#3A2A1F",
    lead_on_ink="#0F564D",
)


class Type(IntEnum):
    """Sizes of type in pixels at 100 % text."""

    FINE = 14
    CHIP = 15
    BODY = 16
    SECTION = 19
    STEP_TITLE = 21
    INSTRUCTION = 23
    HERO = 24
    TITLE = 30
    CUE = 58
    TIME = 84


class Space(IntEnum):
    """Distances in pixels."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 22
    XXL = 32


RADIUS = 12
CARD_RADIUS = 16
TARGET = 46
"""The least height and width of what is pressed, in pixels; 44 is the floor."""

ANSWER = 52
"""The least width of what a Yes or No is written on, in pixels at 100 % text."""

CHIP = 32
"""The height of a chip's inside, in pixels at 100 % text; its edge adds 6."""

MOTION_MS = 180
FAMILY = "Footwell Sans"


@dataclass(frozen=True, slots=True)
class Look:
    """One theme at one text size."""

    colors: Colors
    is_dark: bool = False
    text_percent: int = 100
    reduced_motion: bool = False

    def px(self, size: int) -> int:
        """A size that grows with the text."""
        return round(size * self.text_percent / 100)

    def color(self, role: str) -> QColor:
        """A colour role, such as `lead`."""
        return QColor(getattr(self.colors, role))

    def font(self, size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The text face at a size of the type scale, with figures of one width."""
        font = QFont(FAMILY)
        font.setPixelSize(self.px(size))
        font.setWeight(weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def side_color(self, side: Side) -> QColor:
        """The colour of a foot; never the only sign of it."""
        return self.color("strong_right" if side is Side.RIGHT else "strong_lead")

    @property
    def scale(self) -> float:
        """How much larger than usual the text is."""
        return self.text_percent / 100

    @property
    def motion_ms(self) -> int:
        """How long a movement takes, in milliseconds; none with reduced motion."""
        return 0 if self.reduced_motion else MOTION_MS


class Dresser(QObject):
    """Dresses a widget now and at every change of the look, as long as the widget lives."""

    def __init__(self, widget: QObject, dress: Callable[[], None]) -> None:
        super().__init__(widget)
        self._dress = dress
        dress()

    @Slot()
    def put(self) -> None:
        """Dress it again."""
        self._dress()


class Looks(QObject):
    """The current look. Follows the system and the preferences, and tells when it changed."""

    changed = Signal()

    def __init__(self, application: QApplication, preferences: Preferences) -> None:
        super().__init__()
        self._application = application
        self._preferences = preferences
        self.current = self._look()
        self._dress()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def follow(self, preferences: Preferences) -> None:
        """Take the theme, text size and motion of these preferences."""
        self._preferences = preferences
        self._refresh()

    def keep(self, widget: QObject, dress: Callable[[], None]) -> None:
        """Call `dress` now and whenever the look changes, until the widget is gone."""
        self.changed.connect(Dresser(widget, dress).put)

    def _on_system_changed(self) -> None:
        self._refresh()

    def _refresh(self) -> None:
        look = self._look()
        if look == self.current:
            return
        self.current = look
        self._dress()
        self.changed.emit()

    def _look(self) -> Look:
        chosen = self._preferences.theme
        dark = chosen is Theme.DARK
        if chosen is Theme.SYSTEM:
            scheme = QGuiApplication.styleHints().colorScheme()
            dark = scheme is Qt.ColorScheme.Dark
        return Look(
            colors=DARK if dark else LIGHT,
            is_dark=dark,
            text_percent=self._preferences.text_percent,
            reduced_motion=self._preferences.reduced_motion,
        )

    def _dress(self) -> None:
        look = self.current
        self._application.setFont(look.font(Type.BODY))
        self._application.setPalette(_palette(look))
        self._application.setStyleSheet(style_sheet(look))


def load_fonts(folder: Path) -> None:
    """Make the shipped faces known; where one does not load the system's take its place."""
    for file in sorted(folder.glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(file))


def _palette(look: Look) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for roles, name in (
        ((role.Window,), "paper"),
        ((role.Base, role.Button, role.AlternateBase, role.ToolTipBase), "card"),
        ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText), "ink"),
        ((role.PlaceholderText,), "soft_ink"),
        ((role.Highlight, role.Link, role.Accent), "lead"),
        ((role.HighlightedText,), "on_color"),
        ((role.Mid, role.Midlight), "line"),
    ):
        for one in roles:
            palette.setColor(one, look.color(name))
    return palette


def style_sheet(look: Look) -> str:
    """The whole style sheet for a look."""
    values: dict[str, str] = {
        name: getattr(look.colors, name) for name in look.colors.__dataclass_fields__
    }
    values |= {f"type_{t.name.lower()}": f"{look.px(t)}px" for t in Type}
    target = look.px(TARGET)
    sizes = {
        "target": target,
        "target_focused": target - 2,
        "score": round(TARGET + (target - TARGET) / 2) - 4,
        "answer": look.px(ANSWER),
        "radius": RADIUS,
        "inner_radius": RADIUS - 3,
        "card_radius": CARD_RADIUS,
        "chip_height": look.px(CHIP),
        "pill": (look.px(CHIP) + 6) // 2,
        "radio": look.px(14),
        "radio_dot": look.px(8),
        "radio_edge": (look.px(14) + 4 - look.px(8)) // 2,
        "radio_round": (look.px(14) + 4) // 2,
        "small_chip": look.px(CHIP - 4),
        "small_pill": (look.px(CHIP - 4) + 6) // 2,
    }
    values |= {name: f"{size}px" for name, size in sizes.items()}
    values["on"] = look.colors.on_color
    return Template(SHEET).substitute(values)
