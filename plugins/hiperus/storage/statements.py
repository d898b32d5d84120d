"""Loads the SQL files: one statement a file, the same names for both databases.

A statement that both databases take to the letter stands once, in `include/sql/common`; any other
stands in `include/sql/postgres` and in `include/sql/mysql`. The folders below are the rooms and
within them the module of `tables/` that runs the statement: `calls/merge/insert_new`.
"""

from __future__ import annotations

import os
import re
from enum import StrEnum
from functools import cache
from pathlib import Path

from hiperus.errors import ConfigurationError, StatementNotFoundError

_IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]*\Z")
COMMON = "common"
"""The folder of `include/sql` whose statements serve both dialects."""


class Dialect(StrEnum):
    """The two databases LMS runs on; the value names the folder in `include/sql`."""

    POSTGRES = "postgres"
    MYSQL = "mysql"

    def quote(self, identifier: str) -> str:
        """Quote a column, table or type name found in the catalogue.

        Raises:
            ConfigurationError: for anything but lower-case letters, digits and underscores,
                so that no text from outside ever becomes part of a statement.
        """
        if not _IDENTIFIER.match(identifier):
            raise ConfigurationError(
                f"The name {identifier[:40]!r} cannot be used in SQL; "
                "tables and columns of LMS have lower-case names."
            )
        return f'"{identifier}"' if self is Dialect.POSTGRES else f"`{identifier}`"


def sql_root() -> Path:
    """Return the folder `include/sql`, or where `HIPERUS_SQL_PATH` says it is."""
    packaged = Path(__file__).parents[1] / "sql"
    checkout = Path(__file__).parents[3] / "include" / "sql"
    default = packaged if packaged.is_dir() else checkout
    return Path(os.environ.get("HIPERUS_SQL_PATH", default))


@cache
def statement(dialect: Dialect, name: str) -> str:
    """Return the text of `<name>.sql` in the dialect's folder of `include/sql`, else in `common`.

    Args:
        dialect: which database the statement is for.
        name: folders and file without the ending, such as `ledger/insert_load`.

    Raises:
        StatementNotFoundError: there is no such file.
    """
    for tree in _trees(dialect):
        path = tree / f"{name}.sql"
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise StatementNotFoundError(
        f"The statement {name} is missing for {dialect}: neither {dialect}/ nor {COMMON}/ of "
        f"{sql_root()} has it. The installation is incomplete (include/sql must come with the "
        "code)."
    )


def statements_below(dialect: Dialect, folder: str) -> list[str]:
    """Return the names of a dialect's statements in a folder and below it, `common` ones too.

    They come in the order of their names, so numbered files come in the order of their numbers,
    whichever tree each one stands in.
    """
    return sorted(
        {
            path.relative_to(tree).with_suffix("").as_posix()
            for tree in _trees(dialect)
            for path in (tree / folder).rglob("*.sql")
        }
    )


def _trees(dialect: Dialect) -> tuple[Path, Path]:
    return sql_root() / dialect, sql_root() / COMMON
