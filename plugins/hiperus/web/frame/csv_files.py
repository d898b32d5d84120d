"""Answers with a file that a spreadsheet opens; `hiperus.spreadsheets` makes its text."""

from __future__ import annotations

from fastapi.responses import Response


def csv_answer(name: str, text: str) -> Response:
    """Answer with a file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)
