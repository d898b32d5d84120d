"""Keeps full numbers unique for their seller, whatever plan they come from.

Two plans of one seller may have templates that make the same number; LMS has no guard, and the
e-invoice system refuses the second document. `documents.fullnumber` has no index, so that older
documents are asked for the next hundreds of numbers at once, and only the newest ones each time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hiperus.invoices.rules.numbering import NumberPlan, seller_of
from hiperus.invoices.rules.state_reasons import ReasonCode, parked_error
from hiperus.invoices.tables.numbering import LATECOMERS
from hiperus.storage.database import Database, Record

_AHEAD = 500


@dataclass(frozen=True, slots=True)
class NumberedDocument:
    """A document of this transaction; `seller` as `seller_of` names it."""

    docid: int
    number: int
    full_number: str
    seller: str


class FullNumbers:
    """Looks for documents of the same seller that bear a full number already."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._older: dict[str, list[Record]] = {}
        self._known_until = 0

    def require_free(
        self, document: NumberedDocument, plan: NumberPlan, render: Callable[[int], str]
    ) -> None:
        """Check before the commit, under the lock on numbers.

        Args:
            document: as it was inserted.
            plan: where its number comes from.
            render: gives the plan's full number for a number.

        Raises:
            InvoiceParkedError: another document of the seller has the number.
        """
        if document.full_number not in self._older:
            self._look_ahead(document, plan, render)
        found = [*self._older[document.full_number], *self._newer(document)]
        for row in found:
            seller = seller_of(row["div_ten"], row["divisionid"])
            if row["id"] != document.docid and seller == document.seller:
                raise parked_error(
                    ReasonCode.NUMBER_TAKEN,
                    number=document.full_number,
                    plan=plan.name,
                    document=str(row["id"]),
                )

    def _newer(self, document: NumberedDocument) -> list[Record]:
        return self._database.fetch_all(
            "invoices/full_numbers/select_newer_documents",
            oldest=self._known_until - LATECOMERS,
            fullnumber=document.full_number,
        )

    def _look_ahead(
        self, document: NumberedDocument, plan: NumberPlan, render: Callable[[int], str]
    ) -> None:
        ahead = 1 if plan.is_per_customer else _AHEAD
        numbers = range(document.number, document.number + ahead)
        wanted = sorted({document.full_number, *map(render, numbers)})
        name = "invoices/full_numbers/select_numbered_documents"
        places = ", ".join(f"%(number_{i})s" for i in range(len(wanted)))
        values = {f"number_{i}": number for i, number in enumerate(wanted)}
        rows = self._database.fetch_text(
            self._database.text_of(name, numbers=places), values, name=name
        )
        self._older = {number: [] for number in wanted}
        for row in rows:
            self._older.setdefault(row["fullnumber"], []).append(row)
        self._known_until = document.docid
