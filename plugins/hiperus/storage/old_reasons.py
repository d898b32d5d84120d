"""Reads the English sentences that `hv_invoice.reason` held before reasons had codes, once.

Part of the migration to 2026112701 and of nothing else: codes and sentences are those of that day,
whatever invoices say since. What is no sentence of ours becomes `text`, as it stands.
"""

from __future__ import annotations

import json
import re
from typing import Any

from hiperus.storage.database import Database

Coded = dict[str, Any]
"""`code` and `args` of a reason, as JSON keeps them."""

_NOTHING_TO_PAY = "nothing to pay"
_RELEASED = "released, was: "
_JOIN = "; "
_PARTS = {
    "no_division": "the LMS customer has no division",
    "no_address": "the LMS customer has no billing address",
    "no_plan": "the LMS customer has no usable number plan for invoices",
    "no_date": (
        r"terminal (?P<terminal>.*?): A subscription date reads (?P<text>'.*?'|\".*?\"), which "
        r"is no date; correct it on the platform and import again\."
    ),
    "above_bound": (
        r"(?P<gross>-?\d+\.\d\d) PLN gross is above the bound of (?P<bound>\d+\.\d\d); "
        r"release it if it is right"
    ),
}
"""Sentences that stood alone or in a row."""

_PART = re.compile(
    rf"(?<={_JOIN})(?:"
    + "|".join(f"(?P<{code}>{pattern})" for code, pattern in _PARTS.items())
    + rf")(?={_JOIN})",
    re.DOTALL,
)
_WHOLES = {
    "refused": re.compile(r"The LMS database refused .*\.", re.DOTALL),
    "safety_bound": re.compile(
        r"The totals of customer \d+ do not tie: .*; it was undone\."
        r"|Document .* holds .* PLN in cash, but .* PLN was calculated; it was undone\.",
        re.DOTALL,
    ),
}
"""Sentences with words of others in them, which are kept as they stand."""


def fill_reason_codes(database: Database) -> None:
    """Give every reason in `hv_invoice` its code and arguments; may be done again.

    The sentences stay as they are.
    """
    database.execute("storage/old_reasons/update_nothing_to_pay")
    rows = [
        {"id": row["id"]} | _as_columns(coded(row["reason"], row["state"]))
        for row in database.fetch_all("storage/old_reasons/select_uncoded")
    ]
    database.execute_many("storage/old_reasons/update_coded", rows)


def coded(reason: str, state: str) -> Coded:
    """Return code and arguments of a sentence; `state` is the one the invoice is in."""
    if state == "void":
        return _words("void", reason)
    if reason == _NOTHING_TO_PAY:
        return _reason("nothing_to_pay")
    if reason.startswith(_RELEASED):
        was = reason.removeprefix(_RELEASED)
        return _reason("released", was=coded(was, "parked") if was else None)
    for code, pattern in _WHOLES.items():
        if pattern.fullmatch(reason):
            return _words(code, reason)
    parts = _parts(reason)
    return parts[0] if len(parts) == 1 else _reason("several", reasons=parts)


def _parts(reason: str) -> list[Coded]:
    """Cut a row of sentences up; what lies between those that are known stays as a text."""
    row = f"{_JOIN}{reason}{_JOIN}"
    parts, end = [], 0
    for found in _PART.finditer(row):
        parts += _between(row[end : found.start()])
        code = next(name for name in _PARTS if found[name] is not None)
        groups = found.groupdict().items()
        args = {name: text for name, text in groups if name not in _PARTS and text is not None}
        parts.append(_reason(code, **args))
        end = found.end()
    return parts + _between(row[end:])


def _between(text: str) -> list[Coded]:
    return [] if text == _JOIN else [_words("text", text[len(_JOIN) : -len(_JOIN)])]


def _words(code: str, words: str) -> Coded:
    return _reason(code, words=words)


def _reason(code: str, **args: object) -> Coded:
    return {"code": code, "args": args}


def _as_columns(reason: Coded) -> dict[str, str]:
    args = json.dumps(reason["args"], ensure_ascii=False)
    return {"reason_code": reason["code"], "reason_args": args}
