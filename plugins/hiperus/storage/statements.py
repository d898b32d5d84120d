"""Loads the SQL files: one statement a file, the same name in every dialect."""

from __future__ import annotations

import os
import re
from enum import StrEnum
from functools import cache
from pathlib import Path

from hiperus.errors import ConfigurationError, StatementNotFoundError

_IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]*\Z")


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
    """Return the text of `include/sql/<dialect>/<name>.sql`.

    Args:
        dialect: which tree.
        name: topic and file without the ending, such as `ledger/insert_load`.

    Raises:
        StatementNotFoundError: there is no such file.
    """
    path = sql_root() / dialect / f"{name}.sql"
    if not path.is_file():
        raise StatementNotFoundError(
            f"The statement {name} is missing for {dialect}; the installation is incomplete "
            "(include/sql must come with the code)."
        )
    return path.read_text(encoding="utf-8")
