"""Writes the first seeds anew: small answers, and calls at the edge of what can be stored."""

from __future__ import annotations

from pathlib import Path

from dev.fuzz.targets import SEPARATOR
from dev.simulator import wire
from hiperus.domain.cdr import CDR_FIELDS

REPOSITORY = Path(__file__).parents[2]
SEEDS = REPOSITORY / "tests" / "fixtures" / "fuzz"
CALL = {
    **dict.fromkeys(CDR_FIELDS, ""),
    "id": "1001", "start_time": "2026-03-10 12:00:00", "duration": "60", "rel_cause": "16",
    "customer_name": "Klient 1001", "terminal_name": "t1", "ext_billing_id": "17",
    "caller": "420000059", "bill_cpb": "48526285196", "calltype": "outgoing",
    "cost": "1.2345", "price": "0.9567", "subscription_used": "f",
}  # fmt: skip
ODD = {
    "id": ("0", "007", "9223372036854775807", "-1"),
    "start_time": ("2024-02-29 23:59:59.999", "2026-03-29 02:30:00", "1900-01-01 00:00:00"),
    "cost": ("NaN", "1e309", "1,23", "-0.0000", ".5", "99999999.9999"),
    "duration": ("-1", "2147483648", "00"),
    "description": ("a\tb\nc\\N", "\u017b\u00f3\u0142\u0107", "{{ x }}"),
    "calltype": ("incoming", "x"),
}


def main() -> None:
    """Write them."""
    rows = [wire.map_row(CALL | {name: value}) for name, odd in ODD.items() for value in odd[:1]]
    head = wire.head(success=True, message=None, session_id=None, kind="ns2:Map", count=len(rows))
    _write("answers", "simulated", "".join([head, *rows, wire.tail(len(rows))]).encode())
    _write("answers", "fault", wire.fault("SOAP-ENV:Server", "Sesja"))
    short = wire.map_row({"id": "7", "operator": "O'Neil & Ł"})
    _write("answers", "learned", "".join([head, short * 3, wire.tail(3)]).encode())
    struct = wire.struct_row({"id": "7", "subscription_used": True, "cost": 0.5, "type": None})
    _write("answers", "struct", "".join([head, struct, short, wire.tail(2)]).encode())
    lines = [_line(CALL), *(_line(CALL | {n: v}) for n, odd in ODD.items() for v in odd)]
    _write("calls", "odd", (SEPARATOR * 2).join(lines))
    for number, line in enumerate(lines):
        _write("calls", f"one-{number:02d}", line)


def _line(call: dict[str, str]) -> bytes:
    return SEPARATOR.join(call[name].encode() for name in CDR_FIELDS)


def _write(target: str, name: str, data: bytes) -> None:
    (SEEDS / target).mkdir(parents=True, exist_ok=True)
    (SEEDS / target / name).write_bytes(data)


if __name__ == "__main__":
    main()
