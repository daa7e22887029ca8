"""What holds for all tests: how hypothesis is set up, and in what order they run."""

from __future__ import annotations

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
