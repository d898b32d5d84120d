"""The two trees of SQL files say the same things under the same names."""

import re

import pytest

from hiperus.errors import ConfigurationError
from hiperus.storage.statements import Dialect, sql_root

PARAMETER = re.compile(r"%\((\w+)\)s")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
ONE_DIALECT_ONLY: dict[Dialect, set[str]] = {Dialect.POSTGRES: set(), Dialect.MYSQL: set()}
"""Files that only one database needs; each is said why where it is used."""


def _files(dialect: Dialect) -> dict[str, str]:
    root = sql_root() / dialect
    found = {str(p.relative_to(root)): p.read_text("utf-8") for p in sorted(root.rglob("*.sql"))}
    return {name: text for name, text in found.items() if name not in ONE_DIALECT_ONLY[dialect]}


def test_both_dialects_have_the_same_files() -> None:
    assert sorted(_files(Dialect.POSTGRES)) == sorted(_files(Dialect.MYSQL))


@pytest.mark.parametrize("name", sorted(_files(Dialect.POSTGRES)))
def test_both_dialects_take_the_same_parameters(name: str) -> None:
    texts = [_files(dialect)[name] for dialect in Dialect]
    postgres, mysql = (set(PARAMETER.findall(text)) for text in texts)
    assert postgres == mysql


@pytest.mark.parametrize("dialect", Dialect)
def test_each_file_opens_with_its_purpose(dialect: Dialect) -> None:
    bare = [name for name, text in _files(dialect).items() if not text.startswith("-- ")]
    assert bare == []


@pytest.mark.parametrize("dialect", Dialect)
def test_no_file_takes_whatever_columns_there_are(dialect: Dialect) -> None:
    stars = [n for n, t in _files(dialect).items() if re.search(r"SELECT\s+\*", t, re.IGNORECASE)]
    assert stars == []


COMMITS = re.compile(
    r"^\s*(CREATE|ALTER|DROP|TRUNCATE|RENAME|GRANT|LOCK\s+TABLES|UNLOCK|ANALYZE|OPTIMIZE)\b(?!\s+TEMPORARY)",
    re.IGNORECASE | re.MULTILINE,
)


def test_on_mysql_only_migrations_hold_statements_that_commit_by_themselves() -> None:
    files = _files(Dialect.MYSQL)
    found = {name.split("/")[0] for name, text in files.items() if COMMITS.search(text)}
    assert found == {"migrations"}


def test_a_name_that_is_no_plain_identifier_never_becomes_sql() -> None:
    with pytest.raises(ConfigurationError, match="cannot be used in SQL"):
        Dialect.POSTGRES.quote('x"; DROP TABLE cash')
