"""A minimal LMS database for the demo and the tests: own DDL, from facts about LMS's tables.

`<dialect>/current.sql` is an LMS of 2026, `<dialect>/old.sql` one of 2016, and
`<dialect>/hiperus_2017.sql` the tables of the old plugin as existing installations have them.
"""

from __future__ import annotations

from pathlib import Path

from hiperus.storage.database import Database

SEPARATOR = "\n-- next\n"
"""Statements in these files are set apart by a line `-- next`; functions hold semicolons."""


def create_schema(database: Database, *names: str) -> None:
    """Run the named schema files (such as `current`) in an empty database."""
    for name in names:
        path = Path(__file__).parent / database.dialect / f"{name}.sql"
        for text in path.read_text(encoding="utf-8").split(SEPARATOR):
            database.execute_text(text, name=path.name)
