"""Stores the fetched lists of one category: staging first, then one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from hiperus.accounts.attempt import ImportAttempt
from hiperus.accounts.fetch import Fetched
from hiperus.accounts.plausible import check_plausible
from hiperus.accounts.rules import table_maps
from hiperus.accounts.rules.categories import Category
from hiperus.accounts.rules.reading import Reading, one_per_extension, read_records
from hiperus.accounts.rules.table_maps import TableMap
from hiperus.accounts.summary import ImportSummary
from hiperus.accounts.tables import assignments, history, reference, rejections
from hiperus.accounts.tables.history import HistoryKind, Moment
from hiperus.accounts.tables.reference import Merged
from hiperus.storage.database import Database
from hiperus.storage.staged_table import StagedTable, fill, staging

_HANGING = (table_maps.TERMINAL, table_maps.NUMBER, table_maps.END_USER)
_HISTORIES: dict[Category, tuple[HistoryKind, ...]] = {
    # An account that goes takes its terminals along.
    Category.CUSTOMERS: (history.ACCOUNTS, history.TERMINALS),
    Category.TERMINALS: (history.TERMINALS,),
    Category.SUBSCRIPTIONS: (history.SUBSCRIPTIONS,),
}


@dataclass(frozen=True, slots=True)
class Prepared:
    """One list, read and staged beside its table."""

    table_map: TableMap
    reading: Reading
    staged: StagedTable
    fetched: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StagedCategory:
    """A category's lists and histories, beside their tables."""

    lists: list[Prepared]
    states: list[tuple[HistoryKind, StagedTable]]


def store_category(attempt: ImportAttempt, fetched: list[Fetched]) -> ImportSummary:
    """Bring the category's tables to the fetched lists, in one transaction.

    Raises:
        ImplausibleAnswerError: a list would leave too little of a table.
        StorageError: the database refused; nothing was kept.
    """
    with ExitStack() as stack:
        staged = stage_category(stack, attempt, fetched)
        with attempt.database.transaction():
            return write_category(attempt, staged)


def stage_category(
    stack: ExitStack,
    attempt: ImportAttempt,
    fetched: list[Fetched],
    *,
    histories: tuple[HistoryKind, ...] | None = None,
    coming: Iterable[int] = (),
) -> StagedCategory:
    """Read the lists and put them beside their tables; before the transaction begins.

    Args:
        stack: closes the working tables at its end.
        attempt: the import.
        fetched: the category's lists.
        histories: which to write; by default all that the category touches.
        coming: accounts that the same transaction adds, beside those that LMS holds.
    """
    lists = [_still_owned(attempt.database, each, coming) for each in fetched]
    prepared = [_prepare(stack, attempt.database, each) for each in lists]
    kinds = _HISTORIES.get(attempt.category, ()) if histories is None else histories
    states = [(kind, stack.enter_context(history.states(attempt.database, kind))) for kind in kinds]
    return StagedCategory(prepared, states)


def _still_owned(database: Database, fetched: Fetched, coming: Iterable[int]) -> Fetched:
    """Leave out what belongs to an account that another run removed meanwhile."""
    if "customerid" not in fetched.table_map.given:
        return fetched
    accounts = {*reference.account_ids(database), *coming}
    rows = [source for source in fetched.rows if source.given["customerid"] in accounts]
    return replace(fetched, rows=rows)


def _prepare(stack: ExitStack, database: Database, fetched: Fetched) -> Prepared:
    limits = reference.limits_of(database, fetched.table_map)
    table_map, reading = fetched.table_map, read_records(fetched.table_map, fetched.rows, limits)
    notes: tuple[str, ...] = ()
    if table_map is table_maps.USAGE and reference.has_unique(
        database, table_map.table, "extension"
    ):
        # The first version of the table: a number has one row, however many ranges list it.
        table_map, reading, notes = _without_repeats(table_map, reading)
    initial = reference.initial_of_map(table_map, limits)
    columns = (*reference.columns_of_map(table_map, limits), *initial)
    staged = stack.enter_context(staging(database, table_map.table, columns))
    fill(database, staged, [{**initial, **record} for record in reading.records])
    return Prepared(table_map, reading, staged, len(fetched.rows), notes)


def _without_repeats(
    table_map: TableMap, reading: Reading
) -> tuple[TableMap, Reading, tuple[str, ...]]:
    records = one_per_extension(reading.records)
    repeats = len(reading.records) - len(records)
    notes = (f"{repeats} numbers are listed in more than one range",) if repeats else ()
    return replace(table_map, key=("extension",)), replace(reading, records=records), notes


