"""Facts for the invoice calculation from a plain description: JSON of golden cases, or Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hiperus.domain.periods import Month
from hiperus.invoices.rules.calculation import Calculation, calculate
from hiperus.invoices.rules.inputs import (
    BillingInputs,
    BillingRules,
    ChargeGroup,
    Customer,
    PhoneNumber,
)
from hiperus.invoices.rules.invoice_states import InvoiceState
from hiperus.invoices.rules.premium import (
    ChosenLimit,
    LimitRules,
    PremiumCall,
    PremiumFacts,
    WithheldState,
)
from hiperus.invoices.rules.state_reasons import ReasonCode, StateReason, sentence
from hiperus.invoices.rules.states import AccountState, SubscriptionState, TerminalState

CALLS_TEXT = "Koszt rozmów poza abonamentem %pricelist %numbers za okres %month_name %year"
SUBSCRIPTION_TEXT = "Abonament VoIP: %pricelist %numbers za okres %month_name %year"

Case = Mapping[str, Any]


def rules_of(case: Case) -> BillingRules:
    """Read the rules; October 2026 at 23 %, issued in November, unless the case says otherwise.

    `divisions`: by LMS's division, what it has otherwise.
    """
    common = dict(case.get("rules", {}))
    divisions = {int(d): _rules(common | own) for d, own in case.get("divisions", {}).items()}
    return replace(_rules(common), divisions=divisions)


def _rules(rules: Case) -> BillingRules:
    given = dict(rules)
    given["premium"] = LimitRules(**given.get("premium", {}))
    months = {name: Month.parse(given.pop(name)) for name in _MONTHS if name in given}
    decimals = {name: Decimal(given.pop(name)) for name in _DECIMALS if name in given}
    defaults: dict[str, Any] = {
        "month": Month(2026, 10),
        "issue_month": Month(2026, 11),
        "first_month": Month(2026, 7),
        "tax_rate": Decimal(23),
        "subscription_text": SUBSCRIPTION_TEXT,
        "calls_text": CALLS_TEXT,
    }
    return BillingRules(**(defaults | months | decimals | given))


_MONTHS = ("month", "issue_month", "first_month")
_DECIMALS = ("tax_rate", "bound_factor", "bound_floor")


def facts_of(case: Case) -> BillingInputs:
    """Read the facts of a case."""
    return BillingInputs(
        accounts=_by("account_id", map(_account, case.get("accounts", []))),
        terminals=_by("terminal_id", map(_terminal, case.get("terminals", []))),
        subscriptions=_by("subscription_id", map(_subscription, case.get("subscriptions", []))),
        charges=[charge_of(call) for call in case.get("calls", [])],
        customers={c["id"]: _customer(c) for c in case.get("customers", [])},
        numbers=_numbers(case.get("numbers", [])),
        regular={
            (c, Month.parse(m)): InvoiceState(state) for c, m, state in case.get("regular", [])
        },
        billed_subscriptions=frozenset(
            (t, Month.parse(m)) for t, m in case.get("billed_subscriptions", [])
        ),
        invoiced_months=frozenset(Month.parse(m) for m in case.get("invoiced_months", [])),
        history={c: [Decimal(g) for g in found] for c, found in case.get("history", [])},
        terminal_imports=case.get("terminal_imports", ()),
        relieved={d: Decimal(gross) for d, gross in case.get("relieved", [])},
        premium=PremiumFacts(
            {c: [ChosenLimit(Month.parse(m), Decimal(n))] for c, m, n in case.get("limits", [])},
            {(c, Month.parse(m)): Decimal(n) for c, m, n in case.get("premium_billed", [])},
        ),
    )


def calculated(case: Case) -> Calculation:
    """Calculate a case."""
    return calculate(
        facts_of(case),
        rules_of(case),
        only=case.get("only", ()),
        approved=case.get("approved", ()),
        named=case.get("named", ()),
    )


def charge_of(call: Case) -> ChargeGroup:
    """One call as the aggregate would give it alone. `billed`: what invoices have of it."""
    cost = Decimal(call["cost"])
    billed = Decimal(call["billed"]) if "billed" in call else None
    vanished = call.get("vanished", False)
    change = 0
    if billed is not None:
        cost = -billed if vanished else max(cost - billed, -billed)
        change = 1 if cost > 0 else -1
    return ChargeGroup(
        month=Month.parse(call.get("start", "2026-10-15 12:00:00")[:7]),
        account_id=call.get("account"),
        terminal_id=call.get("terminal"),
        calls=call.get("count", 1),
        net=cost,
        succeeded=call.get("success", True),
        calltype=call.get("calltype", "outgoing"),
        allowance_used=call.get("allowance", False),
        vanished=vanished and not change,
        change=change,
        docid=call.get("document"),
        premium=_premium(call),
    )


def _premium(call: Case) -> PremiumCall | None:
    """`premium`: the id of a premium-rate call; `withheld`: what was decided for which customer."""
    if "premium" not in call:
        return None
    customer, state = call.get("withheld", (None, None))
    start = call.get("start", "2026-10-15 12:00:00")
    return PremiumCall(call["premium"], start, customer, state and WithheldState(state))


def outcome_of(found: Calculation) -> dict[str, Any]:
    """Write a result the way golden cases expect it."""
    return {
        "invoices": [
            {
                "customer": d.customer_id,
                "kind": str(d.kind),
                "lines": [
                    {"text": x.text, "net": str(x.exact_net), "gross": str(x.gross), "calls": _n(x)}
                    for x in d.lines
                ],
                "net": str(d.amounts.net),
                "vat": str(d.amounts.vat),
                "gross": str(d.amounts.gross),
                **({"parked": sentence(d.parked)} if d.parked else {}),
            }
            for d in found.drafts
            if d.lines or d.parked
        ],
        "nothing_to_pay": [d.customer_id for d in found.drafts if not d.lines and not d.parked],
        "already": list(found.already),
        "not_billed": [
            {"reason": str(n.reason), "calls": n.calls, "net": str(n.net)} for n in found.not_billed
        ],
        "unusual": {str(g.kind): [g.count, str(g.net)] for g in found.unusual},
        "credit_due": [{"calls": c.calls, "net": str(c.net)} for c in found.credit_due],
    }


def _n(line: Any) -> int:
    return int(line.calls + line.increases)


def _by(key: str, states: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for state in sorted(states, key=lambda s: s.valid_from):
        found.setdefault(getattr(state, key), []).append(state)
    return found


def _account(state: Case) -> AccountState:
    values = dict(state)
    return AccountState(
        account_id=values.pop("id"),
        customer_id=values.pop("customer", None),
        valid_from=values.pop("since", 0),
        **values,
    )


def _terminal(state: Case) -> TerminalState:
    values = dict(state)
    return TerminalState(
        terminal_id=values.pop("id"),
        account_id=values.pop("account"),
        valid_from=values.pop("since", 0),
        name=values.pop("name", f"term{state['id']}"),
        pricelist=values.pop("pricelist", "Cennik A"),
        subscription_id=values.pop("subscription", None),
        subscription_from=values.pop("from", ""),
        subscription_to=values.pop("to", ""),
        **values,
    )


def _subscription(state: Case) -> SubscriptionState:
    return SubscriptionState(
        state["id"], state.get("since", 0), state.get("name", "Abonament"), Decimal(state["value"])
    )


def _customer(values: Case) -> Customer:
    """`has_division`, `has_address`, `has_plan` false: LMS lacks it."""
    given = dict(values)
    missing = [code for name, code in _LACKING.items() if not given.pop(name, True)]
    obstacles = tuple(StateReason(code) for code in missing)
    return Customer(customer_id=given.pop("id"), obstacles=obstacles, **given)


_LACKING = {
    "has_division": ReasonCode.NO_DIVISION,
    "has_address": ReasonCode.NO_ADDRESS,
    "has_plan": ReasonCode.NO_PLAN,
}


def _numbers(rows: Iterable[Case]) -> dict[tuple[int, str], list[PhoneNumber]]:
    found: dict[tuple[int, str], list[PhoneNumber]] = {}
    for row in rows:
        number = PhoneNumber(row["number"], row.get("create_date", "2015-01-01 12:00:00"))
        found.setdefault((row["account"], row["terminal_name"]), []).append(number)
    return found
