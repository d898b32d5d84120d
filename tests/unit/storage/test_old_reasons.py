"""The sentences that the table held before reasons had codes, read once for all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hiperus.invoices.rules.state_reasons import sentence
from hiperus.invoices.tables.state_reasons import reason_in
from hiperus.storage.old_reasons import coded, fill_reason_codes
from tests.support.old_reasons import OLD_REASONS, OldReason


def columns(reason: str, state: str) -> dict[str, str]:
    """Return what the migration would write."""

    class Table:
        written: dict[str, str]

        def execute(self, _: str) -> None: ...

        def fetch_all(self, _: str) -> list[dict[str, object]]:
            return [{"id": 1, "state": state, "reason": reason}]

        def execute_many(self, _: str, rows: list[dict[str, str]]) -> None:
            (self.written,) = rows

    table = Table()
    fill_reason_codes(table)  # type: ignore[arg-type]
    return table.written


@pytest.mark.parametrize("old", OLD_REASONS)
def test_a_sentence_is_known_and_says_the_same_again(old: OldReason) -> None:
    written = columns(old.reason, old.state)
    assert written["reason_code"] == old.code
    assert sentence(reason_in(written)) == old.reason


def test_a_persons_words_about_a_void_invoice_are_never_taken_for_ours() -> None:
    assert coded("nothing to pay", "void") == {"code": "void", "args": {"words": "nothing to pay"}}


def test_amounts_and_names_become_arguments() -> None:
    found = coded(
        'terminal a: b; c: A subscription date reads "it\'s", which is no date; correct it on the '
        "platform and import again.; 1234.50 PLN gross is above the bound of 100.00; release it if "
        "it is right",
        "parked",
    )
    date, bound = found["args"]["reasons"]
    assert date["args"] == {"terminal": "a: b; c", "text": '"it\'s"'}
    assert {k: Decimal(v) for k, v in bound["args"].items()} == {
        "gross": Decimal("1234.50"),
        "bound": Decimal("100.00"),
    }


@pytest.mark.parametrize(
    "reason",
    [
        "the LMS customer has no division of labour",
        "it says: the LMS customer has no division",
        "1.2.3 PLN gross is above the bound of 1.00; release it if it is right",
        "; ",
        "x; ",
        "The LMS database refused",
        "released",
    ],
)
def test_what_only_looks_like_a_sentence_stays_a_text(reason: str) -> None:
    assert coded(reason, "parked") == {"code": "text", "args": {"words": reason}}
