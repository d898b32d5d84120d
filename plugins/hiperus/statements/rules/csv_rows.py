"""A detailed statement as rows of a spreadsheet: calls, totals of each terminal, roundings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from hiperus.statements.rules.cells import CALL_COLUMNS, Cells, call_cells, closing_cells
from hiperus.statements.rules.detailed import StatedLine, total_gross

COLUMNS = ("Faktura", "Konto", "Terminal", *CALL_COLUMNS)


def statement_rows(lines: Iterable[StatedLine]) -> Iterator[Cells]:
    """Yield the rows of a statement: each line's calls, then what they come to."""
    lines = list(lines)
    for line in lines:
        where = (line.invoice, line.account, line.terminal or "–")
        for cells in chain(call_cells(line), closing_cells(line)):
            yield (*where, *cells)
    yield ("", "", "", "", "", "", "", "Razem brutto", "", total_gross(lines), "")
