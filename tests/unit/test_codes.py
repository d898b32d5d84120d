"""Between parts go codes: no code matches an English sentence, and none reads one back."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from hiperus.invoices.rules.state_reasons import SENTENCES
from hiperus.storage.statements import sql_root

ROOT = Path(__file__).parents[2]
PRODUCT = ROOT / "plugins" / "hiperus"
MIGRATION = PRODUCT / "storage" / "old_reasons.py"
"""Reads the sentences of older tables, once; nothing else may."""

MODULES = sorted(set(PRODUCT.rglob("*.py")) - {MIGRATION})
MATCHING = {
    *("compile", "search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"),
    *("startswith", "endswith", "removeprefix", "removesuffix", "partition", "rpartition"),
    *("find", "rfind", "index", "rindex", "count", "replace", "rsplit"),
}
"""Calls that look for a text."""

MAKERS = {"sentence", "why_parked"}
"""What makes sentences of reasons."""


def pieces(sentences: list[str]) -> set[str]:
    """Return what is fixed of some sentences, between their places; single words are not."""
    found = (piece.strip(" ;:") for s in sentences for piece in re.split(r"%\(\w+\)s", s))
    return {piece for piece in found if " " in piece}


STORED = pieces(list(SENTENCES.values()))


def texts(node: ast.AST) -> Iterator[str]:
    """Yield the texts that stand in a piece of code; a pattern's escapes are taken off."""
    for found in ast.walk(node):
        if isinstance(found, ast.Constant) and isinstance(found.value, str):
            yield found.value.replace("\\", "")


def is_stored(text: str) -> bool:
    """Tell whether a text is, holds or is a part of a stored sentence; single words are not."""
    if any(piece in text for piece in STORED):
        return True
    words = text.strip(" ;:")
    return " " in words and any(words in piece for piece in STORED)


def matched(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of a node that it compares or looks for."""
    if isinstance(node, ast.Compare):
        yield node
    elif isinstance(node, ast.MatchValue):
        yield node.value
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
        if name in MATCHING:
            yield node


def is_made(node: ast.AST) -> bool:
    """Tell whether a sentence is made inside, as `sentence(reason)` does."""
    calls = (found.func for found in ast.walk(node) if isinstance(found, ast.Call))
    return any(isinstance(func, ast.Name) and func.id in MAKERS for func in calls)


def offences(code: str) -> list[str]:
    """Return the places where code matches a sentence: what is written there."""
    return [
        ast.unparse(part)
        for node in ast.walk(ast.parse(code))
        for part in matched(node)
        if is_made(part) or any(map(is_stored, texts(part)))
    ]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PRODUCT)))
def test_no_module_matches_the_sentence_of_a_reason(path: Path) -> None:
    assert offences(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "code",
    [
        're.compile(r"released, was:(.*)")',
        're.compile(r"(\\d+\\.\\d\\d) PLN gross is above the bound of (.*)")',
        'if reason.startswith("released, was"): pass',
        'found = "no usable number plan" in row["reason"]',
        'done = outcome.reason == "nothing to pay"',
        'sentence(reason).replace(".", ",")',
        'is_bound = "bound" in sentence(reason)',
        'match why:\n    case "the LMS customer has no division": pass',
    ],
)
def test_a_match_against_a_sentence_is_found(code: str) -> None:
    assert len(offences(code)) == 1


def test_the_sentences_stand_in_one_place() -> None:
    imported = r"state_reasons import[^)]*?\bSENTENCES\b|state_reasons\.SENTENCES"
    assert [path for path in MODULES if re.search(imported, path.read_text("utf-8"))] == []


def test_who_knows_reasons_makes_no_patterns_of_them() -> None:
    """A pattern made from the table of sentences would hold none of its words."""
    knowing = [path for path in MODULES if "state_reasons" in path.read_text("utf-8")]
    imports = re.compile(r"^(import re\b|from re import)", re.MULTILINE)
    assert len(knowing) > 1
    assert [path for path in knowing if imports.search(path.read_text("utf-8"))] == []


def reads_reason(statement: str) -> bool:
    """Tell whether a statement returns or asks for `hv_invoice.reason`."""
    text = re.sub(r"--.*", "", statement)
    text = re.sub(r"\breason = %\(reason\)s", "", text)  # written, not read
    names = re.findall(r"\bhv_invoice\b(?:\s+AS\s+(\w+))?", text)
    if not names or not re.search(r"\b(SELECT|UPDATE|DELETE)\b", text):
        return False
    aliased = any(re.search(rf"\b{alias}\.reason\b", text) for alias in names if alias)
    return aliased or ("" in names and bool(re.search(r"(?<![.\w])reason\b", text)))


def statements() -> list[Path]:
    """Return all statements but those of migrations."""
    paths = sorted(sql_root().rglob("*.sql"))
    return [p for p in paths if not {"migrations", "old_reasons"} & set(p.parts)]


def test_no_statement_reads_the_sentence_of_an_invoice() -> None:
    assert [str(path) for path in statements() if reads_reason(path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT customer_id, reason FROM hv_invoice WHERE state = 'parked'",
        "SELECT i.id, i.reason AS why FROM hv_invoice AS i LEFT JOIN customers AS c ON c.id = 1",
        "UPDATE hv_invoice SET state = 'approved' WHERE reason LIKE '%above%'",
    ],
)
def test_a_statement_that_reads_it_is_found(statement: str) -> None:
    assert reads_reason(statement)


def test_a_statement_may_read_other_reasons() -> None:
    other = "SELECT s.reason FROM hv_billing_invoiced AS s JOIN hv_invoice AS i ON i.id = s.x"
    assert not reads_reason(other)
    assert not reads_reason("UPDATE hv_invoice SET reason = %(reason)s WHERE id = 1")
    assert not reads_reason("SELECT reason_code, missing_cdrs_reason FROM hv_invoice")
