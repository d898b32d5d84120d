"""The run of a use case: database, origin, clock, settings; opened once by a task or a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hiperus.domain.once import once
from hiperus.settings import Settings
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin
from hiperus.storage.migrations import require_current
from hiperus.storage.uiconfig import UiConfig, read_uiconfig, settings_from


@dataclass(frozen=True)
class Run:
    """One run over one LMS database.

    Attributes:
        database: the LMS, over tables that fit the code.
        origin: which task of which DAG this is; kept with what it writes.
        clock: gives epoch seconds.
        chosen: settings in place of those that LMS holds; None: LMS's.
    """

    database: Database
    origin: RunOrigin
    clock: Callable[[], int]
    chosen: Settings | None = None

    @classmethod
    def opened(
        cls,
        database: Database,
        origin: RunOrigin,
        clock: Callable[[], int],
        chosen: Settings | None = None,
    ) -> Run:
        """Begin a run, only over tables that fit the code.

        Raises:
            ConfigurationError: `hiperus_check` has not run, or an older or newer code's has.
        """
        require_current(database)
        return cls(database, origin, clock, chosen)

    @once
    def uiconfig(self) -> UiConfig:
        """LMS's settings as they are written there; read once, when first asked for.

        Raises:
            ConfigurationError: this LMS has no `uiconfig`.
        """
        return read_uiconfig(self.database)

    @once
    def settings(self) -> Settings:
        """The settings in force, before a run's parameters override them.

        Raises:
            ConfigurationError: names every value in `uiconfig` that cannot be used.
        """
        return self.chosen or settings_from(self.uiconfig.everywhere)

    def described_settings(self) -> list[str]:
        """Return one line a setting, then one for each that a division has for itself.

        Raises:
            ConfigurationError: names every value in `uiconfig` that cannot be used.
        """
        return [*self.settings.described(), *self.uiconfig.described(self.settings)]

    def require_settings(self) -> None:
        """Read the settings now: before the platform is asked, not in the middle of the work.

        Raises:
            ConfigurationError: names every value in `uiconfig` that cannot be used.
        """
        _ = self.settings
