"""The actions that change the platform's state."""

from __future__ import annotations

from collections.abc import Callable

from dev.simulator.data import RESELLER, Record, World
from dev.simulator.reading import Arguments, RefusedError, find, needed
from dev.simulator.wire import Value

_ACCOUNT_FIELDS = (
    "name", "email", "address", "street_number", "apartment_number", "postcode", "city", "country",
    "b_name", "b_address", "b_street_number", "b_apartment_number", "b_postcode", "b_city",
    "b_country", "b_nip", "b_regon", "ext_billing_id", "issue_invoice", "id_default_pricelist",
    "payment_type", "id_default_balance", "active", "is_wlr", "consent_data_processing",
)  # fmt: skip
_TERMINAL_FIELDS = (
    "username", "password", "id_pricelist", "screen_numbers", "t38_fax", "id_subscription",
    "subscription_from", "subscription_to", "id_terminal_location",
)  # fmt: skip
_NUMBER_FIELDS = (
    "number", "country_code", "is_main", "clir", "virtual_fax", "disa_enabled",
    "voicemail_enabled", "id_auth",
)  # fmt: skip


def _text(value: Value) -> str | None:
    """Store a value as the platform keeps it: texts, with t and f for flags."""
    if isinstance(value, bool):
        return "t" if value else "f"
    return None if value is None else str(value)


def _given(arguments: Arguments, names: tuple[str, ...]) -> Record:
    return {name: _text(arguments[name]) for name in names if name in arguments}


def _next_id(rows: list[Record], lowest: int) -> str:
    return str(max((int(str(row["id"])) for row in rows), default=lowest) + 1)


def _add_customer(world: World, arguments: Arguments) -> list[Record]:
    needed(arguments, "name")
    defaults: Record = dict.fromkeys(_ACCOUNT_FIELDS)
    defaults |= {"issue_invoice": "f", "active": "t", "is_wlr": "f", "payment_type": "postpaid"}
    account: Record = {
        "id": _next_id(world.accounts, 12000),
        **defaults,
        **_given(arguments, _ACCOUNT_FIELDS),
        "id_reseller": RESELLER,
        "create_date": f"{world.clock():%Y-%m-%d %H:%M:%S}",
        "platform_user_add_stamp": None,
        "open_registration": None,
        "is_removed": "f",
        "id_customer_postpaid_limit": None,
    }
    world.accounts.append(account)
    return [{"id": account["id"]}]


def _save_customer(world: World, arguments: Arguments) -> list[Record]:
    account = find(world.accounts, arguments.get("id_customer"))
    if "name" in arguments:
        needed(arguments, "name")
    account.update(_given(arguments, _ACCOUNT_FIELDS))
    for terminal in world.terminals:
        if terminal["id_customer"] == account["id"]:
            terminal["customer_name"] = account["name"]
    return []


def _delete_customer(world: World, arguments: Arguments) -> list[Record]:
    account = find(world.accounts, arguments.get("id_customer"))
    world.accounts.remove(account)
    for rows in (world.terminals, world.numbers, world.end_users):
        rows[:] = [row for row in rows if row["id_customer"] != account["id"]]
    return []


def _add_terminal(world: World, arguments: Arguments) -> list[Record]:
    account = find(world.accounts, needed(arguments, "id_customer"))
    for name in ("username", "password", "id_pricelist"):
        needed(arguments, name)
    terminal: Record = {
        "id": _next_id(world.terminals, 24000),
        "id_customer": account["id"],
        **dict.fromkeys(_TERMINAL_FIELDS),
        "screen_numbers": "f",
        "t38_fax": "f",
        "customer_name": account["name"],
        "pricelist_name": None,
        "balance_value": "0.00",
        "id_auth": None,
        "value_left": "0.00",
        **dict.fromkeys(("area_code", "borough", "county", "province")),
        "sip_proxy": "sip.example.pl",
        "subscriptions": None,
        "extensions": None,
    }
    _set_terminal(world, terminal, arguments)
    world.terminals.append(terminal)
    return [{"id_terminal": terminal["id"]}]


