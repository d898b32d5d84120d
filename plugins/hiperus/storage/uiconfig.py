"""Reads LMS's settings (`uiconfig`): ours, the platform's credentials, and LMS's own defaults."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from hiperus.settings import DIVISION_SETTINGS, SECTION, Settings
from hiperus.storage.catalogue import require_table
from hiperus.storage.database import Database

_ALIKE = 0.85
Values = dict[tuple[str, str], str]
"""What LMS's settings say, by (section, variable)."""


@dataclass(frozen=True, slots=True)
class UiConfig:
    """LMS's settings: those for everybody, and those that a division has for itself."""

    everywhere: Values = field(default_factory=dict)
    divisions: Mapping[int, Values] = field(default_factory=dict)

    def of(self, division_id: int | None) -> Values:
        """Return what holds in a division: its own rows go before those for everybody."""
        return {**self.everywhere, **self.divisions.get(division_id or 0, {})}

    def settings_of(self, division_id: int | None, everywhere: Settings) -> Settings:
        """Return our settings for the customers of a division.

        Args:
            division_id: LMS's division; one without rows of its own has those of everybody.
            everywhere: the settings in force for everybody.

        Raises:
            ConfigurationError: names every value of the division that cannot be used.
        """
        own = self.divisions.get(division_id or 0, {})
        return everywhere.in_division(_ours(own), division_id or 0) if own else everywhere

    def described(self, everywhere: Settings) -> list[str]:
        """Return a line for each row of ours that a division has, or that has no effect."""
        lines = _misspelt(self.everywhere)
        for division_id, values in sorted(self.divisions.items()):
            settings = self.settings_of(division_id, everywhere)
            lines += [settings.line(n) for n, text in _ours(values) if _is_used(n, text)]
            lines += [
                f"{name} of division {division_id} has no effect: it holds for whole runs"
                for name, _ in _ours(values)
                if name in Settings.__dataclass_fields__ and name not in DIVISION_SETTINGS
            ]
        return lines


def _misspelt(values: Values) -> list[str]:
    """Name settings that look like one of ours; others in the section are the old plugin's."""
    known = list(Settings.__dataclass_fields__)
    return [
        f"{SECTION}.{name} is no setting (did you mean {near[0]!r}?); it has no effect"
        for name, _ in sorted(_ours(values))
        if name not in known and (near := get_close_matches(name, known, 1, _ALIKE))
    ]


def _ours(values: Values) -> list[tuple[str, str]]:
    return [(name, value) for (section, name), value in values.items() if section == SECTION]


def _is_used(name: str, text: str) -> bool:
    return name in DIVISION_SETTINGS and bool(text.strip())


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the old scripts logged in with."""

    login: str
    password: str = field(repr=False)
    domain: str


def read_uiconfig(database: Database) -> UiConfig:
    """Return the values of the sections that matter here.

    Rows of a user do not count, nor do disabled ones; of two rows of the same name the newer one
    does.
    """
    columns = require_table(database, "uiconfig")
    text = database.text_of(
        "settings/select_settings",
        division="divisionid" if "divisionid" in columns else "NULL",
        only_for_all=" AND userid IS NULL" if "userid" in columns else "",
    )
    sections = {"section_1": SECTION, "section_2": "payments", "section_3": "phpui"}
    everywhere: Values = {}
    divisions: dict[int, Values] = {}
    for row in database.fetch_text(text, sections, name="settings/select_settings"):
        whose = divisions.setdefault(int(row["division"]), {}) if row["division"] else everywhere
        whose[row["section"], row["var"]] = row["value"]
    return UiConfig(everywhere, divisions)


def settings_from(values: Values) -> Settings:
    """Return the settings in force for everybody, before a run's parameters override them.

    Raises:
        ConfigurationError: names every value that cannot be used.
    """
    return Settings.from_rows(_ours(values))


def credentials_from(values: Values) -> Credentials | None:
    """Return the platform's login as the old plugin kept it, or None where it is not there."""
    login, password, domain = (
        values.get((SECTION, name), "").strip() for name in ("username", "password", "domain")
    )
    return Credentials(login, password, domain) if login and password else None
