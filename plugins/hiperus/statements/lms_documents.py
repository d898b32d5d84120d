"""Makes statements documents of LMS's: the files first, then the rows that name them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hiperus.run import Run
from hiperus.statements.document_folder import VARIABLE, DocumentFolder
from hiperus.statements.making import StatementFile
from hiperus.statements.reading import Parties
from hiperus.statements.rules.document import description_of, invoice_of, span_of, title_of
from hiperus.statements.rules.statement import Statement
from hiperus.statements.tables.lms_documents import Attachment, BillingDocuments, Heading


@dataclass(slots=True)
class Added:
    """What LMS has got: documents; those beside an older one of the same months; what it had."""

    new: int = 0
    newer: int = 0
    known: int = 0
    without_division: int = 0

    def describe(self) -> str:
        """Return what became of the statements in LMS, as a part of a sentence."""
        parts = [f"{self.new} became documents of LMS's"]
        if self.newer:
            parts.append(f"{self.newer} of them beside an older one, as more was billed since")
        if self.known:
            parts.append(f"{self.known} were there already")
        if self.without_division:
            parts.append(f"{self.without_division} of customers without division did not")
        return ", ".join(parts)


@dataclass(slots=True)
class StatementDocuments:
    """Adds statements to LMS one by one, each in a transaction of its own."""

    run: Run
    parties: Parties
    folder: DocumentFolder
    documents: BillingDocuments
    added: Added

    @classmethod
    def into(
        cls, folder: Path | None, run: Run, parties: Parties, tell: Callable[[str], None]
    ) -> StatementDocuments | None:
        """Open LMS's documents, where a folder is set and this LMS has any; else return None.

        Raises:
            ConfigurationError: the folder cannot be written.
        """
        if folder is None:
            return None
        documents = BillingDocuments(run.database)
        if not documents.exist:
            script = f"include/setup/roles/{run.database.dialect}_statement_documents.sql"
            tell(
                f"{VARIABLE} is set, but LMS shows no documents with files: it has none, or "
                f"{script} is still to be run. No statement becomes a document of LMS's."
            )
            return None
        return cls(run, parties, DocumentFolder(folder), documents, Added())

    def add(self, statement: Statement, files: Sequence[StatementFile]) -> None:
        """Make a statement a document, or attach what the document lacks.

        Raises:
            ConfigurationError: a file cannot be written.
        """
        customer = self.parties.customers.get(statement.customer_id)
        division = self.parties.division_of(customer)
        if customer is None or not division:
            self.added.without_division += 1
            return
        # A row without file would be worse than a file without row.
        attached = [
            Attachment(f.name, f.format.content_type, self.folder.put(f.content)) for f in files
        ]
        now = self.run.clock()
        title = title_of(statement)
        heading = Heading(
            *(customer, division, title, description_of(statement)),
            *(span_of(statement), now, invoice_of(statement)),
        )
        database = self.run.database
        with database.locked(f"statement:{customer.customer_id}"), database.transaction():
            self._add(heading, attached)

    def _add(self, heading: Heading, attached: Sequence[Attachment]) -> None:
        customer_id = heading.customer.customer_id
        known = self.documents.find(customer_id, heading.title, heading.description)
        if known is None:
            self.added.newer += self.documents.count_of(customer_id, heading.title) > 0
            docid, types = self.documents.add(heading), set[str]()
            self.added.new += 1
        else:
            docid, types = known
            self.added.known += 1
        missing = [file for file in attached if file.content_type not in types]
        if missing:
            self.documents.attach(docid, missing, heading.issued_at, has_main=bool(types))
