"""What the steps of one load of calls share."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hiperus.calls.load_ledger import CdrLedger
from hiperus.calls.rules.loading import LoadOptions
from hiperus.calls.tables.columns import BillingColumns
from hiperus.domain.periods import Window
from hiperus.settings import Settings
from hiperus.storage.database import Database


@dataclass(frozen=True, slots=True)
class LoadLimits:
    """The limits in force, in percent."""

    quarantine: Decimal
    shrink: Decimal
    allow_shrink: bool

    @classmethod
    def of(cls, options: LoadOptions, settings: Settings) -> LoadLimits:
        """Take a run's own limits before the settings."""
        own = (options.quarantine_limit, options.shrink_limit)
        return cls(
            settings.quarantine_limit if own[0] is None else own[0],
            settings.shrink_limit if own[1] is None else own[1],
            options.allow_shrink,
        )


@dataclass(frozen=True, slots=True)
class WindowRun:
    """What the steps of one load share."""

    database: Database
    window: Window
    options: LoadOptions
    limits: LoadLimits
    columns: BillingColumns
    ledger: CdrLedger

    @property
    def is_complete(self) -> bool:
        """Whether the answers are about all accounts."""
        return self.options.account_id is None
