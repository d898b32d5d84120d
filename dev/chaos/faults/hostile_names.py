"""An account's name that means harm, through the import of everything that repeats it."""

from __future__ import annotations

from dev.chaos.faults.hostile_values import escaped
from dev.chaos.ground import Ground
from dev.chaos.outcome import Outcome
from dev.chaos.registry import case
from dev.chaos.worker import Task
from dev.simulator.wire import element
from hiperus.storage.connect import connect
from hiperus.storage.database import Database

STORED = {
    "SQL": b"Klient'); DELETE FROM hv_customers; --",
    "HTML": b"<img src=x onerror=alert(1)>",
    "quotes and percents": b'O\'Neil "%(id)s" 100% \\N \\',
}
REFUSED = {
    "a zero byte": b"Klient\0",
    "invalid UTF-8": b"Klient\xff",
    "300 characters": b"k" * 300,
}


def _register(name: str, value: bytes, *, is_stored: bool) -> None:
    @case(f"input: {name} in an account's name")
    def in_a_name(ground: Ground) -> Outcome:
        return one_account_named(ground, value, is_stored=is_stored)


for _name, _value in STORED.items():
    _register(_name, _value, is_stored=True)
for _name, _value in REFUSED.items():
    _register(_name, _value, is_stored=False)


def one_account_named(ground: Ground, value: bytes, *, is_stored: bool) -> Outcome:
    """Import everything; one account has the name, and the others must not care."""
    with ground.platform() as platform, ground.lms("seeded") as url:
        account = platform.world.accounts[0]
        text = element("value", account["name"])
        before, after = text.split(str(account["name"]))
        by = before.encode() + escaped(value) + after.encode()
        fault = {"kind": "replace", "text": text, "by": by.hex(), "times": 1}
        platform.faults.add({**fault, "action": "GetCustomerList"})
        report = ground.work(Task("import", url, platform.url))
        with connect(url) as database:
            problems = [] if report.is_done else [f"{report.error_class}: {report.message}"]
            problems += _accounts(database, len(platform.world.accounts), value, is_stored)
        fate = "stored to the letter" if is_stored else "set aside, the others imported"
        return Outcome(platform.struck == 1, not problems, "; ".join(problems) or fate)


def _accounts(database: Database, count: int, value: bytes, is_stored: bool) -> list[str]:
    names = [row["name"] for row in database.fetch_text("SELECT name FROM hv_customers")]
    aside = database.fetch_text("SELECT field FROM hv_quarantine WHERE category = 'customers'")
    expected = count if is_stored else count - 1
    problems = [] if len(names) == expected else [f"{len(names)} accounts, not {expected}"]
    if is_stored and value.decode() not in names:
        problems.append("the name is another one")
    if [row["field"] for row in aside] != ([] if is_stored else ["name"]):
        problems.append(f"{len(aside)} set aside")
    return problems
