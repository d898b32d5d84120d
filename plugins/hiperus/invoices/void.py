"""A person's decision about a document that LMS cancelled or deleted: give our invoice of it up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from hiperus.errors import InvalidParameterError
from hiperus.invoices.rules.fates import Correction
from hiperus.invoices.rules.state_reasons import ReasonCode, in_words
from hiperus.invoices.tables import documents, invoices, premium
from hiperus.run import Run
from hiperus.storage.database import Record


@dataclass(frozen=True, slots=True)
class GivenUp:
    """An invoice of ours that does not count any more, as a sentence tells it."""

    docid: int
    customer_id: int
    month: str
    gross: Decimal

    def __str__(self) -> str:
        """As an English line."""
        return (
            f"Document {self.docid} of customer {self.customer_id} for {self.month} "
            f"({self.gross} PLN gross) is given up; the next invoice run of {self.month} bills its "
            "calls and fees anew."
        )


def void_documents(run: Run, docids: Iterable[int], reason: str) -> list[GivenUp]:
    """Give up our invoices of documents that LMS cancelled or deleted.

    Their subscriptions and calls can be billed again; the next run of their month does so. Nothing
    is done before all of them have been looked at. Never called by a run itself.

    Args:
        run: the run of the person who decided.
        docids: documents of LMS.
        reason: why, in the person's words; kept with the invoices.

    Raises:
        InvalidParameterError: a document is none of ours, still stands in LMS, or has an e-invoice
            number and no correction to zero.
    """
    found = {docid: _checked(run, docid) for docid in sorted(set(docids))}
    given_up = []
    for docid, rows in found.items():
        for row in rows:
            _give_up(run, docid, row, reason)
            month = str(row["billed_month"])[:7]
            given_up.append(GivenUp(docid, int(row["customer_id"]), month, row["gross"]))
    return given_up


def _give_up(run: Run, docid: int, row: Record, reason: str) -> None:
    database = run.database
    with database.locked(f"invoice:{row['customer_id']}"), database.transaction():
        _checked(run, docid)
        why = in_words(ReasonCode.VOID, reason)
        invoices.give_up(database, int(row["id"]), why, run.clock())
        premium.forget_withheld(database, int(row["id"]))


def _checked(run: Run, docid: int) -> list[Record]:
    """Return our live invoices of a document that may be given up."""
    database = run.database
    found = invoices.live_of_document(database, docid)
    if not found:
        raise InvalidParameterError(
            f"Document {docid} is no issued invoice of this project, or it was given up before; "
            "nothing was changed."
        )
    if not all(row["is_lost"] for row in found):
        raise InvalidParameterError(
            f"Document {docid} still stands in LMS; cancel or delete it there first. Nothing was "
            "changed."
        )
    einvoice = documents.read_einvoices(database).get(docid)
    correction = documents.read_corrections(database).get(docid, Correction())
    if einvoice and einvoice.number and correction.gross != -sum(r["gross"] for r in found):
        raise InvalidParameterError(
            f"Document {docid} has the KSeF number {einvoice.number} and no correction to zero: "
            "for the tax office it stands. Correct it to zero in LMS first. Nothing was changed."
        )
    return found
