"""Imports which services the reseller may use: the category `wlr`."""

from __future__ import annotations

from hiperus.accounts.attempt import ImportAttempt
from hiperus.accounts.summary import ImportSummary
from hiperus.accounts.tables.assignments import store_service_flag
from hiperus.domain.flags import read_flag
from hiperus.domain.ports import Platform, PlatformRow
from hiperus.errors import ResponseFormatError, SessionExpiredError

_ACTION = "CheckLogin"
_VARIABLES = {"voip_services": "voip_services", "wlr": "wlr_services"}
"""Variables of `hiperus_c5` and the platform's names for them."""


def import_services(attempt: ImportAttempt, platform: Platform) -> ImportSummary:
    """Ask for the services, and store each as 0 or 1 in `uiconfig`.

    Raises:
        SessionExpiredError: the platform says that nobody is logged in; what it says of the
            services then is not to be trusted.
        ResponseFormatError: the answer does not say whether a service is there.
    """
    rows = platform.rows(_ACTION, {})
    if not rows or not read_flag(rows[0].get("logged")):
        raise SessionExpiredError(
            "CheckLogin says that the session is not logged in, so what it says of the services "
            "was not stored; try again, then check the login of hiperus_default.",
            action=_ACTION,
        )
    values = {var: _service(rows[0], name) for var, name in _VARIABLES.items()}
    with attempt.database.transaction():
        return _store(attempt, len(rows), values)


def _service(row: PlatformRow, name: str) -> str:
    known = read_flag(row.get(name))
    if known is None:
        raise ResponseFormatError(
            f"CheckLogin does not say t or f for {name}; nothing was stored. Report it to the "
            "platform's support.",
            action=_ACTION,
        )
    return "1" if known else "0"


def _store(attempt: ImportAttempt, fetched: int, values: dict[str, str]) -> ImportSummary:
    load_id = attempt.open_load()
    counts = [store_service_flag(attempt.database, var, value) for var, value in values.items()]
    inserted, updated = (sum(column) for column in zip(*counts, strict=True))
    summary = ImportSummary(
        attempt.category,
        fetched=fetched,
        inserted=inserted,
        updated=updated,
        unchanged=max(len(values) - inserted - updated, 0),
        notes=tuple(f"{var} = {value}" for var, value in values.items()),
    )
    attempt.close_load(load_id, summary, fetched)
    return summary
