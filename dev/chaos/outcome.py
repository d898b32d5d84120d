"""What came of a case."""

from __future__ import annotations

from dataclasses import dataclass


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
