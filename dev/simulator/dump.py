"""Says all that the simulated platform knows, for programs that check us independently."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dev.simulator.calls import TYPES, CallMaker
from dev.simulator.data import World
from dev.simulator.switches import Switches


def everything(
    world: World, maker: CallMaker, switches: Switches, days: tuple[date, date]
) -> dict[str, object]:
    """Return the reference data, and the calls from the first through the last day.

    A call is what `GetBilling` answers, with `account_id` and `success_call` (t/f) added.
    """
    return {
        "anchor": str(world.anchor),
        "accounts": world.accounts,
        "terminals": world.terminals,
        "numbers": world.numbers,
        "end_users": world.end_users,
        "ranges": world.ranges,
        "price_lists": world.price_lists,
        "subscriptions": world.subscriptions,
        "calls_from": str(days[0]),
        "calls_to": str(days[1]),
        "calls": list(_calls(maker, switches, days)),
    }


def _calls(
    maker: CallMaker, switches: Switches, days: tuple[date, date]
) -> Iterator[dict[str, str | None]]:
    for i in range((days[1] - days[0]).days + 1):
        for kind in TYPES:
            for call in maker.of_day(days[0] + timedelta(days=i), kind, switches):
                success = "t" if call.is_success else "f"
                yield {**call.row, "account_id": call.account, "success_call": success}
