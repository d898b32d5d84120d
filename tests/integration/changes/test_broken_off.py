"""The worker killed anywhere, LMS gone after the platform's yes, two changes at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from hiperus.changes.provision import LiveChange
from hiperus.errors import HiperusError, InvalidParameterError, StorageUnavailableError
from tests.integration.changes.cases import CASES, WITHOUT_LINK, Case
from tests.integration.changes.live import Live, on_platform
from tests.support.failing_database import Killed, mortal
from tests.support.runs import a_run

ALL = (*CASES[:1], WITHOUT_LINK, *CASES[1:])
EVERY_NTH = 5
"""Statements between two deaths; another start for each kind of change, so that all are met."""


class Watched:
    """A platform on the way to which something happens before or after the n-th request."""

    def __init__(self, platform: Any, nth: int, do: Callable[[], None], *, after: bool) -> None:
        self.platform, self.left, self.do, self.after = platform, nth, do, after

    def rows(self, action: str, arguments: Any = None) -> Any:
        self.left -= 1
        if self.left == 0 and not self.after:
            self.do()
        answer = self.platform.rows(action, arguments)
        if self.left == 0 and self.after:
            self.do()
        return answer


def die() -> None:
    raise Killed


def attempt(
    live: Live, case: Case, payload: Any, around: Callable[[LiveChange], LiveChange]
) -> bool:
    """Make a change that may be killed; tells whether it lived."""
    try:
        live.change(case.entity, case.action, payload, run_id=case.name, around=around)
    except Killed:
        return False
    return True


def settled(live: Live, case: Case, payload: Any) -> None:
    live.change(case.entity, case.action, payload, run_id=case.name)
    live.assert_agreement()
    assert all(row["finished_at"] for row in live.changes())


def renewed(live: Live) -> None:
    """Let the same run id stand for another run from here on."""
    live.execute("UPDATE hv_change SET run_id = NULL")


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_killed_around_each_request(live: Live, after: bool) -> None:
    for case in ALL:
        payload = case.payload(live)
        for nth in range(1, 40):
            if attempt(
                live,
                case,
                payload,
                lambda run, n=nth: on_platform(run, Watched(run.platform, n, die, after=after)),
            ):
                break
        else:
            pytest.fail("it never came to its end")
        settled(live, case, payload)
        renewed(live)


def test_killed_between_statements(live: Live) -> None:
    def dying(change: LiveChange, statements: int) -> LiveChange:
        mortal(change.run.database, statements)
        return change

    for start, case in enumerate(ALL):
        payload = case.payload(live)
        for statements in range(start % EVERY_NTH, 600, EVERY_NTH):
            if attempt(live, case, payload, lambda change, n=statements: dying(change, n)):
                break
        else:
            pytest.fail("it never came to its end")
        settled(live, case, payload)
        renewed(live)


def test_lms_goes_down_after_the_platforms_yes(live: Live) -> None:
    for case in ALL:
        payload = case.payload(live)

        def losing(change: LiveChange, call: str = case.call) -> LiveChange:
            class Losing:
                def rows(self, action: str, arguments: Any = None) -> Any:
                    answer = change.platform.rows(action, arguments)
                    if action == call:
                        change.run.database.connection.close()
                    return answer

            return on_platform(change, Losing())

        with pytest.raises(StorageUnavailableError):
            live.change(case.entity, case.action, payload, around=losing)
        assert live.changes()[-1]["state"] == "in_doubt"
        live.change(case.entity, case.action, payload)
        live.assert_agreement()
        assert live.changes()[-1]["state"] == "confirmed"


def test_two_changes_of_one_account_at_once(live: Live) -> None:
    payloads: list[tuple[str, str, dict[str, Any]]] = [
        ("terminal", "create", {"id_customer": 12001, "username": "razem", "id_pricelist": 1}),
        ("terminal", "create", {"id_customer": 12001, "username": "razem", "id_pricelist": 2}),
        ("customer", "update", {"id": 12001, "city": "Brzeg"}),
        ("customer", "update", {"id": 12001, "email": "nowy@example.pl"}),
        ("number", "create", {"id_customer": 12001, "area_code": "71", "id_terminal": 24001}),
        ("number", "create", {"id_customer": 12001, "sn": "71", "id_terminal": 24001, "clir": 1}),
    ]
    refused: list[HiperusError] = []

    def change(arguments: tuple[str, str, dict[str, Any]]) -> None:
        try:
            live.change(*arguments)
        except HiperusError as error:
            refused.append(error)

    threads = [threading.Thread(target=change, args=(each,)) for each in payloads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (twin,) = refused
    assert isinstance(twin, InvalidParameterError)
    live.assert_agreement()
    (account,) = live.rows("SELECT city, email FROM hv_customers WHERE id = 12001")
    assert account == {"city": "Brzeg", "email": "nowy@example.pl"}


def test_an_import_that_asked_earlier_cannot_undo_a_change(live: Live) -> None:
    """The import holds its lock from its first request; the change waits for it, then wins."""
    asked, go_on = threading.Event(), threading.Event()

    def importing() -> None:
        from hiperus.accounts.import_category import import_category  # noqa: PLC0415
        from hiperus.accounts.rules.categories import Category, ImportOptions  # noqa: PLC0415

        def wait() -> None:
            asked.set()
            go_on.wait(10)

        with live.database() as database, live.client() as client:
            platform: Any = Watched(client, 1, wait, after=True)
            run = a_run(database, live.clock)
            import_category(run, platform, Category.CUSTOMERS, ImportOptions())

    importer = threading.Thread(target=importing)
    importer.start()
    assert asked.wait(10)
    changer = threading.Thread(
        target=live.change, args=("customer", "update", {"id": 12001, "name": "Po zmianie"})
    )
    changer.start()
    go_on.set()
    importer.join()
    changer.join()
    live.assert_agreement()
    (account,) = live.rows("SELECT name FROM hv_customers WHERE id = 12001")
    assert account["name"] == "Po zmianie"
