"""What a case is, and the list of all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dev.chaos.ground import Ground
from dev.chaos.outcome import Outcome

BOTH = ("postgres", "mysql")
ONE = ("postgres",)
"""For cases that do not depend on the database."""


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
