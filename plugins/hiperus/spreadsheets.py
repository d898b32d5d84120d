"""CSV as spreadsheets of a language open it by a double click.

Excel takes separator and decimal sign from the computer's region: semicolon and comma in Poland,
comma and point in Britain. It reads UTF-8 only after a byte-order mark.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

BYTE_ORDER_MARK = "\ufeff"
SEPARATORS = {"pl": ";", "en": ","}
DECIMAL_SIGNS = {"pl": ",", "en": "."}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

Cell = str | int | Decimal | None


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Cell]], language: str) -> str:
    """Return a table as CSV.

    Args:
        columns: the headings.
        rows: numbers stay numbers; texts never become formulas.
        language: `pl` or `en`.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=SEPARATORS[language], lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value, language) for value in row] for row in rows)
    return BYTE_ORDER_MARK + written.getvalue()


def _cell(value: Cell, language: str) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", DECIMAL_SIGNS[language])
    if isinstance(value, str):
        # A spreadsheet would run a text that begins so; the apostrophe makes it a text.
        return f"'{value}" if value.startswith(_FORMULA) else value
    return "" if value is None else str(value)
