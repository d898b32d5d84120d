"""The dates of documents, and whether LMS will mail what is dated so.

LMS's mailing (`lms-sendinvoices`) takes the invoices whose `cdate` lies in the day on which it
runs, and its e-invoices wait from `cdate` on: what is dated tomorrow is neither mailed nor sent
today.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from hiperus.domain.periods import WARSAW, local_day

NOON = time(12)
AFTER_MIDNIGHT = time(0, 5)


def instant_of(day: date, at: time) -> int:
    """Return a local time of a day as epoch seconds."""
    return int(datetime.combine(day, at, WARSAW).timestamp())


def next_day(day: date) -> date:
    """Return the day after."""
    return day + timedelta(days=1)


def mailing_note(issued_at: int, now: int, mailing_hour: int) -> str:
    """Say that LMS will not mail documents by itself, or when it will; empty: as usual.

    Args:
        issued_at: `cdate` of the documents, epoch seconds.
        now: when they are written, epoch seconds.
        mailing_hour: the local hour at which LMS mails the invoices of the day.
    """
    dated, today = local_day(issued_at), local_day(now)
    if dated > today:
        return (
            f"The documents are dated {dated}: LMS mails them on that day, and sends none of them "
            "to KSeF before."
        )
    written = datetime.fromtimestamp(now, WARSAW)
    if dated == today and written.hour < mailing_hour:
        return ""
    when = f"dated {dated}" if dated < today else f"issued at {written:%H:%M}"
    return (
        f"LMS mails invoices of the day only, at about {mailing_hour:02d}:00; these are {when}, "
        "and it will not mail them by itself. Let lms-sendinvoices run again for their day; "
        "date_next_day dates the documents of a late run for the next mailing."
    )
