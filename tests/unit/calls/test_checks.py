"""Every field is checked; a glance at many values never passes what a look at one would not."""

from __future__ import annotations

import pytest

from hiperus.calls.rules.checks import LARGEST_INTEGER, TEXT_FIELDS, Limits, RowChecks
from hiperus.domain.cdr import CDR_FIELDS, CallType
from tests.support.fake_billing import a_call

LENGTHS = dict.fromkeys(TEXT_FIELDS, 20) | {"customer_name": 255, "description": 255}


def reason(limits: Limits | None = None, **values: object) -> str | None:
    checks = RowChecks(CallType.OUTGOING, limits or Limits(LENGTHS))
    problems = checks.problems([a_call(), a_call(**values)])
    assert 0 not in problems
    return f"{problems[1][0].field} {problems[1][0].reason}" if problems else None


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", "9223372036854775807"),
        ("id", "007"),
        ("start_time", "2024-02-29 23:59:59.999999"),
        ("start_time", "1970-01-01 00:00:00"),
        ("start_time", "2037-12-31 23:59:59"),
        ("cost", "99999999.9999"),
        ("cost", "1.500000000"),
        ("cost", ".5"),
        ("cost", "5."),
        ("cost", "-0.0000"),
        ("cost", ""),
        ("margin", "-99999999.9999"),
        ("duration", "2147483647"),
        ("rel_cause", None),
        ("ext_billing_id", "0"),
        ("ext_billing_id", "-1"),
        ("caller", "1234567890123456789x"),
        ("customer_name", "ż" * 255),
        ("terminal_name", ""),
        ("subscription_used", "true"),
        ("subscription_used", "0"),
        ("operator", "😀"),
    ],
)
def test_what_can_be_stored_passes(field: str, value: str | None) -> None:
    assert reason(**{field: value}) is None


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("id", "", "is missing"),
        ("id", "0", "is not a positive"),
        ("id", "000", "is not a positive"),
        ("id", "-5", "is not a positive"),
        ("id", "١٢", "is not a positive"),
        ("id", "9" * 5000, "is larger"),
        ("start_time", "2026-02-29 12:00:00", "does not exist"),
        ("start_time", "2026-04-31 12:00:00", "does not exist"),
        ("start_time", "1900-01-01 00:00:00", "not between 1970 and 2037"),
        ("start_time", "2100-01-01 00:00:00", "not between 1970 and 2037"),
        ("start_time", "2026-03-10T12:00:00", "is not a time"),
        ("start_time", "2026-03-10 12:00:00\n2026-03-10 12:00:00", "is not a time"),
        ("cost", "NaN", "is not an amount"),
        ("cost", "Infinity", "is not an amount"),
        ("cost", "1e3", "is not an amount"),
        ("cost", " 1.00", "is not an amount"),
        ("cost", "1.00\n", "is not an amount"),
        ("cost", "1.00001", "is not an amount"),
        ("cost", "100000000", "is not an amount"),
        ("cost", "-0.0001", "is negative"),
        ("duration", "-1", "is negative"),
        ("duration", "2147483648", "is out of range"),
        ("duration", "0x1F", "is not a whole number"),
        ("caller", "123456789012345678901", "is longer than 20 characters"),
        ("operator", b"\xed\xa0\x80", "is not valid UTF-8"),
        ("operator", b"a\0b", "holds a zero byte"),
        ("calltype", "incoming", "is incoming, not outgoing as asked for"),
        ("calltype", "OUTGOING", "is unknown"),
        ("subscription_used", "T", "is neither t nor f"),
    ],
)
def test_what_cannot_be_stored_is_named(field: str, value: object, expected: str) -> None:
    found = reason(**{field: value})
    assert found is not None
    assert found.startswith(field)
    assert expected in found


def test_the_limits_of_the_lms_at_hand_count() -> None:
    narrow = Limits(LENGTHS, LARGEST_INTEGER, is_basic_plane_only=True)
    assert reason(narrow, id=str(2**31)) == "id is larger than hv_billing.id can hold"
    assert reason(narrow, id=str(2**31 - 1)) is None
    assert "utf8mb3" in (reason(narrow, operator="😀") or "")


def test_bytes_that_only_fit_together_are_seen_through() -> None:
    checks = RowChecks(CallType.OUTGOING, Limits(LENGTHS))
    halves = [a_call(operator=b"\xc5"), a_call(operator=b"\xbc")]
    assert len(checks.problems(halves)) == 2


def test_the_first_field_that_is_wrong_is_named() -> None:
    assert len(CDR_FIELDS) == 23
    assert reason(id="x", cost="NaN") == "id is not a positive whole number"
