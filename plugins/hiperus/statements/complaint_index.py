"""The first page of a complaint pack, in Polish: who, when, sums, what ties to what, the answer."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hiperus.domain.periods import local_day
from hiperus.invoices.rules.basic_statement import spoken_time
from hiperus.invoices.rules.invoice_states import InvoiceState
from hiperus.notes.rules.complaints import ANSWER_DAYS, answer_due, is_overdue
from hiperus.reports import Report, ReportTable
from hiperus.statements.rules.complaint_calls import Belonging
from hiperus.statements.rules.complaint_pack import Evidence
from hiperus.statements.rules.complaint_tables import TABLES
from hiperus.statements.rules.complaint_ties import ties

_TAKEN = (
    "Połączenia tych miesięcy, które należą do klienta, rozliczyła jego faktura albo wskazują go, "
    "a nie należą do nikogo. O innych abonentach nie ma tu nic ponad to, że to inny abonent."
)


def index_page(found: Evidence, made_at: int, today: date) -> Report:
    """Return the page that leads to the pack's files.

    Args:
        found: the pack.
        made_at: epoch seconds.
        today: local.
    """
    title = f"Reklamacja: klient {found.whose.customer_id}, {months_said(found)}"
    return Report(
        title=title,
        heading=title,
        summary=_TAKEN,
        figures={**_figures(found, made_at), **_answer(found, today), **_left_out(found)},
        tables=(_ties(found), _files(found)),
        language="pl",
    )


def months_said(found: Evidence) -> str:
    """Return the months, such as 2026-09 – 2026-10."""
    first, last = found.months[0], found.months[-1]
    return str(first) if first == last else f"{first} – {last}"


def _figures(found: Evidence, made_at: int) -> dict[str, object]:
    seconds = sum(int(call.values["duration"] or 0) for call in found.calls)
    cost = sum((Decimal(call.values["cost"] or 0) for call in found.calls), Decimal(0))
    billed = sum((call.billed for call in found.calls), Decimal(0))
    return {
        "Klient": f"{found.name} ({found.whose.customer_id})",
        "Konta": ", ".join(f"{name} ({n})" for n, name in sorted(found.whose.names.items())),
        "Miesiące": months_said(found),
        "Połączenia": len(found.calls),
        "Czas połączeń": spoken_time(seconds),
        "Koszt połączeń netto": _money(cost),
        "W tym na fakturach netto": _money(billed),
        "Pozycje za połączenia tych miesięcy brutto": _money(_gross_of_calls(found), 2),
        "Stan na": f"{local_day(made_at)}",
    }


def _gross_of_calls(found: Evidence) -> Decimal:
    issued = {row["id"] for row in found.invoices if row["state"] == InvoiceState.ISSUED}
    start, end = found.months[0].first_day, found.months[-1].end
    return sum(
        (
            line["gross"]
            for line in found.lines
            if line["kind"] == "calls"
            and line["invoice_id"] in issued
            and start <= line["service_month"] < end
        ),
        Decimal(0),
    )


def _answer(found: Evidence, today: date) -> dict[str, object]:
    """Say by when to answer: the law counts from the receipt, which nobody notes."""
    if not found.holds:
        return {
            "Odpowiedź do": f"nie wiadomo: {ANSWER_DAYS} dni od otrzymania reklamacji (art. 378 "
            "ust. 5 PKE); połączeń tego klienta nikt nie zatrzymał, więc daty tu nie ma"
        }
    noted = min(hold["noted_at"] for hold in found.holds)
    due = answer_due(noted)
    late = " – PO TERMINIE" if is_overdue(due, today) else ""
    age = (today - local_day(noted)) // timedelta(days=1)
    return {
        "Najstarsze otwarte zatrzymanie": f"{local_day(noted)}, {age} dni temu",
        "Odpowiedź do": f"{due}{late}: {ANSWER_DAYS} dni od zanotowania zatrzymania. Ustawowe "
        f"{ANSWER_DAYS} dni liczy się od otrzymania reklamacji (art. 378 ust. 5 PKE), więc termin "
        "może być wcześniejszy",
    }


def _left_out(found: Evidence) -> dict[str, object]:
    said = {
        Belonging.ANOTHERS: "Pominięte: należą do innych, choć kiedyś wskazywały tego klienta",
        Belonging.OPEN: "Pominięte: nie ustalono, czy są jego, czy innego abonenta",
    }
    return {text: found.left_out[why] for why, text in said.items() if found.left_out.get(why)}


def _ties(found: Evidence) -> ReportTable:
    rows = [
        (
            tie.said,
            tie.of,
            _money(tie.left),
            _money(tie.right),
            f"różnica {_money(tie.difference)}" if tie.difference else "zgadza się",
        )
        for tie in ties(found)
    ]
    columns = ("Co z czym", "Z czego", "Lewa strona", "Prawa strona", "Wynik")
    return ReportTable(columns, rows, "Co się z czym zgadza")


def _files(found: Evidence) -> ReportTable:
    rows = [(table.file, table.holds, sum(1 for _ in table.rows(found))) for table in TABLES]
    return ReportTable(("Plik", "Co zawiera", "Wierszy"), rows, "Pliki obok tej strony")


def _money(amount: Decimal, digits: int = 4) -> str:
    return f"{amount:.{digits}f} zł".replace(".", ",")
