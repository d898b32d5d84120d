"""What a message names exists: a DAG, a parameter, a setting, a table, a document, a command."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from hiperus.changes.rules.field_words import MEANINGS
from hiperus.changes.rules.fields import Entity
from hiperus.settings import Settings
from hiperus.soap.settings import PlatformSettings

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "plugins" / "hiperus").rglob("*.py"))
WORD = re.compile(r"(?<![\w.{%/(-])[a-z]+(?:_[a-z0-9]+)+(?![\w(/}])")
PLACE = re.compile(r"\b(?:docs|include|bin|dags)/[\w./-]*\w")
VARIABLE = re.compile(r"\b(?:HIPERUS|AIRFLOW)_[A-Z_]*[A-Z]\b")
CONNECTIONS = {"hiperus_default", "lms_default", "smtp_default"}
OTHERS = {
    "pg_dump": "PostgreSQL's command",
}
"""What is somebody else's, and whose."""


def sentences(path: Path) -> Iterator[str]:
    """Yield the texts with blanks in them that are no docstrings; f-strings as one text."""
    tree = ast.parse(path.read_text("utf-8"))
    inner = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inner.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            inner |= {id(part) for part in node.values}
            parts = [p.value if isinstance(p, ast.Constant) else "{}" for p in node.values]
            yield "".join(map(str, parts))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inner:
            yield node.value


def messages() -> list[tuple[str, str]]:
    return [
        (path.name, text) for path in SOURCES for text in sentences(path) if text.count(" ") > 2
    ]


@pytest.fixture(scope="module")
def known(dag_bag: Any) -> set[str]:
    """All names that there are; of tables and columns, those that a statement of ours has."""
    found = {field.name for field in fields(Settings)} | CONNECTIONS | set(MEANINGS) | set(OTHERS)
    found |= {entity.id_field for entity in Entity}
    found |= {field.name for field in fields(PlatformSettings)}
    for dag in dag_bag.dags.values():
        found |= {dag.dag_id, *dag.params, *(task.task_id for task in dag.tasks)}
    for path in (ROOT / "include" / "sql").rglob("*.sql"):
        found |= set(re.findall(r"[a-z]\w+", path.read_text("utf-8")))
    return found


def test_there_are_messages_to_look_at() -> None:
    assert len(messages()) > 300


def test_every_name_in_a_message_exists(known: set[str]) -> None:
    unknown = {
        (file, word)
        for file, text in messages()
        for word in WORD.findall(text)
        if word not in known
    }
    assert unknown == set()


def test_every_place_in_a_message_exists() -> None:
    named = {(file, place) for file, text in messages() for place in PLACE.findall(text)}
    assert {(file, place) for file, place in named if not (ROOT / place).exists()} == set()
    assert named


def test_every_variable_in_a_message_is_in_the_manual() -> None:
    manual = (ROOT / "docs" / "operations.md").read_text("utf-8")
    named = {name for _, text in messages() for name in VARIABLE.findall(text)}
    assert {name for name in named if f"`{name}`" not in manual} == set()
