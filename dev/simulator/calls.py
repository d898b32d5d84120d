"""Invents the calls of any day from (seed, day, type): a year of calls costs no memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from random import Random
from typing import NamedTuple

from dev.simulator.data import World
from dev.simulator.switches import Switches

TYPES = ("outgoing", "incoming", "disa", "forwarded", "internal", "vpbx")
_SHARES = (45, 30, 4, 7, 10, 4)  # per cent of a day's calls, by type
_FAILED_SHARE = 15  # per cent of a type's calls
_EPOCH = date(2010, 1, 1)
_SMALLEST_DAY = 10_000  # ids kept free for a day, so that they fit a 32-bit integer
_LARGEST_CACHED_DAY = 2_000  # calls
_TICK = 10_000  # amounts are counted in 1/10,000 PLN

# country, description, operator, kind, price, set-up fee, wholesale price, wholesale set-up fee
_DIRECTIONS = (
    ("Polska", "Polska - stacjonarne", "Orange", "geographic", 500, 0, 300, 0),
    ("Polska", "Polska - stacjonarne", "Netia", "geographic", 500, 0, 300, 0),
    ("Polska", "Polska - komórkowe", "T-Mobile", "mobile", 1900, 0, 1100, 0),
    ("Polska", "Polska - komórkowe", "Play", "mobile", 1900, 0, 1100, 0),
    ("Polska", "Polska - premium 0-700", "Orange", "premium", 25800, 1000, 21000, 500),
    ("Wielka Brytania", "Wielka Brytania - komórkowe", "O2", "mobile", 9567, 500, 6100, 250),
    ("Niemcy", "Niemcy - stacjonarne", "Telekom", "geographic", 833, 0, 417, 0),
    ("Polska", "Polska - numery skrócone AUS", "Orange", "aus", 2900, 0, 2000, 0),
    ("Polska", "Polska - NGN", "Inny", "NGN", 1234, 0, 700, 0),
)


class Shape(NamedTuple):
    """The switches that change a call itself."""

    includes_setup: bool
    rerated_percent: int
    has_unique_id: bool
    has_fraction: bool


class _Plan(NamedTuple):
    """What is known of a call before its details are drawn."""

    id: int
    start: datetime
    kind: str
    is_success: bool


@dataclass(frozen=True)
class Call:
    """One call; `row` has its fields as the platform sends them."""

    id: int
    start: datetime
    duration: int
    is_success: bool
    account: str
    row: dict[str, str | None]

    @property
    def end(self) -> datetime:
        return self.start + timedelta(seconds=self.duration)


class CallMaker:
    """Makes the calls of one world; what is written to the world later does not change them."""

    def __init__(self, world: World, seed: str, calls_per_day: int) -> None:
        self._seed = seed
        self._per_day = calls_per_day
        self._day_span = max(_SMALLEST_DAY, 2 * calls_per_day)
        accounts = {a["id"]: dict(a) for a in world.accounts}
        numbers = {n["terminal_name"]: str(n["number"]) for n in reversed(world.numbers)}
        self._callers = [
            (accounts[t["id_customer"]], str(t["username"]), numbers.get(t["username"]))
            for t in world.terminals
        ]

    def count(self, day: date, kind: str) -> tuple[int, int]:
        """Return how many calls of a kind a day has: successful, failed."""
        weekend = 2 if day.weekday() >= 5 else 3
        total = self._per_day * _SHARES[TYPES.index(kind)] * weekend // 300
        if not self._callers:
            return 0, 0
        failed = (total * _FAILED_SHARE + 99) // 100
        return total - failed, failed

    def of_day(self, day: date, kind: str, switches: Switches) -> Iterator[Call]:
        """Yield a day's calls of a kind by start, as the switches would have them."""
        for call in self._drawn(day, kind, switches):
            if switches.vanished_every and call.id % switches.vanished_every == 0:
                continue
            if switches.held_back_every and call.id % switches.held_back_every == 1:
                continue
            yield call

    def _drawn(self, day: date, kind: str, switches: Switches) -> tuple[Call, ...]:
        shape = Shape(
            switches.cost_includes_setup,
            switches.rerated_percent,
            switches.are_ids_unique,
            switches.has_fractions,
        )
        if self._per_day > _LARGEST_CACHED_DAY:
            return tuple(self.draw(day, kind, shape))
        return _day_of_calls(self, day, kind, shape)

    def draw(self, day: date, kind: str, shape: Shape) -> list[Call]:
        """Draw a day's calls of a kind; always the same ones."""
        random = Random(f"{self._seed}/{day}/{kind}")  # noqa: S311
        succeeded, failed = self.count(day, kind)
        before = sum(sum(self.count(day, k)) for k in TYPES[: TYPES.index(kind)])
        first_id = (day - _EPOCH).days * self._day_span + before * shape.has_unique_id + 1
        seconds = sorted(_second(random, day, i) for i in range(succeeded + failed))
        outcomes = [True] * succeeded + [False] * failed
        random.shuffle(outcomes)
        plans = (
            _Plan(first_id + i, _moment(day, seconds[i]), kind, outcomes[i])
            for i in range(succeeded + failed)
        )
        return [self._call(random, plan, shape) for plan in plans]

    def _call(self, random: Random, plan: _Plan, shape: Shape) -> Call:
        account, terminal, number = random.choice(self._callers)
        direction = random.choice(_DIRECTIONS)
        duration = _duration(random, plan.is_success)
        money = _money(random, plan.kind, direction, duration, shape)
        row: dict[str, str | None] = {
            "id": str(plan.id),
            "rel_cause": "16" if plan.is_success else random.choice(("17", "21", "34")),
            "start_time": _written(random, plan.start, shape),
            "customer_name": str(account["name"]),
            "terminal_name": _terminal_name(random, terminal),
            "ext_billing_id": str(account["ext_billing_id"] or 0),
            "caller": number or "420009999",
            "bill_cpb": f"48{random.randrange(500_000_000, 799_999_999)}",
            "duration": str(duration),
            "calltype": plan.kind,
            "country": direction[0],
            "description": direction[1],
            "operator": direction[2],
            "type": direction[3],
            **money,
            "platform_type": "WLR" if account["is_wlr"] == "t" else "VOIP",
        }
        if plan.kind == "incoming":  # somebody else calls the customer
            row["caller"], row["bill_cpb"] = row["bill_cpb"], row["caller"]
        return Call(plan.id, plan.start, duration, plan.is_success, str(account["id"]), row)


