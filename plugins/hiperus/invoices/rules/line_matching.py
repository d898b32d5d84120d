"""Finds our lines again in a document that a clerk has edited or shortened in LMS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher

from hiperus.domain.money import ZERO


@dataclass(frozen=True, slots=True)
class OurLine:
    """A line as it was issued; `item` is the position under which LMS last showed it."""

    id: int
    item: int | None
    text: str
    gross: Decimal


@dataclass(frozen=True, slots=True)
class Item:
    """A position of a document as LMS shows it; gross is PLN."""

    item: int
    text: str
    gross: Decimal


@dataclass(slots=True)
class Matched:
    """Where our lines are now.

    Attributes:
        moved: the position of each line whose position is another one; None: LMS has it no more.
        changed: how many lines have another text or amount.
        removed: how many are gone.
        gross: what our lines come to now, PLN.
    """

    moved: dict[int, int | None] = field(default_factory=dict)
    changed: int = 0
    removed: int = 0
    gross: Decimal = ZERO


def match(ours: Sequence[OurLine], theirs: Sequence[Item]) -> Matched:
    """Match lines with positions: first what is equal, in order, then what was changed.

    A changed line keeps its text or its position. What then is left of LMS's are lines of others.
    """
    pairs = _equal(ours, theirs)
    taken = {item.item for item in pairs.values()}
    for line in (line for line in ours if line.id not in pairs):
        free = [item for item in theirs if item.item not in taken]
        found = next((i for i in free if i.text == line.text), None) or next(
            (i for i in free if i.item == line.item), None
        )
        if found:
            pairs[line.id] = found
            taken.add(found.item)
    return _told(ours, pairs)


def _equal(ours: Sequence[OurLine], theirs: Sequence[Item]) -> dict[int, Item]:
    left = [(line.text, line.gross) for line in ours]
    right = [(item.text, item.gross) for item in theirs]
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return {ours[b.a + n].id: theirs[b.b + n] for b in blocks for n in range(b.size)}


def _told(ours: Sequence[OurLine], pairs: dict[int, Item]) -> Matched:
    found = Matched()
    for line in ours:
        item = pairs.get(line.id)
        position = item.item if item else None
        if position != line.item:
            found.moved[line.id] = position
        if item is None:
            found.removed += 1
            continue
        found.gross += item.gross
        found.changed += (item.text, item.gross) != (line.text, line.gross)
    return found
