"""What a person has set, with its defaults and ranges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Self

from app.core.daily_question import HurtsMost
from app.core.log_filter import LogViewKind
from app.core.plan import MINUTES_MAX, MINUTES_MIN, Foot, Pauses
from app.core.sound_choices import SoundChoices
from app.core.voice_choices import VoiceChoices
from app.core.week_plan import WeekPlan


class Theme(StrEnum):
    """Light, dark, or as the system is."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


TEXT_PERCENT = (100, 125, 150, 175, 200)
PAUSE_S = range(5, 61, 5)
"""What may be chosen for get-ready, gap and switch, in seconds."""

_WORDS: Mapping[str, type[Theme | Foot | HurtsMost | LogViewKind]] = {
    "theme": Theme,
    "first": Foot,
    "hurts_most": HurtsMost,
    "log_view": LogViewKind,
}


@dataclass(frozen=True, slots=True)
class Preferences:
    """All settings; times in seconds, text size in percent.

    `sound` is whether there are tones, `sounds` which and how loud; `voice` says the same of the
    voice. `plan` is what is wanted of a week, `hurts_most` sets the daily question;
    `check_in_notices` is whether the desktop tells that a check-in is due. `log_view` is how the
    log was looked at last, `window` the window's place and size as Qt saves it, in base64.
    """

    theme: Theme = Theme.SYSTEM
    text_percent: int = 100
    reduced_motion: bool = False
    sound: bool = True
    sounds: SoundChoices = field(default_factory=SoundChoices)
    voice: VoiceChoices = field(default_factory=VoiceChoices)
    first: Foot = Foot.LEFT
    minutes: int = MINUTES_MIN
    get_ready_s: int = 10
    gap_s: int = 5
    switch_s: int = 15
    plan: WeekPlan = field(default_factory=WeekPlan)
    hurts_most: HurtsMost = HurtsMost.HEEL_OR_ARCH
    check_in_notices: bool = True
    log_view: LogViewKind = LogViewKind.TREND
    window: str = ""

    @property
    def pauses(self) -> Pauses:
        """The seconds between steps, for the planner."""
        return Pauses(self.get_ready_s, self.gap_s, self.switch_s)

    @classmethod
    def from_json(cls, data: object) -> Self:
        """Take what is valid from saved data; anything else keeps its default.

        Args:
            data: what a JSON file held, whatever it is.
        """
        if not isinstance(data, dict):
            return cls()
        kept = {f.name: data[f.name] for f in fields(cls) if _is_valid(f.name, data.get(f.name))}
        for name, words in _WORDS.items():
            if name in kept:
                kept[name] = words(kept[name])
        kept["sounds"] = SoundChoices.from_json(data.get("sounds"))
        kept["voice"] = VoiceChoices.from_json(data.get("voice"))
        kept["plan"] = WeekPlan.from_json(data.get("plan"))
        return cls(**kept)

    def to_json(self) -> dict[str, object]:
        """The settings as plain values, one key each."""
        plain = {f.name: getattr(self, f.name) for f in fields(self)}
        return plain | {
            "sounds": self.sounds.to_json(),
            "voice": self.voice.to_json(),
            "plan": self.plan.to_json(),
        }


def _is_valid(name: str, value: object) -> bool:
    if name in ("reduced_motion", "sound", "check_in_notices"):
        return isinstance(value, bool)
    if name in ("sounds", "voice", "plan"):
        return False  # they look after their own
    if name in _WORDS:
        return value in list(_WORDS[name])
    if name == "window":
        return isinstance(value, str)
    if not isinstance(value, int) or isinstance(value, bool):
        return False
    allowed = {
        "text_percent": TEXT_PERCENT,
        "minutes": range(MINUTES_MIN, MINUTES_MAX + 1),
    }.get(name, PAUSE_S)
    return value in allowed
