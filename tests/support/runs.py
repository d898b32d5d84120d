"""A run over an LMS of a test: who, when, with which settings."""

from __future__ import annotations

from collections.abc import Callable

from hiperus.run import Run
from hiperus.settings import Settings
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin


def a_run(
    database: Database,
    now: int | Callable[[], int],
    origin: RunOrigin | None = None,
    settings: Settings | None = None,
) -> Run:
    """Open a run; `now` is its clock, or the epoch second at which that stands."""
    clock = now if callable(now) else lambda: now
    return Run.opened(database, origin or RunOrigin(), clock, settings)
