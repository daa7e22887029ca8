"""What is wanted of the log in a file."""

from __future__ import annotations

import doctest
from datetime import date

import pytest

from app.core import export_wish
from app.core.export_wish import ExportFormat, ExportWish

TODAY = date(2026, 11, 21)
CSV, JSON, FHIR, PDF = ExportFormat.CSV, ExportFormat.JSON, ExportFormat.FHIR, ExportFormat.PDF


def test_each_format_has_a_name_of_its_own() -> None:
    names = [one.file_name(TODAY) for one in ExportFormat]
    assert len(set(names)) == len(names)
    assert all("2026-11-21" in name for name in names)
    assert [one for one in ExportFormat if one.is_folder] == [CSV]


@pytest.mark.parametrize(
    ("wanted", "name", "condition"),
    [(PDF, "Anna", "Heel"), (FHIR, "Anna", ""), (CSV, "", ""), (JSON, "", "")],
)
def test_what_was_typed_goes_only_where_it_belongs(
    wanted: ExportFormat, name: str, condition: str
) -> None:
    wish = ExportWish(wanted, name=" Anna ", condition=" Heel ").only_what_it_takes
    assert (wish.name, wish.condition) == (name, condition)


def test_the_days_go_to_the_report() -> None:
    wish = ExportWish(PDF, TODAY, TODAY, "Anna", "Heel").for_report
    assert (wish.since, wish.until, wish.name, wish.condition) == (TODAY, TODAY, "Anna", "Heel")


def test_the_examples_are_true() -> None:
    tried = doctest.testmod(export_wish)
    assert tried.attempted
    assert not tried.failed
