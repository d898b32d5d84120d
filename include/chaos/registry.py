"""What a case is, and the list of all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from include.chaos.ground import Ground

BOTH = ("postgres", "mysql")
ONE = ("postgres",)
"""For cases that do not depend on the database."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case.

    Attributes:
        provoked: the fault really happened, as counted where it was made.
        survived: everything came out as it should.
        detail: one sentence: counts, and what differed.
        count: how often the fault struck.
    """

    provoked: bool
    survived: bool
    detail: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Case:
    """One case on one database."""

    name: str
    dialect: str
    function: Callable[[Ground], Outcome]


CASES: list[Case] = []


def case(
    name: str, *, dialects: tuple[str, ...] = BOTH
) -> Callable[[Callable[[Ground], Outcome]], Callable[[Ground], Outcome]]:
    """Register a function as a case, once for each database.

    Args:
        name: `topic: what breaks`; the topic groups cases and selects them on the command line.
        dialects: on which databases it exists.
    """

    def register(function: Callable[[Ground], Outcome]) -> Callable[[Ground], Outcome]:
        for dialect in dialects:
            CASES.append(Case(f"{name} [{dialect}]", dialect, function))
        return function

    return register
