"""The business settings of one LMS: section `hiperus_c5` of `uiconfig`, validated as a whole.

A value that lives only in `lms.ini` cannot be seen from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from typing import Any

from hiperus.domain import typed_values as typed
from hiperus.domain.periods import Month

SECTION = "hiperus_c5"
SUBSCRIPTION_TEXT = "Abonament VoIP: %pricelist %numbers za okres %month_name %year"
CALLS_TEXT = "Koszt rozmów poza abonamentem %pricelist %numbers za okres %month_name %year"
LEAST_RETENTION = 12
"""Months that data needed for charges and complaints must be kept (PKE art. 391)."""


def _retention(text: str) -> int:
    """Read how long calls are kept: for ever, or for at least as long as the law asks."""
    months = typed.number(0, 600)(text)
    if 0 < months < LEAST_RETENTION:
        raise ValueError(f"must be 0 (for ever) or at least {LEAST_RETENTION}")
    return months


def _setting(default: Any, reader: Callable[[str], Any], *, of_division: bool = False) -> Any:
    return field(default=default, metadata={"reader": reader, "of_division": of_division})


def _for_division(default: Any, reader: Callable[[str], Any]) -> Any:
    """Declare a setting that a division may have for itself: it decides on one invoice alone."""
    return _setting(default, reader, of_division=True)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force. Amounts are PLN gross unless said otherwise, shares are percent.

    `origins` tells for each setting that is not at its default where its value came from.
    Their meaning is in `docs/operations.md`.
    """

    leftmonth: int = _setting(1, typed.number(0, 120))
    add_new_invoices: bool = _for_division(True, typed.flag)
    taxrate: Decimal | None = _for_division(None, typed.percentage)
    numberplanid: int | None = _for_division(None, typed.number(1, 2**31 - 1))
    prodid: str = _for_division("", str.strip)
    content: str | None = _for_division(None, str.strip)
    invoice_subscription_comment: str = _for_division(SUBSCRIPTION_TEXT, str)
    invoice_call_comment: str = _for_division(CALLS_TEXT, str)
    invoice_source: int = _setting(2, typed.number(0, 2))
    force_relationship: bool = _setting(False, typed.flag)
    default_location: int | None = _setting(None, typed.number(1, 2**31 - 1))
    first_billed_month: Month | None = _setting(None, typed.month)
    bill_calls_without_subscription: bool = _setting(True, typed.flag)
    bill_failed_calls: bool = _setting(True, typed.flag)
    setup_fee: str = _setting("excluded", typed.choice("excluded", "added"))
    prorate: bool = _for_division(False, typed.flag)
    sale_date: str = _for_division("issue", typed.choice("issue", "month_end"))
    recipient: str = _for_division("assignments", typed.choice("assignments", "off"))
    adjustments: str = _for_division("next_invoice", typed.choice("next_invoice", "own_invoice"))
    bound_median_factor: Decimal = _for_division(Decimal(5), typed.decimal)
    bound_floor: Decimal = _for_division(Decimal("100.00"), typed.decimal)
    basic_statement: str = _for_division("comment", typed.choice("comment", "totals", "off"))
    premium_types: tuple[str, ...] = _setting(("premium",), typed.words)
    premium_limit: Decimal = _setting(Decimal("35.00"), typed.decimal)
    premium_limit_basis: str = _setting("gross", typed.choice("gross", "net"))
    premium_over_limit: str = _setting("withhold", typed.choice("withhold", "bill"))
    mailing_hour: int = _setting(6, typed.number(0, 23))
    mailed_by_lms: bool = _for_division(True, typed.flag)
    einvoice_days: int = _setting(3, typed.number(1, 90))
    quarantine_limit: Decimal = _setting(Decimal("0.1"), typed.percentage)
    quarantine_floor: int = _setting(10, typed.number(0, 1_000_000))
    quarantine_amount: Decimal = _setting(Decimal("50.00"), typed.decimal)
    unlinked_limit: Decimal = _setting(Decimal(1), typed.percentage)
    shrink_limit: Decimal = _setting(Decimal(50), typed.percentage)
    lookback_days: int = _setting(3, typed.number(0, 62))
    retention_months: int = _setting(0, _retention)
    origins: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[str, str]]) -> Settings:
        """Build from `(var, value)` pairs of the section; unknown names are not ours.

        Raises:
            ConfigurationError: names every value that cannot be used, all at once.
        """
        values = _read(rows, "")
        return cls(**values, origins={name: f"uiconfig {SECTION}.{name}" for name in values})

    def in_division(self, rows: Iterable[tuple[str, str]], division_id: int) -> Settings:
        """Return what is in force for the customers of one division.

        Args:
            rows: `(var, value)` pairs of the section that belong to the division. Settings that
                hold for a whole run are passed over; `DIVISION_SETTINGS` names the others.
            division_id: LMS's division.

        Raises:
            ConfigurationError: names every value that cannot be used, all at once.
        """
        own = [(name, text) for name, text in rows if name in DIVISION_SETTINGS]
        of_division = f" of division {division_id}"
        values = _read(own, of_division)
        origins = {name: f"uiconfig {SECTION}.{name}{of_division}" for name in values}
        return replace(self, **values, origins={**self.origins, **origins})

    def described(self) -> list[str]:
        """Return one line a setting: name, value, where it came from."""
        return [self.line(f.name) for f in fields(self) if f.name != "origins"]

    def line(self, name: str) -> str:
        """Return one setting with its value and where that came from."""
        return f"{name} = {getattr(self, name)} ({self.origins.get(name, 'default')})"


_READERS = {f.name: f.metadata["reader"] for f in fields(Settings) if "reader" in f.metadata}

DIVISION_SETTINGS = frozenset(f.name for f in fields(Settings) if f.metadata.get("of_division"))
"""Settings that a division may have for itself. The others decide on calls or on whole runs."""


def _read(rows: Iterable[tuple[str, str]], whose: str) -> dict[str, Any]:
    reader = typed.SettingsReader(whose)
    values = {
        name: reader.read(SECTION, name, text, _READERS[name], None)
        for name, text in rows
        if name in _READERS and text.strip()
    }
    reader.require_usable()
    return values
