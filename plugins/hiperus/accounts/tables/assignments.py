"""Writes `hv_assign` (who invoices an account) and what the reseller may use in `uiconfig`."""

from __future__ import annotations

from hiperus.storage.catalogue import require_table
from hiperus.storage.database import Database
from hiperus.storage.staged_table import StagedTable


def follow_platform_flags(database: Database, staged_accounts: StagedTable, source: int) -> int:
    """Set who invoices the accounts whose `issue_invoice` changed since the last import.

    Call it after the history was seeded and before it records this import.

    Args:
        database: the LMS.
        staged_accounts: what the platform lists.
        source: the setting `invoice_source`.
    """
    name = "accounts/assignments/update_assignments"
    text = database.text_of(name, staging=staged_accounts.name)
    return database.execute_text(text, {"invoice_source": str(source)}, name=name)


def assign_missing(database: Database, source: int, account_id: int | None) -> int:
    """Insert who invoices an account where nothing says so yet."""
    return database.execute(
        "accounts/assignments/insert_assignments", invoice_source=str(source), account_id=account_id
    )


def store_service_flag(database: Database, var: str, value: str) -> tuple[int, int]:
    """Write one of `hiperus_c5.voip_services` and `hiperus_c5.wlr`; returns inserted, updated."""
    columns, quote = require_table(database, "uiconfig"), database.dialect.quote
    scoped = [quote(name) for name in ("userid", "divisionid") if name in columns]
    names = {
        "only_global": "".join(f" AND {name} IS NULL" for name in scoped),
        # LMS's description takes no NULL, and on MySQL a text cannot have a default.
        "more_columns": f", {quote('description')}" if "description" in columns else "",
        "more_values": ", ''" if "description" in columns else "",
    }
    counts = []
    for statement in (
        "accounts/assignments/insert_service_flag",
        "accounts/assignments/update_service_flag",
    ):
        text = database.text_of(statement, **names)
        counts.append(database.execute_text(text, {"var": var, "value": value}, name=statement))
    return counts[0], counts[1]
