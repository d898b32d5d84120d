"""States that are stored, and the steps between them: which state may follow which."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

S = TypeVar("S", bound=StrEnum)
Steps = Mapping[S, frozenset[S]]
"""The states that may follow each state; none may follow a last one."""


class LoadStatus(StrEnum):
    """What an attempt to load came to, as `hv_load.status` holds it.

    `partial`: a day was not over, or only some calls were asked for.
    """

    LOADED = "loaded"
    EMPTY = "empty"
    PARTIAL = "partial"
    FAILED = "failed"


LOAD_STEPS: Steps[LoadStatus] = {
    LoadStatus.LOADED: frozenset({LoadStatus.LOADED, LoadStatus.EMPTY, LoadStatus.PARTIAL}),
    LoadStatus.EMPTY: frozenset(),
    LoadStatus.PARTIAL: frozenset(),
    LoadStatus.FAILED: frozenset(),
}
"""A row is reserved as `loaded` in the data's transaction, and filled in once, at its end.

A failed attempt is inserted as `failed`, after its transaction was undone, and stays so. The
statements that set a status: `ledger/insert_load`, `ledger/update_load`.
"""


def may_follow(steps: Steps[S], former: S, state: S) -> bool:
    """Tell whether a state may be stored where another one is stored now."""
    return state in steps[former]


def require_step(steps: Steps[S], former: S, state: S) -> None:
    """Let a state be stored only where it may follow the one that is stored.

    Raises:
        ValueError: it may not; this is a defect of the code.
    """
    if not may_follow(steps, former, state):
        kind = type(former).__name__
        raise ValueError(f"{kind} {former!s} may not become {state!s}; nothing was written.")
