"""Whole answers that mean harm: each ends in a clear error, in little memory, and changes nothing.

Every answer is tried twice: as calls, which are read as a stream, and as a list of accounts.
"""

from __future__ import annotations

from dataclasses import dataclass

from dev.chaos.ground import Ground
from dev.chaos.outcome import Outcome
from dev.chaos.registry import ONE, case
from dev.chaos.state import read_state
from dev.chaos.worker import Report, Task
from dev.simulator import wire
from hiperus.errors import (
    ImplausibleAnswerError,
    IncompleteAnswerError,
    QuarantineLimitError,
    ResponseFormatError,
)
from hiperus.soap.decoder import MAX_TAGS

MOST_MB = {"load": 300, "import": 1024}
"""What a process may hold: calls are read as a stream, a list of accounts as a whole."""
PLAIN_ENDS = {
    *(ResponseFormatError, IncompleteAnswerError, QuarantineLimitError),
    ImplausibleAnswerError,  # a list in another encoding can be read, and is far too short
}
_FEW_DAYS = {"days": ("2026-06-10", "2026-06-12"), "types": ["outgoing"], "timeout": 60}
_ACCOUNTS = {"categories": ["customers"], "timeout": 60}
_HEAD = wire.head(success=True, message=None, session_id=None, kind="ns2:Map", count=9)
_TAIL = wire.tail(9)
_DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ENTRY = "<item><key>id</key><value>"
_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Flood:
    """An answer: how it begins, and a piece that follows so many times."""

    start: str
    piece: bytes
    times: int


BOMB = (
    '<!DOCTYPE b [<!ENTITY a "aaaaaaaaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{("&a%s;" % (n - 1 or "")) * 16}">' for n in range(1, 12))
    + "]>"
)
OUTSIDE = '<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def _document(before: str, row: str) -> bytes:
    """Return an answer with one record and something between its declaration and its root."""
    return (_HEAD.replace(_DECLARED, _DECLARED + before) + row + _TAIL).encode()


def _once(body: bytes) -> Flood:
    return Flood("", body, 1)


ROW = wire.map_row({"id": "7", "name": "@"})
ANSWERS = {
    "an entity bomb": _once(_document(BOMB, ROW.replace("@", "&a11;"))),
    "an external entity": _once(_document(OUTSIDE, ROW.replace("@", "&a;"))),
    "a billion elements": Flood(_HEAD, b"<item/>" * 10_000, 100_000),
    "as many elements as are let through": _once(
        (_HEAD + "<item/>" * (MAX_TAGS - 100) + "</result_set>").encode()
    ),
    "a billion fields of one record": Flood(_HEAD + "<item>", b"<a>1</a>" * 10_000, 100_000),
    "1 GB in one field": Flood(_HEAD + "<item>" + _ENTRY, b"9" * _MB, 1024),
    "1 GB in one tag": Flood(_HEAD + "<item ", b"a" * _MB, 1024),
    "1 GB of comment": Flood(_HEAD + "<!-- ", b"a" * _MB, 1024),
    "1 GB between two records": Flood(_HEAD, b" " * _MB, 1024),
    "deep nesting": Flood(_HEAD, b"<item>" * 10_000, 10_000),
    "another encoding declared": _once(
        (_HEAD.replace("UTF-8", "ISO-8859-2") + ROW + _TAIL).encode("iso-8859-2")
    ),
    "UTF-16": _once((_HEAD.replace("UTF-8", "UTF-16") + ROW + _TAIL).encode("utf-16")),
    "a zero byte in a tag": _once((_HEAD + ROW + _TAIL).encode().replace(b"<key", b"<k\0y", 1)),
    "invalid UTF-8 in a tag": _once((_HEAD + ROW + _TAIL).encode().replace(b"<key", b"<k\xffy", 1)),
}


def _register(name: str, flood: Flood) -> None:
    @case(f"input: {name}", dialects=ONE)
    def hostile(ground: Ground) -> Outcome:
        return refused_everywhere(ground, flood)


for _name, _flood in ANSWERS.items():
    _register(_name, _flood)


def refused_everywhere(ground: Ground, flood: Flood) -> Outcome:
    """Send an answer instead of calls and instead of accounts; nothing may come of it."""
    reports, struck, problems = [], 0, []
    for job, action, arguments in (
        ("load", "GetBilling", _FEW_DAYS),
        ("import", "GetCustomerList", _ACCOUNTS),
    ):
        with ground.platform() as platform, ground.lms("loaded") as url:
            fault = {"kind": "flood", "text": flood.start, "by": flood.piece.hex()}
            platform.faults.add({**fault, "at": flood.times, "action": action})
            before = read_state(url)
            report = ground.work(Task(job, url, platform.url, arguments))
            struck += platform.struck
            reports.append(report)
            problems += _problems(job, report)
            if difference := read_state(url).differences(before):
                problems.append(f"{job}: {difference}")
    said = ", ".join(f"{r.error_class or 'read'} in {r.peak_mb:.0f} MB" for r in reports)
    return Outcome(struck == len(reports), not problems, "; ".join([said, *problems]), struck)


def _problems(job: str, report: Report) -> list[str]:
    found = []
    if report.error not in PLAIN_ENDS:
        found.append(f"{job}: ended with {report.error_class or 'no error'}: {report.message}")
    if not 0 < report.peak_mb < MOST_MB[job]:
        found.append(f"{job}: held {report.peak_mb:.0f} MB")
    return found
