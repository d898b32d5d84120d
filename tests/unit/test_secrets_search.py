"""The search for planted secrets finds them however they are spelled."""

from __future__ import annotations

import base64
import html
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote_plus

import pytest

from dev.secrets_search import Secret, search_files, search_texts

VALUE = "Tajne&hasło/47"
SECRET = Secret("a password", VALUE)


def base64_after(before: str) -> Callable[[str], str]:
    return lambda value: base64.b64encode(f"{before}{value}:more".encode()).decode()


SPELLINGS = {
    "plain": str,
    "html": html.escape,
    "json": json.dumps,
    "url": quote_plus,
    "repr": repr,
    **{f"base64 after {n}": base64_after("login"[:n]) for n in range(4)},
}


@pytest.mark.parametrize("spelled", SPELLINGS.values(), ids=SPELLINGS)
def test_a_secret_is_found_in_every_spelling(spelled: Callable[[str], str]) -> None:
    found = search_texts([SECRET], {"the log": f"before {spelled(VALUE)} after", "a page": "no"})
    assert list(map(str, found)) == ["a password in the log"]


def test_nothing_is_found_where_nothing_is() -> None:
    assert search_texts([SECRET], {"the log": "Tajne&hasło/48"}) == []


def test_files_and_databases_of_sqlite_are_searched(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "task.log").write_text(f"password={VALUE}")
    (tmp_path / "fine.log").write_text("nothing")
    with sqlite3.connect(tmp_path / "meta.db") as database:
        database.execute("CREATE TABLE xcom (value TEXT)")
        database.execute("INSERT INTO xcom VALUES (?)", (f"x{VALUE}" * 2_000,))
    database.close()
    places = [Path(finding.place).name for finding in search_files([SECRET], tmp_path)]
    assert sorted(places) == ["meta.db", "task.log"]


def test_a_search_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="proves nothing"):
        search_files([SECRET], tmp_path)


def test_a_value_that_may_occur_by_chance_is_refused() -> None:
    with pytest.raises(ValueError, match="too short"):
        Secret("a password", "1234")
