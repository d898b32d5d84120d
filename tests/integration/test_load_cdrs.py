"""A window of calls is stored once, with links and coverage; loading it again changes nothing."""

from __future__ import annotations

from decimal import Decimal

from hiperus.domain.cdr import CallType
from hiperus.domain.loading import LoadOptions, WindowSummary
from hiperus.domain.periods import Month, Window
from hiperus.services.load_cdrs import load_window
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin
from tests.fake_billing import FakeBilling, a_call

MARCH = Window(Month(2026, 3).days, CallType.OUTGOING)
LATER = 1_780_000_000


def load(
    database: Database, platform: FakeBilling, window: Window = MARCH, now: int = LATER, **options
) -> WindowSummary:
    return load_window(database, platform, window, LoadOptions(**options), RunOrigin(), lambda: now)


def test_a_second_load_changes_nothing_and_says_so(lms_database: Database) -> None:
    platform = FakeBilling([a_call(id=1), a_call(id=2)], [a_call(id=3, duration=0)])
    first, second = load(lms_database, platform), load(lms_database, platform)
    assert (first.inserted, first.cost) == (3, Decimal("3.7035"))
    assert second.changed_nothing
    assert "nothing changed" in second.describe()
