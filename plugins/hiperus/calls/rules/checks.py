"""Checks of a call: every field of a row against the limits of its column in LMS.

Rows come by the million, so a batch is first looked at column by column with the interpreter's
own fast means; only a column that does not pass at a glance is looked at value by value. A glance
may be too strict, never too lenient: property tests compare it with the value's own check.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from hiperus.domain import flags
from hiperus.domain.cdr import CDR_FIELDS, CallType, CdrRow

MONEY_FIELDS = CDR_FIELDS[14:21]
TEXT_FIELDS = (
    "customer_name",
    "terminal_name",
    "caller",
    "bill_cpb",
    "country",
    "description",
    "operator",
    "type",
    "platform_type",
)
FLAG_WORDS = {word.encode(): b"t" if says else b"f" for word, says in flags.PLATFORM.items()}
LARGEST_INTEGER = 2**31 - 1
LARGEST_BIGINT = 2**63 - 1
_LONGEST_INTEGER = len(str(-LARGEST_INTEGER))
_NEVER_NEGATIVE = frozenset({"duration", "cost", "price", "init_charge"})
_REMEMBERED = 20_000
"""Values that a column is known to hold well; more would cost memory for little."""

_LEAP = "|".join(f"{year}" for year in range(1972, 2038, 4)).encode()
_TIME = (
    rb"(?:(?:19[7-9]\d|20[0-2]\d|203[0-7])-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])"
    rb"|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:" + _LEAP + rb")-02-29)"
    rb" (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?"
)
_TIME_VALUE = re.compile(_TIME)
_TIME_LINES = re.compile(rb"(?m)^" + _TIME + rb"$")
_SHAPED_LIKE_TIME = re.compile(rb"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?")
_FOUR_BYTES = re.compile(rb"[\xf0-\xf4]")
_WHOLE = re.compile(rb"-?\d+")
_MONEY = re.compile(rb"-?(?:\d{1,8}(?:\.\d{0,4}0*)?|\.\d{1,4}0*)")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be stored: the field, and what is wrong with it, without its value."""

    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What the LMS at hand can hold: characters a text column, the largest id, 3-byte UTF-8."""

    lengths: Mapping[str, int]
    largest_id: int = LARGEST_BIGINT
    is_basic_plane_only: bool = False


class RowChecks:
    """The checks of all fields for one call type, with a memory of values that are fine."""

    def __init__(self, asked: CallType, limits: Limits) -> None:
        self._columns = [_Column(name, _check_of(name, asked, limits)) for name in CDR_FIELDS]
        for column in self._columns:
            column.glance = _glance_of(column, limits)

    def problems(self, rows: Sequence[CdrRow]) -> dict[int, list[Problem]]:
        """Return the problems of each row that cannot be stored as it came, by the row's place."""
        found: dict[int, list[Problem]] = {}
        if not rows:
            return found
        for column, values in zip(self._columns, zip(*rows, strict=True), strict=True):
            if not column.glance(values):
                for place, value in enumerate(values):
                    reason = column.check(value)
                    if reason:
                        found.setdefault(place, []).append(Problem(column.name, reason))
        return dict(sorted(found.items()))


Check = Callable[[bytes | None], str | None]
Glance = Callable[[Sequence[bytes | None]], bool]


class _Column:
    """One field: the exact check of a value, and a glance at many."""

    def __init__(self, name: str, check: Check) -> None:
        self.name = name
        self.check = check
        self.glance: Glance = self.glance_by_memory
        self._fine: set[bytes | None] = set()

    def glance_by_memory(self, values: Sequence[bytes | None]) -> bool:
        """Look only at values that did not occur before."""
        if self._fine.issuperset(values):
            return True
        unknown = set(values) - self._fine
        if any(self.check(value) for value in unknown):
            return False
        if len(self._fine) > _REMEMBERED:
            self._fine.clear()
        self._fine |= unknown
        return True


def _glance_of(column: _Column, limits: Limits) -> Glance:
    if column.name == "id":
        return _id_glance(len(str(limits.largest_id)) - 1)
    if column.name == "start_time":
        return _glance_at_times
    if column.name in TEXT_FIELDS:
        return _text_glance(
            limits.lengths[column.name], is_basic_plane_only=limits.is_basic_plane_only
        )
    return column.glance_by_memory


