"""Keeps the states of accounts, terminals and subscriptions over time, for invoices and links.

A state holds over `[valid_from, valid_to)` in epoch seconds. The first known one begins at 0, so
that it counts for the time before the first import.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace

from hiperus.accounts.rules.reading import TableRow
from hiperus.storage import fragments
from hiperus.storage.database import Database
from hiperus.storage.staged_table import StagedTable, fill, staging


@dataclass(frozen=True, slots=True)
class HistoryKind:
    """One of the histories: its table, whose states it holds, and what a state is made of.

    Attributes:
        history: the table.
        key: the column with the id of what has the state.
        columns: what a state is made of, beside being listed.
        table: the old table that holds what is listed now.
        fill: the statement that reads the states of now from the old table.
        account_column: whose it is; empty where it belongs to no account.
        is_named: whether calls name it, so that a reused name must not reach into the past.
        category: the imports that list it, where it matters when a change may have begun.
    """

    history: str
    key: str
    columns: tuple[str, ...]
    table: str
    fill: str
    account_column: str
    is_named: bool
    category: str = ""

    @property
    def staged_columns(self) -> tuple[str, ...]:
        """The columns of a staged state; MySQL's copy of the table insists on `valid_from`."""
        return (self.key, *self.columns, "listed", "valid_from")


ACCOUNTS = HistoryKind(
    history="hv_account_history",
    key="account_id",
    columns=(
        "name",
        "customer_id",
        "issue_invoice",
        "invoiced_by",
        "payment_type",
        "active",
        "is_removed",
        "create_date",
    ),
    table="hv_customers",
    fill="accounts/history/fill_account_states",
    account_column="account_id",
    is_named=True,
    category="customers",
)

TERMINALS = HistoryKind(
    history="hv_terminal_history",
    key="terminal_id",
    columns=(
        "account_id",
        "name",
        "pricelist_name",
        "subscription_id",
        "subscription_from",
        "subscription_to",
    ),
    table="hv_terminal",
    fill="accounts/history/fill_terminal_states",
    account_column="account_id",
    is_named=True,
    category="terminals",
)

