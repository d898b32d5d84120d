"""What is kept, and since when: for whoever has to say so."""

from __future__ import annotations

from hiperus.notes.tables.holds import live_holds
from hiperus.retention.tables.deletion import oldest_call
from hiperus.run import Run
from hiperus.storage.database import Record


def describe_keeping(run: Run) -> list[str]:
    """Return a line on the calls that are stored, and one for each hold that is not ended."""
    oldest = oldest_call(run.database)
    months = run.settings.retention_months
    kept = f"{months} months (retention_months)" if months else "for ever (retention_months is 0)"
    since = f"the oldest is of {oldest}" if oldest else "there are none"
    holds = map(_described, live_holds(run.database))
    return [f"Calls are kept {kept}; {since}.", *holds]


def _described(hold: Record) -> str:
    until = f"before {hold['held_until']}" if hold["held_until"] else "until it is ended"
    return (
        f"Hold {hold['id']}: calls of customer {hold['customer_id']} from {hold['held_from']} "
        f"{until}, noted by {hold['noted_by'] or 'nobody that is known'}."
    )
