"""The basic statement: by type of service, premium numbers one by one, within LMS's limits."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hiperus.domain.periods import Month
from hiperus.invoices.rules.basic_statement import (
    LONGEST_LINE,
    ServiceUse,
    StatementMode,
    compose,
    spoken_time,
    totals_in_a_line,
    with_totals,
)
from hiperus.invoices.rules.lines import Line, LineKind

USES = [
    ServiceUse("mobile", 2, 3_725, Decimal("1.5000")),
    ServiceUse("premium", 1, 61, Decimal("7.3200"), "48700123456"),
    ServiceUse("premium", 2, 30, Decimal("0.1000"), "48703000001"),
    ServiceUse("geographic", 1, 5, Decimal("0.0100")),
    ServiceUse("incoming", 1, 60, Decimal("0.2000")),
    ServiceUse("mobile", 1, 10, Decimal("0.3000"), is_increase=True),
    ServiceUse("satellite", 1, 10, Decimal("9.0000")),
]
WHOLE = """\
Podstawowy wykaz wykonanych usług (płatnych), kwoty netto:
- numery stacjonarne: 1 poł., 0:00:05 (5 jedn. po 1 s), 0,0100 zł
- numery komórkowe: 2 poł., 1:02:05 (3725 jedn. po 1 s), 1,5000 zł
- usługi o podwyższonej opłacie: 3 poł., 0:01:31 (91 jedn. po 1 s), 7,4200 zł
- połączenia przychodzące: 1 poł., 0:01:00 (60 jedn. po 1 s), 0,2000 zł
- inne połączenia: 1 poł., 0:00:10 (10 jedn. po 1 s), 9,0000 zł
- dopłaty do połączeń z wcześniejszych faktur: 1 poł., 0,3000 zł
- numer 48700123456: 1 poł., 0:01:01 (61 jedn. po 1 s), 7,3200 zł
- numer 48703000001: 2 poł., 0:00:30 (30 jedn. po 1 s), 0,1000 zł
Numery usług z dodatkowym świadczeniem podano wyżej. Ich rejestr prowadzi Prezes UKE na swojej \
stronie BIP.
Abonent może żądać bezpłatnego zablokowania połączeń z takimi numerami (art. 343 PKE).
Razem: 9 poł., 18,4300 zł."""


def test_the_whole_statement() -> None:
    assert compose(USES, StatementMode.COMMENT) == WHOLE


def test_without_single_numbers_it_says_where_they_are() -> None:
    text = compose(USES, StatementMode.TOTALS)
    assert "48700123456" not in text
    assert "szczegółowy wykaz" in text
    assert "art. 343 PKE" in text
    assert text.endswith("Razem: 9 poł., 18,4300 zł.")


def test_without_premium_numbers_there_are_no_notices() -> None:
    assert "UKE" not in compose(USES[:1], StatementMode.COMMENT)


@pytest.mark.parametrize(("uses", "mode"), [(USES, StatementMode.OFF), ([], StatementMode.COMMENT)])
def test_nothing_to_say(uses: list[ServiceUse], mode: StatementMode) -> None:
    assert compose(uses, mode) == ""


def test_no_line_is_longer_than_the_e_invoice_takes() -> None:
    many = [ServiceUse("premium", 10**9, 10**9, Decimal(10**9), "9" * 25)]
    assert max(map(len, compose(many, StatementMode.COMMENT).split("\n"))) <= LONGEST_LINE


def test_a_time_of_days() -> None:
    assert [spoken_time(s) for s in (0, 59, 3_600, 360_001)] == [
        "0:00:00", "0:00:59", "1:00:00", "100:00:01"]  # fmt: skip


def a_line(kind: LineKind, text: str) -> Line:
    return Line(100, 200, kind, Month(2026, 10), text, Decimal(1), Decimal(23))


def test_where_documents_have_no_comment_the_last_line_of_calls_has_the_totals() -> None:
    lines = [
        a_line(LineKind.CALLS, "Rozmowy A"),
        a_line(LineKind.CALLS, "Rozmowy B"),
        a_line(LineKind.SUBSCRIPTION, "Abonament"),
    ]
    shown = with_totals(lines, totals_in_a_line(USES[:1]))
    assert [line.text for line in shown] == [
        "Rozmowy A",
        "Rozmowy B; w tym: numery komórkowe: 2 poł., 1:02:05 (3725 jedn. po 1 s), 1,5000 zł",
        "Abonament",
    ]
    long = with_totals([a_line(LineKind.CALLS, "x" * 500)], totals_in_a_line(USES))
    assert len(long[0].text) <= 512
    assert with_totals(lines[2:], "abc") == lines[2:]
