"""The words the voice says, in the language of the script and not of the window.

Titles, cues and prompts are the script's own. Around them stand a few words of ours, as data for
each language, since they must fit the script even where the window speaks another language. For a
language that is not here only the script's own words are spoken: English words in the mouth of a
French voice are understood by nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from types import MappingProxyType

from app.core.plan import Side
from app.core.script import Step
from app.core.voice_choices import primary

_MINUTE_S = 60


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """Our own words in one language; `{time}` and `{n}` are filled in."""

    left: str
    right: str
    both: str
    half: str
    ten_seconds: str
    ready: str
    short: str
    lighter: str
    leave_out: str
    done: str
    sample: str
    one_minute: str
    minutes: str
    one_second: str
    seconds: str

    def side(self, side: Side) -> str:
        """A foot; nothing for none."""
        words = {Side.LEFT: self.left, Side.RIGHT: self.right, Side.BOTH: self.both}
        return words.get(side, "")

    def time(self, seconds: float) -> str:
        """A length of time: “1 minute 15 seconds” in words that a voice reads well."""
        minutes, left = divmod(ceil(round(seconds, 3)), _MINUTE_S)
        parts = []
        if minutes:
            parts.append(self.one_minute if minutes == 1 else self.minutes.format(n=minutes))
        if left or not minutes:
            parts.append(self.one_second if left == 1 else self.seconds.format(n=left))
        return " ".join(parts)


WORDS: Mapping[str, SpokenWords] = MappingProxyType(
    {
        "en": SpokenWords(
            left="Left foot",
            right="Right foot",
            both="Both feet",
            half="Half. {time} left.",
            ten_seconds="Ten seconds.",
            ready="Press Space when you are ready.",
            short="{time} more makes fifteen minutes. Please look at the screen.",
            lighter="Go lighter.",
            leave_out="Too sore here? You can leave this place out: look at the screen.",
            done="Done. Stay seated for a moment, then get up slowly.",
            sample="Left foot. Slow strokes. Thirty seconds left.",
            one_minute="one minute",
            minutes="{n} minutes",
            one_second="one second",
            seconds="{n} seconds",
        ),
        "de": SpokenWords(
            left="Linker Fuß",
            right="Rechter Fuß",
            both="Beide Füße",
            half="Die Hälfte. Noch {time}.",
            ten_seconds="Noch zehn Sekunden.",
            ready="Wenn du so weit bist, drücke die Leertaste.",
            short="Bis zu fünfzehn Minuten fehlen {time}. Bitte schau auf den Bildschirm.",
            lighter="Sanfter.",
            leave_out="Zu empfindlich? Du kannst diese Stelle auslassen: schau auf den Bildschirm.",
            done="Fertig. Bleib noch einen Moment sitzen, dann steh langsam auf.",
            sample="Linker Fuß. Langsam streichen. Noch dreißig Sekunden.",
            one_minute="eine Minute",
            minutes="{n} Minuten",
            one_second="eine Sekunde",
            seconds="{n} Sekunden",
        ),
        "es": SpokenWords(
            left="Pie izquierdo",
            right="Pie derecho",
            both="Los dos pies",
            half="La mitad. Tiempo restante: {time}.",
            ten_seconds="Diez segundos.",
            ready="Cuando quieras, pulsa la barra espaciadora.",
            short="Para llegar a quince minutos falta: {time}. Por favor, mira la pantalla.",
            lighter="Más suave.",
            leave_out="¿Te duele demasiado aquí? Puedes dejar fuera esta zona: mira la pantalla.",
            done="Hemos terminado. Descansa un momento y levántate despacio.",
            sample="Pie izquierdo. Pasadas lentas. Tiempo restante: treinta segundos.",
            one_minute="un minuto",
            minutes="{n} minutos",
            one_second="un segundo",
            seconds="{n} segundos",
        ),
    }
)

NO_WORDS = SpokenWords(*[""] * len(SpokenWords.__dataclass_fields__))
"""For languages without words of ours."""


def words_for(language: str) -> SpokenWords:
    """Our words in the language of a BCP 47 tag; all empty where there are none."""
    return WORDS.get(primary(language), NO_WORDS)


def introduction(step: Step, side: Side, words: SpokenWords) -> str:
    """What step comes, and on which foot."""
    return sentences(words.side(side), step.title)


def guidance(step: Step) -> str:
    """How it is done, in a line; nothing where the title says it."""
    return sentences("" if step.cue == step.title else step.cue)


def sentences(*parts: str) -> str:
    """Parts as sentences, so that a voice rests between them; empty ones are left out."""
    ends = (".", "!", "?", "…", ":")
    return " ".join(part if part.endswith(ends) else f"{part}." for part in parts if part)
