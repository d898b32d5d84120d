"""Looks for planted secrets where none may be: texts, files, SQLite files, the `hv_` tables.

A secret is planted with a value that occurs nowhere else, jobs run, and everything that they left
behind is searched for the value as it is and as HTML, JSON, a URL or Base64 would spell it.

Where which secret may be is `ALLOWED`; see "Secrets" in docs/reliability.md.
"""

from __future__ import annotations

import base64
import html
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote, quote_plus

from hiperus.storage.database import Database

SQLITE = b"SQLite format 3\x00"
SHORTEST = 8
"""Characters that a planted value needs at least: shorter ones occur by chance."""


class Kind(StrEnum):
    """What a secret is; it decides which columns may hold it."""

    LOGIN = "login"
    """A password of the platform or of a database, a session id, a webhook's URL: nowhere."""
    TERMINAL_PASSWORD = "terminal password"  # noqa: S105 - no password
    END_USER_PASSWORD = "end user's password"  # noqa: S105 - no password
    NUMBER = "number"
    """The other side of a call, in full."""


ALLOWED: Mapping[Kind, frozenset[str]] = {
    Kind.LOGIN: frozenset(),
    Kind.TERMINAL_PASSWORD: frozenset({"hv_terminal.password"}),
    Kind.END_USER_PASSWORD: frozenset({"hv_enduserlist.password"}),
    # The call, its former versions, and what could not be stored as it came.
    Kind.NUMBER: frozenset(
        {
            "hv_billing.caller",
            "hv_billing.bill_cpb",
            "hv_billing_revision.old_values",
            "hv_billing_revision.new_values",
            "hv_quarantine.record",
        }
    ),
}


@dataclass(frozen=True, slots=True)
class Secret:
    """A planted value; `name` says whose it is and is what findings show."""

    name: str
    value: str
    kind: Kind = Kind.LOGIN

    def __post_init__(self) -> None:
        if len(self.value) < SHORTEST:
            raise ValueError(f"The value of {self.name} is too short to be told from chance.")

    def spellings(self) -> frozenset[str]:
        """Return the value as logs, pages, URLs and headers would write it."""
        value = self.value
        escaped = {json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1]}
        return frozenset(
            {value, html.escape(value), quote(value, safe=""), quote_plus(value), repr(value)[1:-1]}
            | escaped
            | set(_base64(value.encode()))
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """A secret that is where it must not be. Its text does not repeat the secret."""

    secret: str
    place: str

    def __str__(self) -> str:
        return f"{self.secret} in {self.place}"


def search_texts(secrets: Iterable[Secret], texts: Mapping[str, str]) -> list[Finding]:
    """Search texts, given by the name of their place."""
    wanted = {secret: secret.spellings() for secret in secrets}
    return [
        Finding(secret.name, place)
        for place, text in texts.items()
        for secret, spellings in wanted.items()
        if any(spelling in text for spelling in spellings)
    ]


def search_files(secrets: Iterable[Secret], *folders: Path) -> list[Finding]:
    """Search names and contents of all files below folders; SQLite files row by row.

    Raises:
        ValueError: there is not one file: nothing was proved.
    """
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    if not files:
        raise ValueError(f"No file in {', '.join(map(str, folders))}: the search proves nothing.")
    secrets = list(secrets)
    found = [
        finding for path in files for finding in search_texts(secrets, {str(path): _text(path)})
    ]
    return found + search_texts(secrets, {"a file's name": "\n".join(map(str, files))})


def search_database(
    secrets: Iterable[Secret], database: Database, *, but_in: Iterable[str] = ()
) -> list[Finding]:
    """Search every text column of the `hv_` tables but the ones that `ALLOWED` names.

    Args:
        secrets: what to look for.
        database: the LMS database.
        but_in: columns (`table.column`) that a test leaves out, beside `ALLOWED`.
    """
    secrets, spared = list(secrets), frozenset(but_in)
    found = []
    for place, text in _columns(database):
        here = [s for s in secrets if place not in ALLOWED[s.kind] | spared]
        found += search_texts(here, {place: text})
    return found


def _columns(database: Database) -> Iterator[tuple[str, str]]:
    schema = "current_schema()" if database.dialect == "postgres" else "database()"
    columns = database.fetch_text(
        "SELECT table_name AS t, column_name AS c FROM information_schema.columns"  # noqa: S608
        f" WHERE table_schema = {schema} AND table_name LIKE 'hv%%' AND data_type IN"
        " ('character varying', 'text', 'character', 'varchar', 'char', 'longtext', 'mediumtext')"
        " ORDER BY 1, 2",
        {},
        name="secrets_search columns",
    )
    for column in columns:
        table, name = column["t"], column["c"]
        quote_name = database.dialect.quote
        rows = database.fetch_text(
            f"SELECT DISTINCT {quote_name(name)} AS v FROM {quote_name(table)}",  # noqa: S608
            name="secrets_search values",
        )
        yield f"{table}.{name}", "\n".join(str(row["v"]) for row in rows)


def _text(path: Path) -> str:
    content = path.read_bytes()
    if content.startswith(SQLITE):
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
            database.text_factory = lambda value: value.decode("utf-8", "replace")
            return "\n".join(database.iterdump())
    return content.decode("utf-8", "replace")


def _base64(value: bytes) -> Iterator[str]:
    """Return what Base64 makes of the value, wherever in the encoded text it stands."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + value).decode()
        # The characters that also depend on the neighbours are left out.
        first = -(-before * 8 // 6)
        last = (before + len(value)) * 8 // 6
        yield encoded[first:last]
