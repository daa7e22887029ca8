"""Render Footwell's session cues as WAV files beside this script.

The tones are made of a few decaying partials, like a struck bar or a singing bowl. Fundamentals
lie between 290 and 800 Hz: heard through laptop speakers and by ears past fifty, and never shrill.
Each cue has a tone of its own, and the same notes in three other kinds: soft, wood and bell.
Only the standard library is used and nothing is random, so each run writes the same bytes.

    python make_sounds.py            write the files
    python make_sounds.py --check    exit with 1 if a file differs from what would be written
"""

import argparse
import array
import io
import math
import sys
import wave
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

SAMPLE_RATE_HZ = 44_100
# The other kinds: nothing in them is higher than 5 kHz, and there are three times as many.
KIND_RATE_HZ = 22_050
# The beat: a step's worth of it is rendered as one file, which must not grow large.
PACE_RATE_HZ = 8_000
FULL_SCALE = 32_767
CLOSING_FADE_S = 0.25

# Equal temperament on A4 = 440 Hz. Most cues keep to C, D, E, G and A, so two that follow each
# other closely still sound well together.
D4, E4, G4, A4, B4 = 293.66, 329.63, 392.00, 440.00, 493.88
C5, D5, E5, G5 = 523.25, 587.33, 659.26, 783.99


@dataclass(frozen=True)
class Partial:
    """One sine of a timbre.

    Attributes:
        ratio: Its frequency as a multiple of the note's.
        level: Its share at the strike.
        decay_s: Seconds until it has fallen to 1/e.
    """

    ratio: float
    level: float
    decay_s: float


@dataclass(frozen=True)
class Timbre:
    """How a note begins, what it is made of and how much breath is in it.

    Attributes:
        partials: The sines it is made of.
        attack_s: Seconds of the raised cosine that it begins with.
        breath: Level of soft noise around the note, 0 for none.
    """

    partials: tuple[Partial, ...]
    attack_s: float = 0.007
    breath: float = 0.0


@dataclass(frozen=True)
class Note:
    """A note of a cue: when it starts (seconds), its pitch (Hz), level and timbre."""

    start_s: float
    pitch_hz: float
    level: float
    timbre: Timbre


@dataclass(frozen=True)
class Tone:
    """What is rendered into one file.

    Attributes:
        length_s: Length of the file in seconds.
        peak_dbfs: Level of its highest sample in dB below full scale.
        notes: Its notes.
        rate_hz: Samples in a second.
        fade_s: Seconds of the fade at its end.
    """

    length_s: float
    peak_dbfs: float
    notes: tuple[Note, ...]
    rate_hz: int = SAMPLE_RATE_HZ
    fade_s: float = CLOSING_FADE_S


@dataclass(frozen=True)
class Kind:
    """Another kind of tone: its timbre, and by how many seconds it makes a file longer."""

    timbre: Timbre
    longer_s: float


# A felt mallet on a wooden bar: the octave and the bar's own fourth partial fade fast.
MALLET = Timbre(
    (
        Partial(1.0, 1.0, 0.30),
        Partial(2.0, 0.22, 0.16),
        Partial(3.0, 0.06, 0.09),
        Partial(3.93, 0.05, 0.05),
    )
)
# The same, damped: for cues that come every few seconds and must not tire.
DAMPED = Timbre(
    (
        Partial(1.0, 1.0, 0.15),
        Partial(2.0, 0.40, 0.11),
        Partial(3.0, 0.14, 0.07),
    ),
    attack_s=0.008,
)
# A small bowl: two close fundamentals beat slowly, and it rings on.
BOWL = Timbre(
    (
        Partial(1.0, 0.70, 0.55),
        Partial(1.004, 0.30, 0.60),
        Partial(2.0, 0.15, 0.30),
        Partial(2.71, 0.10, 0.16),
    ),
    attack_s=0.010,
)
# A fingertip on wood.
TICK = Timbre(
    (
        Partial(1.0, 1.0, 0.075),
        Partial(2.0, 0.30, 0.040),
        Partial(3.93, 0.08, 0.012),
    ),
    attack_s=0.005,
)
# No strike at all: it swells like drawing breath.
BREATH = Timbre(
    (
        Partial(1.0, 1.0, 0.42),
        Partial(2.0, 0.18, 0.30),
    ),
    attack_s=0.45,
    breath=0.55,
)

