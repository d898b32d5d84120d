"""Reads LMS's settings (`uiconfig`): ours, the platform's credentials, and LMS's own defaults."""

from __future__ import annotations

from dataclasses import dataclass, field

from hiperus.settings import SECTION, Settings
from hiperus.storage.catalogue import require_table
from hiperus.storage.database import Database

Values = dict[tuple[str, str], str]
"""What LMS's settings say, by (section, variable)."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the old scripts logged in with."""

    login: str
    password: str = field(repr=False)
    domain: str


def read_values(database: Database) -> Values:
    """Return the global values of the sections that matter here, by (section, variable).

    Rows of one division or user do not count; of two rows of the same name the newer one does.
    """
    columns = require_table(database, "uiconfig")
    scoped = [name for name in ("userid", "divisionid") if name in columns]
    only_global = "".join(f" AND {database.dialect.quote(name)} IS NULL" for name in scoped)
    text = database.text_of("settings/select_settings", only_global=only_global)
    sections = {"section_1": SECTION, "section_2": "invoices", "section_3": "phpui"}
    rows = database.fetch_text(text, sections, name="settings/select_settings")
    return {(r["section"], r["var"]): r["value"] for r in rows}


def settings_from(values: Values) -> Settings:
    """Return the settings in force before a run's parameters override them.

    Raises:
        ConfigurationError: names every value that cannot be used.
    """
    return Settings.from_rows(
        [(name, value) for (section, name), value in values.items() if section == SECTION]
    )


def credentials_from(values: Values) -> Credentials | None:
    """Return the platform's login as the old plugin kept it, or None where it is not there."""
    login, password, domain = (
        values.get((SECTION, name), "").strip() for name in ("username", "password", "domain")
    )
    return Credentials(login, password, domain) if login and password else None