def _save_terminal(world: World, arguments: Arguments) -> list[Record]:
    terminal = find(world.terminals, arguments.get("id_terminal"))
    old_name = terminal["username"]
    _set_terminal(world, terminal, arguments)
    for number in world.numbers:
        if number["terminal_name"] == old_name:
            number["terminal_name"] = terminal["username"]
    return []


def _set_terminal(world: World, terminal: Record, arguments: Arguments) -> None:
    name = arguments.get("username")
    others = (t for t in world.terminals if t is not terminal)
    if name is not None and any(t["username"] == name for t in others):
        raise RefusedError(f"Terminal o nazwie {name} już istnieje")
    given = _given(arguments, _TERMINAL_FIELDS)
    if given.get("id_pricelist") is not None:
        terminal["pricelist_name"] = find(world.price_lists, arguments["id_pricelist"])["name"]
    if given.get("id_subscription") is not None:
        terminal["subscriptions"] = find(world.subscriptions, arguments["id_subscription"])["name"]
    terminal.update(given)


def _delete_terminal(world: World, arguments: Arguments) -> list[Record]:
    terminal = find(world.terminals, arguments.get("id_terminal"))
    world.terminals.remove(terminal)
    for number in world.numbers:
        if number["terminal_name"] == terminal["username"]:
            number["terminal_name"] = None
    return []


def _add_number(world: World, arguments: Arguments) -> list[Record]:
    account = find(world.accounts, needed(arguments, "id_customer"))
    extension = needed(arguments, "country_code") + needed(arguments, "number")
    if any(n["extension"] == extension for n in world.numbers):
        raise RefusedError(f"Numer {extension} jest już zajęty")
    if not any(str(r["range_start"]) <= extension <= str(r["range_end"]) for r in world.ranges):
        raise RefusedError(f"Numer {extension} nie należy do puli")
    number: Record = {
        "id": _next_id(world.numbers, 300000),
        "id_customer": account["id"],
        **dict.fromkeys(_NUMBER_FIELDS, "f"),
        "extension": extension,
        **_given(arguments, _NUMBER_FIELDS),
        "terminal_name": _terminal_of_number(world, arguments),
        "temp_number": "f",
        "create_date": f"{world.clock():%Y-%m-%d %H:%M:%S}",
    }
    world.numbers.append(number)
    _list_numbers(world)
    return [{"id_extension": number["id"]}]


def _terminal_of_number(world: World, arguments: Arguments) -> object:
    if arguments.get("create_terminal") is True:
        name = f"term{arguments['number']}"
        made = {"username": name, "password": "nowe"}
        _add_terminal(world, {**arguments, **made})
        return name
    identity = arguments.get("id_terminal")
    return None if identity is None else find(world.terminals, identity)["username"]


def _save_number(world: World, arguments: Arguments) -> list[Record]:
    number = find(world.numbers, arguments.get("id_extension"))
    number.update(_given(arguments, _NUMBER_FIELDS))
    if arguments.get("id_terminal") is not None:
        number["terminal_name"] = find(world.terminals, arguments["id_terminal"])["username"]
    number["extension"] = f"{number['country_code']}{number['number']}"
    _list_numbers(world)
    return []


def _delete_number(world: World, arguments: Arguments) -> list[Record]:
    world.numbers.remove(find(world.numbers, arguments.get("id_extension")))
    _list_numbers(world)
    return []


def _list_numbers(world: World) -> None:
    """Keep each terminal's own list of its numbers."""
    for terminal in world.terminals:
        mine = (n for n in world.numbers if n["terminal_name"] == terminal["username"])
        terminal["extensions"] = "".join(f"{n['extension']}\n" for n in mine) or None


WRITING: dict[str, Callable[[World, Arguments], list[Record]]] = {
    "AddCustomer": _add_customer,
    "SaveCustomerData": _save_customer,
    "DelCustomer": _delete_customer,
    "AddTerminal": _add_terminal,
    "SaveTerminalData": _save_terminal,
    "DelTerminal": _delete_terminal,
    "AddExtension": _add_number,
    "SaveExtensionData": _save_number,
    "DelExtension": _delete_number,
}
STRUCT_ANSWERS = frozenset({"AddCustomer", "AddTerminal"})
"""Actions whose rows are structs instead of maps."""
