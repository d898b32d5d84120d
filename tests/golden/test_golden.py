"""Whole invoices, one folder for each business rule; expected.json was written by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.builders_facts import calculated, outcome_of

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/input.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_the_case_comes_out_as_written(case: Path) -> None:
    given = json.loads((case / "input.json").read_text(encoding="utf-8"))
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    found = outcome_of(calculated(given))
    for name in ("nothing_to_pay", "already", "not_billed", "credit_due"):
        expected.setdefault(name, [])
    expected.setdefault("unusual", {})
    assert found == expected
