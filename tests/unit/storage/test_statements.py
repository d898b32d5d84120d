"""Where statements are looked for: in the dialect's folder, else in the common one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hiperus.errors import StatementNotFoundError
from hiperus.storage import migrations
from hiperus.storage.statements import Dialect, statement, statements_below


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("HIPERUS_SQL_PATH", str(tmp_path))
    statement.cache_clear()
    yield tmp_path
    statement.cache_clear()


def write(tree: Path, *names: str) -> None:
    for name in names:
        path = tree / f"{name}.sql"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"-- {name}\n", "utf-8")


def test_a_statement_is_the_dialects_own_or_the_common_one(tree: Path) -> None:
    write(tree, "common/ledger/shared", "postgres/ledger/own", "mysql/ledger/own")
    for dialect in Dialect:
        assert statement(dialect, "ledger/shared") == "-- common/ledger/shared\n"
        assert statement(dialect, "ledger/own") == f"-- {dialect}/ledger/own\n"


def test_a_missing_statement_says_where_it_was_looked_for(tree: Path) -> None:
    write(tree, "mysql/ledger/own")
    with pytest.raises(StatementNotFoundError) as caught:
        statement(Dialect.POSTGRES, "ledger/own")
    assert str(caught.value) == (
        "The statement ledger/own is missing for postgres: neither postgres/ nor common/ of "
        f"{tree} has it. The installation is incomplete (include/sql must come with the code)."
    )


def test_a_folder_lists_the_dialects_own_and_the_common_statements(tree: Path) -> None:
    write(tree, "common/calls/merge/b", "postgres/calls/merge/a", "mysql/calls/merge/c")
    assert statements_below(Dialect.POSTGRES, "calls") == ["calls/merge/a", "calls/merge/b"]


def test_common_files_of_a_migration_run_where_their_number_says(tree: Path) -> None:
    write(
        tree,
        "postgres/migrations/2026010101/001_first",
        "common/migrations/2026010101/002_second",
        "postgres/migrations/2026010101/010_tenth",
        "common/migrations/2026010102/001_shared",
        "mysql/migrations/2026010103/001_elsewhere",
    )
    assert migrations.versions(Dialect.POSTGRES) == ["2026010101", "2026010102"]
    assert statements_below(Dialect.POSTGRES, "migrations/2026010101") == [
        "migrations/2026010101/001_first",
        "migrations/2026010101/002_second",
        "migrations/2026010101/010_tenth",
    ]
