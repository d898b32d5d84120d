"""Decodes a `GetBilling` answer while it arrives: bytes in any pieces, rows out, flat memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hiperus.domain.cdr import CdrRow
from hiperus.soap.billing_parser import BillingParser
from hiperus.soap.fast_rows import ROW_END, captured_shape, learned_shape

USE_FAST_PATH = True
"""The one switch of the fast path; without it every byte goes through the real parser."""

BATCH_ROWS = 2_000
_PIECE = 128 * 1024  # bytes; servers send 8 KB at a time, too few rows to be worth a call
_MOST_LESSONS = 3  # shapes learned in one answer; each costs some milliseconds
_LONGEST_WAIT = 64 * 1024  # bytes to gather for the end of a row before the parser gets them


class BillingDecoder:
    """Rows of the known shape are cut out; the parser reads everything else, in its place.

    A row that was cut out is a whole element between two elements, so to the parser the answer
    without it is as well-formed as with it.
    """

    def __init__(self, action: str = "GetBilling", *, use_fast_path: bool | None = None) -> None:
        """Start at the beginning of an answer; None: as the switch of this module says."""
        self._parser = BillingParser(action)
        self._is_fast = USE_FAST_PATH if use_fast_path is None else use_fast_path
        self._buffer = b""
        self._shape = captured_shape()
        self._lessons = _MOST_LESSONS

    def feed(self, data: bytes) -> list[CdrRow]:
        """Return the rows that these bytes complete.

        Raises:
            PlatformError: this is not an answer of the platform.
        """
        if not self._is_fast:
            self._parser.feed(data)
            return self._parser.taken_rows()
        buffer = self._buffer + data
        rows: list[CdrRow] = []
        position = 0
        while position < len(buffer):
            is_row = self._parser.is_between_rows
            if is_row:
                known, position = self._shape.rows(buffer, position)
                rows += known
            end = _parser_part(buffer, position)
            if end == position:
                break
            part, position = buffer[position:end], end
            self._parser.feed(part)
            rows += self._parser.taken_rows()
            if is_row:
                self._learn(part)
        self._buffer = buffer[position:]
        return rows

    def _learn(self, row: bytes) -> None:
        """Expect rows like the one that was unknown, unless they change too often."""
        shape = learned_shape(row) if self._lessons else None
        if shape is not None and shape is not self._shape:
            self._shape = shape
            self._lessons -= 1

    def finish(self) -> list[CdrRow]:
        """Return the last rows; to be called at the answer's end.

        Raises:
            IncompleteAnswerError: the answer ended early.
            RequestRejectedError: `success` is false.
            SoapFaultError: the answer is a Fault.
        """
        self._parser.feed(self._buffer)
        self._buffer = b""
        self._parser.close()
        return self._parser.taken_rows()


def _parser_part(buffer: bytes, start: int) -> int:
    """Return how far the parser shall read: through the end of one row; `start`: wait for more."""
    found = buffer.find(ROW_END, start)
    if found >= 0:
        return found + len(ROW_END)
    return len(buffer) if len(buffer) - start > _LONGEST_WAIT else start


def decoded_batches(chunks: Iterable[bytes], action: str = "GetBilling") -> Iterator[list[CdrRow]]:
    """Yield the rows of one answer in batches of some thousand.

    Raises:
        PlatformError: also after batches were yielded; the answer is whole only at the end.
    """
    decoder = BillingDecoder(action)
    rows: list[CdrRow] = []
    for chunk in _gathered(chunks):
        rows += decoder.feed(chunk)
        if len(rows) >= BATCH_ROWS:
            yield rows
            rows = []
    rows += decoder.finish()
    if rows:
        yield rows


def _gathered(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in larger pieces."""
    waiting: list[bytes] = []
    size = 0
    for chunk in chunks:
        waiting.append(chunk)
        size += len(chunk)
        if size >= _PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)
