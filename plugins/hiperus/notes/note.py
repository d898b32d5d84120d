"""Writes down what a person notes; asked for twice, it is noted once."""

from __future__ import annotations

from hiperus.errors import InvalidParameterError
from hiperus.invoices.tables.lms_customers import require_linked
from hiperus.notes.rules.requests import NOTHING_NOTED, EndedNote, NewHold
from hiperus.notes.tables import holds
from hiperus.run import Run


def take_note(run: Run, noted: NewHold | EndedNote, who: str | None) -> str:
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
    with run.database.locked("notes"), run.database.transaction():
        same = holds.find_same(run.database, noted)
        number = same or holds.add_hold(run, noted, who)
    verb = "is kept already by" if same else "is kept from now on by"
    return f"Calls of customer {noted.customer_id} {_days(noted)}: each {verb} hold {number}."


def _end(run: Run, ended: EndedNote, who: str | None) -> str:
    with run.database.transaction():
        done = holds.end_hold(run, ended, who)
    if not done:
        raise InvalidParameterError(
            f"There is no hold {ended.note_id} that is not ended yet; hv_hold lists them."
        ).leaving(NOTHING_NOTED)
    return f"Hold {ended.note_id} is ended; what it kept may be deleted from now on."


def _days(hold: NewHold) -> str:
    until = f"before {hold.days_end}" if hold.days_end else "until it is ended"
    return f"from {hold.days_from} {until}"
