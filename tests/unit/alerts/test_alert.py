"""What is told: one cause stays one, and nothing in a text breaks a message."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hiperus.alerts.rules.alert import LONGEST_CAUSE, Alert, AlertKind, digest_of, is_above


def an_alert(*about: str, subject: str = "It failed", **facts: str) -> Alert:
    return Alert(AlertKind.FAILED, about or ("dag", "run"), subject, facts)


def test_the_cause_is_what_it_is_about_and_not_how_it_is_said() -> None:
    assert an_alert("a", "b", subject="x").cause == an_alert("a", "b", subject="y").cause
    assert an_alert("a", "b").cause == "failed a b"


def test_long_causes_are_cut_and_still_differ() -> None:
    first, second = an_alert("x" * 300 + "1"), an_alert("x" * 300 + "2")
    assert len(first.cause) == LONGEST_CAUSE
    assert first.cause != second.cause


def test_a_subject_stays_one_line_so_that_no_header_can_be_slipped_in() -> None:
    assert an_alert(subject="a\r\nBcc: b@example.pl").title == "Hiperus: a Bcc: b@example.pl"


def test_html_shows_what_came_and_runs_nothing() -> None:
    html = an_alert(error="<script>1</script>\nsecond").html()
    assert "<script>" not in html
    assert "second" in html


def test_empty_facts_are_left_out() -> None:
    assert an_alert(error="", run="r").as_record()["facts"] == {"run": "r"}


@pytest.mark.parametrize(
    ("part", "whole", "above"), [(0, 0, False), (1, 1000, False), (2, 1000, True), (1, 0, True)]
)
def test_a_limit_is_a_share_and_nothing_is_never_above(part: int, whole: int, above: bool) -> None:
    assert is_above(part, whole, Decimal("0.1")) is above


def test_a_digest_does_not_depend_on_the_order() -> None:
    assert digest_of(["a", "b"]) == digest_of(["b", "a"]) != digest_of(["a"])
