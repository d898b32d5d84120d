"""Reasons of invoices: each code has arguments and a sentence, and comes back from the table."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from hiperus.errors import InvoiceParkedError, SafetyBoundError, StatementFailedError
from hiperus.invoices.rules.state_reasons import (
    ARGUMENTS,
    SENTENCES,
    Argument,
    ReasonCode,
    StateReason,
    above_bound,
    in_words,
    parked_error,
    reason_of,
    released,
    sentence,
    several,
)
from hiperus.invoices.tables.state_reasons import as_columns, reason_in

NO_PLAN = StateReason(ReasonCode.NO_PLAN)
EXAMPLES: dict[type, Argument] = {
    str: 'żółw "%s" {x}; \\',
    Decimal: Decimal("-1234567.80"),
    StateReason: NO_PLAN,
    tuple: (NO_PLAN, above_bound(Decimal("10.00"), Decimal("9.5"))),
}


def example(code: ReasonCode) -> StateReason:
    return StateReason(code, {name: EXAMPLES[kind] for name, kind in ARGUMENTS[code].items()})


@pytest.mark.parametrize("code", ReasonCode)
def test_a_sentence_has_a_place_for_each_argument(code: ReasonCode) -> None:
    assert re.findall(r"%\((\w+)\)s", SENTENCES[code]) == list(ARGUMENTS[code])
    assert "%(" not in sentence(example(code))


@pytest.mark.parametrize("code", ReasonCode)
def test_a_reason_comes_back_from_the_table_as_it_went_in(code: ReasonCode) -> None:
    for reason in (example(code), released(example(code)), several([NO_PLAN, example(code)])):
        columns = as_columns(reason)
        assert reason_in({**columns, "reason": "of no use to code"}) == reason
        assert columns["reason"] == sentence(reason)
        assert len(columns["reason_code"] or "") <= 40


def test_without_a_reason_all_three_columns_are_empty() -> None:
    assert set(as_columns(None).values()) == {None}
    assert reason_in({"reason_code": None, "reason_args": None}) is None


def test_a_code_that_only_a_newer_version_knows_is_shown_bare() -> None:
    row = {"reason_code": "released", "reason_args": '{"was": {"code": "frost", "args": {"x": 1}}}'}
    assert sentence(reason_in(row)) == "released, was: frost"


def test_several_reasons_are_one() -> None:
    assert several([]) is None
    assert several([NO_PLAN]) is NO_PLAN
    both = several([StateReason(ReasonCode.NO_DIVISION), NO_PLAN])
    assert sentence(both) == (
        "the LMS customer has no division; the LMS customer has no usable number plan for invoices"
    )


def test_a_release_without_a_reason_to_name_is_said_all_the_same() -> None:
    assert reason_in(as_columns(released(None))) == released(None)
    assert sentence(released(None)) == "released, was: "


def test_an_error_tells_its_reason() -> None:
    error = parked_error(ReasonCode.NO_DATE, terminal="48", text="'soon'")
    assert str(error) == (
        "terminal 48: A subscription date reads 'soon', which is no date; "
        "correct it on the platform and import again."
    )
    found = reason_of(error)
    assert found == StateReason(ReasonCode.NO_DATE, {"terminal": "48", "text": "'soon'"})


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StatementFailedError("refused"), ReasonCode.REFUSED),
        (SafetyBoundError("sums"), ReasonCode.SAFETY_BOUND),
        (InvoiceParkedError("something else"), ReasonCode.TEXT),
    ],
)
def test_words_of_an_error_are_kept_as_they_are(
    error: StatementFailedError | SafetyBoundError | InvoiceParkedError, code: ReasonCode
) -> None:
    assert reason_of(error) == in_words(code, str(error))
    assert sentence(reason_of(error)) == str(error)
