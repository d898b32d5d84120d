"""Parameters of an invoice run are checked before anything is read."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from hiperus.domain.periods import WARSAW, Month
from hiperus.errors import ConfigurationError, InvalidParameterError
from hiperus.invoices.request import InvoiceRequest
from hiperus.settings import Settings

TODAY = date(2026, 11, 1)
OURS = Settings(first_billed_month=Month(2012, 1))


def request(**parameters: object) -> InvoiceRequest:
    return InvoiceRequest.from_parameters(parameters, TODAY)


def test_without_parameters_the_settings_decide() -> None:
    asked = request(leftmonth=None, fakedate=None, customers=[], ignore_missing_cdrs=None)
    assert asked == InvoiceRequest(today=TODAY)
    assert asked.billed_month(OURS) == Month(2026, 10)
    assert asked.billed_month(Settings(first_billed_month=Month(2012, 1), leftmonth=2)) == Month(
        2026, 9
    )


@pytest.mark.parametrize("text", ["2012/07/01", "2012-07-01"])
def test_fakedate_is_taken_for_today_and_documents_are_dated_noon(text: str) -> None:
    asked = request(fakedate=text)
    assert asked.billed_month(OURS) == Month(2012, 6)
    assert asked.fixed_instant == int(datetime(2012, 7, 1, 12, tzinfo=WARSAW).timestamp())


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(InvalidParameterError) as error:
        request(
            leftmonth=-1,
            fakedate="2026-02-30",
            dry_run="maybe",
            customers=["x"],
            ignore_missing_cdrs="  ",
        )
    said = str(error.value)
    assert said == (
        "leftmonth is '-1'; it must be a whole number between 0 and 120; "
        "fakedate is '2026-02-30'; it must be a date as YYYY-MM-DD or YYYY/MM/DD; "
        "dry_run is 'maybe'; it must be true or false; "
        "customers is \"['x']\"; it must be a list of LMS customer ids; "
        "ignore_missing_cdrs is '  '; it must be null, or the reason as a text."
    )


def test_an_unset_first_billed_month_is_one_clear_sentence() -> None:
    with pytest.raises(ConfigurationError, match=r"hiperus_c5\.first_billed_month is not set"):
        request().billed_month(Settings())


def test_months_of_the_old_script_are_never_billed() -> None:
    with pytest.raises(InvalidParameterError, match="belongs to the old script"):
        request(leftmonth=2).billed_month(Settings(first_billed_month=Month(2026, 10)))


def test_customers_are_ids_each_once() -> None:
    assert request(customers=[13, "12", 12]).customers == (12, 13)
