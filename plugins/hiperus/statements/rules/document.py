"""What LMS shows of a statement that is a document there, and by what it is known again."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from hiperus.domain.periods import local_midnight
from hiperus.statements.rules.statement import Statement

_DIGITS = 16


def title_of(statement: Statement) -> str:
    """Return the document's title, in Polish."""
    return f"{statement.title}, {statement.period}"


def description_of(statement: Statement) -> str:
    """Return what the document has, in Polish; the same calls have the same description."""
    calls = sum(len(line.calls) for line in statement.lines)
    return (
        f"Połączeń: {calls}, brutto: {statement.gross} zł. "
        f"Znacznik treści: {fingerprint(statement)}."
    )


def fingerprint(statement: Statement) -> str:
    """Return a mark of what was billed; names may change meanwhile, it does not."""
    text = "\n".join("\t".join(map(str, fact)) for fact in _facts(statement))
    return sha256(text.encode()).hexdigest()[:_DIGITS]


def span_of(statement: Statement) -> tuple[int, int]:
    """Return the first and the last second of the months, in epoch seconds."""
    first, end = statement.months[0].first_day, statement.months[-1].end
    return local_midnight(first), local_midnight(end) - 1


def invoice_of(statement: Statement) -> int | None:
    """Return LMS's id of the invoice that the statement is of, where it is of exactly one."""
    found = {line.docid for line in statement.lines}
    return found.pop() if len(found) == 1 else None


def _facts(statement: Statement) -> Iterator[tuple[object, ...]]:
    yield statement.months
    for line in statement.lines:
        yield line.invoice, line.month, line.rate, line.net, line.gross
        yield from (
            (call.start, call.caller, call.number, call.service, call.duration, call.net)
            for call in line.calls
        )