def write_category(attempt: ImportAttempt, category: StagedCategory) -> ImportSummary:
    """Bring the category's tables to the staged lists, in the caller's transaction.

    Raises:
        ImplausibleAnswerError: a list would leave too little of a table.
        StorageError: the database refused.
    """
    lists, states = category.lists, category.states
    known_since = history.last_import(attempt.database, str(attempt.category), attempt.account_id)
    load_id = attempt.open_load()
    for each in lists:
        _check(attempt, each)
    moment = Moment(attempt.started_at, known_since, load_id, attempt.account_id)
    for kind, staged in states:
        history.seed_states(attempt.database, kind, staged, moment)
    notes = [note for each in lists for note in each.notes]
    if attempt.category is Category.CUSTOMERS:
        merged = [_store_accounts(attempt, lists[0], notes)]
    else:
        merged = [_merge(attempt, each, notes) for each in lists]
    for kind, staged in states:
        exact = lists[0].reading.records if kind is history.SUBSCRIPTIONS else None
        history.record_states(attempt.database, kind, staged, moment, exact)
    _quarantine(attempt, lists, load_id)
    summary = _summary(attempt, lists, merged, notes)
    attempt.close_load(load_id, summary, sum(_distinct(each) for each in lists))
    return summary


def _check(attempt: ImportAttempt, each: Prepared) -> None:
    if not attempt.options.allow_mass_delete:
        account_id, limit = attempt.account_id, attempt.run.settings.shrink_limit
        stored = reference.count_stored(attempt.database, each.table_map, account_id)
        check_plausible(each.table_map, each.reading, stored, account_id, limit)


def _store_accounts(attempt: ImportAttempt, accounts: Prepared, notes: list[str]) -> Merged:
    """Merge the accounts, with who invoices them and what hangs on those that are gone."""
    database, source = attempt.database, attempt.run.settings.invoice_source
    # First, since it compares with the flag that LMS holds from the import before.
    followed = assignments.follow_platform_flags(database, accounts.staged, source)
    merged = _merge(attempt, accounts, notes)
    added = assignments.assign_missing(database, source, attempt.account_id)
    if followed or added:
        notes.append(f"who invoices an account: {added} set, {followed} changed by the platform")
    return merged


def _merge(attempt: ImportAttempt, each: Prepared, notes: list[str]) -> Merged:
    kept = each.reading.kept_ids - {record.get("id") for record in each.reading.records}
    reference.keep_stored(attempt.database, each.staged, kept)
    deleted = 0
    if each.reading.has_unknown:
        notes.append(
            f"nothing was removed: the id of one of the {each.table_map.what} is unreadable"
        )
    else:
        if each.table_map is table_maps.ACCOUNT:
            notes += _take_along(attempt, each)
        account_id = attempt.account_id
        deleted = reference.delete_gone(attempt.database, each.table_map, each.staged, account_id)
    updated = reference.update_changed(attempt.database, each.table_map, each.staged)
    inserted = reference.insert_new(attempt.database, each.table_map, each.staged)
    return Merged(inserted, updated, deleted)


def _take_along(attempt: ImportAttempt, accounts: Prepared) -> list[str]:
    database, account_id = attempt.database, attempt.account_id
    gone = [
        reference.delete_of_gone_accounts(database, table_map, accounts.staged, account_id)
        for table_map in _HANGING
    ]
    return [
        f"{count} {table_map.what} went with their accounts"
        for count, table_map in zip(gone, _HANGING, strict=True)
        if count
    ]


def _quarantine(attempt: ImportAttempt, lists: Sequence[Prepared], load_id: int) -> None:
    rejected = [one for each in lists for one in each.reading.rejected]
    category, now = str(attempt.category), attempt.started_at
    standing = rejections.keep_rejected(attempt.database, category, rejected, load_id, now)
    if attempt.account_id is None:
        # Only a complete list can show that a record is no longer sent as it was.
        rejections.settle_others(attempt.database, category, standing, now)


def _distinct(each: Prepared) -> int:
    return len(each.reading.records) + len(each.reading.rejected)


def _summary(
    attempt: ImportAttempt, lists: Sequence[Prepared], merged: Sequence[Merged], notes: list[str]
) -> ImportSummary:
    records = sum(len(each.reading.records) for each in lists)
    inserted, updated = sum(m.inserted for m in merged), sum(m.updated for m in merged)
    return ImportSummary(
        attempt.category,
        fetched=sum(each.fetched for each in lists),
        inserted=inserted,
        updated=updated,
        unchanged=max(records - inserted - updated, 0),
        deleted=sum(m.deleted for m in merged),
        quarantined=sum(len(each.reading.rejected) for each in lists),
        notes=tuple(notes),
    )
