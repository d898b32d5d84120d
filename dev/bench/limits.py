"""The two limits that a load is compared with, measured in the same run."""

from __future__ import annotations

import time
from pathlib import Path
from xml.parsers import expat

from hiperus.domain.cdr import CDR_FIELDS, CdrRow
from hiperus.soap.billing_stream import BillingDecoder
from hiperus.storage.bulk import copy_rows
from hiperus.storage.database import Database

PIECE = 1 << 16


def tokenize_seconds(answer: Path) -> float:
    """Return how long expat takes to read the bytes without any handler."""
    parser = expat.ParserCreate()
    started = time.perf_counter()
    with answer.open("rb") as file:
        while piece := file.read(PIECE):
            parser.Parse(piece, False)
    parser.Parse(b"", True)
    return time.perf_counter() - started


def copy_seconds(database: Database, answer: Path) -> float:
    """Return how long the database takes to take the same rows, decoded before, as texts."""
    columns = ", ".join(f"{database.dialect.quote(name)} text" for name in CDR_FIELDS)
    database.execute_text("DROP TABLE IF EXISTS bench_copy")
    database.execute_text(f"CREATE TABLE bench_copy ({columns})")
    rows = _decoded(answer)
    started = time.perf_counter()
    copy_rows(database, "bench_copy", CDR_FIELDS, [rows])
    seconds = time.perf_counter() - started
    database.execute_text("DROP TABLE bench_copy")
    return seconds


def _decoded(answer: Path) -> list[CdrRow]:
    decoder = BillingDecoder("GetBilling")
    rows: list[CdrRow] = []
    with answer.open("rb") as file:
        while piece := file.read(PIECE):
            rows.extend(decoder.feed(piece))
    rows.extend(decoder.finish())
    return rows
