"""Brings LMS to what the platform holds of one account after a change: one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from hiperus.accounts.attempt import ImportAttempt
from hiperus.accounts.fetch import Fetched, fetch_category
from hiperus.accounts.rules import table_maps
from hiperus.accounts.rules.categories import Category, ImportOptions
from hiperus.accounts.store import StagedCategory, stage_category, write_category
from hiperus.accounts.summary import ImportSummary
from hiperus.accounts.tables import history
from hiperus.changes.records import number_record, with_id
from hiperus.changes.rules.fields import Entity
from hiperus.changes.rules.plan import Plan
from hiperus.changes.rules.request import ChangeRequest
from hiperus.changes.tables import effects, lookups
from hiperus.domain.ports import Platform, PlatformRow
from hiperus.run import Run
from hiperus.storage.database import Database

CATEGORIES = (Category.CUSTOMERS, Category.TERMINALS, Category.NUMBERS, Category.END_USERS)
"""What is read back, and whose imports wait meanwhile: one that asked earlier would undo it."""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What the platform holds of an account now, by category."""

    account_id: int
    is_gone: bool
    lists: dict[Category, list[Fetched]]

    def record(self, request: ChangeRequest, platform_id: int) -> PlatformRow | None:
        """Return the platform's record of what was changed; None where it is gone."""
        if self.is_gone:
            return None
        if request.entity.value == "customer":
            return with_id(self._rows(Category.CUSTOMERS), platform_id)
        terminals = self._rows(Category.TERMINALS)
        if request.entity.value == "terminal":
            return with_id(terminals, platform_id)
        return number_record(self._rows(Category.NUMBERS), terminals, platform_id)

    def _rows(self, category: Category) -> list[PlatformRow]:
        return [source.row for source in self.lists[category][0].rows]


@contextmanager
def imports_held_off(database: Database) -> Iterator[None]:
    """Keep imports of what a change touches from running at the same time."""
    with ExitStack() as stack:
        for category in CATEGORIES:
            stack.enter_context(database.locked(f"import:{category}"))
        yield


def read_back(platform: Platform, plan: Plan, account_id: int) -> ReadBack:
    """Fetch what the platform holds of an account.

    Raises:
        PlatformError: any of its kinds; LMS was not touched.
    """
    if plan.removes_account:
        return ReadBack(account_id, True, {Category.CUSTOMERS: [Fetched(table_maps.ACCOUNT, [])]})
    lists = {
        category: fetch_category(platform, category, [account_id], account_id)
        for category in CATEGORIES
    }
    return ReadBack(account_id, False, lists)


def refresh_lms(run: Run, back: ReadBack, plan: Plan, confirm: Callable[[], None]) -> list[str]:
    """Write what was read back, with names and usage, and confirm the change: all or nothing.

    Args:
        run: the run, for `hv_load`.
        back: what the platform holds.
        plan: what was changed: only a deletion may shorten a list implausibly.
        confirm: writes the change's last state, in the same transaction.

    Returns:
        What was done, a line each.

    Raises:
        HiperusError: nothing was written.
    """
    options = ImportOptions(account_id=back.account_id, allow_mass_delete=plan.action == "delete")
    database = run.database
    with ExitStack() as stack:
        stack.enter_context(database.locked("import:store"))
        staged = []
        for category, lists in back.lists.items():
            attempt = ImportAttempt.begin(run, category, options)
            staged.append((attempt, _staged(stack, attempt, lists, back)))
        with database.transaction():
            lines = _write(database, staged, back, plan)
            confirm()
    return lines


def _staged(
    stack: ExitStack, attempt: ImportAttempt, lists: list[Fetched], back: ReadBack
) -> StagedCategory:
    if attempt.category is Category.CUSTOMERS and not back.is_gone:
        # The terminals' history is written with the terminals, later in the same transaction.
        return stage_category(stack, attempt, lists, histories=(history.ACCOUNTS,))
    return stage_category(stack, attempt, lists, coming=[back.account_id])


def _write(
    database: Database,
    staged: list[tuple[ImportAttempt, StagedCategory]],
    back: ReadBack,
    plan: Plan,
) -> list[str]:
    account_id = back.account_id
    account = lookups.account(database, account_id)
    former = account["name"] if account else None
    terminals = lookups.terminal_names(database, account_id)
    # An import may have brought the new name already: the calls still bear the plan's old one.
    if plan.renames and plan.entity is Entity.CUSTOMER:
        former = plan.renames
    elif plan.renames and plan.target_id:
        terminals[plan.target_id] = plan.renames
    summaries: list[ImportSummary] = [
        write_category(attempt, category) for attempt, category in staged
    ]
    lines = [summary.describe() for summary in summaries if summary.is_change]
    lines += _carry_names(database, account_id, former, terminals)
    return lines


def _carry_names(
    database: Database, account_id: int, name: str | None, terminals: dict[int, str]
) -> list[str]:
    now = lookups.account(database, account_id)
    renamed = 0
    if now and name is not None and now["name"] != name:
        renamed += effects.rename_account(database, account_id, now["name"])
    after = lookups.terminal_names(database, account_id)
    renamed += effects.rename_terminals(database, account_id, terminals, after)
    effects.refresh_usage(database, account_id, now["name"] if now else None)
    return [f"renamed in {renamed} calls"] if renamed else []
