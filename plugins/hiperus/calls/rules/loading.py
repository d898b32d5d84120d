"""The options of a load of calls, its limits and its summary."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hiperus.domain.periods import Window
from hiperus.domain.states import LoadStatus
from hiperus.errors import InvalidParameterError
from hiperus.settings import Settings

SUCCESSES = ("all", "yes", "no")


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How a window is loaded.

    Attributes:
        successes: `all`, `yes` (successful calls) or `no`; `all` asks twice.
        account_id: only this account of the platform; then nothing is covered or vanishes.
        full_refresh: stored calls of the window that the platform does not list are removed.
        allow_shrink: take over an answer that is empty or far shorter than what is stored.
        quarantine_limit: percent of a window's rows; None = the setting.
        shrink_limit: percent of what a day held; None = the setting.

    Raises:
        InvalidParameterError: the choices do not go together.
    """

    successes: str = "all"
    account_id: int | None = None
    full_refresh: bool = False
    allow_shrink: bool = False
    quarantine_limit: Decimal | None = None
    shrink_limit: Decimal | None = None

    def __post_init__(self) -> None:
        if self.successes not in SUCCESSES:
            raise InvalidParameterError(
                f"billing_success is {self.successes[:20]!r}; choose one of {', '.join(SUCCESSES)}."
            )
        if self.full_refresh and self.account_id is not None:
            raise InvalidParameterError(
                "full_refresh cannot be combined with account_id: an answer about one account "
                "does not tell which calls of the others are gone. Leave one of the two out."
            )

    @property
    def success_answers(self) -> tuple[bool, ...]:
        """The values of `success_calls` that are asked for, successful calls first."""
        return {"all": (True, False), "yes": (True,), "no": (False,)}[self.successes]


@dataclass(frozen=True, slots=True)
class LoadLimits:
    """The limits in force, in percent; `quarantine_floor` is a number of calls."""

    quarantine: Decimal
    quarantine_floor: int
    shrink: Decimal
    allow_shrink: bool

    @classmethod
    def of(cls, options: LoadOptions, settings: Settings) -> LoadLimits:
        """Take a run's own limits before those of the settings."""
        own = (options.quarantine_limit, options.shrink_limit)
        return cls(
            settings.quarantine_limit if own[0] is None else own[0],
            settings.quarantine_floor,
            settings.shrink_limit if own[1] is None else own[1],
            options.allow_shrink,
        )


@dataclass(frozen=True, slots=True)
class WindowSummary:
    """What one load of one window did. Durations are seconds, amounts PLN net.

    Attributes:
        window: days and call type.
        load_id: the row in `hv_load`.
        status: never `failed`: a load that fails has no summary.
        fetched: calls that came, also twice.
        distinct: different calls; always inserted + updated + unchanged + quarantined.
        repaired: calls stored without a faulty field; a part of inserted, updated, unchanged.
        in_both: calls that came as successful and as failed.
        missing: stored calls that the answer did not hold; judged per day over all types.
        restored: calls that had vanished and came back.
        removed: calls that a full refresh removed.
        outside: calls that start outside the window; stored, not in the sums.
        unlinked: calls written that belong to no account yet.
        lasting_failures: failed calls that lasted longer than 0 s: the flag is in doubt.
        duration, cost: sums over the calls inside the window.
    """

    window: Window
    load_id: int
    status: LoadStatus
    fetched: int
    distinct: int
    inserted: int
    updated: int
    unchanged: int
    quarantined: int
    repaired: int
    in_both: int
    missing: int
    restored: int
    removed: int
    outside: int
    unlinked: int
    lasting_failures: int
    duration: int
    cost: Decimal

    @property
    def changed_nothing(self) -> bool:
        """Whether every call that came was stored already, as it came."""
        return not (
            self.inserted or self.updated or self.restored or self.removed or self.quarantined
        )

    def describe(self) -> str:
        """Return one line for the log."""
        if self.changed_nothing:
            what = f"nothing changed ({self.unchanged} calls as before)"
        else:
            counts = {
                "inserted": self.inserted,
                "updated": self.updated,
                "unchanged": self.unchanged,
                "quarantined": self.quarantined,
                "restored": self.restored,
                "removed": self.removed,
            }
            what = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
        notes = {
            "stored without a faulty field": self.repaired,
            "missing in the answer": self.missing,
            "outside the window": self.outside,
            "without an account": self.unlinked,
            "failed but lasting": self.lasting_failures,
        }
        noted = "".join(f"; {count} {name}" for name, count in notes.items() if count)
        return f"{self.window}: {what}; {self.cost} PLN net, {self.duration} s{noted}"
