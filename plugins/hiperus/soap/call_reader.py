"""Reads the rows of a `GetBilling` answer from XML events; written for speed.

    an Apache map:  item > (item > key, value)*     or a struct:  item > (field)*

Elements are known by name and place; prefixes and attributes do not matter, except a real
boolean's type (it reads t or f) and references between elements, which are refused.
"""

from __future__ import annotations

from collections.abc import Callable

from hiperus.domain.cdr import CDR_FIELDS, CdrRow
from hiperus.domain.flags import read_flag
from hiperus.soap.bad_bytes import unmasked

MAX_FIELD = 1024 * 1024
MAX_DEPTH = 24
_ROW, _ENTRY, _LEAF = 1, 2, 3  # depths below the list of rows
_INDEX = {name: index for index, name in enumerate(CDR_FIELDS)}
_STRING_TYPE = {"xsi:type": "xsd:string"}


class CallReader:
    """Takes the parser's events from the start of the list of rows through its end.

    Attributes:
        rows: the calls read so far, until someone takes them.
        texts: the pieces of the current element's text; the parser appends to it.
        depth: 0 between two rows.
        has_bad_bytes: whether values may hold substitutes for bytes that XML forbids.
    """

    __slots__ = (
        "_fail",
        "_is_bare",
        "_is_boolean",
        "_is_map_entry",
        "_is_nested",
        "_key",
        "_leave",
        "_row",
        "depth",
        "has_bad_bytes",
        "rows",
        "texts",
    )

    def __init__(self, fail: Callable[[str], Exception], leave: Callable[[], None]) -> None:
        """Stand before the first row.

        Args:
            fail: makes the error for what is wrong with the answer.
            leave: called at the end of the list.
        """
        self.rows: list[CdrRow] = []
        self.texts: list[str] = []
        self.depth = 0
        self.has_bad_bytes = False
        self._fail = fail
        self._leave = leave
        self._row: list[bytes | None] = []
        self._key: str | None = None
        self._is_map_entry = self._is_bare = self._is_nested = self._is_boolean = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a start tag."""
        self.depth = depth = self.depth + 1
        if depth == _LEAF:
            if not self._is_map_entry:
                self._is_nested = True
        elif depth == _ENTRY:
            self._is_map_entry = is_map_entry = name == "item"
            self._key = None if is_map_entry else name.rpartition(":")[2]
            self._is_nested = self._is_bare = False
        elif depth == _ROW:
            self._check_between()
            self._row = [None] * len(CDR_FIELDS)
            self._is_bare = True
        else:
            self._is_nested = True
            if depth > MAX_DEPTH:
                raise self._fail("is nested too deeply")
        if attributes and attributes != _STRING_TYPE:
            self._look_at(attributes)
        if self.texts:
            self.texts.clear()

    def end(self, name: str) -> None:
        """Take an end tag."""
        depth = self.depth
        self.depth = depth - 1
        if depth == _LEAF and self._is_map_entry:
            if name == "value":
                self._store()
            elif name == "key":
                self._key = "".join(self.texts)
        elif depth == _ENTRY and not self._is_map_entry:
            self._store()
        elif depth <= _ROW:
            self._end_row_or_list(depth)
        if self.texts:
            self.texts.clear()

    def check_size(self) -> None:
        """Refuse a field without end; asked after every piece of the answer."""
        if len(self.texts) > 1 and sum(map(len, self.texts)) > MAX_FIELD:
            raise self._fail(f"holds a field of more than {MAX_FIELD >> 20} MB")

    def _store(self) -> None:
        """Keep the value that just ended, if its key is one of a call's fields."""
        key = self._key
        if key is None:
            raise self._fail("holds a value before its key")
        index = _INDEX.get(key)
        if index is not None:
            if self._is_nested:
                raise self._fail(f"holds a structure as a call's {key}")
            if self._row[index] is not None:
                raise self._fail(f"holds a call with two values of {key}")
            if self.texts:
                text = "".join(self.texts)
                is_plain = not self._is_boolean and not self.has_bad_bytes
                self._row[index] = text.encode() if is_plain else self._odd_value(text)
        self._is_boolean = False

    def _odd_value(self, text: str) -> bytes:
        if self._is_boolean:
            return b"t" if read_flag(text) else b"f"
        return unmasked(text)

    def _end_row_or_list(self, depth: int) -> None:
        if depth == _ROW:
            if self._is_bare and self.texts:
                raise self._fail("holds a text where a call should be")
            self.rows.append(tuple(self._row))
        else:
            self._check_between()
            self._leave()

    def _check_between(self) -> None:
        if self.texts and "".join(self.texts).strip():
            raise self._fail("holds a text where calls should be")

    def _look_at(self, attributes: dict[str, str]) -> None:
        for name, value in attributes.items():
            if name == "href":
                raise self._fail("refers from one element to another")
            if name.endswith(":type") and value.endswith(":boolean"):
                self._is_boolean = True
