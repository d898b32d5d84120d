"""States of invoices: the table of transitions, and the statements that carry them out."""

from __future__ import annotations

import re

import pytest

from hiperus.errors import SafetyBoundError
from hiperus.invoices.rules.invoice_states import DONE, INVOICE_STEPS, InvoiceState, require_allowed
from hiperus.storage.statements import sql_root

MOVES = re.compile(
    r"UPDATE hv_invoice\nSET\b(?P<set>.*?)\nWHERE\b(?P<where>.*)", re.DOTALL | re.IGNORECASE
)
COMPLETED = {InvoiceState.ISSUED, InvoiceState.PARKED, InvoiceState.SKIPPED}
"""What `update_invoice` makes of an invoice, by its parameter."""


def sources(state: InvoiceState) -> set[InvoiceState]:
    return {before for before, after in INVOICE_STEPS.items() if state in after}


def moves() -> list[tuple[str, set[InvoiceState], set[InvoiceState]]]:
    """Return the statements that set a state: file, states set, states that it must have."""
    found = []
    for path in sorted(sql_root().rglob("*.sql")):
        match = MOVES.search(path.read_text("utf-8"))
        state = re.search(r"\bstate = ('\w+'|%\(state\)s)", match["set"]) if match else None
        if match and state:
            to = COMPLETED if "%" in state[1] else {InvoiceState(state[1].strip("'"))}
            listed = re.search(r"\bstate (?:= '(\w+)'|IN \((.*?)\))", match["where"])
            words = re.findall(r"\w+", listed[1] or listed[2]) if listed else []
            found.append((path.stem, to, set(map(InvoiceState, words))))
    return found


def test_every_statement_that_sets_a_state_asks_for_just_the_allowed_ones() -> None:
    assert {name for name, _, _ in moves()} == {"update_invoice", "update_released", "update_void"}
    for name, to, listed in moves():
        for state in to:
            assert listed == sources(state), name


def test_every_state_is_reached_by_a_statement_or_is_the_first() -> None:
    reached = set().union(*(to for _, to, _ in moves()))
    assert reached | {InvoiceState.DRAFT} == set(InvoiceState) == set(INVOICE_STEPS)


@pytest.mark.parametrize("before", InvoiceState)
@pytest.mark.parametrize("after", InvoiceState)
def test_what_is_not_allowed_is_refused(before: InvoiceState, after: InvoiceState) -> None:
    if after in INVOICE_STEPS[before]:
        require_allowed(before, after)
        return
    with pytest.raises(SafetyBoundError, match=f"that is {before} cannot become {after}"):
        require_allowed(before, after)


def test_a_month_that_is_done_is_never_filled_again() -> None:
    assert all(INVOICE_STEPS[state] <= {InvoiceState.VOID} for state in DONE)
