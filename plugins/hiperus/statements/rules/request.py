"""What `hiperus_statement` is asked for: statements, a complaint pack, or a yearly summary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from hiperus.errors import InvalidParameterError
from hiperus.statements.rules.period import NOTHING_WRITTEN

_OF_CALLS = ("complaint", "customers", "month_from", "month_to")


class Wanted(StrEnum):
    """What is to be written."""

    STATEMENTS = "statements"
    COMPLAINT = "complaint"
    YEAR = "year"


def wanted(parameters: Mapping[str, object], customers: Sequence[int]) -> Wanted:
    """Return what parameters ask for.

    Args:
        parameters: of the run, also those that are not given.
        customers: the ids that they name.

    Raises:
        InvalidParameterError: they ask for two things at once, or for a complaint of nobody or of
            several customers.
    """
    if parameters["year"] is not None:
        others = [name for name in _OF_CALLS if parameters[name]]
        if others:
            raise _refused(
                f"year is the summary of all calls of a year, so {', '.join(others)} cannot be "
                "given with it; run one after the other."
            )
        return Wanted.YEAR
    if not parameters["complaint"]:
        return Wanted.STATEMENTS
    if len(customers) != 1:
        raise _refused(
            f"complaint needs exactly one LMS customer id in customers, {len(customers)} are given."
        )
    return Wanted.COMPLAINT


def _refused(problem: str) -> InvalidParameterError:
    return InvalidParameterError(problem).leaving(NOTHING_WRITTEN)
