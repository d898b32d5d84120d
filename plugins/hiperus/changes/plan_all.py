"""Plans many changes at once, so that a person sees all of them before anything is sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hiperus.changes.asked import asked_for
from hiperus.changes.live import Asker, LiveChange
from hiperus.changes.provision import provision
from hiperus.changes.rules.bulk import AskedChange
from hiperus.changes.rules.outcomes import NOT_SENT
from hiperus.domain.ports import Platform
from hiperus.errors import HiperusError, InvalidParameterError, Retriable
from hiperus.run import Run

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class PlannedAll:
    """How many changes were planned."""

    changes: int

    def describe(self) -> str:
        """Return one line for the log."""
        return f"{self.changes} changes can be made as planned; {NOT_SENT}"


def plan_all(
    run: Run, platform: Platform, asker: Asker, changes: Sequence[AskedChange]
) -> PlannedAll:
    """Show the plan of each change, row by row; each is checked as if it were the only one.

    Raises:
        InvalidParameterError: names every row that cannot be made, after all were looked at.
        Retriable: platform or database are away.
    """
    problems = []
    for asked in changes:
        try:
            _plan(run, platform, asker, asked)
        except HiperusError as error:
            if isinstance(error, Retriable):
                raise
            problems.append(f"row {asked['row']}: {error.trouble}")
            asker.tell(f"row {asked['row']}: refused: {error.trouble}")
    if problems:
        more = f"; and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
        raise InvalidParameterError(
            f"{len(problems)} of {len(changes)} changes cannot be made: "
            f"{'; '.join(problems[:_SHOWN])}{more}"
        ).leaving(NOT_SENT)
    return PlannedAll(len(changes))


def _plan(run: Run, platform: Platform, asker: Asker, asked: AskedChange) -> None:
    own = replace(asker, tell=_prefixed(asked["row"], asker.tell))
    request = asked_for(run, asked, own.name)
    provision(LiveChange(run, platform, own, request), dry_run=True)


def _prefixed(row: int, tell: Callable[[str], None]) -> Callable[[str], None]:
    return lambda line: tell(f"row {row}: {line}")