SUBSCRIPTIONS = HistoryKind(
    history="hv_subscription_history",
    key="subscription_id",
    columns=("name", "invoice_value"),
    table="hv_subscriptionlist",
    fill="accounts/history/fill_subscription_states",
    account_column="",
    is_named=False,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """When and by which load states change.

    Attributes:
        now: epoch seconds of the import.
        known_since: when the last import began that would have listed what is new now; 0: none.
        load_id: the import's row in `hv_load`.
        account_id: keep to this account, or None for all.
    """

    now: int
    known_since: int
    load_id: int
    account_id: int | None = None


def states(database: Database, kind: HistoryKind) -> AbstractContextManager[StagedTable]:
    """Make the staging table of a history's states; see `staging`."""
    return staging(database, kind.history, kind.staged_columns)


def seed_states(database: Database, kind: HistoryKind, staged: StagedTable, moment: Moment) -> int:
    """Record what the old table holds without a history; returns the states begun.

    Call it before the old table is changed: what an existing installation held before our first
    import is the oldest state that is known, and the only one of what the platform no longer lists.
    """
    _fill(database, kind, staged, moment)
    begun = _begin(database, kind, staged, moment)
    name = "accounts/history/empty_staging"
    database.execute_text(database.text_of(name, staging=staged.name), name=name)
    return begun


def record_states(
    database: Database,
    kind: HistoryKind,
    staged: StagedTable,
    moment: Moment,
    subscriptions: Sequence[TableRow] | None = None,
) -> tuple[int, int]:
    """Write what changed since the last import; returns states ended and begun.

    Call it in the import's transaction, after the old table was changed.

    Args:
        database: the LMS.
        kind: which history.
        staged: its empty staging table.
        moment: when and by which load.
        subscriptions: the platform's list of them, whose amounts the old table rounds.
    """
    if subscriptions is None:
        _fill(database, kind, staged, moment)
    else:
        _fill_exact(database, staged, subscriptions)
    _fill_unlisted(database, kind, staged, moment)
    moment = replace(moment, now=_after_newest(database, kind, moment.now))
    ended = _end_changed(database, kind, staged, moment)
    begun = _begin(database, kind, staged, moment)
    if begun and kind.category:
        _note_beginning(database, kind, staged, moment)
    return ended, begun


def last_import(database: Database, category: str, account_id: int | None) -> int:
    """Return when the last good import of a category began that covered the account; 0: none.

    Read it before the present import has its own row.
    """
    found = database.fetch_value(
        "accounts/history/select_last_import", category=category, account_id=account_id
    )
    return int(found or 0)


def _fill(database: Database, kind: HistoryKind, staged: StagedTable, moment: Moment) -> None:
    text = database.text_of(kind.fill, states=staged.name)
    database.execute_text(text, {"account_id": moment.account_id}, name=kind.fill)


def _fill_exact(database: Database, staged: StagedTable, subscriptions: Sequence[TableRow]) -> None:
    rows = [
        {
            "subscription_id": record["id"],
            "name": record.get("name"),
            "invoice_value": record.get("invoice_value"),
            "listed": "t",
            "valid_from": 0,
        }
        for record in subscriptions
    ]
    fill(database, staged, rows)


def _fill_unlisted(
    database: Database, kind: HistoryKind, staged: StagedTable, moment: Moment
) -> None:
    name, dialect = "accounts/history/fill_unlisted_states", database.dialect
    text = database.text_of(
        name,
        states=staged.name,
        history=staged.table,
        table=dialect.quote(kind.table),
        key=dialect.quote(kind.key),
        columns=fragments.listed(dialect, kind.columns),
        former_columns=fragments.listed(dialect, kind.columns, "h"),
        scope=fragments.only_account(dialect, kind.account_column, moment.account_id, "h"),
    )
    database.execute_text(text, {"account_id": moment.account_id}, name=name)


def _after_newest(database: Database, kind: HistoryKind, now: int) -> int:
    # Two imports within a second, or a clock that was set back, must not make an empty state.
    name = "accounts/history/select_newest_state"
    text = database.text_of(name, history=database.dialect.quote(kind.history))
    (row,) = database.fetch_text(text, name=name)
    newest = row["valid_from"]
    return now if newest is None else max(now, int(newest) + 1)


def _end_changed(database: Database, kind: HistoryKind, staged: StagedTable, moment: Moment) -> int:
    name, dialect = "accounts/history/close_changed_states", database.dialect
    text = database.text_of(
        name,
        history=staged.table,
        states=staged.name,
        key=dialect.quote(kind.key),
        differences=fragments.differing(dialect, (*kind.columns, "listed")),
    )
    return database.execute_text(text, {"now": moment.now}, name=name)


def _note_beginning(
    database: Database, kind: HistoryKind, staged: StagedTable, moment: Moment
) -> None:
    """Note since when what changed may have been as it is: an import sees it some time after."""
    name = "accounts/history/update_changed_after"
    values = {"category": kind.category, "now": moment.now, "load_id": moment.load_id}
    text = database.text_of(name, history=staged.table)
    database.execute_text(text, values, name=name)


def _begin(database: Database, kind: HistoryKind, staged: StagedTable, moment: Moment) -> int:
    name, dialect = "accounts/history/open_states", database.dialect
    columns = (*kind.columns, "listed")
    text = database.text_of(
        name,
        history=staged.table,
        states=staged.name,
        key=dialect.quote(kind.key),
        columns=fragments.listed(dialect, columns),
        staged_columns=fragments.listed(dialect, columns, "s"),
    )
    values = {
        "now": moment.now,
        "known_since": moment.known_since if kind.is_named else 0,
        "load_id": moment.load_id,
    }
    return database.execute_text(text, values, name=name)
