"""Validates a live change against LMS and the platform, and plans what is sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from hiperus.changes.checks import (
    GuardedChange,
    check_confirmed,
    check_foreign,
    check_link,
    check_unbilled,
    check_values,
    place_of,
)
from hiperus.changes.creations import plan_creation
from hiperus.changes.number_checks import given_number, refuse_taken
from hiperus.changes.records import accounts_linked, record_of
from hiperus.changes.rules.fields import Action, Entity
from hiperus.changes.rules.plan import Plan, Secret, recorded, saving
from hiperus.changes.rules.request import Values
from hiperus.changes.tables import lookups
from hiperus.domain.ports import PlatformRow


def make_plan(guarded: GuardedChange, former: Plan | None = None) -> Plan:
    """Check everything that can be checked, and plan the change.

    Args:
        guarded: the change and where to look.
        former: what an earlier try had planned, whose sending took no effect.

    Raises:
        InvalidParameterError: names everything that speaks against it; nothing was sent.
        PlatformError: the platform cannot be asked.
    """
    request = guarded.request
    check_foreign(guarded)
    planner: Callable[[GuardedChange], Plan | None]
    if request.action is Action.CREATE:
        plan = plan_creation(guarded, former)
    else:
        planner = _plan_update if request.action is Action.UPDATE else _plan_deletion
        plan = planner(guarded)
    guarded.findings.require_none(request)
    assert plan is not None  # noqa: S101 - without a plan there was a problem
    return replace(plan, warnings=tuple(guarded.findings.warnings))


def account_in_lms(guarded: GuardedChange) -> int | None:
    """Return the account that a change touches, by what LMS holds; None for a new one."""
    request, database = guarded.request, guarded.database
    if request.action is Action.CREATE:
        return request.account_id
    assert request.target_id is not None  # noqa: S101 - parsed
    if request.entity is Entity.CUSTOMER:
        return request.target_id
    read = lookups.terminal if request.entity is Entity.TERMINAL else lookups.number
    row = read(database, request.target_id)
    return int(row["customerid"]) if row else None


def _target(guarded: GuardedChange) -> tuple[Plan, PlatformRow] | None:
    """Return what is changed as the platform holds it, or note why it cannot be."""
    request = guarded.request
    account_id = account_in_lms(guarded)
    is_known = account_id is not None and lookups.account(guarded.database, account_id) is not None
    if account_id is None or not is_known:
        guarded.refuse(
            f"LMS holds no {request.entity.word} {request.target_id}; import what the platform "
            "has first"
        )
        return None
    if request.account_id not in (None, account_id):
        guarded.refuse(f"{request.entity.word} {request.target_id} belongs to account {account_id}")
        return None
    plan = Plan(
        request.entity, request.action, {}, account_id=account_id, target_id=request.target_id
    )
    record = record_of(guarded.platform, plan)
    if record is None:
        guarded.refuse(
            f"the platform has no {request.entity.word} {request.target_id} any more; import "
            f"account {account_id} to bring LMS up to date"
        )
        return None
    name = record.get("name") or record.get("username") or record.get("extension") or ""
    return replace(plan, name=name, before=recorded(record)), record


def _plan_update(guarded: GuardedChange) -> Plan | None:
    found = _target(guarded)
    if found is None:
        return None
    plan, record = found
    wanted = dict(guarded.request.values)
    place = place_of(guarded)
    if place:
        wanted["id_terminal_location"] = place
    if wanted.get("number"):
        country = wanted.get("country_code") or record.get("country_code") or ""
        wanted["number"] = given_number(guarded, country, wanted["number"] or "")
    arguments, changed = saving(guarded.request, wanted, record)
    news = {name: wanted[name] for name in changed}
    check_values(guarded, news)
    _check_identity(guarded, plan, record, news)
    return replace(
        plan,
        arguments=arguments,
        changed=tuple(changed),
        secret=_kept_or_new_password(guarded, record),
    )


def _check_identity(guarded: GuardedChange, plan: Plan, record: PlatformRow, news: Values) -> None:
    """Check the names and links that nobody else may have."""
    if "ext_billing_id" in news:
        link = news["ext_billing_id"]
        check_link(guarded, link)
        _check_unlinked(guarded, plan, link)
    name = news.get("username")
    others = lookups.terminals_named(guarded.database, name) if name else []
    if set(others) - {plan.target_id}:
        guarded.refuse("username: another terminal has this name")
    if "number" in news or "country_code" in news:
        country, digits = (
            news.get(part) or record.get(part) or "" for part in ("country_code", "number")
        )
        refuse_taken(guarded, f"{country}{digits}")
    terminal = news.get("id_terminal")
    if terminal:
        assert plan.account_id is not None  # noqa: S101 - it is known by now
        if int(terminal) not in lookups.terminal_names(guarded.database, plan.account_id):
            guarded.refuse(f"id_terminal: account {plan.account_id} has no terminal {terminal}")


def _check_unlinked(guarded: GuardedChange, plan: Plan, link: str | None) -> None:
    if not link or guarded.request.is_on("another_account"):
        return
    linked = {
        *lookups.accounts_of_customer(guarded.database, int(link)),
        *accounts_linked(guarded.platform, link),
    } - {plan.target_id}
    if linked:
        guarded.refuse(
            f"ext_billing_id: customer {link} is linked to account "
            f"{', '.join(map(str, sorted(linked)))} already (another_account: true allows it)"
        )


def _kept_or_new_password(guarded: GuardedChange, record: PlatformRow) -> Secret | None:
    if guarded.request.entity is not Entity.TERMINAL:
        return None
    source = guarded.request.password_source
    return Secret("password", source, None if source else record.get("password"))


def _plan_deletion(guarded: GuardedChange) -> Plan | None:
    found = _target(guarded)
    if found is None:
        return None
    plan, record = found
    assert plan.account_id is not None  # noqa: S101 - it is known by now
    digits = record.get("number")
    if plan.entity is Entity.NUMBER:
        extension = record.get("extension") or f"{record.get('country_code')}{digits}"
        check_confirmed(guarded, extension, digits)
        check_unbilled(guarded, plan.account_id, number=(digits or "", extension))
    elif plan.entity is Entity.TERMINAL:
        check_confirmed(guarded, record.get("username"))
        check_unbilled(guarded, plan.account_id, terminal_id=plan.target_id)
    else:
        check_confirmed(guarded, record.get("name"))
        check_unbilled(guarded, plan.account_id)
    return replace(plan, arguments={plan.entity.id_field: str(plan.target_id)})
