"""Tells Airflow's lineage (and so OpenLineage) which tables a task reads and writes."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from airflow.sdk.lineage import get_hook_lineage_collector

from hiperus.tasks.frame.connections import LMS

log = logging.getLogger(__name__)

CALL_TABLES = ("hv_billing", "hv_billing_link", "hv_coverage", "hv_load", "hv_quarantine")
INVOICE_SOURCES = (
    *("hv_billing", "hv_billing_link", "hv_coverage", "hv_account_history"),
    *("hv_terminal_history", "hv_subscription_history", "customers"),
)
INVOICE_TABLES = (
    *("documents", "invoicecontents", "cash"),
    *("hv_invoice", "hv_invoice_line", "hv_billing_invoiced"),
)
IMPORT_TABLES = {
    "customers": ("hv_customers", "hv_assign", "hv_account_history"),
    "terminals": ("hv_terminal", "hv_terminal_history"),
    "numbers": ("hv_pstn", "hv_pstnrange", "hv_pstnusage"),
    "end_users": ("hv_enduserlist",),
    "price_lists": ("hv_pricelist",),
    "subscriptions": ("hv_subscriptionlist", "hv_subscription_history"),
    "wlr": ("uiconfig",),
}
_PORTS = {"postgres": 5432, "mysql": 3306}


def report_tables(*, reads: Iterable[str] = (), writes: Iterable[str] = ()) -> None:
    """Name the LMS tables that the running task reads and writes; never fails a task."""
    from hiperus.hooks.lms import LmsHook  # noqa: PLC0415 - drivers are not for DAG parsing

    try:
        hook = LmsHook(LMS)
        scheme, where = _where(hook.get_connection(LMS))
        collector = get_hook_lineage_collector()
        for add, tables in (
            (collector.add_input_asset, reads),
            (collector.add_output_asset, writes),
        ):
            for table in tables:
                add(context=hook, scheme=scheme, asset_kwargs={**where, "table": table})
    except Exception as error:
        log.debug("The lineage of this task is not reported (%s).", type(error).__name__)


def _where(connection: Any) -> tuple[str, dict[str, Any]]:
    """Return the scheme, and where the tables are; a socket on this machine is `localhost`."""
    scheme = "mysql" if connection.conn_type == "mysql" else "postgres"
    host = connection.host or ""
    where = {
        "host": host if host and not host.startswith("/") else "localhost",
        "port": connection.port or _PORTS[scheme],
        "database": connection.schema or "lms",
    }
    return scheme, where if scheme == "mysql" else {**where, "schema": "public"}
