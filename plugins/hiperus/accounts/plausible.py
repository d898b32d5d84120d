"""Refuses lists that would empty a table, or nearly so, because the platform had a bad day."""

from __future__ import annotations

from decimal import Decimal

from hiperus.accounts.rules.reading import Reading
from hiperus.accounts.rules.table_maps import TableMap
from hiperus.accounts.tables.reference import Stored
from hiperus.errors import ImplausibleAnswerError

_PERCENT = Decimal(100)


def check_plausible(
    table_map: TableMap, reading: Reading, stored: Stored, account_id: int | None, limit: Decimal
) -> None:
    """Let a list pass only if the table keeps enough rows.

    It is judged over the whole table: an account whose terminals are all gone loses them.

    Args:
        table_map: what the list is of.
        reading: the list; only records that can be stored count.
        stored: what the table holds.
        account_id: the one account that the list is about, or None.
        limit: the setting `shrink_limit`: below this share (percent) a list is implausible.

    Raises:
        ImplausibleAnswerError: names the counts and the way around.
    """
    if reading.rejected and not reading.records:
        raise ImplausibleAnswerError(
            f"None of the {len(reading.rejected)} {table_map.what} that the platform sent can be "
            f"stored; the first: {reading.rejected[0].error}"
        ).leaving("Nothing was changed.")
    others = 0 if account_id is None else stored.total - stored.of_account
    left = others + len(reading.records)
    if stored.total and (left == 0 or left < stored.total * limit / _PERCENT):
        raise ImplausibleAnswerError(
            f"LMS holds {stored.total} {table_map.what} and {left} would be left, which is less "
            f"than shrink_limit ({limit} %) allows. If they are really gone, run this category of "
            "hiperus_import again with allow_mass_delete."
        ).leaving("Nothing was changed.")
