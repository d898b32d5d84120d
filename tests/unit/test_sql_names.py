"""Every statement that the code names is a file for both databases; every file is named."""

import ast
import re
from pathlib import Path

import pytest

from hiperus.calls.tables import staging
from hiperus.storage.statements import Dialect, statements_below

PLUGINS = Path(__file__).parents[2] / "plugins"
NAME = re.compile(r"[a-z_]+(/[a-z0-9_*]+)+")
NO_STATEMENTS = {
    "application/pdf": "a media type",
    "hiperus/coverage": "the page's address",
    "migrations/*": "a folder; all files of a version run, in order",
    "text/csv": "a media type",
    "text/javascript": "a media type",
}
"""Texts of the code that look like the name of a statement, and what they are."""
ASSEMBLED: dict[str, tuple[str, ...]] = {
    "calls/staging/create_*": staging._TABLES,
    "changes/lookups/select_*": ("locations", "price_lists", "subscriptions"),
    "invoices/lms_ground/select_*": ("divisions", "vdivisions"),
}
"""Names that the code puts together, with everything that it puts in."""


def _texts(node: ast.AST) -> list[str]:
    """Return the texts of a piece of code, with a star for each value put in."""
    if isinstance(node, ast.JoinedStr):
        return ["".join(str(p.value) if isinstance(p, ast.Constant) else "*" for p in node.values)]
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    return [text for child in ast.iter_child_nodes(node) for text in _texts(child)]


def _named() -> set[str]:
    sources = (path.read_text("utf-8") for path in PLUGINS.rglob("*.py"))
    texts = {text for source in sources for text in _texts(ast.parse(source))}
    return {text for text in texts if NAME.fullmatch(text)} - NO_STATEMENTS.keys()


def _used() -> set[str]:
    named = _named()
    assembled = {name.replace("*", v) for name, values in ASSEMBLED.items() for v in values}
    return {name for name in named if "*" not in name} | assembled


def test_the_names_put_together_are_known() -> None:
    assert {name for name in _named() if "*" in name} == ASSEMBLED.keys()


@pytest.mark.parametrize("dialect", Dialect)
def test_each_statement_that_the_code_names_exists(dialect: Dialect) -> None:
    assert _used() - set(statements_below(dialect, "")) == set()


@pytest.mark.parametrize("dialect", Dialect)
def test_each_file_is_named_in_the_code(dialect: Dialect) -> None:
    unused = set(statements_below(dialect, "")) - _used()
    assert {name for name in unused if not name.startswith("migrations/")} == set()


def test_each_text_set_apart_is_in_the_code() -> None:
    texts = {t for p in PLUGINS.rglob("*.py") for t in _texts(ast.parse(p.read_text("utf-8")))}
    assert NO_STATEMENTS.keys() - texts == set()