# A fingertip on felt: it comes up to four times a second and must stay in the background.
PAT = Timbre(
    (
        Partial(1.0, 1.0, 0.045),
        Partial(2.0, 0.45, 0.030),
        Partial(3.0, 0.10, 0.015),
    ),
    attack_s=0.006,
)

OWN_TONES: dict[str, Tone] = {
    "get-ready": Tone(1.3, -11.0, (Note(0.0, G4, 1.0, BREATH),)),
    "begin": Tone(1.3, -10.0, (Note(0.0, C5, 1.0, MALLET),)),
    "side-change": Tone(1.5, -10.0, (Note(0.0, E5, 0.85, MALLET), Note(0.30, A4, 1.0, MALLET))),
    "half": Tone(1.1, -13.0, (Note(0.0, D5, 1.0, DAMPED), Note(0.26, D5, 1.0, DAMPED))),
    "last-three": Tone(2.4, -11.0, tuple(Note(float(s), A4, 1.0, TICK) for s in range(3))),
    "hold": Tone(0.7, -10.0, (Note(0.0, E4, 1.0, DAMPED),)),
    "release": Tone(0.8, -11.0, (Note(0.0, E4, 0.55, DAMPED), Note(0.11, B4, 1.0, DAMPED))),
    "done": Tone(
        1.8,
        -10.0,
        (Note(0.0, C5, 0.8, BOWL), Note(0.24, E5, 0.8, BOWL), Note(0.48, G5, 0.9, BOWL)),
    ),
    "pace": Tone(0.2, -18.0, (Note(0.0, D4, 1.0, PAT),), PACE_RATE_HZ, fade_s=0.08),
}

KINDS: dict[str, Kind] = {
    # A flute's breath: nearly a sine, and no strike.
    "soft": Kind(
        Timbre((Partial(1.0, 1.0, 0.34), Partial(2.0, 0.08, 0.20)), attack_s=0.045), longer_s=0.2
    ),
    # A wooden bar, dry and short.
    "wood": Kind(
        Timbre(
            (
                Partial(1.0, 1.0, 0.085),
                Partial(2.0, 0.12, 0.05),
                Partial(3.93, 0.25, 0.022),
                Partial(6.2, 0.06, 0.008),
            ),
            attack_s=0.003,
        ),
        longer_s=0.0,
    ),
    # A small hand bell: its partials are no multiples of the note, and it rings on.
    "bell": Kind(
        Timbre(
            (
                Partial(1.0, 1.0, 0.60),
                Partial(1.006, 0.35, 0.55),
                Partial(2.0, 0.30, 0.35),
                Partial(2.76, 0.28, 0.22),
                Partial(5.40, 0.07, 0.07),
            ),
            attack_s=0.006,
        ),
        longer_s=0.5,
    ),
}


def of_kind(name: str, tone: Tone, kind: Kind) -> Tone:
    """Return a tone with its notes in another kind; the beat stays as short as it is."""
    notes = tuple(replace(note, timbre=kind.timbre) for note in tone.notes)
    if name == "pace":
        return replace(tone, notes=notes, peak_dbfs=tone.peak_dbfs - 1.0)
    longer_s = tone.length_s + kind.longer_s
    return replace(tone, notes=notes, length_s=longer_s, rate_hz=KIND_RATE_HZ)


TONES: dict[str, Tone] = OWN_TONES | {
    f"{name}-{kind}": of_kind(name, tone, KINDS[kind])
    for name, tone in OWN_TONES.items()
    for kind in KINDS
}


