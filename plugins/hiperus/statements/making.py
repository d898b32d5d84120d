"""Makes the files of statements, many of them in several processes; nothing is written here."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from hiperus.spreadsheets import csv_text
from hiperus.statements.printing import printed
from hiperus.statements.rules.csv_rows import COLUMNS, statement_rows
from hiperus.statements.rules.formats import Format
from hiperus.statements.rules.statement import Statement

WORTH_PROCESSES = 100
"""So many PDFs take longer than it takes to start processes."""
_MOST_PROCESSES = 4
_AHEAD = 8
"""Statements that wait for each process: few, because each holds all of its calls."""


@dataclass(frozen=True, slots=True)
class StatementFile:
    """A file that is not written yet."""

    name: str
    format: Format
    content: bytes


Made = tuple[Statement, tuple[StatementFile, ...]]


def files_of(statement: Statement, formats: Sequence[Format]) -> tuple[StatementFile, ...]:
    """Return the files of one statement; all of them say the same."""
    return tuple(
        StatementFile(f"{statement.name}.{each}", each, _content(statement, each))
        for each in formats
    )


def made(
    statements: Iterable[Statement], formats: Sequence[Format], expected: int
) -> Iterator[Made]:
    """Yield statements with their files, in the order in which they come.

    Args:
        statements: read while others are being printed.
        formats: of the files.
        expected: about how many statements there will be.
    """
    if Format.PDF not in formats or expected < WORTH_PROCESSES:
        for statement in statements:
            yield statement, files_of(statement, formats)
        return
    processes = min(os.cpu_count() or 1, _MOST_PROCESSES)
    # A forked process would share the connection to the database with this one.
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        waiting: deque[tuple[Statement, Future[tuple[StatementFile, ...]]]] = deque()
        for statement in statements:
            waiting.append((statement, pool.submit(files_of, statement, formats)))
            if len(waiting) > processes * _AHEAD:
                first, files = waiting.popleft()
                yield first, files.result()
        for first, files in waiting:
            yield first, files.result()


def _content(statement: Statement, wanted: Format) -> bytes:
    if wanted is Format.PDF:
        return printed(statement)
    return csv_text(COLUMNS, statement_rows(statement), "pl").encode()
