"""Reasons of invoices as `hv_invoice` keeps them: a code, its arguments as JSON, a sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from hiperus.invoices.rules.state_reasons import (
    ARGUMENTS,
    Argument,
    ReasonCode,
    StateReason,
    in_words,
    sentence,
)
from hiperus.storage.database import Record

_CODES = frozenset(ReasonCode)


def as_columns(reason: StateReason | None) -> dict[str, str | None]:
    """Return the columns of a reason. `reason` is for people who read the table, never for code."""
    if reason is None:
        return {"reason_code": None, "reason_args": None, "reason": None}
    written = _written(reason)
    return {
        "reason_code": written["code"],
        "reason_args": json.dumps(written["args"], ensure_ascii=False),
        "reason": sentence(reason),
    }


def reason_in(row: Record) -> StateReason | None:
    """Return the reason of a row from its columns `reason_code` and `reason_args`."""
    code = row["reason_code"]
    return _read(code, json.loads(row["reason_args"] or "{}")) if code else None


def _written(reason: StateReason) -> dict[str, Any]:
    args = {name: _written_value(value) for name, value in reason.args.items()}
    return {"code": str(reason.code), "args": args}


def _written_value(value: Argument) -> Any:
    if isinstance(value, tuple):
        return [_written(reason) for reason in value]
    if isinstance(value, StateReason):
        return _written(value)
    return str(value) if isinstance(value, Decimal) else value


def _read(code: str, args: Mapping[str, Any]) -> StateReason:
    if code not in _CODES:
        # A newer version of the code wrote it, and was taken back since: better bare than no page.
        return in_words(ReasonCode.TEXT, code)
    known = ReasonCode(code)
    return StateReason(
        known, {name: _read_value(kind, args[name]) for name, kind in ARGUMENTS[known].items()}
    )


def _read_value(kind: type, value: Any) -> Argument:
    if kind is tuple:
        return tuple(_read(**reason) for reason in value)
    if kind is StateReason:
        return _read(**value) if value else None
    return Decimal(value) if kind is Decimal else str(value)
