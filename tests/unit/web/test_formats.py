"""Numbers, money and times as people of each language read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hiperus.web.frame.languages import Language, language, negotiate

EN = language("en", "Europe/Warsaw")
PL = language("pl", "Europe/Warsaw")


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("where", "amount", "text"),
    [
        (PL, "1234.56", "1 234,56 zł"),
        (PL, "-0.005", "-0,01 zł"),
        (PL, "1234567.8", "1 234 567,80 zł"),
        (EN, "1234.56", "PLN 1,234.56"),
        (EN, "0.125", "PLN 0.13"),
    ],
)
def test_money_is_rounded_half_up_and_written_as_in_the_language(
    where: Language, amount: str, text: str
) -> None:
    assert plain(where.formats.money(Decimal(amount))) == text


def test_what_is_not_known_is_a_dash() -> None:
    formats = EN.formats
    unknown = [formats.money(None), formats.number(None), formats.day(None), formats.instant(None)]
    assert unknown == ["–"] * 4


def test_days_and_instants() -> None:
    assert PL.formats.day(date(2026, 11, 24)) == "24 lis 2026"
    assert EN.formats.day(date(2026, 11, 24)) == "24 Nov 2026"
    assert PL.formats.month(date(2026, 11, 1)) == "listopad 2026"
    assert EN.formats.last_day(date(2026, 3, 1)) == "28 Feb 2026"
    # 1 November 2026, 00:30 in Warsaw is still 31 October in UTC
    assert EN.formats.instant(1_793_489_400) == "1 Nov 2026, 00:30"


def test_durations() -> None:
    assert EN.formats.clock(3_725) == "1:02:05"
    assert plain(PL.formats.minutes(90)) == "1,5"


@pytest.mark.parametrize(
    ("days", "text"),
    [(1, "brakuje 1 dnia"), (2, "brakuje 2 dni"), (22, "brakuje 22 dni"), (25, "brakuje 25 dni")],
)
def test_polish_plurals(days: int, text: str) -> None:
    assert PL.ngettext("%(num)s day open", "%(num)s days open", days) == text


def test_polish_plurals_differ_for_few_and_many() -> None:
    one, many = "%(num)s more gap is not listed.", "%(num)s more gaps are not listed."
    assert [PL.ngettext(one, many, n).split()[1:3] for n in (1, 3, 5, 12, 23)] == [
        ["dalsza", "luka"],
        ["dalsze", "luki"],
        ["dalszych", "luk"],
        ["dalszych", "luk"],
        ["dalsze", "luki"],
    ]


@pytest.mark.parametrize(
    ("cookie", "accepted", "code"),
    [
        ("pl", "en", "pl"),
        (None, "pl-PL,pl;q=0.9,en;q=0.8", "pl"),
        (None, "de-DE,pl;q=0.5", "pl"),
        (None, "de", "en"),
        (None, None, "en"),
        ("xx", "pl", "pl"),
    ],
)
def test_the_language_is_chosen(cookie: str | None, accepted: str | None, code: str) -> None:
    assert negotiate(cookie, accepted) == code
