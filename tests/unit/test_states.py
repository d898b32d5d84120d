"""Stored states: which may follow which, and that SQL writes no other ones."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import Any, cast

import pytest

from hiperus.calls.rules import coverage
from hiperus.calls.rules import staged_states as staged
from hiperus.calls.rules.coverage import COVERED, CoverageState, next_state
from hiperus.calls.rules.staged_states import StagedState
from hiperus.changes.journal import Journal
from hiperus.changes.live import LiveChange
from hiperus.changes.rules import request
from hiperus.changes.rules.request import CHANGE_STEPS, State
from hiperus.changes.tables.changes import Progress
from hiperus.domain import states
from hiperus.domain.states import LOAD_STEPS, LoadStatus, require_step
from hiperus.storage.database import Database
from hiperus.storage.ledger import Load, complete_load
from hiperus.storage.statements import Dialect, statement, statements_below

STORED: dict[str, tuple[str, type[StrEnum], Any]] = {
    "hv_load": ("status", LoadStatus, states),
    "hv_coverage": ("state", CoverageState, coverage),
    "hv_change": ("state", State, request),
    "hv_cdr_known": ("state", StagedState, staged),
}
WRITERS = {
    "hv_load": {"ledger/insert_load", "ledger/update_load"},
    "hv_coverage": {
        "calls/coverage/upsert_cell",
        "calls/coverage/upsert_failed_cell",
        "invoices/invoices/update_coverage_closed",
    },
    "hv_change": {"changes/changes/insert_change", "changes/changes/update_change"},
    "hv_cdr_known": {"calls/merge/insert_known"},
}
WRITES = r"INSERT INTO {table}\b|UPDATE {table}\b(?:(?!WHERE).)*\bSET\b(?:(?!WHERE).)*\b{column} ="
COMPARED = r"\b(?:\w+\.)?{column}(?:, '\w+'\))? (?:=|<>|IN) \(?((?:'\w+'(?:, )?)+)"


def statements() -> dict[str, list[str]]:
    """Return every statement but those of migrations, as all dialects have it."""
    names = [name for name in statements_below(Dialect.POSTGRES, "") if "migrations/" not in name]
    return {name: [statement(dialect, name) for dialect in Dialect] for name in names}


@pytest.mark.parametrize("table", STORED)
def test_what_sets_a_state_is_listed_beside_its_steps(table: str) -> None:
    pattern = re.compile(WRITES.format(table=table, column=STORED[table][0]), re.DOTALL)
    found = {name for name, texts in statements().items() if any(pattern.search(t) for t in texts)}
    assert found == WRITERS[table]
    source = Path(STORED[table][2].__file__).read_text(encoding="utf-8")
    assert {name for name in found if f"`{name}`" not in source} == set()


@pytest.mark.parametrize("table", STORED)
def test_sql_names_no_state_that_the_code_does_not_know(table: str) -> None:
    column, kind, _ = STORED[table]
    others = (STORED.keys() | {"hv_invoice "}) - {table}
    pattern = re.compile(COMPARED.format(column=column))
    texts = [text for texts in statements().values() for text in texts]
    alone = [t for t in texts if table in t and not any(other in t for other in others)]
    named = {
        word for t in alone for part in pattern.findall(t) for word in part[1:-1].split("', '")
    }
    assert named <= set(kind)
    assert named


@pytest.mark.parametrize(("steps", "kind"), [(LOAD_STEPS, LoadStatus), (CHANGE_STEPS, State)])
def test_a_state_follows_only_where_the_table_says_so(steps: Any, kind: type[StrEnum]) -> None:
    assert set(steps) == set(kind)
    for former, state in product(kind, kind):
        if state in steps[former]:
            require_step(steps, former, state)
        else:
            with pytest.raises(ValueError, match="may not become"):
                require_step(steps, former, state)


@pytest.mark.parametrize("former", [None, *CoverageState])
@pytest.mark.parametrize("state", [s for s in CoverageState if s is not CoverageState.CLOSED])
def test_a_covered_day_is_never_downgraded(
    former: CoverageState | None, state: CoverageState
) -> None:
    found = next_state(former, state)
    if former in COVERED and state not in COVERED:
        assert found is None
    else:
        assert found == (former if former is CoverageState.CLOSED else state)


def test_a_load_is_not_filled_in_as_failed() -> None:
    load = Load("cdr", LoadStatus.FAILED, 1, 2)
    with pytest.raises(ValueError, match="may not become failed"):
        complete_load(cast("Database", None), 1, load)


def test_a_change_that_is_done_does_not_fail_any_more() -> None:
    journal = Journal(cast("LiveChange", None), 1, Progress(State.CONFIRMED))
    with pytest.raises(ValueError, match="State confirmed may not become in_doubt"):
        journal._write(state=State.IN_DOUBT)
