"""The invented reseller: accounts, terminals, numbers, price lists and subscriptions.

Everything follows from the number of accounts and the anchor month, so it is the same each time.
The anchor is the month whose invoices matter: subscriptions start and end around it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

Record = dict[str, object]

RESELLER = "77"
FIRST_ACCOUNT, FIRST_CUSTOMER, FIRST_TERMINAL, FIRST_NUMBER = 12000, 1000, 24000, 300000
CREATED = "2015-08-21 10:01:00"

PRICE_LISTS: list[Record] = [
    {"id": "1", "name": "Standard", "charge_internal_call": "f"},
    {"id": "2", "name": "Złoty cennik", "charge_internal_call": "t"},
    {"id": "3", "name": "Biznes", "charge_internal_call": "f"},
]
_SUBSCRIPTIONS = (
    ("VoIP 10", "8.13", "60", "0"),
    ("VoIP Łączność bez granic", "24.39", "1000", "100"),
    ("VoIP gratis", "0.00", "0", "0"),
    ("VoIP 19,99", "16.2520", "100", "20"),
    ("Biznes 100", "81.3008", "5000", "500"),
)
_RANGES = (("420000000", "420009999", "Pula główna"), ("710000000", "710000099", "Pula zapasowa"))
_ODD_NAMES = {3: "o'brien{}", 8: "co?slychac{}", 14: "żółw{}", 20: 'cudzy"słów{}', 27: "a&b<{}>"}


@dataclass
class World:
    """The platform's state; writing actions change it.

    Attributes:
        clock: gives the wall time at which something is made.
    """

    anchor: date
    accounts: list[Record] = field(default_factory=list)
    terminals: list[Record] = field(default_factory=list)
    numbers: list[Record] = field(default_factory=list)
    end_users: list[Record] = field(default_factory=list)
    ranges: list[Record] = field(default_factory=list)
    subscriptions: list[Record] = field(default_factory=list)
    price_lists: list[Record] = field(default_factory=list)
    clock: Callable[[], datetime] = datetime.now


def make_world(accounts: int = 40, anchor: date = date(2026, 10, 1)) -> World:
    """Invent a reseller with so many accounts."""
    world = World(anchor)
    world.price_lists = [dict(row) for row in PRICE_LISTS]
    world.subscriptions = [_subscription(i, *row) for i, row in enumerate(_SUBSCRIPTIONS, 1)]
    world.ranges = [_range(i, *row) for i, row in enumerate(_RANGES, 1)]
    for n in range(1, accounts + 1):
        account = _account(n)
        world.accounts.append(account)
        for _ in range(_terminal_count(n)):
            _add_terminal(world, account, len(world.terminals) + 1)
        if n % 3 == 1:
            world.end_users.append(_end_user(n, str(account["id"])))
    _add_number_without_terminal(world)
    return world


def _subscription(i: int, name: str, value: str, minutes: str, mobile: str) -> Record:
    return {
        "id": str(i),
        "name": name,
        "value": value,
        "f_dld": minutes,
        "f_mobile": mobile,
        "f_ild": "0",
        "id_reseller": RESELLER,
        "invoice_value": value,
    }


def _range(i: int, first: str, last: str, description: str) -> Record:
    return {
        "id": str(i),
        "range_start": "48" + first,
        "range_end": "48" + last,
        "description": description,
        "id_reseller": RESELLER,
        "country_code": "48",
        "open_registration": "f",
    }


def customer_of(n: int) -> str | None:
    """Return the LMS customer that account `n` is linked to.

    Every 13th (from the 5th) has none, the 10th shares the 9th's customer, the 24th's is no one.
    """
    if n % 13 == 5:
        return None
    return {10: str(FIRST_CUSTOMER + 9), 24: "999024"}.get(n, str(FIRST_CUSTOMER + n))


def _account(n: int) -> Record:
    name = f"Klient {n}" if n % 15 else f'Klient {n} "Żuk" & Syn <VoIP>'
    address: Record = {
        "address": "Przykładowa",
        "street_number": str(n),
        "apartment_number": str(n % 7) if n % 7 else None,
        "postcode": f"00-{n % 1000:03}",
        "city": "Zmyślonów",
        "country": "Polska",
    }
    return {
        "id": str(FIRST_ACCOUNT + n),
        "name": name,
        "id_reseller": RESELLER,
        "email": f"k{n}@example.pl",
        **address,
        "b_name": name,
        **{f"b_{key}": value for key, value in address.items()},
        "b_nip": None,
        "b_regon": None,
        "ext_billing_id": customer_of(n),
        "issue_invoice": "f" if n % 11 == 4 else "t",
        "id_default_pricelist": str(n % 3 + 1),
        "id_default_balance": str(5000 + n),
        "payment_type": "prepaid" if n % 10 == 6 else "postpaid",
        "is_wlr": "t" if n % 16 == 11 else "f",
        "active": "f" if n % 14 == 9 else "t",
        "create_date": CREATED,
        "consent_data_processing": "t",
        "platform_user_add_stamp": f"panel:{FIRST_ACCOUNT + n}",
        "open_registration": "f",
        "is_removed": "f",
        "id_customer_postpaid_limit": None,
    }


def _terminal_count(n: int) -> int:
    if n % 12 == 8:
        return 0
    return 5 if n == 1 else 1 + n % 3


def _add_terminal(world: World, account: Record, k: int) -> None:
    numbers = [] if k % 7 == 3 else [k, 5000 + k] if k % 5 == 0 else [k]
    name = _ODD_NAMES.get(k, "term{:05}").format(k)
    price_list = world.price_lists[k % 3]
    terminal: Record = {
        "id": str(FIRST_TERMINAL + k),
        "id_customer": account["id"],
        "username": name,
        "password": f"haslo{k}",
        "screen_numbers": "t" if k % 4 else "f",
        "t38_fax": "f" if k % 6 else "t",
        "customer_name": account["name"],
        "id_pricelist": price_list["id"],
        "pricelist_name": price_list["name"],
        "balance_value": "0.00",
        "id_auth": str(60000 + k),
        **_validity(world, k),
        "value_left": "12.30",
        "id_terminal_location": str(100 + k % 5),
        "area_code": "42",
        "borough": "Zmyślonów-Śródmieście",
        "county": "Zmyślonów",
        "province": "łódzkie",
        "sip_proxy": "sip.example.pl",
    }
    terminal["subscriptions"] = _subscription_name(world, terminal["id_subscription"])
    terminal["extensions"] = "".join(f"48{420000000 + i}\n" for i in numbers) or None
    world.terminals.append(terminal)
    for i in numbers:
        world.numbers.append(_number(world, account, name, i))


def _validity(world: World, k: int) -> Record:
    """Return a terminal's subscription: most are valid; the odd ones come around the anchor."""
    first = world.anchor
    last = first.replace(day=monthrange(first.year, first.month)[1])
    start, end = {
        1: ("2015-01-01", f"{first:%Y-%m}-15"),  # ends in the middle: not valid
        2: ("2015-01-01", f"{last}"),  # ends with the month: valid
        3: (f"{first:%Y-%m}-10", None),  # starts in the middle: valid
        4: (f"{last + timedelta(days=1)}", None),  # starts next month: not valid yet
        5: (None, None),  # no dates: valid
    }.get(k % 9, ("2015-01-01", None))
    if k % 9 == 0:
        return {"id_subscription": None, "subscription_from": None, "subscription_to": None}
    subscription = world.subscriptions[k % len(world.subscriptions)]
    return {
        "id_subscription": subscription["id"],
        "subscription_from": start,
        "subscription_to": end,
    }


