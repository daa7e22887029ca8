"""Faults as values, and the nearest word."""

from __future__ import annotations

from time import process_time

from app.core.faults import Fault, Severity, did_you_mean, errors_in

UNKNOWN = Fault("heel.yaml", 12, 16, Severity.ERROR, "unknown technique")
SHORT = Fault("heel.yaml", 6, 1, Severity.WARNING, "12:30 as written")


def test_a_fault_is_one_line_of_the_contract() -> None:
    assert str(UNKNOWN) == "heel.yaml:12:16: error: unknown technique"
    assert str(SHORT) == "heel.yaml:6:1: warning: 12:30 as written"


def test_its_values_have_the_names_of_the_contract() -> None:
    assert SHORT.values() == {
        "path": "heel.yaml",
        "line": 6,
        "column": 1,
        "severity": "warning",
        "message": "12:30 as written",
    }


def test_only_errors_are_counted_as_errors() -> None:
    assert errors_in([UNKNOWN, SHORT, UNKNOWN]) == 2
    assert errors_in([]) == 0


KNOWN = ("cross-fiber-friction", "deep-tissue", "kneading", "second_pass")


def test_the_nearest_word_is_suggested() -> None:
    assert did_you_mean("crossfiber-friction", KNOWN) == '; did you mean "cross-fiber-friction"?'
    assert did_you_mean("kneeding", KNOWN) == '; did you mean "kneading"?'


def test_case_and_underscores_do_not_hide_it() -> None:
    assert did_you_mean("DEEP_TISSUE", KNOWN) == '; did you mean "deep-tissue"?'
    assert did_you_mean("second-pass", KNOWN) == '; did you mean "second_pass"?'


def test_a_far_word_gets_no_suggestion() -> None:
    assert did_you_mean("xylophone", KNOWN) == ""
    assert did_you_mean("", KNOWN) == ""


def test_a_word_too_long_to_be_meant_is_not_compared() -> None:
    assert did_you_mean("cross-fiber-friction" * 3, KNOWN) == ""
    before_s = process_time()
    did_you_mean("kneading" * 50_000, KNOWN)
    assert process_time() - before_s < 1
