from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.standing_answers import Claim, standing

DAILY = Claim(
    id="a",
    session_id=None,
    kind="pain",
    context="daily",
    day="2026-11-21",
    side="left",
    region="heel",
    answered_ms=5,
    changed="5",
    is_given=True,
    is_read=True,
)
OF_SESSION = DAILY._replace(session_id="s", context="h24")
FIRST_STEPS = DAILY._replace(kind="first_step")


@pytest.mark.parametrize(
    "other",
    [
        DAILY._replace(id="b", day="2026-11-22"),
        DAILY._replace(id="b", side="right"),
        DAILY._replace(id="b", region="arch"),
        DAILY._replace(id="b", kind="soreness"),
        OF_SESSION._replace(id="b"),
        FIRST_STEPS._replace(id="b"),
    ],
)
def test_answers_to_different_questions_both_stand(other: Claim) -> None:
    assert standing([DAILY, other]) == {"a", "b"}


def test_a_session_s_question_is_the_same_on_another_day() -> None:
    assert standing([OF_SESSION, OF_SESSION._replace(id="b", day="2026-11-22")]) == {"b"}


def test_first_steps_are_asked_once_a_day_and_foot_whatever_the_session_and_region() -> None:
    morning = FIRST_STEPS._replace(
        id="b", session_id="s", context="morning", region="whole-foot", answered_ms=6
    )
    assert standing([FIRST_STEPS, morning]) == {"b"}
    assert standing([FIRST_STEPS, morning._replace(side="right")]) == {"a", "b"}


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({}, {"is_read": False, "answered_ms": 9, "changed": "9"}),
        ({}, {"is_given": False, "answered_ms": 9, "changed": "9"}),
        ({"answered_ms": 6}, {"changed": "9"}),
        ({"changed": "6"}, {}),
    ],
)
def test_the_better_one_stands_whatever_its_id(
    better: dict[str, object], worse: dict[str, object]
) -> None:
    for ids in (("a", "b"), ("b", "a")):
        one = DAILY._replace(id=ids[0], **better)  # type: ignore[arg-type]
        other = DAILY._replace(id=ids[1], **worse)  # type: ignore[arg-type]
        assert standing([one, other]) == standing([other, one]) == {ids[0]}


def test_what_does_not_stand_is_in_nobodys_way() -> None:
    best = FIRST_STEPS._replace(id="best", session_id="s", context="morning", answered_ms=9)
    beaten = best._replace(id="beaten", day="2026-11-22", answered_ms=8)
    third = FIRST_STEPS._replace(id="third", day="2026-11-22", answered_ms=7)
    for order in permutations([best, beaten, third]):
        assert standing(order) == {"best", "third"}


claims = st.builds(
    Claim,
    id=st.uuids().map(str),
    session_id=st.sampled_from([None, "s", "t"]),
    kind=st.sampled_from(["pain", "first_step"]),
    context=st.just("morning"),
    day=st.sampled_from(["2026-11-21", "2026-11-22"]),
    side=st.just("left"),
    region=st.sampled_from(["heel", "arch"]),
    answered_ms=st.integers(0, 2),
    changed=st.sampled_from(["1", "2"]),
    is_given=st.booleans(),
    is_read=st.booleans(),
)


@given(st.lists(claims, max_size=12, unique_by=lambda claim: claim.id), st.randoms())
def test_one_stands_to_each_question_in_whatever_order_they_come(
    given_: list[Claim], dice: object
) -> None:
    stand = standing(given_)
    shuffled = list(given_)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert standing(shuffled) == stand
    answered = [question for one in given_ if one.id in stand for question in one.questions]
    assert len(answered) == len(set(answered)), "no two stand to the same question"
    for one in given_:
        assert one.id in stand or not set(one.questions).isdisjoint(answered), "none stands"
