"""What is due back gets less by what LMS gave back already, and is gone when all is settled."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hiperus.domain.periods import Month
from hiperus.invoices.rules.credit import still_due
from hiperus.invoices.rules.reasons import CreditDue

OCTOBER = Month(2026, 10)


def due(net: str, docid: int | None = 7, terminal: int = 200) -> CreditDue:
    return CreditDue(12, 100, terminal, OCTOBER, 1, Decimal(net), docid)


def left(*found: CreditDue, **relieved: str) -> list[tuple[int | None, str]]:
    given = {int(docid[1:]): Decimal(gross) for docid, gross in relieved.items()}
    rest = still_due(found, given, lambda _: Decimal(23))
    return [(credit.docid, str(credit.net)) for credit in rest]


def test_without_a_correction_all_is_due() -> None:
    assert left(due("1.0000"), due("2.0000", None)) == [(7, "1.0000"), (None, "2.0000")]


@pytest.mark.parametrize("given", ["1.23", "5.00"])
def test_a_correction_of_the_whole_settles_it(given: str) -> None:
    assert left(due("1.0000"), d7=given) == []


def test_a_correction_of_a_part_leaves_the_rest() -> None:
    assert left(due("1.0000"), d7="0.62") == [(7, "0.5000")]
    assert left(due("1.0000"), d7="-5.00") == [(7, "1.0000")], "one that raises gives nothing back"


def test_small_amounts_of_a_document_are_settled_together() -> None:
    many = [due("0.0041", terminal=n) for n in range(3)]
    assert left(*many, d7="0.02") == []
    assert left(*many, d7="0.01") == [(7, "0.0023")]


def test_a_correction_counts_for_its_own_document_only() -> None:
    assert left(due("1.0000", 7), due("1.0000", 8), d7="9.00") == [(8, "1.0000")]
