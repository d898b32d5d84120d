"""House rules that a reader would otherwise have to watch over."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "plugins" / "hiperus").rglob("*.py"))
SOURCES = MODULES + sorted((ROOT / "dags").glob("*.py")) + sorted((ROOT / "dev").rglob("*.py"))
LONGEST_FILE = 300
LONGEST_FUNCTION = 40


def _code_lines(function: ast.AST) -> int:
    """Count a function's lines without its docstring."""
    assert isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
    first = function.body[0]
    text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    documented = first.end_lineno - first.lineno + 1 if text and first.end_lineno else 0
    return (function.end_lineno or 0) - function.lineno + 1 - documented


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = [node for node in ast.walk(ast.parse(text)) if isinstance(node, functions)]
    long = {f.name: _code_lines(f) for f in found if _code_lines(f) > LONGEST_FUNCTION}
    assert len(text.splitlines()) <= LONGEST_FILE
    assert long == {}


def test_airflow_does_not_run_our_modules_as_plugins() -> None:
    assert (ROOT / "plugins" / ".airflowignore").read_text("utf-8").split() == ["hiperus/"]


def test_no_module_is_named_like_one_of_the_standard_library() -> None:
    names = {path.stem for path in MODULES if path.stem != "__init__"}
    assert names & set(sys.stdlib_module_names) == set()


def test_no_sql_is_written_in_python() -> None:
    words = ("SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM")
    found = [
        f"{path.name}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.lstrip().startswith(words)
    ]
    assert found == []


RUNS_SQL = {
    "execute",
    "execute_many",
    "execute_text",
    "fetch_all",
    "fetch_one",
    "fetch_text",
    "fetch_value",
    "insert_text",
    "text_of",
}


def _may_run_sql(path: Path) -> bool:
    parts = path.relative_to(ROOT / "plugins" / "hiperus").parts
    return parts[0] == "storage" or "tables" in parts[:-1]


def test_statements_run_in_tables_and_storage_only() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in MODULES
        if not _may_run_sql(path)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in RUNS_SQL
    ]
    assert found == []


MAPS = [ROOT / "docs" / "architecture.md", *(ROOT / "plugins" / "hiperus").glob("*/__init__.py")]
NAMED = re.compile(r"`([a-z_/]+\.py)`")


@pytest.mark.parametrize("path", MAPS, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_map_names_files_that_exist(path: Path) -> None:
    places = (path.parent, ROOT / "plugins" / "hiperus", ROOT / "plugins", ROOT)
    named = NAMED.findall(path.read_text("utf-8"))
    missing = [name for name in named if not any((place / name).is_file() for place in places)]
    assert missing == []


@pytest.mark.parametrize("room", [p for p in MAPS if (p.parent / "rules").is_dir()], ids=str)
def test_a_room_says_what_it_owns_and_writes(room: Path) -> None:
    text = ast.get_docstring(ast.parse(room.read_text("utf-8"))) or ""
    said = [line.split(":")[0] for line in text.splitlines()]
    assert {"Owns", "Does not own", "Times"} <= set(said)
    assert any(line.startswith("Writes") for line in said)
