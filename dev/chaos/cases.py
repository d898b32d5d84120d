"""Brings all cases together: importing a module registers the cases in it."""

from __future__ import annotations

from dev.chaos.faults import (
    crash_points,
    database_faults,
    database_rules,
    field_faults,
    hostile_answers,
    hostile_names,
    hostile_values,
    platform_faults,
    together,
)
from dev.chaos.registry import CASES, Case

MODULES = (
    crash_points,
    platform_faults,
    together,
    database_faults,
    database_rules,
    hostile_answers,
    hostile_values,
    hostile_names,
    field_faults,
)


def chosen(names: list[str]) -> list[Case]:
    """Return the cases whose name holds one of the texts; without any, all.

    Raises:
        ValueError: a text fits no case.
    """
    for name in names:
        if not any(name in case.name for case in CASES):
            raise ValueError(f"no case is named like {name!r}; --list shows all")
    return [case for case in CASES if not names or any(name in case.name for name in names)]
