"""Random scripts, written files and choices for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from app.core.plan import Choice, Feet, Foot, Pauses
from app.core.script import LIMITED, NOT_HANDS_ON, Area, Order, Script, Step, StepSide, Technique
from tests.core.building import step
from tests.core.plan_oracle import NEVER_AGAIN, Plain
from tests.core.plan_oracle import NOT_HANDS_ON as WORDS_NOT_HANDS_ON

SIDES = ("each", "each", "each", "both", "left", "right", "none")
TOOLS = ("hands", "hands", "tennis-ball", "wall")
TECHNIQUES = ("kneading", "stroking", "rolling", "stretching", *NEVER_AGAIN, *WORDS_NOT_HANDS_ON)


@st.composite
def steps(draw: st.DrawFn) -> Step:
    technique = draw(st.sampled_from((Technique.KNEADING, Technique.ROLLING, *Technique)))
    counts = technique not in NOT_HANDS_ON and draw(st.sampled_from((True, True, True, False)))
    may_fill = counts and technique not in LIMITED
    return step(
        duration_s=draw(st.one_of(st.integers(5, 120), st.integers(120, 900))),
        technique=technique,
        area=draw(st.sampled_from(list(Area))),
        side=draw(st.sampled_from([StepSide(word) for word in SIDES])),
        tool=draw(st.sampled_from(TOOLS)),
        counts=counts,
        second_pass=may_fill and draw(st.sampled_from((True, True, False))),
    )


def scripts() -> st.SearchStrategy[Script]:
    """Scripts as a reader would give them, whether they reach fifteen minutes or not."""
    return st.builds(
        Script,
        id=st.just("random"),
        title=st.just("Random"),
        steps=st.lists(steps(), min_size=1, max_size=12).map(tuple),
        order=st.sampled_from(list(Order)),
    )


AREAS_OF_A_FOOT = [area for area in Area if area is not Area.GENERAL]


def choices(*, may_leave_out: bool = True) -> st.SearchStrategy[Choice]:
    out = st.tuples(st.sampled_from(list(Foot)), st.sampled_from(AREAS_OF_A_FOOT))
    left_out = st.frozensets(out, max_size=3) if may_leave_out else st.just(frozenset())
    return st.builds(
        Choice,
        feet=st.sampled_from(list(Feet)),
        first=st.sampled_from(list(Foot)),
        minutes=st.one_of(st.just(15), st.integers(15, 60)),
        left_out=left_out,
    )


def pauses() -> st.SearchStrategy[Pauses]:
    some_s = st.integers(0, 60)
    return st.builds(Pauses, some_s, some_s, some_s)


# --- files ---


@st.composite
def time_texts(draw: st.DrawFn, least_s: int, most_s: int) -> str:
    """A time in any of the ways the format lets it be written."""
    total = draw(st.integers(least_s, most_s))
    minutes, left = divmod(total, 60)
    forms = [str(total), f"{total} s", f"{total}s", f"{minutes}:{left:02d}"]
    forms += [f"{minutes} min {left} s", f"{minutes}m{left}s", f"{minutes}m{left:02d}s"]
    if left == 0:
        forms += [f"{minutes} min", f"{minutes}m"]
    return draw(st.sampled_from(forms))


@st.composite
def written_steps(draw: st.DrawFn) -> Plain:
    """A step as a person would write it, valid by itself."""
    technique = draw(st.sampled_from(TECHNIQUES))
    written: Plain = {
        "title": draw(st.sampled_from(("Knead", "Look", "Stroke"))),
        "technique": technique,
        "area": draw(st.sampled_from([str(area) for area in Area])),
        "instruction": "Do it.",
    }
    if draw(st.sampled_from((True, True, False))):
        written["duration"] = draw(st.one_of(time_texts(5, 60), time_texts(60, 900)))
    else:
        written["pattern"] = {
            "hold": draw(time_texts(5, 60)),
            "release": draw(time_texts(0, 10)),
            "reps": str(draw(st.integers(1, 10))),
        }
    for name, words in (("side", SIDES), ("tool", TOOLS), ("pressure", ("none", "firm"))):
        if draw(st.booleans()):
            written[name] = draw(st.sampled_from(words))
    counts = technique not in WORDS_NOT_HANDS_ON
    if draw(st.sampled_from((False, False, True))):
        counts = counts and draw(st.booleans())
        written["counts"] = "true" if counts else "false"
    if draw(st.sampled_from((False, False, True))):
        may_fill = counts and technique not in NEVER_AGAIN
        written["second_pass"] = "true" if may_fill and draw(st.booleans()) else "false"
    return written


@st.composite
def documents(draw: st.DrawFn) -> Plain:
    """A whole script as `yaml.BaseLoader` would give it, groups and all."""
    group = st.builds(
        lambda rounds, inner: {"rounds": str(rounds), "steps": inner},
        st.integers(1, 4),
        st.lists(written_steps(), min_size=1, max_size=3),
    )
    block = st.one_of(written_steps(), written_steps(), group)
    document: Plain = {
        "format": "1",
        "title": "Random",
        "steps": draw(st.lists(block, min_size=1, max_size=8)),
    }
    if draw(st.booleans()):
        document["order"] = draw(st.sampled_from(("by-foot", "by-step")))
    return document
