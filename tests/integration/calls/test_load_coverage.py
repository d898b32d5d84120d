"""Coverage is proven, never assumed; calls vanish only when a whole day was read again."""

from __future__ import annotations

from datetime import date

import pytest

from hiperus.calls.gaps import missing_days, open_windows
from hiperus.calls.judge_vanished import VanishedSummary, judge_vanished
from hiperus.calls.rules.loading import LoadOptions
from hiperus.domain.cdr import CallType
from hiperus.domain.periods import Window, local_midnight
from hiperus.errors import ImplausibleAnswerError, TransportError
from hiperus.storage.database import Database
from tests.support.cdr_world import LATER, a_window, load, rows, values
from tests.support.fake_billing import FakeBilling, a_call
from tests.support.runs import a_run

DAY = a_window("2026-03-10", "2026-03-10")
NIGHT = local_midnight(DAY.days.end)


class Broken(FakeBilling):
    def billing_page(self, query, offset, limit):  # type: ignore[no-untyped-def]
        raise TransportError("No answer.", action="GetBilling")


def states(database: Database) -> dict[str, str]:
    found = rows(database, "SELECT success, state FROM hv_coverage WHERE calltype = 'outgoing'")
    return {str(row["success"]): str(row["state"]) for row in found}


def test_a_day_is_covered_only_by_a_request_after_its_end(lms_database: Database) -> None:
    platform = FakeBilling([a_call(id=1)])
    with pytest.raises(TransportError):
        load(lms_database, Broken(), DAY, NIGHT - 5)
    assert states(lms_database) == {"t": "failed", "f": "failed"}
    load(lms_database, platform, DAY, NIGHT - 1)
    assert states(lms_database) == {"t": "partial", "f": "partial"}
    load(lms_database, platform, DAY, NIGHT, successes="yes")
    assert states(lms_database) == {"t": "loaded", "f": "partial"}
    load(lms_database, platform, DAY, NIGHT)
    assert states(lms_database) == {"t": "loaded", "f": "empty"}
    with pytest.raises(TransportError):
        load(lms_database, Broken(), DAY, LATER)
    assert states(lms_database) == {"t": "loaded", "f": "empty"}
    lms_database.execute_text("UPDATE hv_coverage SET state = 'closed'")
    platform.calls = [a_call(id=1), a_call(id=2)]
    load(lms_database, platform, DAY, LATER)
    assert states(lms_database) == {"t": "closed", "f": "closed"}
    assert values(lms_database, "SELECT row_count FROM hv_coverage WHERE success = 't'") == [2]


def test_gaps_are_named_day_by_day(lms_database: Database) -> None:
    days = a_window("2026-03-09", "2026-03-11")
    load(lms_database, FakeBilling([a_call()]), DAY, NIGHT, successes="yes")
    gaps = missing_days(lms_database, days.days, (CallType.OUTGOING,), (True,))
    assert [gap.day.day for gap in gaps] == [9, 11]
    assert str(gaps[0]) == "2026-03-09 outgoing (never loaded)"
    assert len(missing_days(lms_database, days.days)) == 3 * 12 - 1
    windows = [DAY, a_window("2026-03-11", "2026-03-11")]
    assert open_windows(lms_database, windows, (True,)) == windows[1:]
    assert open_windows(lms_database, windows) == windows


def load_round(database: Database, platform: FakeBilling, now: int) -> VanishedSummary:
    """Load all six types, then judge."""
    for kind in CallType:
        load(database, platform, Window(DAY.days, kind), now)
    return judge(database, now)


def judge(database: Database, since: int, *, allow_shrink: bool = False) -> VanishedSummary:
    options = LoadOptions(allow_shrink=allow_shrink)
    return judge_vanished(a_run(database, since + 1), DAY.days, since, options)


def marked(database: Database) -> list[object]:
    return values(database, "SELECT cdr_id FROM hv_billing_vanished ORDER BY 1")


def test_a_call_vanishes_when_all_types_were_read_again_and_may_return(
    lms_database: Database,
) -> None:
    everything = [a_call(id=n) for n in range(1, 5)] + [a_call(id=9, calltype="incoming")]
    platform = FakeBilling(everything)
    assert load_round(lms_database, platform, LATER).vanished == 0
    platform.calls = everything[1:]
    assert load(lms_database, platform, DAY, LATER + 10).missing == 1
    assert judge(lms_database, LATER + 10).waiting == (date(2026, 3, 10),)
    assert marked(lms_database) == []
    assert load_round(lms_database, platform, LATER + 20).vanished == 1
    assert marked(lms_database) == [1]
    assert values(lms_database, "SELECT id FROM hv_billing WHERE id = 1") == [1]
    assert load_round(lms_database, platform, LATER + 30).vanished == 0
    platform.calls = everything
    back = load(lms_database, platform, DAY, LATER + 40)
    assert (back.restored, back.unchanged, back.changed_nothing) == (1, 4, False)
    assert marked(lms_database) == []
    kinds = values(lms_database, "SELECT kind FROM hv_billing_revision ORDER BY id")
    assert kinds == ["vanished", "restored"]


def test_a_call_that_moved_to_another_type_has_not_vanished(lms_database: Database) -> None:
    platform = FakeBilling([a_call(id=n) for n in range(1, 5)])
    load_round(lms_database, platform, LATER)
    platform.calls[0] = a_call(id=1, calltype="forwarded")
    for kind in CallType:
        lenient = {"quarantine_limit": 100}
        load(lms_database, platform, Window(DAY.days, kind), LATER + 5, **lenient)
    assert judge(lms_database, LATER + 5).vanished == 0


def test_a_day_that_would_lose_too_much_is_refused_until_it_is_forced(
    lms_database: Database,
) -> None:
    platform = FakeBilling([a_call(id=n) for n in range(1, 31)])
    load_round(lms_database, platform, LATER)
    platform.calls = [a_call(id=100 + n) for n in range(1, 26)]
    for kind in CallType:
        load(lms_database, platform, Window(DAY.days, kind), LATER + 5)
    with pytest.raises(ImplausibleAnswerError, match="25 of 55 are left"):
        judge(lms_database, LATER + 5)
    assert marked(lms_database) == []
    assert judge(lms_database, LATER + 5, allow_shrink=True).vanished == 30
