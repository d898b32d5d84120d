"""Plans a new account, terminal or number."""

from __future__ import annotations

from hiperus.changes.checks import GuardedChange, check_link, check_values, place_of
from hiperus.changes.number_checks import given_number, refuse_taken
from hiperus.changes.records import account_record, accounts_linked, accounts_named, things_of
from hiperus.changes.rules.fields import Entity, Text
from hiperus.changes.rules.passwords import PasswordSource
from hiperus.changes.rules.plan import Plan, Secret, creation
from hiperus.changes.rules.request import Values
from hiperus.changes.tables import lookups
from hiperus.domain.ports import PlatformRow

_POLAND = "48"
_TERMINAL: Values = {"screen_numbers": "t", "t38_fax": "f"}
_NUMBER: Values = {"country_code": _POLAND, "is_main": "t", "clir": "f", "virtual_fax": "f"}
_ALONG = ("id_pricelist", "useremail", "id_subscription")


def plan_creation(guarded: GuardedChange, former: Plan | None) -> Plan | None:
    """Plan what is to be made; None where it cannot be, the findings say why."""
    if guarded.request.entity is Entity.CUSTOMER:
        return _account(guarded)
    account = _account_of(guarded)
    if account is None:
        return None
    if guarded.request.entity is Entity.TERMINAL:
        return _terminal(guarded, account)
    return _number(guarded, former)


def _account(guarded: GuardedChange) -> Plan:
    request, platform = guarded.request, guarded.platform
    is_invoiced = "t" if guarded.settings.invoice_source else "f"
    defaults: Values = {"active": "t", "payment_type": "postpaid", "issue_invoice": is_invoiced}
    arguments = creation(request, defaults)
    name, link = arguments["name"] or "", arguments.get("ext_billing_id")
    check_link(guarded, link)
    check_values(guarded, arguments)
    named = [row for row in accounts_named(platform, name) if _is_named(row, name)]
    known = {int(row["id"] or 0) for row in named}
    if link:
        linked = {
            *lookups.accounts_of_customer(guarded.database, int(link)),
            *accounts_linked(platform, link),
            *(int(row["id"] or 0) for row in named if row.get("ext_billing_id") == link),
        }
        _refuse_twin(guarded, linked, f"ext_billing_id: customer {link} is linked to")
        known |= linked
    else:
        _refuse_twin(guarded, known, "name: so is called")
    return Plan(
        request.entity, request.action, arguments, name=name, known_ids=tuple(sorted(known))
    )


def _is_named(row: PlatformRow, name: str) -> bool:
    return (row.get("name") or "").strip() == name


def _refuse_twin(guarded: GuardedChange, accounts: set[int], words: str) -> None:
    if accounts and not guarded.request.is_on("another_account"):
        shown = ", ".join(map(str, sorted(accounts)))
        guarded.refuse(f"{words} account {shown} already (another_account: true makes one more)")


def _account_of(guarded: GuardedChange) -> PlatformRow | None:
    """Return the account that gets something new, from the platform."""
    account_id = guarded.request.account_id
    assert account_id is not None  # noqa: S101 - parsed
    if lookups.account(guarded.database, account_id) is None:
        guarded.refuse(f"LMS holds no account {account_id}; import the customers first")
        return None
    record = account_record(guarded.platform, account_id)
    if record is None:
        guarded.refuse(f"the platform has no account {account_id} any more; import the customers")
    return record


def _terminal(guarded: GuardedChange, account: PlatformRow) -> Plan:
    request = guarded.request
    account_id = request.account_id
    assert account_id is not None  # noqa: S101 - parsed
    default = guarded.settings.default_location
    defaults: dict[str, Text] = {
        **_TERMINAL,
        "id_pricelist": account.get("id_default_pricelist") or None,
        "id_terminal_location": place_of(guarded) or (str(default) if default else None),
    }
    arguments = creation(request, defaults)
    name = arguments["username"] or ""
    if not arguments.get("id_pricelist"):
        guarded.refuse("id_pricelist is missing, and the account has no default price list")
    if lookups.terminals_named(guarded.database, name):
        guarded.refuse("username: a terminal of this name is in LMS already")
    check_values(guarded, arguments)
    there = things_of(guarded.platform, Entity.TERMINAL, account_id)
    if any(row.get("username") == name for row in there):
        guarded.refuse("username: the account has a terminal of this name on the platform already")
    return Plan(
        request.entity,
        request.action,
        {"id_customer": str(account_id), **arguments},
        account_id=account_id,
        name=name,
        known_ids=_ids(there),
        secret=Secret("password", request.password_source or PasswordSource()),
    )


def _number(guarded: GuardedChange, former: Plan | None) -> Plan | None:
    request, options = guarded.request, guarded.request.options
    account_id = request.account_id
    assert account_id is not None  # noqa: S101 - parsed
    country = request.values.get("country_code") or _POLAND
    digits = request.values.get("number")
    chosen: Values = {}
    if digits:
        digits = given_number(guarded, country, digits)
    else:
        chosen = _free_number(guarded, former)
    along = {name: options[name] for name in _ALONG if options.get(name)}
    arguments = creation(request, {**_NUMBER, **chosen, **along})
    if digits:
        arguments["number"] = digits
    if not arguments.get("number"):
        return None
    if request.is_on("create_terminal"):
        arguments["create_terminal"] = "t"
    extension = f"{arguments['country_code']}{arguments['number']}"
    refuse_taken(guarded, extension, is_offered=not digits)
    terminal = arguments.get("id_terminal")
    if terminal and int(terminal) not in lookups.terminal_names(guarded.database, account_id):
        guarded.refuse(f"id_terminal: account {account_id} has no terminal {terminal}")
    check_values(guarded, arguments)
    there = things_of(guarded.platform, Entity.NUMBER, account_id)
    source = request.password_source or PasswordSource()
    return Plan(
        request.entity,
        request.action,
        {"id_customer": str(account_id), **arguments},
        account_id=account_id,
        name=extension,
        known_ids=_ids(there),
        secret=Secret("userpassword", source) if along.get("useremail") else None,
    )


def _free_number(guarded: GuardedChange, former: Plan | None) -> dict[str, Text]:
    """Return the number that an earlier try chose if it is still free, else the first free one."""
    if former is not None:
        number, country = (former.arguments.get(name) for name in ("number", "country_code"))
        if not lookups.number_owners(guarded.database, f"{country}{number}"):
            return {"number": number, "country_code": country}
    area = guarded.request.options.get("area_code")
    rows = guarded.platform.rows("GetFirstFreePlatformNumber", {"sn": area} if area else {})
    number = (rows[0].get("free_number") or "") if rows else ""
    if not number:
        guarded.refuse(f"no number is free{f' in area {area}' if area else ''}")
        return {}
    country = guarded.request.values.get("country_code") or rows[0].get("country_code") or _POLAND
    return {"number": number, "country_code": country}


def _ids(rows: list[PlatformRow]) -> tuple[int, ...]:
    return tuple(sorted(int(row["id"] or 0) for row in rows if (row.get("id") or "").isdigit()))
