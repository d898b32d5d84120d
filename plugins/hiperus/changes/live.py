"""One live change: who asks for it, on which platform and LMS, and its result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hiperus.changes.rules.passwords import PasswordSource
from hiperus.changes.rules.request import ChangeRequest, State
from hiperus.domain.ports import Platform
from hiperus.run import Run


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks for a change, and what a change needs of them.

    Attributes:
        name: who, as Airflow knows; None: nobody that is known.
        password: fetches or makes a password.
        tell: shows a line to whoever waits for the change.
        pause: waits so many seconds.
    """

    name: str | None
    password: Callable[[PasswordSource], str]
    tell: Callable[[str], None]
    pause: Callable[[float], None]


@dataclass(frozen=True, slots=True)
class LiveChange:
    """A change of an account, a terminal or a number, to be made on the platform and in LMS."""

    run: Run
    platform: Platform
    asker: Asker
    request: ChangeRequest


@dataclass(frozen=True, slots=True)
class ChangeResult:
    """What came of a change; it holds no values, so it may go anywhere.

    Attributes:
        change_id: its row in `hv_change`.
        state: how far it came; `planned` for a dry run.
        account_id: the account that was touched, if it is known.
        platform_id: the id of what was made, changed or removed, if it is known.
        changed: the names of the fields that changed.
    """

    change_id: int
    state: State
    account_id: int | None = None
    platform_id: int | None = None
    changed: tuple[str, ...] = ()
