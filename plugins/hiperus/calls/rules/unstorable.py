r"""Calls that cannot be stored as they came: repaired where no bill needs it, else set aside.

A record is written as JSON in plain ASCII: bytes that are no UTF-8 are escaped as lone surrogates,
a zero byte as `\u0000`, so that any database takes it and the very bytes can be had back.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from hiperus.calls.rules.checks import FLAG_WORDS, Limits, Problem, RowChecks
from hiperus.calls.rules.repair import Repairs, has_faulty_name
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
        repaired: different calls that were stored without a faulty field, as they came; of more
            than can be kept, the first.
        repaired_calls: how many calls were stored so.
        nameless: ids (as they came) of calls of which it cannot be said any more whose they are.
    """

    def __init__(self, asked_type: CallType, limits: Limits, *, bills_setup: bool = False) -> None:
        self.asked_type = asked_type
        self.received = 0
        self.set_aside: dict[str, UnstorableCall] = {}
        self.repaired: dict[str, UnstorableCall] = {}
        self.repaired_calls = 0
        self.nameless: set[bytes | None] = set()
        self._checks = RowChecks(asked_type, limits)
        self._repairs = Repairs(limits, bills_setup)
        self._bytes = 0
        self._refused = 0

    def storable(self, rows: list[CdrRow], *, success: bool) -> list[CdrRow]:
        """Return the rows that can be stored, with flags as `t` and `f`; set the others aside.

        A row with a fault in a field that no bill needs is stored without that field.

        Raises:
            QuarantineLimitError: so many calls cannot be stored that going on makes no sense.
        """
        self.received += len(rows)
        problems = self._checks.problems(rows)
        if problems:
            found = (self._treated(row, problems.get(n), success) for n, row in enumerate(rows))
            rows = [row for row in found if row is not None]
        if not {row[_FLAG] for row in rows} <= _PLAIN_FLAGS:
            return [_with_plain_flag(row) for row in rows]
        return rows

    def _treated(self, row: CdrRow, problems: list[Problem] | None, success: bool) -> CdrRow | None:
        if not problems:
            return row
        hindrance = self._repairs.hindrance(row, problems)
        call = UnstorableCall(row, hindrance or problems[0], str(self.asked_type), success)
        if hindrance:
            self.put_aside(call)
            return None
        self._keep_repaired(call)
        if has_faulty_name(problems):
            self.nameless.add(row[0])
        return self._repairs.repaired(row, problems)

    def put_aside(self, call: UnstorableCall) -> None:
        """Keep a call for the quarantine.

        Raises:
            QuarantineLimitError: there are too many, or they are too large.
        """
        self._keep(call, self.set_aside)
        self._refused += 1
        is_too_many = len(self.set_aside) > MOST_RECORDS or self._refused > MOST_REFUSED
        if is_too_many or self._bytes > MOST_BYTES:
            raise QuarantineLimitError(
                f"{self._refused} of the first {self.received} {self.asked_type} calls cannot be "
                f"stored; the last: {call.problem.field} {call.problem.reason}. Nothing was "
                "stored; ask the platform's operator about its answers."
            )

    def _keep_repaired(self, call: UnstorableCall) -> None:
        """Keep a call as it came, while there is room: a fault of all calls must not stop them."""
        if call.fingerprint in self.repaired:
            return
        self.repaired_calls += 1
        if len(self.repaired) < MOST_RECORDS and self._bytes < MOST_BYTES // 2:
            self._keep(call, self.repaired)

    def _keep(self, call: UnstorableCall, kept: dict[str, UnstorableCall]) -> None:
        if call.fingerprint not in kept:
            self._bytes += sum(len(value or b"") for value in call.row)
            kept[call.fingerprint] = call

    def ids_set_aside(self) -> list[int]:
        """Return the ids of the calls set aside, as far as they are numbers."""
        texts = {call.row[0] or b"" for call in self.set_aside.values()}
        return [int(text) for text in texts if text.isdigit() and len(text) <= _LONGEST_ID]


def _with_plain_flag(row: CdrRow) -> CdrRow:
    flag = row[_FLAG]
    return (*row[:_FLAG], FLAG_WORDS[flag] if flag else None, *row[_FLAG + 1 :])
