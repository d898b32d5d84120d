"""Prints a statement as PDF, the same bytes for the same statement; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer, TableStyle

from hiperus.domain.xml_text import one_line
from hiperus.invoices.rules.basic_statement import spoken_time
from hiperus.invoices.rules.texts import month_name
from hiperus.statements.page_numbers import NumberedPages
from hiperus.statements.rules.cells import CALL_COLUMNS, Cell, Cells, closing_cells, rows_of
from hiperus.statements.rules.detailed import StatedLine
from hiperus.statements.rules.statement import Statement

FONT, BOLD = "DejaVuSansCondensed", "DejaVuSansCondensed-Bold"
_FONTS = Path(__file__).parent / "fonts"
_MARGIN = 15 * mm
_SIZE, _LEADING, _ROW = 7, 8.5, 11
_PADDING = 2
_WIDTHS = tuple(width * mm for width in (24, 27, 29, 16, 38, 17, 17, 12))
_TOTAL_COLUMNS = ("Konto", "Terminal", "Połączeń", "Czas", "Brutto")
_TOTAL_WIDTHS = tuple(width * mm for width in (64, 64, 18, 18, 16))
_SMALL = ParagraphStyle("small", fontName=FONT, fontSize=_SIZE, leading=_LEADING)
_STRONG = ParagraphStyle("strong", _SMALL, fontName=BOLD, fontSize=8, leading=10)
_PLAIN = ParagraphStyle("plain", fontName=FONT, fontSize=9, leading=12)
_TITLE = ParagraphStyle("title", _PLAIN, fontName=BOLD, fontSize=13, leading=18, spaceAfter=4)
_SUM = ParagraphStyle("sum", _PLAIN, fontName=BOLD, spaceBefore=8)
_LINES = "#999999"


def printed(statement: Statement) -> bytes:
    """Return the PDF of a statement: a table a line, totals of terminals, the sum."""
    _register_fonts()
    title = f"{statement.title}: {statement.customer_id}, {statement.period}"
    written = BytesIO()
    document = SimpleDocTemplate(
        written,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=20 * mm,
        title=title,
        author=one_line(statement.provider),
        lang="pl",
        invariant=1,
    )
    parts = [*_heading(statement)]
    for line in statement.lines:
        parts += [_table_of(line, is_simplified=statement.is_simplified), Spacer(0, 8)]
    if len(statement.lines) > 1:
        parts += [_totals(statement)]
    parts += [_paragraph(f"Razem brutto: {_text(statement.gross)} zł", _SUM)]
    document.build(parts, canvasmaker=NumberedPages.of(FONT, title))
    return written.getvalue()


@cache
def _register_fonts() -> None:
    rl_config.useA85 = 0  # bytes as they are: smaller and sooner than as text
    for name in (FONT, BOLD):
        pdfmetrics.registerFont(TTFont(name, _FONTS / f"{name}.ttf"))


def _heading(statement: Statement) -> list[Any]:
    whom = f"{statement.customer} ({statement.customer_id})"
    about = (
        ("Dostawca", statement.provider),
        ("Abonent", ", ".join(filter(None, (whom, statement.address)))),
        ("Okres", statement.period),
    )
    told = [_paragraph(f"{name}: {text}", _PLAIN) for name, text in about if text]
    note = (
        "Płatne usługi (art. 352 Prawa komunikacji elektronicznej), kwoty w złotych. Suma połączeń "
        "i zaokrąglenia jest kwotą brutto pozycji faktury."
    )
    title = Paragraph(statement.title, _TITLE)
    return [title, *told, Spacer(0, 6), _paragraph(note, _SMALL), Spacer(0, 8)]


def _table_of(line: StatedLine, *, is_simplified: bool) -> LongTable:
    """Return the calls of a line; its name and the columns' stand on every page that it takes."""
    where = (
        f"Faktura {line.invoice or '–'}, konto {line.account or '–'}, terminal "
        f"{line.terminal or '–'}, {month_name(line.month)} {line.month.year}, "
        f"VAT {line.rate.normalize():f}%"
    )
    total = ("", "", "", "", "pozycja faktury", line.net, line.gross, "")
    rows = _rows([*rows_of(line, is_simplified=is_simplified), total], _WIDTHS)
    named = [_paragraph(where, _STRONG), *[""] * (len(_WIDTHS) - 1)]
    last = len([*closing_cells(line)]) + 1
    commands = [
        ("SPAN", (0, 0), (-1, 0)),
        ("FONT", (0, 1), (-1, 1), BOLD, _SIZE),
        ("FONT", (0, -last), (-1, -last), BOLD, _SIZE),
        ("FONT", (0, -1), (-1, -1), BOLD, _SIZE),
        ("ALIGN", (5, 1), (6, -1), "RIGHT"),
        ("LINEABOVE", (0, -last), (-1, -last), 0.6, _LINES),
        ("NOSPLIT", (0, -last - 1), (-1, -1)),
    ]
    return _table([named, CALL_COLUMNS, *rows], _WIDTHS, commands, heads=2)


def _totals(statement: Statement) -> LongTable:
    found: list[Cells] = [
        (total.account, total.terminal or "–", total.calls, spoken_time(total.seconds), total.gross)
        for total in statement.terminals()
    ]
    commands = [
        ("FONT", (0, 0), (-1, 0), BOLD, _SIZE),
        ("ALIGN", (2, 0), (-1, -1), "RIGHT"),
    ]
    rows = [_TOTAL_COLUMNS, *_rows(found, _TOTAL_WIDTHS)]
    return _table(rows, _TOTAL_WIDTHS, commands, heads=1)


def _table(
    rows: Sequence[Any], widths: Sequence[float], commands: list[Any], heads: int
) -> LongTable:
    plain = [
        ("FONT", (0, 0), (-1, -1), FONT, _SIZE),
        ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LINEBELOW", (0, heads - 1), (-1, heads - 1), 0.6, _LINES),
        ("LINEBELOW", (0, heads), (-1, -1), 0.25, "#dddddd"),
    ]
    style = TableStyle([*plain, *commands])
    # A row of plain texts has one height; only what wraps has to be measured.
    heights = [_ROW if all(isinstance(c, str) for c in row) else None for row in rows]
    return LongTable(rows, widths, heights, style, repeatRows=heads, hAlign="LEFT")


def _rows(cells: Iterable[Cells], widths: Sequence[float]) -> list[list[Any]]:
    return [
        [_fitted(cell, width) for cell, width in zip(row, widths, strict=True)] for row in cells
    ]


def _fitted(cell: Cell, width: float) -> Any:
    """Return a text, or what wraps it where the column is too narrow: nothing is cut."""
    text = _text(cell)
    if not isinstance(cell, str):
        return text
    # A little less than there is, because totals are bold.
    fits = pdfmetrics.stringWidth(text, FONT, _SIZE) * 1.1 <= width - 2 * _PADDING
    return text if fits else _paragraph(text, _SMALL)


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(one_line(text)), style)


def _text(cell: Cell) -> str:
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", ",")
    return "" if cell is None else one_line(str(cell))
