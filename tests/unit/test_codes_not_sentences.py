"""Between parts go codes: no code tells anything apart by the sentence that people read.

Looked for in the syntax trees: an error's or a stored text that is compared, searched or cut; a
class told by its name; a comparison or regular expression with words in a row. What is still right
stands in `ALLOWED`, each with why.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLACES = ("plugins", "dags")
ALLOWED = {
    "plugins/hiperus/reconcile/rules/older_findings.py": "lines of the version before, for a week",
    "plugins/hiperus/reconcile/leaks.py": "a column `reason` of the leaks: a code",
    "plugins/hiperus/retention/retention.py": "a column `reason` of the leaks: a code",
    "plugins/hiperus/soap/session.py": "the platform has no code for too many requests",
    "plugins/hiperus/storage/old_reasons.py": "the migration that gave each reason its code",
}
TEXTS = frozenset({"message", "msg", "error_message", "platform_message", "reason", "subject"})
TEXTS |= {"error_class"}
"""Names of attributes, columns and variables that hold sentences, or names of classes."""

ERRORS = frozenset({"error", "exc", "exception", "cause", "trouble", "refusal"})
"""Names that errors are caught under."""

CUTS = frozenset(
    {"startswith", "endswith", "removeprefix", "removesuffix", "partition", "rpartition"}
    | {"find", "index", "count", "casefold", "lower"}
)
SEARCHES = frozenset({"search", "match", "fullmatch", "findall", "finditer", "sub", "subn"})
WORDS_IN_A_ROW = re.compile(r"[^\W\d_]{2,} [^\W\d_]{2,}")
EXAMPLES = [
    'if str(error).endswith("(1062)."): pass',
    'if "1364" in str(error): pass',
    'if "in use" == error.args[0]: pass',
    'if error.msg.startswith("x"): pass',
    "if _PATTERN.search(str(error)): pass",
    'if re.fullmatch("x", row["subject"]): pass',
    "found = pattern.sub(said, reason)",
    'if type(error).__name__ == "BillingError": pass',
    "if type(error).__name__ in KINDS: pass",
    "if error_class in CONSEQUENCES: pass",
    'if line == "nothing to pay": pass',
    'LINE = re.compile("(.*) PLN net")',
    'match str(error):\n    case "x": pass',
]
HARMLESS = [
    'message = f"{error} Try again."',
    "log.warning(str(error))",
    'if error.code == "1062": pass',
    'if __name__ == "__main__": pass',
    'if name == "customers": pass',
    "if isinstance(error, BillingError): pass",
]


def is_text(node: ast.AST) -> bool:
    """Tell whether an expression is a text for people, as far as its names say so."""
    match node:
        case ast.Call(func=ast.Name(id="str"), args=[ast.Name(id=name)]):
            return name in ERRORS | TEXTS
        case ast.Subscript(value=ast.Attribute(attr="args")):
            return True
        case ast.Subscript(slice=ast.Constant(value=str(name))) | ast.Name(id=name):
            return name in TEXTS
        case ast.Attribute(attr=name):
            return name in TEXTS or name == "__name__"
        case ast.Constant(value=str(text)):
            return WORDS_IN_A_ROW.search(text) is not None
    return isinstance(node, ast.Call) and is_text(getattr(node.func, "value", node.func))


def matched(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that tell something apart by a text for people."""
    for node in ast.walk(tree):
        match node:
            case ast.Compare(left=left, ops=ops, comparators=others) if any(
                isinstance(op, ast.Eq | ast.NotEq | ast.In | ast.NotIn) for op in ops
            ):
                hit = any(map(is_text, [left, *others]))
            case ast.Call(func=ast.Attribute(value=value, attr=name), args=args):
                is_cut = name in CUTS or (name == "split" and args)
                hit = (is_cut and is_text(value)) or (
                    name in SEARCHES | {"compile"} and any(map(is_text, args))
                )
            case ast.Match(subject=subject):
                hit = is_text(subject)
            case _:
                hit = False
        if hit:
            yield node.lineno


def found_below(root: Path) -> dict[str, list[int]]:
    """Return the hits of every file below a checkout, by path."""
    found = {}
    for path in sorted(p for place in PLACES for p in (root / place).rglob("*.py")):
        lines = sorted(set(matched(ast.parse(path.read_text(encoding="utf-8")))))
        if lines:
            found[path.relative_to(root).as_posix()] = lines
    return found


@pytest.mark.parametrize("code", EXAMPLES)
def test_matching_a_sentence_is_found(code: str) -> None:
    assert list(matched(ast.parse(code)))


@pytest.mark.parametrize("code", HARMLESS)
def test_saying_a_sentence_is_not(code: str) -> None:
    assert list(matched(ast.parse(code))) == []


def test_nothing_is_told_apart_by_a_sentence() -> None:
    found = found_below(ROOT)
    assert {path: lines for path, lines in found.items() if path not in ALLOWED} == {}
    assert ALLOWED.keys() - found.keys() == set()
