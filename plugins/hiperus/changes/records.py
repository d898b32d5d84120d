"""Reads the platform's present records, and tells whether a change took effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hiperus.accounts.fetch import fetch_category
from hiperus.accounts.rules.categories import Category
from hiperus.changes.rules.fields import Action, Entity, Text
from hiperus.changes.rules.plan import Plan, holds, newcomers
from hiperus.domain.flags import read_flag
from hiperus.domain.ports import Platform, PlatformRow
from hiperus.errors import ChangeInDoubtError, RequestRejectedError

_LISTS = {Entity.TERMINAL: Category.TERMINALS, Entity.NUMBER: Category.NUMBERS}


@dataclass(frozen=True, slots=True)
class Effect:
    """Whether the platform shows a change, and the id of what it is about."""

    happened: bool
    platform_id: int | None = None


def account_record(platform: Platform, account_id: int) -> PlatformRow | None:
    """Return an account, or None where the platform has none of this id."""
    try:
        rows = platform.rows("GetCustomerData", {"id_customer": str(account_id)})
    except RequestRejectedError:
        # A refusal does not say why; the list of all accounts does.
        rows = platform.rows("GetCustomerList", {"offset": None, "limit": None, "query": None})
    found = with_id(rows, account_id)
    return None if found is None or read_flag(found.get("is_removed")) else found


def accounts_named(platform: Platform, name: str) -> list[PlatformRow]:
    """Return the accounts whose name begins so; the platform compares without case."""
    return platform.rows("GetCustomerList", {"offset": None, "limit": None, "query": name})


def accounts_linked(platform: Platform, link: str) -> list[int]:
    """Return the accounts that are linked to a customer of LMS."""
    try:
        rows = platform.rows("GetCustomerIDByExtBillingID", {"ext_billing_id": link})
    except RequestRejectedError:
        return []  # Whether "none" is an empty answer or a refusal is not documented.
    return sorted({int(row["id"] or 0) for row in rows if (row.get("id") or "").isdigit()})


def things_of(platform: Platform, entity: Entity, account_id: int) -> list[PlatformRow]:
    """Return an account's terminals or numbers."""
    (found,) = fetch_category(platform, _LISTS[entity], [account_id], account_id)
    return [source.row for source in found.rows]


def number_record(
    numbers: Sequence[PlatformRow], terminals: Sequence[PlatformRow], number_id: int
) -> PlatformRow | None:
    """Return a number with the id of its terminal, which the platform gives by name only."""
    row = with_id(numbers, number_id)
    if row is None:
        return None
    name = row.get("terminal_name")
    ids = [t.get("id") for t in terminals if name and t.get("username") == name]
    return {**row, "id_terminal": ids[0] if len(ids) == 1 else None}


def record_of(platform: Platform, plan: Plan) -> PlatformRow | None:
    """Return what is updated or deleted as the platform holds it; None where it is gone."""
    assert plan.account_id is not None  # noqa: S101 - only new accounts have none
    assert plan.target_id is not None  # noqa: S101 - only new things have none
    if plan.entity is Entity.CUSTOMER:
        return account_record(platform, plan.account_id)
    rows = things_of(platform, plan.entity, plan.account_id)
    if plan.entity is Entity.TERMINAL:
        return with_id(rows, plan.target_id)
    return number_record(
        rows, things_of(platform, Entity.TERMINAL, plan.account_id), plan.target_id
    )


def find_effect(platform: Platform, plan: Plan) -> Effect:
    """Look up whether a change that was sent has been done.

    Raises:
        PlatformError: it cannot be looked up.
        ChangeInDoubtError: two things fit what was to be made.
    """
    if plan.action is Action.CREATE:
        return _made(_candidates(platform, plan), plan)
    record = record_of(platform, plan)
    if plan.action is Action.DELETE:
        return Effect(record is None, plan.target_id)
    return Effect(record is not None and holds(plan, record), plan.target_id)


def with_id(rows: Sequence[PlatformRow], identity: int) -> PlatformRow | None:
    """Return the record of this id."""
    return next((row for row in rows if row.get("id") == str(identity)), None)


def _candidates(platform: Platform, plan: Plan) -> list[PlatformRow]:
    if plan.entity is not Entity.CUSTOMER:
        assert plan.account_id is not None  # noqa: S101 - they are made for an account
        return newcomers(plan, things_of(platform, plan.entity, plan.account_id))
    arguments: Mapping[str, Text] = plan.arguments
    found = {row.get("id"): row for row in accounts_named(platform, arguments["name"] or "")}
    link = arguments.get("ext_billing_id")
    for account_id in accounts_linked(platform, link) if link else []:
        found.setdefault(str(account_id), {"id": str(account_id), "ext_billing_id": link})
    return newcomers(plan, list(found.values()))


def _made(rows: Sequence[PlatformRow], plan: Plan) -> Effect:
    ids = sorted({int(row["id"] or 0) for row in rows})
    if len(ids) > 1:
        raise ChangeInDoubtError(
            f"The platform has {len(ids)} new things that fit this {plan.action} {plan.entity}: "
            f"ids {', '.join(map(str, ids))}. Delete the needless one in the platform's panel, "
            "then run the change again: it takes over the one that is left."
        )
    return Effect(bool(ids), ids[0] if ids else None)
