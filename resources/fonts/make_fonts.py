"""Make Footwell Sans, the subset of Inter that Footwell ships, from the full font files.

Needs fonttools 4.68 and the OpenType files of Inter 3.019 (Debian: fonts-inter 4.0~beta7+ds-1).

    python make_fonts.py [folder of Inter-*.otf, by default /usr/share/fonts/opentype/inter]

The family gets a name of its own, so that an Inter of another version that is installed on the
machine can not mix its weights with ours.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Footwell Sans"
STYLES = ("Regular", "SemiBold", "Bold")
UNICODES = (
    "U+0020-007E,U+00A0-024F,"  # Basic Latin, Latin-1, Latin Extended-A and -B
    "U+02BB-02BD,U+02C6,U+02C7,U+02D8-02DD,U+0300-030C,U+0323,U+0326-0328,"  # accents
    "U+0370-03FF,U+0400-04FF,U+1E9E,"  # Greek, Cyrillic, capital sharp s
    "U+2000-206F,U+2070-209F,U+20AC,U+2113,U+2116,U+2122,U+2150-215F,"  # punctuation, fractions
    "U+2190-2199,U+21A9,U+21AA,"  # arrows
    "U+2202,U+2206,U+220F,U+2211,U+2212,U+2215,U+2219,U+221A,U+221E,U+222B,U+2248,"
    "U+2260,U+2264,U+2265,"  # mathematics
    "U+25A0,U+25A1,U+25B2,U+25B6,U+25BC,U+25C0,U+25CB,U+25CF,U+2713,U+2717,U+FFFD"  # shapes
)
FEATURES = "tnum,kern,mark,mkmk,ccmp,locl,calt,case,zero,liga"
NAMES = "0,1,2,3,4,5,6,8,9,11,13,14,16,17"


def rename(path: Path, style: str) -> None:
    """Replace the family's name in all the places where a font holds it."""
    font = TTFont(path, recalcTimestamp=False)
    names = font["name"]
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    linked = style in {"Regular", "Bold"}
    texts = {
        1: FAMILY if linked else f"{FAMILY} {style}",
        2: style if linked else "Regular",
        3: f"{postscript}; subset of Inter 3.019",
        4: f"{FAMILY} {style}",
        6: postscript,
    }
    if not linked:
        texts |= {16: FAMILY, 17: style}
    for name_id, text in texts.items():
        names.setName(text, name_id, 3, 1, 0x409)
    outlines = font["CFF "].cff
    outlines.fontNames = [postscript]
    outlines[0].FamilyName = FAMILY
    outlines[0].FullName = f"{FAMILY} {style}"
    font.save(path)


def make(source: Path, style: str) -> Path:
    """Write the subset of one style beside this script and return its path."""
    target = Path(__file__).resolve().parent / f"FootwellSans-{style}.otf"
    subset.main(
        [
            str(source / f"Inter-{style}.otf"),
            f"--unicodes={UNICODES}",
            f"--layout-features={FEATURES}",
            f"--name-IDs={NAMES}",
            "--notdef-outline",
            "--no-recalc-timestamp",
            f"--output-file={target}",
        ]
    )
    rename(target, style)
    return target


def main() -> None:
    """Make all styles and say how large they are."""
    source = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/fonts/opentype/inter")
    for style in STYLES:
        path = make(source, style)
        sys.stdout.write(f"{path.name} {path.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
