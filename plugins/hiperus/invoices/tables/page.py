"""Reads the page "Invoices": issued invoices, their lines, and the calls behind a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from hiperus.calls.tables.page import Call, PageSlice, call_of
from hiperus.domain.periods import DaySpan, Month
from hiperus.invoices.rules.fates import DocumentState, EInvoiceState, MailState
from hiperus.invoices.rules.invoice_states import InvoiceState
from hiperus.invoices.rules.state_reasons import StateReason
from hiperus.invoices.tables.premium import listed
from hiperus.invoices.tables.state_reasons import reason_in
from hiperus.storage.database import Database, Record


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """An invoice of ours. Money is PLN; `previous` is the customer's gross of the month before."""

    id: int
    customer_id: int
    customer: str
    kind: str
    state: InvoiceState
    number: str
    net: Decimal
    vat: Decimal
    gross: Decimal
    reason: StateReason | None
    previous: Decimal | None
    lines: int
    calls: int
    in_lms: InLms | None = None


@dataclass(frozen=True, slots=True)
class InLms:
    """What LMS had made of a document when it was last read back; `corrected` is PLN gross.

    `edited` are codes of fields, parted by commas.
    """

    docid: int
    state: DocumentState
    edited: str
    changed_lines: int
    removed_lines: int
    corrections: int
    corrected: Decimal
    mail: MailState
    einvoice: EInvoiceState
    einvoice_number: str
    einvoice_words: str


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of ours; net is exact, money is PLN. Terminal 0: of the account alone."""

    id: int
    invoice_id: int
    customer_id: int
    account_id: int
    terminal_id: int
    kind: str
    service_month: Month
    text: str
    net: Decimal
    gross: Decimal
    calls: int


@dataclass(frozen=True, slots=True)
class WaivedRow:
    """Calls that invoices settled without a line: why, how many, what they cost (PLN net)."""

    reason: str
    calls: int
    net: Decimal


@dataclass(frozen=True, slots=True)
class DraftLine:
    """Which calls a line to come would bill. `setup`: 1 where set-up fees are billed, else 0.

    `without`: ids of calls that will be withheld, or were.
    """

    account_id: int
    terminal_id: int
    days: DaySpan
    with_failed: bool
    setup: int
    without: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class InvoiceMark:
    """Another mark than before: invoices of ours have changed since. `place`: which database."""

    place: str
    invoices: int
    updates: int


def read_invoices(database: Database, month: Month) -> list[InvoiceRow]:
    """Return all invoices of a billed month, the largest first."""
    rows = database.fetch_all(
        "invoices/page/select_invoices",
        month=month.first_day,
        previous_month=month.plus(-1).first_day,
    )
    return [_invoice(row) for row in rows]


def read_lines(database: Database, month: Month, invoice_id: int | None = None) -> list[LineRow]:
    """Return the lines of a billed month's invoices, or of one of them."""
    rows = database.fetch_all(
        "invoices/page/select_invoice_lines", month=month.first_day, invoice_id=invoice_id
    )
    return [_line(row) for row in rows]


def read_calls_of_line(database: Database, line: LineRow, part: PageSlice) -> list[Call]:
    """Return the calls that a line billed, the oldest first."""
    rows = database.fetch_all(
        "invoices/page/select_calls_of_line",
        invoice_id=line.invoice_id,
        line_id=line.id,
        **asdict(part),
    )
    return [call_of(row) for row in rows]


def read_calls_of_draft(database: Database, line: DraftLine, part: PageSlice) -> list[Call]:
    """Return the calls that a line to come would bill, the oldest first."""
    rows = database.fetch_all(
        "invoices/page/select_calls_of_draft",
        start=line.days.start.isoformat(),
        until=line.days.end.isoformat(),
        account_id=line.account_id,
        terminal_id=line.terminal_id,
        failed=int(line.with_failed),
        setup=line.setup,
        without=listed(map(str, line.without)),
        **asdict(part),
    )
    return [call_of(row) for row in rows]


def read_waived(database: Database, month: Month) -> list[WaivedRow]:
    """Return what a month's invoices settled without a line, by reason."""
    rows = database.fetch_all("invoices/page/select_settled", month=month.first_day)
    return [WaivedRow(row["reason"], int(row["calls"]), Decimal(row["net"])) for row in rows]


def read_invoice_mark(database: Database) -> InvoiceMark:
    """Return the mark of all invoices of ours."""
    row = database.fetch_one("invoices/page/select_invoice_changes") or {}
    place = str(row.get("place", ""))
    return InvoiceMark(place, int(row.get("invoices") or 0), int(row.get("updates") or 0))


def read_line(database: Database, month: Month, line_id: int) -> LineRow | None:
    """Return one line of a billed month's invoices by its id, or None."""
    rows = database.fetch_all(
        "invoices/page/select_invoice_line", month=month.first_day, line_id=line_id
    )
    return _line(rows[0]) if rows else None


def read_customer_names(database: Database, ids: Iterable[int]) -> dict[int, str]:
    """Return the names of LMS's customers by id; one that LMS does not have is not among them."""
    wanted = listed(map(str, set(ids)))
    rows = database.fetch_all("invoices/page/select_customer_names", ids=wanted) if wanted else []
    return {int(row["id"]): _name_of(row) for row in rows}


def _name_of(row: Record) -> str:
    return f"{row['lastname'] or ''} {row['name'] or ''}".strip()


def _invoice(row: Record) -> InvoiceRow:
    previous = row["previous"]
    return InvoiceRow(
        id=int(row["id"]),
        customer_id=int(row["customer_id"]),
        customer=_name_of(row),
        kind=row["kind"],
        state=InvoiceState(row["state"]),
        number=row["fullnumber"] or "",
        net=Decimal(row["net"]),
        vat=Decimal(row["vat"]),
        gross=Decimal(row["gross"]),
        reason=reason_in(row),
        previous=None if previous is None else Decimal(previous),
        lines=int(row["line_count"]),
        calls=int(row["call_count"]),
        in_lms=_in_lms(row) if row["docid"] else None,
    )


def _in_lms(row: Record) -> InLms:
    return InLms(
        docid=int(row["docid"]),
        state=DocumentState(row["document_state"]),
        edited=row["edited"],
        changed_lines=int(row["changed_lines"]),
        removed_lines=int(row["removed_lines"]),
        corrections=int(row["corrections"]),
        corrected=Decimal(row["corrected"]),
        mail=MailState(row["mail"]),
        einvoice=EInvoiceState(row["einvoice"]),
        einvoice_number=row["einvoice_number"],
        einvoice_words=row["einvoice_words"],
    )


def _line(row: Record) -> LineRow:
    service_month: date = row["service_month"]
    return LineRow(
        id=int(row["id"]),
        invoice_id=int(row["invoice_id"]),
        customer_id=int(row["customer_id"]),
        account_id=int(row["account_id"]),
        terminal_id=int(row["terminal_id"]),
        kind=row["kind"],
        service_month=Month.of(service_month),
        text=row["description"],
        net=Decimal(row["net"]),
        gross=Decimal(row["gross"]),
        calls=int(row["call_count"]),
    )
