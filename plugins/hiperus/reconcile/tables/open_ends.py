"""Reads the open ends: unlinked accounts and calls, quarantine, changes in doubt, findings."""

from __future__ import annotations

from datetime import date

from hiperus.reconcile.rules.findings import DOCUMENT_KINDS, Finding, finding_from_json
from hiperus.reconcile.rules.older_findings import finding_from_line
from hiperus.storage.database import Database, Record


def unlinked_accounts(database: Database, since: date) -> list[Record]:
    """Return accounts without a living customer, with their unbilled calls from a day on."""
    return database.fetch_all("reconcile/open_ends/select_unlinked_accounts", start_text=str(since))


def terminals_without_subscription(database: Database, today: date, since: date) -> list[Record]:
    """Return invoiced terminals without a subscription today, with unbilled calls from a day on."""
    return database.fetch_all(
        "reconcile/open_ends/select_terminals_without_subscription",
        day_text=str(today),
        start_text=str(since),
    )


def unlinked_calls(database: Database) -> list[Record]:
    """Return how many calls belong to no account, by rule."""
    return database.fetch_all("reconcile/open_ends/select_unlinked_calls")


def quarantine(database: Database) -> list[Record]:
    """Return how many records wait in quarantine, by category, reason and load."""
    return database.fetch_all("reconcile/open_ends/select_quarantine")


def open_changes(database: Database) -> list[Record]:
    """Return the live changes that are neither confirmed nor given up."""
    return database.fetch_all("reconcile/open_ends/select_open_changes")


def findings(database: Database) -> list[Record]:
    """Return what the last comparison of platform and LMS found: each row with its `finding`."""
    return [
        {**row, "finding": finding_from_json(row["facts"]) or finding_from_line(row["subject"])}
        for row in database.fetch_all("reconcile/open_ends/select_findings")
    ]


def document_findings(database: Database) -> list[Finding]:
    """Return what LMS has made of documents of ours, as it was last read back."""
    found = [row["finding"] for row in findings(database)]
    return [finding for finding in found if finding and finding.kind in DOCUMENT_KINDS]


def read_change_mark(database: Database) -> tuple[int, int]:
    """Return the mark of all live changes: another one, and one has begun or ended since."""
    row = database.fetch_one("reconcile/open_ends/select_change_mark") or {}
    return int(row.get("changes") or 0), int(row.get("finished_at") or 0)
