"""docs/reliability.md names all cases of the fault bench, and only tests and cases that exist."""

from __future__ import annotations

import re
from pathlib import Path

from dev.chaos import cases  # noqa: F401 - importing registers them
from dev.chaos.registry import CASES

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reliability.md").read_text("utf-8")
TABLES = re.findall(
    r"`((?:test_\w+|(?:crash|input|platform|together|database|field): [^`]+))`", PAGE
)


def test_every_test_and_case_on_the_page_exists() -> None:
    sources = "\n".join(p.read_text("utf-8") for p in (ROOT / "tests").rglob("test_*.py"))
    known = set(re.findall(r"def (test_\w+)\(", sources))
    known |= {case.name.rsplit(" [", 1)[0] for case in CASES}
    assert len(TABLES) > 50
    assert [name for name in TABLES if name not in known] == []


def test_every_case_of_the_bench_is_on_the_page() -> None:
    assert sorted({case.name.rsplit(" [", 1)[0] for case in CASES} - set(TABLES)) == []


def test_every_row_of_a_fault_says_how_it_is_provoked() -> None:
    faults = False
    for line in PAGE.splitlines():
        faults = line.startswith("| fault |") or (faults and line.startswith("|"))
        if faults and not line.startswith(("| fault |", "|---")):
            columns = line.strip("| ").split(" | ")
            assert len(columns) == 5, line
            assert "`" in columns[1], line
