"""Derives two things of a call while it is read: its instant, and its link to an account."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence, Set

from hiperus.calls.rules.links import FAULTY_NAME, Caller, Directory, Link
from hiperus.domain.cdr import CDR_FIELDS, CdrRow
from hiperus.domain.wall_clock import unix_of_wall

DERIVED_FIELDS = ("start_time_unix", "terminal_id", "account_id", "customer_id", "rule")
"""The fields that `DerivedFields.texts` puts behind those of a row."""

_START = CDR_FIELDS.index("start_time")
_CUSTOMER_NAME = CDR_FIELDS.index("customer_name")
_TERMINAL_NAME = CDR_FIELDS.index("terminal_name")
_EXT_BILLING_ID = CDR_FIELDS.index("ext_billing_id")
_CALLERS_REMEMBERED = 100_000
_HOUR, _MINUTE, _SECOND = slice(0, 13), slice(14, 16), slice(17, 19)
_SECONDS = {b"%02d" % n: n for n in range(60)}
_MINUTES = {b"%02d" % n: n * 60 for n in range(60)}

_Key = tuple[bytes | None, bytes | None, bytes | None]
_Spans = tuple[list[int], list[bytes]]


class DerivedFields:
    """Derives fields of rows that have passed their checks; remembers hours and callers."""

    def __init__(self, directory: Directory, nameless: Set[bytes | None] = frozenset()) -> None:
        """Derive by a directory; calls whose ids are among the `nameless` belong to nobody."""
        self._directory = directory
        self._nameless = nameless
        self._hours: dict[bytes, int] = {}
        self._callers: dict[_Key, _Spans] = {}

    def texts(self, rows: Sequence[CdrRow]) -> list[bytes]:
        """Return `DERIVED_FIELDS` of each row as tab-separated text, beginning with a tab."""
        return [self._text(row) for row in rows]

    def _text(self, row: CdrRow) -> bytes:
        key = (row[_TERMINAL_NAME], row[_EXT_BILLING_ID], row[_CUSTOMER_NAME])
        starts, links = self._callers.get(key) or self._resolve(key)
        unix = self._unix(row[_START] or b"")
        link = links[0] if len(links) == 1 else links[bisect_right(starts, unix) - 1]
        if self._nameless and row[0] in self._nameless:
            link = _NOBODY
        return b"\t%d%b" % (unix, link)

    def _unix(self, text: bytes) -> int:
        # Offsets from UTC change at full hours only, so one look-up an hour is enough.
        hour = self._hours.get(text[_HOUR])
        if hour is None:
            hour = unix_of_wall(f"{text[_HOUR].decode()}:00:00")
            self._hours[text[_HOUR]] = hour
        return hour + _MINUTES[text[_MINUTE]] + _SECONDS[text[_SECOND]]

    def _resolve(self, key: _Key) -> _Spans:
        terminal_name, customer_id, customer_name = key
        caller = Caller(
            (terminal_name or b"").decode(), int(customer_id or 0), (customer_name or b"").decode()
        )
        spans = self._directory.spans(caller)
        found = [span.valid_from for span in spans], [_link_text(span.link) for span in spans]
        if len(self._callers) > _CALLERS_REMEMBERED:
            self._callers.clear()
        self._callers[key] = found
        return found


def _link_text(link: Link) -> bytes:
    ids = (link.terminal_id, link.account_id, link.customer_id)
    fields = [r"\N" if number is None else str(number) for number in ids]
    return "\t".join(("", *fields, link.rule)).encode()


_NOBODY = _link_text(Link(FAULTY_NAME))
