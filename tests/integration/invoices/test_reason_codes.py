"""Reasons of invoices in the table: a code and arguments, read from older sentences once."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from hiperus.errors import SafetyBoundError, StorageUnavailableError
from hiperus.invoices.rules.invoice_states import InvoiceState
from hiperus.invoices.rules.lines import InvoiceDraft, InvoiceKind
from hiperus.invoices.rules.state_reasons import ReasonCode, StateReason, in_words, sentence
from hiperus.invoices.tables import invoices
from hiperus.invoices.tables.invoices import Outcome, Provenance
from hiperus.invoices.tables.page import read_invoices
from hiperus.invoices.tables.parked import parked_invoices
from hiperus.invoices.tables.state_reasons import reason_in
from hiperus.storage.database import Database
from hiperus.web.frame.languages import language
from hiperus.web.frame.parked_words import why_parked
from tests.support.builders_invoices import MONTH, ORIGIN
from tests.support.old_reasons import FIRST_CUSTOMER, OLD_REASONS, SINCE, VERSION, an_older_table
from tests.support.roles import migrate

pytestmark = pytest.mark.database

COLUMNS = "customer_id, state, reason, reason_code, reason_args"


@pytest.mark.parametrize("era", ["current", "old"])
def test_every_old_reason_is_read_once_and_shown_as_before(
    empty_database: Database, era: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_older_table(empty_database, era, monkeypatch)
    assert migrate(empty_database) == [VERSION, *SINCE]
    rows = empty_database.fetch_text(f"SELECT {COLUMNS} FROM hv_invoice ORDER BY customer_id")
    found = {row["customer_id"]: row for row in rows}
    for number, old in enumerate(OLD_REASONS):
        row = found.pop(FIRST_CUSTOMER + number)
        assert (row["reason_code"], row["reason"]) == (old.code, old.reason)
        assert sentence(reason_in(row)) == old.reason
    assert {(r["reason_code"], r["reason_args"]) for r in found.values()} == {(None, None)}
    shown = {row.customer_id: row.reason for row in read_invoices(empty_database, MONTH)}
    for number, old in enumerate(OLD_REASONS):
        for code, words in old.shown.items():
            reason = shown[FIRST_CUSTOMER + number]
            assert why_parked(reason, language(code, "Europe/Warsaw")) == words
    parked = {p.customer_id: p.reason for p in parked_invoices(empty_database)}
    assert len(parked) == 1 + sum(old.state == "parked" for old in OLD_REASONS)
    assert all(shown[customer_id] == reason for customer_id, reason in parked.items())


def test_an_upgrade_that_was_cut_short_goes_on(
    empty_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_older_table(empty_database, "current", monkeypatch)
    with monkeypatch.context() as cut_short:

        def lost(self: Database, name: str, rows: list[Any]) -> int:
            for row in rows[:3]:
                self.execute(name, **row)
            raise StorageUnavailableError("The connection was lost.")

        cut_short.setattr(Database, "execute_many", lost)
        with pytest.raises(StorageUnavailableError):
            migrate(empty_database)
    assert migrate(empty_database) == [VERSION, *SINCE]
    rows = empty_database.fetch_text(f"SELECT {COLUMNS} FROM hv_invoice WHERE reason <> ''")
    assert sorted(row["reason_code"] for row in rows) == sorted(old.code for old in OLD_REASONS)
    assert all(sentence(reason_in(row)) == row["reason"] for row in rows)


def test_an_invoice_never_goes_where_its_state_does_not_allow(lms_database: Database) -> None:
    draft = InvoiceDraft(12, MONTH, InvoiceKind.REGULAR, Decimal(23), ())
    provenance = Provenance(ORIGIN, 0)
    made = invoices.reserve(lms_database, draft, provenance)
    skipped = Outcome(InvoiceState.SKIPPED)
    invoices.complete(lms_database, made, skipped, provenance)
    found = invoices.live_regular(lms_database, 12, MONTH)
    assert found is not None
    assert found.state is InvoiceState.SKIPPED
    for state in (InvoiceState.ISSUED, InvoiceState.PARKED, InvoiceState.SKIPPED):
        with pytest.raises(SafetyBoundError, match="that is skipped cannot become"):
            invoices.complete(lms_database, found, Outcome(state), provenance)
    # Somebody who still takes it for a draft is stopped by the statement itself.
    with pytest.raises(SafetyBoundError, match="is no longer draft"):
        invoices.complete(lms_database, made, Outcome(InvoiceState.ISSUED), provenance)
    with pytest.raises(SafetyBoundError, match="given up by somebody else"):
        invoices.give_up(lms_database, made.id, in_words(ReasonCode.VOID, "x"), 0)
    (row,) = lms_database.fetch_text("SELECT state, docid FROM hv_invoice")
    assert row == {"state": "skipped", "docid": None}


def test_a_customer_is_parked_again_as_often_as_it_takes(lms_database: Database) -> None:
    draft = InvoiceDraft(12, MONTH, InvoiceKind.REGULAR, Decimal(23), ())
    provenance = Provenance(ORIGIN, 0)
    parked = Outcome(InvoiceState.PARKED, reason=StateReason(ReasonCode.NO_PLAN))
    made = invoices.reserve(lms_database, draft, provenance)
    for _ in range(2):
        invoices.complete(lms_database, made, parked, provenance)
        found = invoices.live_regular(lms_database, 12, MONTH)
        assert found is not None
        made = found
    (row,) = lms_database.fetch_text(f"SELECT {COLUMNS} FROM hv_invoice")
    assert (row["reason_code"], json.loads(row["reason_args"])) == ("no_plan", {})
    assert row["reason"] == "the LMS customer has no usable number plan for invoices"