def attack_gain(time_s: float, attack_s: float) -> float:
    """Return the gain of a raised cosine, 0 at the strike and 1 from `attack_s` on."""
    if time_s >= attack_s:
        return 1.0
    return 0.5 - 0.5 * math.cos(math.pi * time_s / attack_s)


def closing_gain(left_s: float, fade_s: float) -> float:
    """Return the gain of the fade that ends a file at exactly zero."""
    return attack_gain(max(left_s, 0.0), fade_s)


def noise() -> Iterator[float]:
    """Yield white noise between -1 and 1 from a fixed seed (Lehmer's generator)."""
    state = 20_240_229
    while True:
        state = state * 48_271 % 2_147_483_647
        yield state / 1_073_741_823.5 - 1.0


def add_partials(samples: list[float], note: Note, rate_hz: int) -> None:
    """Add the sines of a note to the samples."""
    first = round(note.start_s * rate_hz)
    for partial in note.timbre.partials:
        turn = 2.0 * math.pi * note.pitch_hz * partial.ratio
        level = note.level * partial.level
        for index in range(len(samples) - first):
            time_s = index / rate_hz
            gain = attack_gain(time_s, note.timbre.attack_s) * math.exp(-time_s / partial.decay_s)
            samples[first + index] += level * gain * math.sin(turn * time_s)


def add_breath(samples: list[float], note: Note, rate_hz: int) -> None:
    """Add noise through a resonance at the octave of the note, rising and falling with it."""
    radius = 0.985
    bend = 2.0 * radius * math.cos(2.0 * math.pi * 2.0 * note.pitch_hz / rate_hz)
    decay_s = note.timbre.partials[0].decay_s
    before, last = 0.0, 0.0
    first = round(note.start_s * rate_hz)
    for index, grain in zip(range(len(samples) - first), noise(), strict=False):
        before, last = last, (1.0 - radius) * grain + bend * last - radius * radius * before
        time_s = index / rate_hz
        gain = attack_gain(time_s, note.timbre.attack_s) * math.exp(-time_s / decay_s)
        samples[first + index] += note.level * note.timbre.breath * gain * last


def render(tone: Tone) -> bytes:
    """Return the 16-bit samples of a tone, scaled to its peak, zero at both ends."""
    count = round(tone.length_s * tone.rate_hz)
    samples = [0.0] * count
    for note in tone.notes:
        add_partials(samples, note, tone.rate_hz)
        if note.timbre.breath > 0.0:
            add_breath(samples, note, tone.rate_hz)
    faded = [
        sample * closing_gain((count - 1 - index) / tone.rate_hz, tone.fade_s)
        for index, sample in enumerate(samples)
    ]
    scale = FULL_SCALE * 10.0 ** (tone.peak_dbfs / 20.0) / max(map(abs, faded))
    return array.array("h", (round(sample * scale) for sample in faded)).tobytes()


def wav_bytes(tone: Tone) -> bytes:
    """Return a tone as the bytes of a mono WAV file."""
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(tone.rate_hz)
        file.writeframes(render(tone))
    return target.getvalue()


def differing(folder: Path) -> list[str]:
    """Return the names of the files in the folder that are missing or not as rendered."""
    wanted = {f"{name}.wav": tone for name, tone in TONES.items()}
    found = {path.name for path in folder.glob("*.wav")}
    changed = {
        name
        for name in wanted.keys() & found
        if (folder / name).read_bytes() != wav_bytes(wanted[name])
    }
    return sorted(changed | (wanted.keys() ^ found))


def main() -> int:
    """Write the files, or compare them; return the exit code."""
    parser = argparse.ArgumentParser(description="Render Footwell's session cues.")
    parser.add_argument("--check", action="store_true", help="compare only; 1 when one differs")
    folder = Path(__file__).resolve().parent
    if parser.parse_args().check:
        names = differing(folder)
        sys.stdout.writelines(f"differs: {name}\n" for name in names)
        return 1 if names else 0
    for name, tone in TONES.items():
        (folder / f"{name}.wav").write_bytes(wav_bytes(tone))
    return 0


if __name__ == "__main__":
    sys.exit(main())
