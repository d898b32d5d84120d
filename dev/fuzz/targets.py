"""What must hold for any bytes; each target raises `Broken`, or whatever is not ours, if not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hiperus.calls.rules.checks import TEXT_FIELDS, Limits, Problem, RowChecks
from hiperus.calls.rules.derived import DerivedFields
from hiperus.calls.rules.links import Directory
from hiperus.domain.cdr import CDR_FIELDS, CallType, CdrRow
from hiperus.errors import PlatformError
from hiperus.soap.billing_stream import BillingDecoder
from hiperus.soap.decoder import decode_answer
from hiperus.storage.bulk import copy_text

LIMITS = Limits(dict.fromkeys(TEXT_FIELDS, 20) | {"customer_name": 255, "description": 255})
SEPARATOR = b"\x1f"
"""Between the fields of a call in the seeds of `calls`; calls are parted by two of them."""
_PIECE = 97


class Broken(Exception):  # noqa: N818 -- not an error of the product
    """A promise does not hold."""


def answers(data: bytes) -> None:
    """Any answer is read or refused with our error, and the fast path reads what the parser does.

    Raises:
        Broken: the two disagree.
    """
    expected = _decoded(data, len(data) or 1, use_fast_path=False)
    for size in (len(data) or 1, _PIECE):
        found = _decoded(data, size, use_fast_path=True)
        if found != expected:
            raise Broken(f"in pieces of {size}: {found!r} instead of {expected!r}")
    try:
        decode_answer(data, "GetBilling")
    except PlatformError:
        return


def calls(data: bytes) -> None:
    """Any call is stored or set aside with a reason; a glance at many passes what a look does.

    Raises:
        Broken: they disagree, or a call's text does not fit the working table.
    """
    rows = [_call(part) for part in data.split(SEPARATOR * 2)]
    problems = _problems(rows)
    alone = {place: found[0] for place, row in enumerate(rows) if (found := _problems([row]))}
    if problems != alone:
        raise Broken(f"together {problems!r}, alone {alone!r}")
    good = [row for place, row in enumerate(rows) if place not in problems]
    if not good:
        return
    derived = DerivedFields(Directory((), ())).texts(good)
    text = copy_text(good, b"t\t1\t", derived, empty_is_null=True)
    tabs = len(CDR_FIELDS) + derived[0].count(b"\t") + 1
    if [line.count(b"\t") for line in text.splitlines()] != [tabs] * len(good):
        raise Broken(f"{len(good)} calls became {text!r}")


TARGETS: dict[str, Callable[[bytes], None]] = {"answers": answers, "calls": calls}


def _decoded(data: bytes, size: int, *, use_fast_path: bool) -> tuple[list[CdrRow], str]:
    decoder = BillingDecoder(use_fast_path=use_fast_path)
    rows: list[CdrRow] = []
    try:
        for start in range(0, len(data), size):
            rows += decoder.feed(data[start : start + size])
        rows += decoder.finish()
    except PlatformError as error:
        return [], type(error).__name__
    return rows, ""


def _problems(rows: Sequence[CdrRow]) -> dict[int, list[Problem]]:
    return RowChecks(CallType.OUTGOING, LIMITS).problems(rows)


def _call(part: bytes) -> CdrRow:
    values = part.split(SEPARATOR)[: len(CDR_FIELDS)]
    missing = len(CDR_FIELDS) - len(values)
    return (*(value or None for value in values), *([None] * missing))
