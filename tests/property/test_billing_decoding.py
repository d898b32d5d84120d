"""The streaming decoder gives back what was sent, however it is cut; the fast path never differs.

Rows and damages are drawn by hypothesis; the oracle is the real parser, and for well-formed answers
a decoder of our own that reads them whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dev.simulator import wire
from hiperus.domain.cdr import CDR_FIELDS, CdrRow
from hiperus.errors import PlatformError
from hiperus.soap.bad_bytes import Masker, unmasked
from hiperus.soap.billing_stream import BillingDecoder
from hiperus.soap.decoder import decode_answer
from hiperus.soap.fast_rows import captured_shape, learned_shape

# XML's own characters; \r is written as a reference by PHP, so it survives.
TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r&<>\"'ąęłóśżź"),
    max_size=12,
)
VALUE = st.none() | TEXT
ROWS = st.lists(st.lists(VALUE, min_size=23, max_size=23), max_size=6)
CUTS = st.lists(st.integers(0, 20_000), max_size=8)


@dataclass(frozen=True)
class Outcome:
    """What became of an answer: the rows, or the kind of error."""

    rows: tuple[CdrRow, ...]
    error: str


def answer(rows: list[str], namespace_kind: str = "ns2:Map") -> bytes:
    head = wire.head(
        success=True, message=None, session_id="x", kind=namespace_kind, count=len(rows)
    )
    return "".join([head, *rows, wire.tail(len(rows))]).encode()


def pieces(body: bytes, cuts: list[int]) -> list[bytes]:
    edges = [0, *sorted(min(cut, len(body)) for cut in cuts), len(body)]
    return [body[start:end] for start, end in pairwise(edges)]


def outcome(body: bytes, cuts: list[int], *, use_fast_path: bool) -> Outcome:
    decoder = BillingDecoder(use_fast_path=use_fast_path)
    rows: list[CdrRow] = []
    try:
        for piece in pieces(body, cuts):
            rows += decoder.feed(piece)
        rows += decoder.finish()
    except PlatformError as error:
        return Outcome((), type(error).__name__)
    return Outcome(tuple(rows), "")


def encoded(values: list[str | None]) -> CdrRow:
    return tuple(value.encode() if value else None for value in values)


def named(values: list[str | None]) -> dict[str, str | None]:
    return dict(zip(CDR_FIELDS, values, strict=True))


@given(ROWS, CUTS, st.booleans())
def test_what_was_encoded_is_decoded(
    rows: list[list[str | None]], cuts: list[int], use_fast_path: bool
) -> None:
    body = answer([wire.map_row(named(row)) for row in rows])

    found = outcome(body, cuts, use_fast_path=use_fast_path)

    assert found == Outcome(tuple(encoded(row) for row in rows), "")


@given(ROWS)
def test_the_whole_decoder_and_the_stream_agree(rows: list[list[str | None]]) -> None:
    body = answer([wire.map_row(named(row)) for row in rows])
    whole = [
        tuple((row[name] or "").encode() or None for name in CDR_FIELDS)
        for row in decode_answer(body, "GetBilling").rows
    ]
    assert tuple(whole) == outcome(body, [], use_fast_path=False).rows


@st.composite
def odd_rows(draw: st.DrawFn) -> str:
    """Draw a row that is not as PHP writes it, or a thing that is no row."""
    values = named(draw(st.lists(VALUE, min_size=23, max_size=23)))
    kind = draw(st.sampled_from(["shuffled", "short", "extra", "struct", "typed", "thing"]))
    if kind == "shuffled":
        names = draw(st.permutations(CDR_FIELDS))
        return wire.map_row({name: values[name] for name in names})
    if kind == "short":
        kept = draw(st.sets(st.sampled_from(CDR_FIELDS)))
        return wire.map_row({name: value for name, value in values.items() if name in kept})
    if kind == "extra":
        return wire.map_row({"new": draw(TEXT), **values, "newer": None})
    if kind == "struct":
        return wire.struct_row(values)
    if kind == "typed":
        return wire.map_row(
            {**values, "duration": draw(st.integers()), "cost": draw(st.booleans())}
        )
    return draw(st.sampled_from(THINGS))


GOOD_ROW = wire.map_row(dict.fromkeys(CDR_FIELDS, "1"))
THINGS = (
    " ", "\n  ", "x", "<!-- </item></item> -->", f"<!-- {GOOD_ROW} -->", f"<![CDATA[{GOOD_ROW}]]>",
    "<?x </item></item>?>", '<item xsi:nil="true"/>', "<item/>", "<item>text</item>",
    f"<item>{GOOD_ROW}</item>", f"<item><item>{GOOD_ROW}</item></item>", "</result_set>",
    "</result_set><result_set>", "<item>", "</item>", "</item></item>", "&amp;", "&#32;", "]]>",
    f"<item><item><key>id</key><value>{GOOD_ROW}</value></item></item>",
    GOOD_ROW.replace("<value", "<value >", 1), GOOD_ROW.replace("xsd:string", "xsd:boolean"),
    GOOD_ROW.replace("<item>", "<item >", 1), GOOD_ROW.replace('"', "'"), GOOD_ROW[:-7],
    GOOD_ROW.replace("</value>", "</value> ", 3), GOOD_ROW.replace(">1<", ">&lt;&amp;lt;&#13;<"),
    GOOD_ROW.replace(">1<", "><![CDATA[1]]><", 1), GOOD_ROW.replace(">1<", ">a<!-- b -->c<", 1),
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(odd_rows() | st.just(GOOD_ROW), max_size=8), CUTS)
def test_the_fast_path_never_differs_on_odd_answers(rows: list[str], cuts: list[int]) -> None:
    body = answer(rows)
    expected = outcome(body, [], use_fast_path=False)

    assert outcome(body, cuts, use_fast_path=True) == expected
    assert outcome(body, cuts, use_fast_path=False) == expected


DAMAGES = st.lists(
    st.tuples(
        st.integers(0, 20_000),
        st.integers(0, 40),
        st.binary(max_size=6)
        | st.sampled_from(
            [b"<", b">", b"&", b"&amp;", b"\x00", b"\x0b", b"\r", b"\r\n", b"]]>", b"<!--",
             b"-->", b"<![CDATA[", b"</item>", b"</item></item>", b"<item>", b"\xc5", b"\x82",
             b"\xef\xbf\xbe", b"\xed\xa0\x80", b"\xf4\x8f\xbc\x80", b"\xf4\x8f\xbf\xbf", b"<?pi?>",
             b"</result_set>", b'<value xsi:nil="true"/>', b'<item xsi:type="ns2:Map">']
        ),
    ),
    min_size=1,
    max_size=4,
)  # fmt: skip


def damaged(body: bytes, damages: list[tuple[int, int, bytes]]) -> bytes:
    for place, length, insertion in damages:
        start = place % (len(body) + 1)
        body = body[:start] + insertion + body[start + length :]
    return body


@settings(max_examples=600)
@given(ROWS, DAMAGES, CUTS)
def test_the_fast_path_never_differs_on_damaged_answers(
    rows: list[list[str | None]], damages: list[tuple[int, int, bytes]], cuts: list[int]
) -> None:
    body = damaged(answer([wire.map_row(named(row)) for row in rows] + [GOOD_ROW] * 2), damages)
    expected = outcome(body, [], use_fast_path=False)

    assert outcome(body, cuts, use_fast_path=True) == expected
    assert outcome(body, cuts, use_fast_path=False) == expected


SHAPES = st.lists(
    st.sampled_from([*CDR_FIELDS, "new", "newer", "x-y", "ą"]), unique=True, min_size=1, max_size=27
)


@settings(max_examples=400)
@given(SHAPES, SHAPES, st.lists(st.booleans(), max_size=12), st.data(), DAMAGES | st.just([]), CUTS)
def test_the_fast_path_never_differs_on_shapes_it_learns(  # noqa: PLR0913, PLR0917
    one: list[str], other: list[str], turns: list[bool], data: st.DataObject,
    damages: list[tuple[int, int, bytes]], cuts: list[int],
) -> None:  # fmt: skip
    shapes = (other if turn else one for turn in turns)
    rows = [wire.map_row({name: data.draw(VALUE) for name in shape}) for shape in shapes]
    body = damaged(answer(rows), damages)
    expected = outcome(body, [], use_fast_path=False)

    assert outcome(body, cuts, use_fast_path=True) == expected


@settings(max_examples=200)
@given(DAMAGES, st.integers(0, 22))
def test_damage_within_a_value_is_seen_alike(
    damages: list[tuple[int, int, bytes]], index: int
) -> None:
    inside = b"".join(insertion for _, _, insertion in damages)
    row = wire.map_row(dict.fromkeys(CDR_FIELDS, "1") | {CDR_FIELDS[index]: "@"}).encode()
    body = answer([GOOD_ROW, "@row@", GOOD_ROW]).replace(b"@row@", row.replace(b"@", inside))

    assert outcome(body, [], use_fast_path=True) == outcome(body, [], use_fast_path=False)


@given(st.binary(max_size=60), st.lists(st.integers(0, 60), max_size=5))
def test_masking_keeps_every_byte_and_makes_valid_xml_text(data: bytes, cuts: list[int]) -> None:
    masker = Masker()
    masked = b"".join(masker.mask(piece) for piece in pieces(data, cuts))
    masked += masker.mask(b"", is_last=True)

    assert unmasked(masked.decode()) == data
    assert masker.found == (masked != data)
    assert not any(byte < 0x20 and byte not in b"\t\n\r" for byte in masked)


def test_the_fast_path_takes_what_php_writes() -> None:
    row = wire.map_row(dict.fromkeys(CDR_FIELDS, "Zażółć & 'gęślą'") | {"operator": None}).encode()
    rows, end = captured_shape().rows(row * 3 + row[:-1], 0)

    assert len(rows) == 3
    assert end == 3 * len(row)
    assert rows[0][0] == "Zażółć & 'gęślą'".encode()
    assert rows[0][CDR_FIELDS.index("operator")] is None


@pytest.mark.parametrize("use_fast_path", [True, False])
def test_every_single_cut_gives_the_same_rows(use_fast_path: bool) -> None:
    body = answer([GOOD_ROW, wire.map_row({"id": "ł&"}), GOOD_ROW])
    expected = outcome(body, [], use_fast_path=False)
    for cut in range(len(body)):
        assert outcome(body, [cut], use_fast_path=use_fast_path) == expected


def test_another_order_of_fields_is_learned_from_its_first_row() -> None:
    names = (*reversed(CDR_FIELDS), "colour")
    row = wire.map_row(dict.fromkeys(names, "Zażółć & 1"))
    shape = learned_shape(row.encode())

    assert shape is not None
    rows, end = shape.rows(row.encode() * 4, 0)
    assert (rows, end) == ([tuple(["Zażółć & 1".encode()] * 23)] * 4, 4 * len(row.encode()))
    assert learned_shape(wire.struct_row({"id": "1"}).encode()) is None
