"""When LMS will not mail what is dated so, the run says it; tomorrow's date is for late runs."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from hiperus.domain.periods import WARSAW
from hiperus.errors import InvalidParameterError
from hiperus.invoices.request import InvoiceRequest
from hiperus.invoices.rules.dating import mailing_note


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=WARSAW).timestamp())


@pytest.mark.parametrize("now", ["2026-11-01T03:15", "2026-11-01T05:59"])
def test_before_the_usual_hour_there_is_nothing_to_say(now: str) -> None:
    assert mailing_note(at(now), at(now), 6) == ""


def test_a_late_run_says_that_nothing_will_be_mailed_by_itself() -> None:
    note = mailing_note(at("2026-11-01T06:00"), at("2026-11-01T06:00"), 6)
    assert "issued at 06:00" in note
    assert "date_next_day" in note


def test_documents_of_another_day_say_so() -> None:
    assert "dated 2026-07-01" in mailing_note(at("2026-07-01T12:00"), at("2026-11-01T03:15"), 6)
    tomorrow = mailing_note(at("2026-11-02T00:05"), at("2026-11-01T15:00"), 6)
    assert tomorrow.startswith("The documents are dated 2026-11-02: LMS mails them on that day")


def asked(today: date, **given: object) -> InvoiceRequest:
    return InvoiceRequest.from_parameters({"date_next_day": True, **given}, today)


@pytest.mark.parametrize(
    ("today", "dated"),
    [
        (date(2026, 11, 1), "2026-11-02T00:05"),
        (date(2026, 3, 28), "2026-03-29T00:05"),  # the clock changes that night
        (date(2026, 10, 24), "2026-10-25T00:05"),
    ],
)
def test_the_next_day_begins_in_warsaw(today: date, dated: str) -> None:
    request = asked(today)
    assert request.fixed_instant == at(dated)
    assert request.issue_day == datetime.fromisoformat(dated).date()


def test_the_next_day_of_another_month_is_refused() -> None:
    with pytest.raises(InvalidParameterError, match="2026-12-01, in another month"):
        asked(date(2026, 11, 30))


def test_two_dates_are_refused() -> None:
    with pytest.raises(InvalidParameterError, match="choose one of them"):
        asked(date(2026, 11, 1), fakedate="2026-11-05")
