"""Checks of whole batches against checks of single values."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hiperus.calls.rules.checks import TEXT_FIELDS, Limits, RowChecks
from hiperus.domain.cdr import CDR_FIELDS, CallType, CdrRow
from tests.support.fake_billing import a_call

LIMITS = Limits(dict.fromkeys(TEXT_FIELDS, 4), is_basic_plane_only=True)
TRICKY = st.sampled_from(
    (
        *(None, b"", b"0", b"00", b"1", b"-1", b"1.5", b"NaN", b"t", b"outgoing", b"\0"),
        *(b"\xc5", b"\xbc", "ż".encode(), "😀".encode(), b"abcde", b"9" * 19, b"9" * 18),
        *(b"2026-03-10 12:00:00", b"2026-02-29 00:00:00", b"1\n2", b"-", b"."),
        b"2026-03-10 12:00:00\n2026-03-10 12:00:00",
    )
)
ANY = TRICKY | st.binary(max_size=6) | st.text(max_size=6).map(str.encode)


@st.composite
def a_row(draw: st.DrawFn) -> CdrRow:
    changed = draw(st.dictionaries(st.sampled_from(CDR_FIELDS), ANY, max_size=3))
    short = dict.fromkeys(TEXT_FIELDS, b"abc")
    return a_call(**(short | changed))


@settings(max_examples=300)
@given(st.lists(a_row(), max_size=6))
def test_a_batch_has_the_problems_of_its_rows(rows: list[CdrRow]) -> None:
    together = RowChecks(CallType.OUTGOING, LIMITS)
    alone = [RowChecks(CallType.OUTGOING, LIMITS) for _ in rows]
    expected = {
        place: problem
        for place, (row, checks) in enumerate(zip(rows, alone, strict=True))
        for problem in _exact(checks, row)
    }
    assert together.problems(rows) == expected
    assert together.problems(rows) == expected, "a memory of good values changes nothing"


def _exact(checks: RowChecks, row: CdrRow) -> list[object]:
    """Return the row's problems by the values' own checks, without a glance."""
    for column in checks._columns:
        column.glance = lambda _: False
    return list(checks.problems([row]).values())
