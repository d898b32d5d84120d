"""Every input that the fuzzer found worth keeping, in every run of the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from dev.fuzz.targets import TARGETS

SEEDS = Path(__file__).parents[1] / "fixtures" / "fuzz"


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_what_must_hold_for_any_bytes_holds_for_the_seeds(target: str) -> None:
    seeds = sorted((SEEDS / target).iterdir())
    assert len(seeds) > 10
    for path in seeds:
        TARGETS[target](path.read_bytes())
