"""Reads the platform's records of accounts, terminals, numbers and lists into typed rows.

`"0"` is a value, an empty text is none. A record that cannot be stored as it is becomes a
rejection that names the field; nothing is cut to fit and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from hiperus.accounts.rules.table_maps import Field, Kind, TableMap
from hiperus.domain.flags import read_flag
from hiperus.domain.ports import PlatformRow
from hiperus.errors import InvalidRecordError

Value = int | Decimal | str | None
TableRow = dict[str, Value]
"""One row by column; amounts are PLN net and exact: the old columns round them half up to 0.01."""

SECRETS = frozenset({"password"})
"""Fields whose value must not appear in the quarantine; no text is quoted in a message."""

_LONG_DIGITS = re.compile(r"\d{7,}")
_LARGEST_AMOUNT = Decimal("9999999.99")
_INTEGER_BITS, _BIGINT_BITS = 31, 63
_PAYMENTS = {"prepaid", "postpaid"}
_LAST_OF_THREE_BYTES = "\uffff"


@dataclass(frozen=True, slots=True)
class ColumnLimit:
    """What a column of the LMS at hand can hold.

    Attributes:
        length: characters of a text, None where there is no limit.
        is_big: a whole number of 64 bits instead of 32.
        is_nullable: whether "nothing" can be stored.
        is_narrow: a MySQL `utf8` column, which takes no character beyond U+FFFF.
    """

    length: int | None = None
    is_big: bool = False
    is_nullable: bool = True
    is_narrow: bool = False


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A record as it came, with what is known from the question (the account, the range)."""

    row: PlatformRow
    given: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that cannot be stored; `record_id` is None where not even its id can be read."""

    source: SourceRow
    record_id: int | None
    error: InvalidRecordError


@dataclass(frozen=True, slots=True)
class Reading:
    """A list as it was read: no two records share a key."""

    records: list[TableRow]
    rejected: list[Rejected]

    @property
    def kept_ids(self) -> set[int]:
        """Ids that are listed, although their record cannot be stored."""
        return {r.record_id for r in self.rejected if r.record_id is not None}

    @property
    def has_unknown(self) -> bool:
        """Whether a record's id cannot be read: then nobody can say which rows are gone."""
        return any(r.record_id is None for r in self.rejected)


def read_records(
    table_map: TableMap, sources: Iterable[SourceRow], limits: Mapping[str, ColumnLimit]
) -> Reading:
    """Read a list; a record that came twice with the same content counts once.

    Args:
        table_map: what kind of records they are.
        sources: the records as they came.
        limits: the columns that this LMS has; fields without one are left out.
    """
    found: dict[tuple[Value, ...], TableRow] = {}
    rejected = []
    for source in sources:
        try:
            record = read_record(table_map, source, limits)
            key = tuple(record[column] for column in table_map.key)
            if found.setdefault(key, record) != record:
                raise _twice(table_map, record)
        except InvalidRecordError as error:
            rejected.append(Rejected(source, _readable_id(source.row), error))
    return Reading(list(found.values()), rejected)


def read_record(
    table_map: TableMap, source: SourceRow, limits: Mapping[str, ColumnLimit]
) -> TableRow:
    """Read one record.

    Raises:
        InvalidRecordError: names the field; the value only where it is no secret.
    """
    record: TableRow = {
        column: source.given[column] for column in table_map.given if column in limits
    }
    for each in table_map.fields:
        if each.column in limits:
            record[each.column] = _read_field(each, source.row, limits[each.column])
    return record


def one_per_extension(records: Iterable[TableRow]) -> list[TableRow]:
    """Keep one record a number, of the several ranges that list it: rather one that is taken."""
    found: dict[Value, TableRow] = {}
    for record in records:
        known = found.setdefault(record["extension"], record)
        if known is not record and not known.get("customerid") and record.get("customerid"):
            found[record["extension"]] = record
    return list(found.values())


def _read_field(each: Field, row: PlatformRow, limit: ColumnLimit) -> Value:
    text = row.get(each.key)
    if text is None or (not text.strip() and each.kind is not Kind.TEXT) or text == "":
        if each.required:
            raise InvalidRecordError(
                f"The field {each.key} is empty, but a record is told apart by it.",
                record_id=_shown_id(row),
                field=each.key,
            )
        return each.when_empty if limit.is_nullable or each.when_empty is not None else _blank(each)
    try:
        return _READERS[each.kind](text, limit)
    except ValueError as problem:
        raise InvalidRecordError(
            f"The field {each.key} {problem}{_shown(each, text)}.",
            record_id=_shown_id(row),
            field=each.key,
        ) from None


def _shown(each: Field, text: str) -> str:
    """Quote the value for a message, unless it may be a secret, a person or a whole number."""
    if each.kind is Kind.TEXT:
        return ""
    return f", not {_LONG_DIGITS.sub(lambda digits: digits.group()[:3] + '…', text[:40])!r}"


def _integer(text: str, limit: ColumnLimit) -> int:
    digits = text.strip()
    unsigned = digits.removeprefix("-")
    if not (unsigned.isascii() and unsigned.isdigit()):
        raise ValueError("must be a whole number")
    bits = _BIGINT_BITS if limit.is_big else _INTEGER_BITS
    value = int(digits)
    if not -(2**bits) <= value < 2**bits:
        raise ValueError(f"must fit the column (below {2**bits})")
    return value


def _amount(text: str, _: ColumnLimit) -> Decimal:
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        raise ValueError("must be an amount with a decimal point") from None
    if not value.is_finite() or abs(value) > _LARGEST_AMOUNT:
        raise ValueError(f"must be an amount up to {_LARGEST_AMOUNT}")
    return value


def _flag(text: str, _: ColumnLimit) -> str:
    known = read_flag(text)
    if known is None:
        raise ValueError("must be t or f")
    return "t" if known else "f"


def _payment(text: str, _: ColumnLimit) -> str:
    word = text.strip().lower()
    if word not in _PAYMENTS:
        raise ValueError("must be prepaid or postpaid")
    return word


def _text(text: str, limit: ColumnLimit) -> str:
    if limit.length is not None and len(text) > limit.length:
        raise ValueError(f"has {len(text)} characters, its column takes {limit.length}")
    if any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in text):
        raise ValueError("holds a character that no database stores")
    if limit.is_narrow and any(letter > _LAST_OF_THREE_BYTES for letter in text):
        raise ValueError("holds a character that this LMS's column cannot store")
    return text


_READERS: dict[Kind, Callable[[str, ColumnLimit], Value]] = {
    Kind.INTEGER: _integer,
    Kind.AMOUNT: _amount,
    Kind.FLAG: _flag,
    Kind.PAYMENT: _payment,
    Kind.TEXT: _text,
}


def _blank(each: Field) -> Value:
    """Stand for "nothing" in a column that was made NOT NULL."""
    if each.kind is Kind.FLAG:
        return "f"
    return "" if each.kind in {Kind.TEXT, Kind.PAYMENT} else 0


def _twice(table_map: TableMap, record: TableRow) -> InvalidRecordError:
    shown = ", ".join(f"{column} {record[column]}" for column in table_map.key)
    return InvalidRecordError(
        f"The platform lists {shown} twice among the {table_map.what}, with different content.",
        record_id=str(record[table_map.key[0]]),
        field=table_map.key[0],
    )


def _readable_id(row: PlatformRow) -> int | None:
    try:
        return _integer(row.get("id") or "", ColumnLimit())
    except ValueError:
        return None


def _shown_id(row: PlatformRow) -> str:
    return (row.get("id") or row.get("extension") or "")[:50]
