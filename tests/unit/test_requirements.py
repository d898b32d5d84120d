"""What is imported is declared, and the built wheel brings what it needs."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from email.parser import Parser
from functools import cache
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
OURS = {"hiperus", "dev", "tests"}
ONLY_BUILD = {"hatchling", "editables"}
PARTS = {"apache-airflow-core": "apache-airflow", "apache-airflow-task-sdk": "apache-airflow"}
"""Airflow's own parts: apache-airflow requires them in its very version."""


def _lines(name: str) -> list[str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-c "))]


def _required(name: str) -> list[Requirement]:
    return [Requirement(line.partition(" # ")[0].strip()) for line in _lines(name)]


def _names(*files: str) -> set[str]:
    return {canonicalize_name(each.name) for file in files for each in _required(file)}


def _imported(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


@cache
def _distributions() -> Mapping[str, list[str]]:
    return packages_distributions()


@cache
def _files(name: str) -> frozenset[str]:
    return frozenset(str(file) for file in distribution(name).files or ())


@cache
def _owners(module: str) -> frozenset[str]:
    """Return the distributions that a module may come from."""
    found = set(_distributions().get(module.partition(".")[0], ()))
    if len(found) > 1:  # a namespace that several share
        path = module.replace(".", "/")
        exact = {n for n in found if {f"{path}.py", f"{path}/__init__.py"} & _files(n)}
        within = {n for n in found if any(f.startswith(f"{path}/") for f in _files(n))}
        found = exact or within
    names = {canonicalize_name(name) for name in found}
    return frozenset(PARTS.get(name, name) for name in names)


def _undeclared(folders: tuple[str, ...], declared: set[str]) -> dict[str, list[str]]:
    modules = {m for f in folders for path in (ROOT / f).rglob("*.py") for m in _imported(path)}
    others = {m for m in modules if m.partition(".")[0] not in sys.stdlib_module_names | OURS}
    return {m: sorted(_owners(m)) for m in sorted(others) if not _owners(m) & declared}


def test_what_the_product_imports_is_declared() -> None:
    assert _undeclared(("plugins", "dags"), _names("requirements.in")) == {}


def test_what_developers_and_tests_import_is_declared() -> None:
    declared = _names("requirements.in", "requirements-dev.in")
    assert _undeclared(("dev", "tests"), declared) == {}


@pytest.mark.parametrize("file", ["requirements.in", "requirements-dev.in", "requirements-ldap.in"])
def test_each_requirement_says_why(file: str) -> None:
    assert [line for line in _lines(file) if not line.partition(" # ")[2].strip()] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as archive:
        yield archive


def _wanted() -> set[str]:
    return {str(each) for each in _required("requirements.in") if each.name not in ONLY_BUILD}


def test_the_project_declares_what_requirements_in_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {str(Requirement(text)) for text in project["dependencies"]} == _wanted()


def test_the_wheel_says_what_it_needs(wheel: zipfile.ZipFile) -> None:
    name = next(name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    metadata = Parser().parsestr(wheel.read(name).decode("utf-8"))
    declared = {str(Requirement(text)) for text in metadata.get_all("Requires-Dist", [])}
    assert declared == _wanted()


def test_the_wheel_holds_the_code_and_every_statement(wheel: zipfile.ZipFile) -> None:
    statements = {str(p.relative_to(ROOT / "include")) for p in (ROOT / "include").rglob("*.sql")}
    statements = {path for path in statements if path.startswith("sql/")}
    code = {str(p.relative_to(ROOT / "plugins")) for p in (ROOT / "plugins/hiperus").rglob("*.py")}
    assert len(statements) > 100
    fonts = {
        f"hiperus/statements/fonts/{name}" for name in ("LICENSE.txt", "DejaVuSansCondensed.ttf")
    }
    assert {f"hiperus/{path}" for path in statements} | code | fonts <= set(wheel.namelist())
