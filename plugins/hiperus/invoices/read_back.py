"""Reads back what LMS and its clerks have made of our documents; nothing of LMS's is changed.

An invoice is never issued again or rewritten for what is found here: people are told, and only a
person gives up a document that was cancelled or deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hiperus.invoices.rules.fates import Correction, Document, Duties, EInvoice, Fate, fate_of
from hiperus.invoices.rules.line_matching import Matched, match
from hiperus.invoices.tables import documents
from hiperus.run import Run
from hiperus.storage.database import Database, Record


def read_back(run: Run, today: date) -> list[Fate]:
    """Compare every document of ours with how it was issued, and keep what has become of it.

    Positions that LMS has renumbered are followed in `hv_invoice_line`.

    Args:
        run: the run, over the LMS.
        today: the local day.

    Returns:
        The fates of all documents that count.

    Raises:
        StorageUnavailableError: the database went away; run again.
    """
    database, now = run.database, run.clock()
    with documents.one_writer(database):
        documents.note_issued(database, now)
        facts = _Facts.read(run)
        fates, changed = [], []
        for row in documents.read_documents(database):
            fate = fate_of(facts.document_of(row), facts.duties, now, today)
            fates.append(fate)
            if not documents.is_kept(row, fate):
                changed.append(fate)
        documents.keep(database, changed, now)
    return fates


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of all documents, by document or (`lines`) by invoice of ours."""

    lines: Mapping[int, Matched]
    corrections: Mapping[int, Correction]
    einvoices: Mapping[int, EInvoice]
    duties: Duties

    @classmethod
    def read(cls, run: Run) -> _Facts:
        database = run.database
        return cls(
            _matched(database),
            documents.read_corrections(database),
            documents.read_einvoices(database),
            documents.read_duties(database, run.settings),
        )

    def document_of(self, row: Record) -> Document:
        docid = int(row["docid"])
        lines = self.lines.get(int(row["invoice_id"]))
        return documents.document_of(
            row,
            lines=(lines.changed, lines.removed, lines.gross) if lines else None,
            correction=self.corrections.get(docid, Correction()),
            einvoice=self.einvoices.get(docid),
        )


def _matched(database: Database) -> dict[int, Matched]:
    """Find the lines of documents that were edited or shortened, and follow them."""
    found = {}
    for invoice_id, docid in documents.changed_invoices(database):
        lines = match(
            documents.read_lines(database, invoice_id), documents.read_items(database, docid)
        )
        documents.move_lines(database, lines)
        found[invoice_id] = lines
    return found
