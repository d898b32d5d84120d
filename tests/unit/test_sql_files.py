"""The SQL files say the same things for both databases: once where they can, else in pairs."""

import re
from collections import Counter
from functools import cache

import pytest

from hiperus.errors import ConfigurationError
from hiperus.storage.statements import COMMON, Dialect, sql_root

MOST_FILES = 20
PARAMETER = re.compile(r"%\((\w+)\)s")
COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
COMMITS = re.compile(
    r"^\s*(CREATE|ALTER|DROP|TRUNCATE|RENAME|GRANT|LOCK\s+TABLES|UNLOCK|ANALYZE|OPTIMIZE)\b(?!\s+TEMPORARY)",
    re.IGNORECASE | re.MULTILINE,
)


@cache
def _tree(folder: str) -> dict[str, str]:
    root = sql_root() / folder
    return {p.relative_to(root).as_posix(): p.read_text("utf-8") for p in root.rglob("*.sql")}


def _files(dialect: Dialect) -> dict[str, str]:
    """Return what a dialect runs: its own files and the common ones."""
    return dict(sorted((_tree(COMMON) | _tree(dialect)).items()))


def _without_comments_and_white_space(text: str) -> str:
    return re.sub(r"\s+", "", COMMENT.sub("", text))


def test_the_trees_are_common_and_one_a_dialect() -> None:
    assert {p.name for p in sql_root().iterdir()} == {COMMON, *Dialect}


def test_no_statement_is_for_one_dialect_only() -> None:
    assert sorted(_tree(Dialect.POSTGRES)) == sorted(_tree(Dialect.MYSQL))


def test_no_statement_is_both_common_and_a_dialects_own() -> None:
    twice = {(d.value, name) for d in Dialect for name in _tree(d) if name in _tree(COMMON)}
    assert twice == set()


def test_what_both_dialects_take_to_the_letter_is_common() -> None:
    postgres, mysql = _tree(Dialect.POSTGRES), _tree(Dialect.MYSQL)
    same = [
        name
        for name in postgres.keys() & mysql.keys()
        if _without_comments_and_white_space(postgres[name])
        == _without_comments_and_white_space(mysql[name])
    ]
    assert same == []


@pytest.mark.parametrize("name", _files(Dialect.POSTGRES) | _files(Dialect.MYSQL))
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


def test_on_mysql_only_migrations_hold_statements_that_commit_by_themselves() -> None:
    files = _files(Dialect.MYSQL)
    found = {name.split("/")[0] for name, text in files.items() if COMMITS.search(text)}
    assert found == {"migrations"}


@pytest.mark.parametrize("tree", [COMMON, *Dialect])
def test_a_folder_is_taken_in_at_a_glance(tree: str) -> None:
    sizes = Counter(name.rpartition("/")[0] for name in _tree(tree))
    large = {folder: size for folder, size in sizes.items() if size > MOST_FILES}
    # A version's files stay where databases have recorded that they were run from.
    assert [folder for folder in large if not folder.startswith("migrations/")] == []


def test_a_name_that_is_no_plain_identifier_never_becomes_sql() -> None:
    with pytest.raises(ConfigurationError, match="cannot be used in SQL"):
        Dialect.POSTGRES.quote('x"; DROP TABLE cash')
