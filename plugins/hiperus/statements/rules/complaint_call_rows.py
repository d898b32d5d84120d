"""The rows of a complaint pack about calls, in Polish: each call, and what invoices bill of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from hiperus.invoices.rules.basic_statement import service_name, spoken_time
from hiperus.statements.rules import complaint_words as words
from hiperus.statements.rules.complaint_calls import ANOTHERS
from hiperus.statements.rules.complaint_pack import Evidence, PackCall, Row
from hiperus.statements.rules.complaint_values import flag_said, local_time

Cell = str | int | Decimal | None
Cells = tuple[Cell, ...]


def call_rows(found: Evidence) -> Iterator[Cells]:
    """Yield a row a call."""
    numbers = {row["id"]: row["fullnumber"] or "" for row in found.invoices}
    for call in found.calls:
        yield (*_who(found, call), *_what(call.values), *_fate(call, numbers))


def _who(found: Evidence, call: PackCall) -> Cells:
    values = call.values
    return (
        values["id"],
        values["start_time"],
        found.whose.account(values),
        found.whose.terminal(values),
        values["caller"],
        values["bill_cpb"],
    )


def _what(values: Row) -> Cells:
    return (
        words.said(words.CALL_TYPES, values["calltype"]),
        service_name(values["type"] or ""),
        values["country"],
        values["description"],
        values["operator"],
        spoken_time(int(values["duration"] or 0)),
        flag_said(values["success_call"]),
        values["rel_cause"],
        flag_said(values["subscription_used"]),
        values["cost"],
        values["price"],
        values["init_charge"],
    )


def _fate(call: PackCall, numbers: Mapping[int, str]) -> Cells:
    on = sorted({numbers.get(stamp["invoice_id"], "") for stamp in call.own} - {""})
    return (
        words.said(words.CALL_STATES, call.state),
        call.values["withheld_words"] or "",
        call.billed,
        ", ".join(on),
        words.BELONGINGS[call.belonging],
        words.said(words.LINK_RULES, call.values["link_rule"]),
        call.values["link_load"],
        call.day_load,
        call.revisions,
        local_time(call.values["vanished_at"]),
    )


def stamp_rows(found: Evidence) -> Iterator[Cells]:
    """Yield a row a call and invoice line; of other customers' invoices only that there is one."""
    for call in found.calls:
        for stamp in call.own:
            yield (
                stamp["cdr_id"],
                stamp["fullnumber"] or "",
                stamp["line_id"],
                stamp["cost_billed"],
                stamp["cost_settled"],
                words.said(words.STAMPS, stamp["settled_as"]),
            )
        for _ in range(call.others):
            yield (call.values["id"], ANOTHERS, None, None, None, "")
