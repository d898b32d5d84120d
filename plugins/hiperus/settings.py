"""The business settings of one LMS: section `hiperus_c5` of `uiconfig`, validated as a whole.

A value that lives only in `lms.ini` cannot be seen from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from typing import Any

from hiperus.domain.flags import LMS, read_flag
from hiperus.domain.periods import Month
from hiperus.errors import ConfigurationError, InvalidParameterError

SECTION = "hiperus_c5"
SUBSCRIPTION_TEXT = "Abonament VoIP: %pricelist %numbers za okres %month_name %year"
CALLS_TEXT = "Koszt rozmów poza abonamentem %pricelist %numbers za okres %month_name %year"
LEAST_RETENTION = 3


def _flag(text: str) -> bool:
    """Read a switch with the words that LMS understands."""
    known = read_flag(text, LMS)
    if known is None:
        raise ValueError("must be true or false")
    return known


def _number(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not text.strip().isdigit() or not low <= int(text) <= high:
            raise ValueError(f"must be a whole number between {low} and {high}")
        return int(text)

    return read


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text.strip().rstrip("%").strip().replace(",", "."))
    except InvalidOperation:
        raise ValueError("must be a number") from None
    if not value.is_finite() or value < 0:
        raise ValueError("must be a number that is not negative")
    return value


def _choice(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.strip() not in words:
            raise ValueError(f"must be one of {', '.join(words)}")
        return text.strip()

    return read


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except InvalidParameterError:
        raise ValueError("must be a month as YYYY-MM") from None


def _retention(text: str) -> int:
    """Read how long calls are kept: three months are still looked back at, or read again."""
    months = _number(0, 600)(text)
    if 0 < months < LEAST_RETENTION:
        raise ValueError(f"must be 0 (for ever) or at least {LEAST_RETENTION}")
    return months


def _setting(default: Any, reader: Callable[[str], Any]) -> Any:
    return field(default=default, metadata={"reader": reader})


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force. Amounts are PLN gross unless said otherwise, shares are percent.

    `origins` tells for each setting that is not at its default where its value came from.
    Their meaning is in `docs/operations.md`.
    """

    leftmonth: int = _setting(1, _number(0, 120))
    add_new_invoices: bool = _setting(True, _flag)
    taxrate: Decimal | None = _setting(None, _decimal)
    numberplanid: int | None = _setting(None, _number(1, 2**31 - 1))
    prodid: str = _setting("", str.strip)
    content: str = _setting("szt", str.strip)
    invoice_subscription_comment: str = _setting(SUBSCRIPTION_TEXT, str)
    invoice_call_comment: str = _setting(CALLS_TEXT, str)
    invoice_source: int = _setting(2, _number(0, 2))
    force_relationship: bool = _setting(False, _flag)
    default_location: int | None = _setting(None, _number(1, 2**31 - 1))
    first_billed_month: Month | None = _setting(None, _month)
    bill_calls_without_subscription: bool = _setting(True, _flag)
    bill_failed_calls: bool = _setting(True, _flag)
    setup_fee: str = _setting("excluded", _choice("excluded", "added"))
    prorate: bool = _setting(False, _flag)
    sale_date: str = _setting("issue", _choice("issue", "month_end"))
    adjustments: str = _setting("next_invoice", _choice("next_invoice", "own_invoice"))
    bound_median_factor: Decimal = _setting(Decimal(5), _decimal)
    bound_floor: Decimal = _setting(Decimal("100.00"), _decimal)
    quarantine_limit: Decimal = _setting(Decimal("0.1"), _decimal)
    unlinked_limit: Decimal = _setting(Decimal(1), _decimal)
    shrink_limit: Decimal = _setting(Decimal(50), _decimal)
    lookback_days: int = _setting(3, _number(0, 62))
    retention_months: int = _setting(0, _retention)
    origins: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_rows(cls, rows: Iterable[tuple[str, str]]) -> Settings:
        """Build from `(var, value)` pairs of the section; unknown names are not ours.

        Raises:
            ConfigurationError: names every value that cannot be used, all at once.
        """
        readers = {f.name: f.metadata["reader"] for f in fields(cls) if "reader" in f.metadata}
        values: dict[str, Any] = {}
        problems = []
        for name, text in rows:
            if name not in readers or not text.strip():
                continue
            try:
                values[name] = readers[name](text)
            except ValueError as problem:
                problems.append(f"{SECTION}.{name} {problem}, not {text[:40]!r}")
        if problems:
            raise ConfigurationError(
                f"Settings in LMS's uiconfig cannot be used: {'; '.join(problems)}."
            )
        return cls(**values, origins={name: f"uiconfig {SECTION}.{name}" for name in values})

    def described(self) -> list[str]:
        """Return one line a setting: name, value, where it came from."""
        names = [f.name for f in fields(self) if f.name != "origins"]
        return [
            f"{name} = {getattr(self, name)} ({self.origins.get(name, 'default')})"
            for name in names
        ]
