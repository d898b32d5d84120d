"""The actions that only read, and the platform's words when they cannot."""

from __future__ import annotations

from collections.abc import Callable

from dev.simulator.data import Record, World
from dev.simulator.wire import Value

Arguments = dict[str, Value]


class RefusedError(Exception):
    """The platform says no, in Polish."""


def find(rows: list[Record], identity: Value) -> Record:
    """Return the record with this id, or refuse."""
    for row in rows:
        if row["id"] == str(identity):
            return row
    raise RefusedError(f"Brak rekordu o identyfikatorze {identity}")


def needed(arguments: Arguments, name: str) -> str:
    """Return an argument that must be there, or refuse."""
    value = arguments.get(name)
    if value in (None, ""):
        raise RefusedError(f"Brak wymaganego parametru: {name}")
    return str(value)


def paged(rows: list[Record], arguments: Arguments) -> list[Record]:
    """Return the part of a list that `offset` and `limit` ask for."""
    offset, limit = (arguments.get(name) for name in ("offset", "limit"))
    start = int(offset or 0)
    return rows[start:] if limit in (None, "") else rows[start : start + int(limit)]


def _customers(world: World, arguments: Arguments) -> list[Record]:
    prefix = str(arguments.get("query") or "").lower()
    fitting = [a for a in world.accounts if str(a["name"]).lower().startswith(prefix)]
    return paged(fitting, arguments)


def _customer_by_link(world: World, arguments: Arguments) -> list[Record]:
    link = needed(arguments, "ext_billing_id")
    return [{"id": a["id"]} for a in world.accounts if a["ext_billing_id"] == link]


def _search(world: World, arguments: Arguments) -> list[Record]:
    name = needed(arguments, "name").lower()
    return [
        {
            "customer_id": a["id"],
            "customer_name": a["name"],
            "search_type": "1" if str(a["name"]).lower() == name else "2",
        }
        for a in world.accounts
        if name in str(a["name"]).lower()
    ]


def _of_account(rows: list[Record], arguments: Arguments) -> list[Record]:
    account = needed(arguments, "id_customer")
    return paged([row for row in rows if row["id_customer"] == account], arguments)


def _usage(world: World, arguments: Arguments) -> list[Record]:
    number_range = find(world.ranges, arguments.get("id_platform_numbering"))
    first, last = str(number_range["range_start"]), str(number_range["range_end"])
    names = {a["id"]: a["name"] for a in world.accounts}
    used = [
        _usage_row(str(n["extension"]), n["id_customer"], names.get(n["id_customer"]))
        for n in world.numbers
        if first <= str(n["extension"]) <= last
    ]
    taken = {row["extension"] for row in used}
    candidates = (str(int(first) + i) for i in range(1, len(used) + 8))
    free = [_usage_row(n, None, None) for n in candidates if n not in taken]
    return sorted(used + free[:5], key=lambda row: str(row["extension"]))


def _usage_row(extension: str, account: object, name: object) -> Record:
    return {
        "extension": extension,
        "number": extension[2:],
        "id_customer": account,
        "country_code": "48",
        "customer_name": name,
    }


def _first_free(world: World, arguments: Arguments) -> list[Record]:
    prefix = f"48{arguments.get('sn') or ''}"
    taken = {str(n["extension"]) for n in world.numbers}
    for number_range in world.ranges:
        first, last = int(str(number_range["range_start"])), int(str(number_range["range_end"]))
        for number in range(first + 1, last + 1):
            if str(number).startswith(prefix) and str(number) not in taken:
                return [{"free_number": str(number)[2:], "country_code": "48"}]
    return []


_INVOICES: list[Record] = [
    {
        "id": "1",
        "number": "FV/1/2016",
        "issue_date": "2016-03-01",
        "value_netto": "100.00",
        "value_brutto": "123.00",
    }
]

READING: dict[str, Callable[[World, Arguments], list[Record]]] = {
    "GetCustomerList": _customers,
    "GetCustomerData": lambda w, a: [find(w.accounts, a.get("id_customer"))],
    "GetCustomerIDByExtBillingID": _customer_by_link,
    "SearchCustomer": _search,
    "GetTerminalList": lambda w, a: _of_account(w.terminals, a),
    "GetExtensionList": lambda w, a: _of_account(w.numbers, a),
    "GetExtensionData": lambda w, a: [find(w.numbers, a.get("id_extension"))],
    "GetEndUserAuthList": lambda w, a: _of_account(w.end_users, a),
    "GetFirstFreePlatformNumber": _first_free,
    "GetPlatformNumberingRange": lambda w, _: w.ranges,
    "GetPlatformNumberingUsage": _usage,
    "GetCustomerPricelistList": lambda w, _: w.price_lists,
    "GetSubscriptionList": lambda w, _: w.subscriptions,
    "GetInvoiceList": lambda _w, _a: _INVOICES,
}