def _id_glance(most_digits: int) -> Glance:
    def glance(values: Sequence[bytes | None]) -> bool:
        if None in values:
            return False
        present = cast("Sequence[bytes]", values)
        lengths = set(map(len, present))
        return (
            b"".join(present).isdigit()
            and min(lengths) > 0
            and max(lengths) <= most_digits
            and not any(b"0" * length in values for length in lengths)
        )

    return glance


def _glance_at_times(values: Sequence[bytes | None]) -> bool:
    if None in values:
        return False
    lines = b"\n".join(cast("Sequence[bytes]", values))
    is_one_line_each = lines.count(b"\n") == len(values) - 1
    return is_one_line_each and len(_TIME_LINES.findall(lines)) == len(values)


def _text_glance(longest: int, *, is_basic_plane_only: bool) -> Glance:
    def glance(values: Sequence[bytes | None]) -> bool:
        # A text is never shorter in bytes than in characters.
        present = [value for value in values if value]
        if max(map(len, present), default=0) > longest:
            return False
        lines = b"\n".join(present)
        if b"\0" in lines or (is_basic_plane_only and _FOUR_BYTES.search(lines)):
            return False
        try:
            lines.decode()
        except UnicodeDecodeError:
            return False
        return True

    return glance


def _check_of(name: str, asked: CallType, limits: Limits) -> Check:
    if name in MONEY_FIELDS:
        return _money_check(name)
    special: dict[str, Check] = {
        "id": _id_check(limits.largest_id),
        "start_time": _time_problem,
        "calltype": _call_type_check(asked),
        "subscription_used": _flag_problem,
        "rel_cause": _integer_check(name),
        "ext_billing_id": _integer_check(name),
        "duration": _integer_check(name),
    }
    if name in special:
        return special[name]
    return _text_check(limits.lengths[name], is_basic_plane_only=limits.is_basic_plane_only)


def _id_check(largest: int) -> Check:
    def problem(value: bytes | None) -> str | None:
        if not value:
            return "is missing"
        if not value.isdigit() or int(value[:30]) == 0:
            return "is not a positive whole number"
        # The length first: a number of a million digits is not worth converting.
        digits = value.lstrip(b"0")
        too_large = len(digits) > len(str(largest)) or int(digits) > largest
        return "is larger than hv_billing.id can hold" if too_large else None

    return problem


def _integer_check(name: str) -> Check:
    def problem(value: bytes | None) -> str | None:
        if not value:
            return None
        if not _WHOLE.fullmatch(value):
            return "is not a whole number"
        if (
            len(value) > _LONGEST_INTEGER
            or not -LARGEST_INTEGER - 1 <= int(value) <= LARGEST_INTEGER
        ):
            return "is out of range"
        return "is negative" if name in _NEVER_NEGATIVE and int(value) < 0 else None

    return problem


def _money_check(name: str) -> Check:
    def problem(value: bytes | None) -> str | None:
        if not value:
            return None
        if not _MONEY.fullmatch(value):
            return "is not an amount below 100,000,000 with up to 4 decimals"
        is_negative = value.startswith(b"-") and value.strip(b"-0.") != b""
        return "is negative" if is_negative and name in _NEVER_NEGATIVE else None

    return problem


def _time_problem(value: bytes | None) -> str | None:
    if not value:
        return "is missing"
    if _TIME_VALUE.fullmatch(value):
        return None
    if not _SHAPED_LIKE_TIME.fullmatch(value):
        return "is not a time as YYYY-MM-DD HH:MM:SS"
    return "is a day or hour that does not exist, or not between 1970 and 2037"


def _call_type_check(asked: CallType) -> Check:
    def problem(value: bytes | None) -> str | None:
        if value == asked.encode():
            return None
        if not value:
            return "is missing"
        is_known = value in {kind.encode() for kind in CallType}
        return f"is {value.decode()}, not {asked} as asked for" if is_known else "is unknown"

    return problem


def _flag_problem(value: bytes | None) -> str | None:
    return None if not value or value in FLAG_WORDS else "is neither t nor f"


def _text_check(longest: int, *, is_basic_plane_only: bool) -> Check:
    def problem(value: bytes | None) -> str | None:
        if not value:
            return None
        try:
            text = value.decode()
        except UnicodeDecodeError:
            return "is not valid UTF-8"
        if "\0" in text:
            return "holds a zero byte"
        if len(text) > longest:
            return f"is longer than {longest} characters"
        if is_basic_plane_only and max(text) > "\uffff":
            return "holds a character that the table's character set (utf8mb3) cannot store"
        return None

    return problem
