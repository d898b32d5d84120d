"""Live changes against a platform that a test owns, and an LMS; and whether the two agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from dev.simulator.no_limiter import NoLimiter
from dev.simulator.service import Credentials
from hiperus.accounts.import_category import import_category
from hiperus.accounts.rules.categories import Category, ImportOptions
from hiperus.changes.new_password import new_password
from hiperus.changes.provision import Asker, ChangeResult, LiveChange, provision
from hiperus.changes.rules.passwords import PasswordSource
from hiperus.changes.rules.request import parse_request
from hiperus.soap.client import HiperusClient
from hiperus.soap.settings import PlatformSettings
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin
from tests.support.roles import connect
from tests.support.runs import a_run


class Clock:
    """Epoch seconds; pausing lets them pass."""

    def __init__(self) -> None:
        self.now = 1_790_000_000

    def __call__(self) -> int:
        self.now += 1
        return self.now

    def pause(self, seconds: float) -> None:
        self.now += int(seconds)


@dataclass
class Live:
    """One LMS and one platform."""

    url: str
    endpoint: str
    state: Callable[[], dict[str, list[dict[str, Any]]]]
    lines: list[str] = field(default_factory=list)
    passwords: list[str] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)
    pause: Callable[[float], None] | None = None

    @contextmanager
    def client(self, timeout: float = 5) -> Iterator[HiperusClient]:
        settings = PlatformSettings(
            login="demo",
            password=Credentials().password,
            domain="example.pl",
            endpoint=self.endpoint,
            timeout=timeout,
        )
        with HiperusClient(settings, NoLimiter()) as client:
            yield client

    @contextmanager
    def database(self) -> Iterator[Database]:
        with connect(self.url) as database:
            yield database

    def password(self, source: PasswordSource) -> str:
        self.passwords.append(new_password())
        return self.passwords[-1]

    def change(  # noqa: PLR0913 -- a test says only what matters to it
        self,
        entity: str,
        action: str,
        payload: dict[str, Any],
        *,
        dry_run: bool = False,
        run_id: str | None = None,
        timeout: float = 5,
        around: Callable[[LiveChange], LiveChange] = lambda change: change,
    ) -> ChangeResult:
        """Make one change, as one try of one run would; `around` replaces a part of it."""
        request = parse_request(entity, action, payload)
        origin = RunOrigin("hiperus_provision", run_id, "apply_change", -1, 1)
        pause = self.pause or self.clock.pause
        asker = Asker("klara", self.password, self.lines.append, pause)
        with self.database() as database, self.client(timeout) as client:
            change = LiveChange(a_run(database, self.clock, origin), client, asker, request)
            return provision(around(change), dry_run=dry_run)

    def import_all(self) -> None:
        with self.database() as database, self.client() as client:
            for category in Category:
                run = a_run(database, self.clock)
                import_category(run, client, category, ImportOptions())

    def rows(self, text: str, **values: Any) -> list[dict[str, Any]]:
        with self.database() as database:
            return database.fetch_text(text, values)

    def execute(self, text: str, **values: Any) -> None:
        with self.database() as database:
            database.execute_text(text, values)

    def changes(self) -> list[dict[str, Any]]:
        return self.rows("SELECT * FROM hv_change ORDER BY id")

    def assert_agreement(self) -> None:
        """LMS holds exactly what the platform holds, and nothing is there twice."""
        state = self.state()
        tables = {"accounts": "hv_customers", "terminals": "hv_terminal", "numbers": "hv_pstn"}
        names = {"accounts": "name", "terminals": "username", "numbers": "extension"}
        for what, table in tables.items():
            name = names[what]
            stored = self.rows(f"SELECT id, {name} AS name FROM {table}")
            there = {(int(row["id"]), row[name]) for row in state[what]}
            assert {(row["id"], row["name"]) for row in stored} == there, what
            assert len({row[name] for row in state[what]}) == len(state[what]), what
        links = [row["ext_billing_id"] for row in state["accounts"] if row.get("ext_billing_id")]
        # The world itself links two accounts to one customer; no change may add another twin.
        assert len(links) - len(set(links)) <= 1
        self._assert_details(state)

    def _assert_details(self, state: dict[str, list[dict[str, Any]]]) -> None:
        passwords = {row["id"]: row["password"] for row in self.rows("SELECT * FROM hv_terminal")}
        assert passwords == {int(row["id"]): row["password"] for row in state["terminals"]}
        owners = {int(n["extension"]): int(n["id_customer"]) for n in state["numbers"]}
        used = self.rows("SELECT extension, customerid FROM hv_pstnusage WHERE customerid > 0")
        assert {row["extension"]: row["customerid"] for row in used} == owners

    def assert_no_secret(self, *more: str) -> None:
        """No password that was made up is anywhere but in the old plugin's tables."""
        told = " ".join([*self.lines, *more, *map(str, self.changes())])
        told += str(self.rows("SELECT record, reason FROM hv_quarantine"))
        told += str(self.rows("SELECT error_message FROM hv_load"))
        assert self.passwords
        assert not [password for password in self.passwords if password in told]


def on_platform(change: LiveChange, platform: Any) -> LiveChange:
    """Return the change on another platform."""
    return replace(change, platform=platform)