def _subscription_name(world: World, identity: object) -> str | None:
    return next((str(s["name"]) for s in world.subscriptions if s["id"] == identity), None)


def _number(world: World, account: Record, terminal: str | None, i: int) -> Record:
    # One number is newer than the anchor month: it must not appear in that month's texts.
    created = f"{world.anchor + timedelta(days=40)} 09:00:00" if i == 5010 else CREATED
    return {
        "id": str(FIRST_NUMBER + i),
        "id_customer": account["id"],
        "number": str(420000000 + i),
        "country_code": "48",
        "extension": f"48{420000000 + i}",
        "is_main": "t" if i < 5000 else "f",
        "disa_enabled": "f",
        "clir": "f",
        "virtual_fax": "f",
        "voicemail_enabled": "t",
        "terminal_name": terminal,
        "id_auth": None,
        "temp_number": "f",
        "create_date": created,
    }


def _add_number_without_terminal(world: World) -> None:
    if len(world.accounts) > 2:
        world.numbers.append(_number(world, world.accounts[2], None, 9003))


def _end_user(n: int, account: str) -> Record:
    return {
        "id": str(40000 + n),
        "id_customer": account,
        "email": f"k{n}@example.pl",
        "password": f"tajne{n}",
        "admin": "t" if n % 2 else "f",
        "vm_count": "0",
        "fax_count": "1",
        "exten_count": "1",
        "vexten_count": None,
    }