@lru_cache(maxsize=400)
def _day_of_calls(maker: CallMaker, day: date, kind: str, shape: Shape) -> tuple[Call, ...]:
    return tuple(maker.draw(day, kind, shape))


def _second(random: Random, day: date, i: int) -> int:
    """Draw a second of the day; the month's first and last seconds always have a call."""
    drawn = random.randrange(86_400)
    if i == 0 and day.day == 1:
        return 0
    if i == 0 and (day + timedelta(days=1)).day == 1:
        return 86_399
    return drawn


def _moment(day: date, second: int) -> datetime:
    """Return the wall time; the hour that clocks skip in March has no calls."""
    skips = day.month == 3 and day.weekday() == 6 and day.day > 24
    shift = 3600 if skips and 7200 <= second < 10_800 else 0
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (wall time, as it comes)
    return midnight + timedelta(seconds=second + shift)


def _written(random: Random, start: datetime, shape: Shape) -> str:
    return f"{start}.{random.randrange(1000):03}" if shape.has_fraction else str(start)


def _duration(random: Random, is_success: bool) -> int:
    if is_success:
        return random.randrange(1, 1500) if random.random() < 0.5 else random.randrange(1, 180)
    return random.randrange(1, 9) if random.random() < 0.02 else 0


def _terminal_name(random: Random, name: str) -> str | None:
    drawn = random.random()
    if drawn < 0.02:
        return None
    return "nieznany1" if drawn < 0.03 else name


def _money(
    random: Random, kind: str, direction: tuple[str, str, str, str, int, int, int, int],
    duration: int, shape: Shape,
) -> dict[str, str | None]:  # fmt: skip
    """Price a call: in the allowance, failed, free or by its rate."""
    price, setup, wholesale, wholesale_setup = direction[4:]
    drawn = random.random()
    is_priced = kind in ("outgoing", "disa", "forwarded") or drawn < 0.01
    used = kind == "outgoing" and direction[3] in ("geographic", "mobile") and drawn < 0.4
    cost = _half_up(price * duration, 60) if is_priced else 0
    if is_priced and not duration and drawn < 0.05:
        cost = 500  # A failed call with a cost, as it happens.
    if used and drawn > 0.005:
        cost = 0
    elif shape.includes_setup and cost:
        cost += setup
    if shape.rerated_percent and drawn * 1000 % 10 < 1:
        cost = _half_up(cost * (100 + shape.rerated_percent), 100)
    own_cost = _half_up(wholesale * duration, 60) if is_priced else 0
    return {
        "cost": _amount(cost),
        "price": _amount(price),
        "init_charge": _amount(setup),
        "reseller_price": _amount(wholesale),
        "reseller_cost": _amount(own_cost),
        "reseller_init_charge": _amount(wholesale_setup),
        "margin": _amount(cost - own_cost),
        "subscription_used": "t" if used else "f",
    }


def _half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def _amount(ticks: int) -> str:
    sign = "-" if ticks < 0 else ""
    return f"{sign}{abs(ticks) // _TICK}.{abs(ticks) % _TICK:04}"
