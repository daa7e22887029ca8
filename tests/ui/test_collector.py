"""Garbage is collected here, and not in whichever thread comes along."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from app.ui.collector import Collector


class Knot:
    """Refers to itself, so that only the collector can free it."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(params=[False, True], ids=["off", "on"])
def collector(qapp: object, request: pytest.FixtureRequest) -> Iterator[Collector]:
    assert qapp
    if request.param:
        gc.enable()
    made = Collector()
    assert not gc.isenabled()
    yield made
    made.close()
    assert gc.isenabled() is request.param
    gc.disable()  # as for all tests


def test_nothing_is_collected_before_it_looks(collector: Collector) -> None:
    gc.collect()
    knot = ref(Knot())
    pile = [Knot() for _ in range(5000)]
    del pile
    assert knot() is not None
    collector.look()
    assert knot() is None


def test_where_there_is_little_nothing_is_done(collector: Collector) -> None:
    gc.collect()
    knot = ref(Knot())
    collector.look()
    assert knot() is not None


def test_it_looks_by_itself(collector: Collector) -> None:
    gc.collect()
    knot = ref(Knot())
    pile = [Knot() for _ in range(5000)]
    del pile
    collector._timer.timeout.emit()
    assert knot() is None


def test_what_is_old_is_left_alone_for_a_while(collector: Collector) -> None:
    gc.collect()
    knot = ref(Knot())
    collector.spare_old()
    assert gc.get_freeze_count() > 0
    young = ref(Knot())
    gc.collect()
    assert knot() is not None
    assert young() is None
    collector.mind_old()
    gc.collect()
    assert knot() is None


def test_closed_it_leaves_nothing_out(collector: Collector) -> None:
    collector.spare_old()
    collector.close()
    assert gc.get_freeze_count() == 0
