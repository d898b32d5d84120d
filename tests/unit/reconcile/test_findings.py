"""Findings go from part to part as codes and amounts; older lines are still read."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hiperus.reconcile.rules.findings import (
    SENTENCES,
    Detail,
    DetailCode,
    Finding,
    FindingKind,
    finding_from_json,
)
from hiperus.reconcile.rules.older_findings import finding_from_line
from hiperus.web.open_ends import words

CALLS = Detail.of(DetailCode.CALLS, calls=4)
FINDINGS = [
    Finding(FindingKind.CALLS_NOT_BILLED, "account 5", CALLS, Decimal("2.5000")),
    Finding(FindingKind.CALLS_NOT_BILLED, "account 5", CALLS, Decimal("-2.5")),
    Finding(
        FindingKind.TERMINAL_MISSING_IN_LMS, "4711", Detail.of(DetailCode.OF_ACCOUNT, account=3)
    ),
    Finding(
        FindingKind.CALLS_DIFFER,
        "account 3 outgoing 2026-11-01",
        Detail.of(DetailCode.CALL_COUNTS, platform=3, lms=2),
    ),
    Finding(FindingKind.ACCOUNT_UNLINKED, "7", Detail(DetailCode.NO_CUSTOMER)),
]
LINES = [
    "calls_not_billed account 5: 4 calls (2.5000 PLN net)",
    "calls_not_billed account 5: 4 calls (-2.5 PLN net)",
    "terminal_missing_in_lms 4711: account 3; run hiperus_import",
    "calls_differ account 3 outgoing 2026-11-01: 3 calls on the platform, 2 in LMS",
    "account_unlinked 7: no LMS customer; nothing of it is billed",
]
CASES = list(zip(FINDINGS, LINES, strict=True))


def test_a_difference_stays_the_same_while_its_figures_change() -> None:
    kind, key = FindingKind.CALLS_NOT_BILLED, "account 5"
    first = Finding(kind, key, Detail.of(DetailCode.CALLS, calls=3), Decimal(1))
    second = Finding(kind, key, CALLS, Decimal(2))
    assert first.cause == second.cause
    assert str(second) == "calls_not_billed account 5: 4 calls (2 PLN net)"


@pytest.mark.parametrize("finding", FINDINGS, ids=str)
def test_a_finding_is_read_as_it_was_kept(finding: Finding) -> None:
    assert finding_from_json(finding.to_json()) == finding


@pytest.mark.parametrize(("finding", "line"), CASES, ids=LINES)
def test_people_read_the_lines_that_they_always_read(finding: Finding, line: str) -> None:
    assert str(finding) == line


@pytest.mark.parametrize(("finding", "line"), CASES, ids=LINES)
def test_a_line_of_the_version_before_is_read_as_it_was_written(
    finding: Finding, line: str
) -> None:
    assert finding_from_json("{}") is None
    read = finding_from_line(line)
    assert (read.kind, read.key, read.net) == (finding.kind, finding.key, finding.net)
    assert (read.detail.code, str(read)) == (DetailCode.AS_WRITTEN, line)


def test_an_older_line_may_hold_colons_and_brackets() -> None:
    read = finding_from_line("account_unlinked 7: no LMS customer: nothing (so far) is billed")
    assert (read.key, str(read.detail), read.net) == (
        "7",
        "no LMS customer: nothing (so far) is billed",
        0,
    )


@pytest.mark.parametrize("line", ["something", "whatever_kind 7: something"])
def test_an_older_line_of_another_shape_is_kept_as_it_is(line: str) -> None:
    read = finding_from_line(line)
    assert (read.kind, read.key, str(read.detail), read.net) == (FindingKind.OTHER, "", line, 0)


def test_the_page_says_every_code_and_in_english_what_the_log_says() -> None:
    said = {code: text for code, text in SENTENCES.items() if code is not DetailCode.AS_WRITTEN}
    assert said == words.DETAILS
    assert set(SENTENCES) == set(DetailCode)
    assert set(words.FINDINGS) == set(FindingKind) - {FindingKind.OTHER}
