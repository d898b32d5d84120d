"""A detailed statement as rows of a spreadsheet: calls, totals of each terminal, roundings."""

from __future__ import annotations

from collections.abc import Iterator

from hiperus.statements.rules.cells import CALL_COLUMNS, Cells, rows_of
from hiperus.statements.rules.statement import Statement

COLUMNS = ("Faktura", "Konto", "Terminal", *CALL_COLUMNS)


def statement_rows(statement: Statement) -> Iterator[Cells]:
    """Yield the rows of a statement: each line's calls, then what they come to."""
    for line in statement.lines:
        where = (line.invoice, line.account, line.terminal or "–")
        for cells in rows_of(line, is_simplified=statement.is_simplified):
            yield (*where, *cells)
    yield ("", "", "", "", "", "", "", "Razem brutto", "", statement.gross, "")
