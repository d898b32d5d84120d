"""Writes down what a person notes; asked for twice, it is noted once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from hiperus.errors import InvalidParameterError
from hiperus.invoices.tables.lms_customers import require_linked
from hiperus.notes.rules.payload import NOTHING_NOTED
from hiperus.notes.rules.requests import EndedNote, NewNote, NoteKind
from hiperus.notes.tables import holds, premium_limits
from hiperus.run import Run
from hiperus.storage.database import Database


def take_note(run: Run, noted: NewNote | EndedNote, who: str | None) -> str:
    """Add or end a note; returns one line for the log.

    Args:
        run: the run, kept with the note.
        noted: what was asked for.
        who: the user, as Airflow knows; None: nobody that is known.

    Raises:
        InvalidParameterError: the customer has no account, or there is no such live note.
    """
    if isinstance(noted, EndedNote):
        return _end(run, noted, who)
    try:
        require_linked(run.database, [noted.customer_id], "customer")
    except InvalidParameterError as error:
        raise error.leaving(NOTHING_NOTED) from None
    table = _TABLES[noted.kind]
    with run.database.locked("notes"), run.database.transaction():
        same = table.find_same(run.database, noted)
        number = same or table.add(run, noted, who)
    return f"{noted} {'was noted before' if same else 'is noted'}: {noted.kind} {number}."


class _Table(Protocol):
    """What each kind of notes has: its module in `tables/`."""

    NAME: str

    def add(self, run: Run, noted: Any, who: str | None, /) -> int: ...

    def end(self, run: Run, ended: EndedNote, who: str | None, /) -> bool: ...

    def find_same(self, database: Database, noted: Any, /) -> int | None: ...


_TABLES: Mapping[NoteKind, _Table] = {
    NoteKind.HOLD: holds,
    NoteKind.PREMIUM_LIMIT: premium_limits,
}
_ENDED: Mapping[NoteKind, str] = {
    NoteKind.HOLD: "what it kept may be deleted from now on",
    NoteKind.PREMIUM_LIMIT: (
        "an earlier choice of the customer holds again, else the setting premium_limit; what was "
        "issued stays as it is"
    ),
}


def _end(run: Run, ended: EndedNote, who: str | None) -> str:
    table = _TABLES[ended.kind]
    with run.database.transaction():
        done = table.end(run, ended, who)
    if not done:
        raise InvalidParameterError(
            f"There is no {ended.kind} {ended.note_id} that is not ended yet; {table.NAME} lists "
            "them."
        ).leaving(NOTHING_NOTED)
    return f"The {ended.kind} {ended.note_id} is ended; {_ENDED[ended.kind]}."
