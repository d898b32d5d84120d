r"""Calls that cannot be stored: set aside exactly as they came, up to a limit.

A record is written as JSON in plain ASCII: bytes that are no UTF-8 are escaped as lone surrogates,
a zero byte as `\u0000`, so that any database takes it and the very bytes can be had back.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from hiperus.calls.rules.checks import FLAG_WORDS, Limits, Problem, RowChecks
from hiperus.domain.cdr import CDR_FIELDS, CallType, CdrRow
from hiperus.errors import QuarantineLimitError

MOST_RECORDS = 20_000
"""Different calls that one load sets aside; with more, or larger ones, it is given up."""
MOST_BYTES = 32 * 1024 * 1024
MOST_REFUSED = 100_000
"""Rows that cannot be stored, also where all of them are the same one, over and over."""

_FLAG = CDR_FIELDS.index("subscription_used")
_PLAIN_FLAGS = frozenset({b"t", b"f", None})
_LONGEST_ID = 18


@dataclass(frozen=True, slots=True)
class UnstorableCall:
    """One call that cannot be stored.

    Attributes:
        row: as it came.
        problem: the field, and what is wrong with it.
        asked: the call type that was asked for.
        success: whether successful calls were asked for.
    """

    row: CdrRow
    problem: Problem
    asked_type: str
    success: bool

    @property
    def fingerprint(self) -> str:
        """What makes the record the same when it comes again."""
        text = "\n".join(("cdr", self.asked_type, encoded_record(self.row)))
        return hashlib.sha256(text.encode()).hexdigest()


def encoded_record(row: CdrRow) -> str:
    """Write a row as JSON, without loss."""
    texts = [None if v is None else v.decode("utf-8", "surrogateescape") for v in row]
    return json.dumps(dict(zip(CDR_FIELDS, texts, strict=True)), ensure_ascii=True)


def decoded_record(text: str) -> CdrRow:
    """Read what `encoded_record` wrote."""
    fields = json.loads(text)
    values = [fields.get(name) for name in CDR_FIELDS]
    return tuple(None if v is None else v.encode("utf-8", "surrogateescape") for v in values)


class CallSorter:
    """Parts the calls of one load: those that can be stored, and those that are set aside.

    Attributes:
        asked: the call type that was asked for.
        received: calls that were looked at, also those set aside.
        set_aside: different calls that cannot be stored, by fingerprint.
    """

    def __init__(self, asked_type: CallType, limits: Limits) -> None:
        self.asked_type = asked_type
        self.received = 0
        self.set_aside: dict[str, UnstorableCall] = {}
        self._checks = RowChecks(asked_type, limits)
        self._bytes = 0
        self._refused = 0

    def storable(self, rows: list[CdrRow], *, success: bool) -> list[CdrRow]:
        """Return the rows that can be stored, with flags as `t` and `f`; set the others aside.

        Raises:
            QuarantineLimitError: so many calls cannot be stored that going on makes no sense.
        """
        self.received += len(rows)
        problems = self._checks.problems(rows)
        for place, problem in problems.items():
            self.put_aside(UnstorableCall(rows[place], problem, str(self.asked_type), success))
        if problems:
            rows = [row for place, row in enumerate(rows) if place not in problems]
        if not {row[_FLAG] for row in rows} <= _PLAIN_FLAGS:
            return [_with_plain_flag(row) for row in rows]
        return rows

    def put_aside(self, call: UnstorableCall) -> None:
        """Keep a call for the quarantine.

        Raises:
            QuarantineLimitError: there are too many, or they are too large.
        """
        if call.fingerprint not in self.set_aside:
            self._bytes += sum(len(value or b"") for value in call.row)
            self.set_aside[call.fingerprint] = call
        self._refused += 1
        is_too_many = len(self.set_aside) > MOST_RECORDS or self._refused > MOST_REFUSED
        if is_too_many or self._bytes > MOST_BYTES:
            raise QuarantineLimitError(
                f"{self._refused} of the first {self.received} {self.asked_type} calls cannot be "
                f"stored; the last: {call.problem.field} {call.problem.reason}. Nothing was "
                "stored; ask the platform's operator about its answers."
            )

    def ids_set_aside(self) -> list[int]:
        """Return the ids of the calls set aside, as far as they are numbers."""
        texts = {call.row[0] or b"" for call in self.set_aside.values()}
        return [int(text) for text in texts if text.isdigit() and len(text) <= _LONGEST_ID]


def _with_plain_flag(row: CdrRow) -> CdrRow:
    flag = row[_FLAG]
    return (*row[:_FLAG], FLAG_WORDS[flag] if flag else None, *row[_FLAG + 1 :])
