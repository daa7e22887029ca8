"""What holds for all tests: hypothesis, in what order they run, and where garbage is collected."""

from __future__ import annotations

import gc
from itertools import count

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "ci",
    max_examples=100,
    # A shared machine may stand still for a second; no property here is about speed.
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.load_profile("ci")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what waits most, so that the processors have work until the end."""
    items.sort(key=lambda item: "real" not in item.keywords)


# As in the program (`app.ui.collector`): garbage is collected in the first thread only, and not in
# those of the tests, of the devices or of pytest-xdist, where objects of Qt would die and crash it.
gc.disable()

FULL_EVERY = 250
"""Tests between two collections of everything; of what is young there is one after each."""

_NUMBERS = count(1)


@pytest.hookimpl(trylast=True)
def pytest_runtest_logfinish() -> None:
    """Collect between two tests."""
    gc.collect(2 if next(_NUMBERS) % FULL_EVERY == 0 else 1)
