"""Each kind of change once, in an order in which all of them work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.integration.changes.live import Live

Payload = dict[str, Any]
ACCOUNT = 12002


@dataclass(frozen=True)
class Case:
    """A change, and the platform's action that does it."""

    entity: str
    action: str
    call: str
    payload: Callable[[Live], Payload]

    @property
    def name(self) -> str:
        return f"{self.entity}-{self.action}"


def _newest(live: Live, what: str, name: str, value: str) -> dict[str, Any]:
    return next(row for row in reversed(live.state()[what]) if row.get(name) == value)


CASES = (
    Case("customer", "create", "AddCustomer",
         lambda _: {"name": "Klient nowy", "ext_billing_id": 1030}),
    Case("customer", "update", "SaveCustomerData",
         lambda live: {"id": _newest(live, "accounts", "name", "Klient nowy")["id"],
                       "name": "Klient inny"}),
    Case("customer", "delete", "DelCustomer",
         lambda live: {"id": _newest(live, "accounts", "name", "Klient inny")["id"],
                       "confirm": "Klient inny"}),
    Case("terminal", "create", "AddTerminal",
         lambda _: {"id_customer": ACCOUNT, "username": "nowy'terminal", "id_pricelist": 2}),
    Case("terminal", "update", "SaveTerminalData",
         lambda live: {"id": _newest(live, "terminals", "username", "nowy'terminal")["id"],
                       "username": "inny"}),
    Case("number", "create", "AddExtension",
         lambda live: {"id_customer": ACCOUNT, "area_code": "71",
                       "id_terminal": _newest(live, "terminals", "username", "inny")["id"]}),
    Case("number", "update", "SaveExtensionData",
         lambda live: {"id": live.state()["numbers"][-1]["id"], "clir": True}),
    Case("number", "delete", "DelExtension",
         lambda live: {"id": live.state()["numbers"][-1]["id"],
                       "confirm": live.state()["numbers"][-1]["extension"]}),
    Case("terminal", "delete", "DelTerminal",
         lambda live: {"id": _newest(live, "terminals", "username", "inny")["id"],
                       "confirm": "inny"}),
)  # fmt: skip

WITHOUT_LINK = Case("customer", "create", "AddCustomer", lambda _: {"name": "Bez klienta"})
