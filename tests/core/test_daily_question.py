"""Which question is asked once a day."""

from __future__ import annotations

import pytest

from app.core.daily_question import HurtsMost
from app.core.script import Area


@pytest.mark.parametrize(
    ("hurts_most", "first", "end"),
    [
        (HurtsMost.HEEL_OR_ARCH, 4, 12),
        (HurtsMost.ACHILLES, 4, 12),
        (HurtsMost.BALL_OF_FOOT, 12, 24),
    ],
)
def test_each_has_its_hours(hurts_most: HurtsMost, first: int, end: int) -> None:
    assert [hour for hour in range(24) if hurts_most.is_asked_at(hour)] == list(range(first, end))


def test_an_answers_region_tells_its_question() -> None:
    assert {HurtsMost.of_region(one.region) for one in HurtsMost} == set(HurtsMost)
    assert all(HurtsMost.of_region(one.region) is one for one in HurtsMost)
    assert HurtsMost.of_region(Area.HEEL) is HurtsMost.HEEL_OR_ARCH
