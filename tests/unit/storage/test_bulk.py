"""The text that COPY and LOAD DATA read says exactly what the rows hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hiperus.storage.bulk import _unescaped, copy_text

PIECES = st.sampled_from([b"\\", b"\t", b"\n", b"\r", b"N", b"\\N", b"n", b"a", b""])
VALUES = st.none() | st.lists(PIECES, max_size=5).map(b"".join)


def test_plain_rows_are_joined_by_tabs_behind_the_prefix() -> None:
    rows = [(b"1", b"a"), (b"2", None)]
    assert copy_text(rows, b"t\t1\t") == b"t\t1\t1\ta\nt\t1\t2\t\\N\n"


@given(st.lists(st.tuples(VALUES, VALUES, VALUES), min_size=1, max_size=4))
def test_what_is_written_can_be_read_back(rows: list[tuple[bytes | None, ...]]) -> None:
    lines = copy_text(rows, b"x\t").split(b"\n")[:-1]
    found = [tuple(_unescaped(field) for field in line.split(b"\t"))[1:] for line in lines]
    assert found == rows
