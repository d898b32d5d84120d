"""Airflow retries what may heal and fails at once what cannot."""

from __future__ import annotations

import inspect
import pickle

import pytest
from airflow.sdk.exceptions import AirflowFailException, AirflowSkipException

from hiperus import errors
from hiperus.tasks.frame.failures import FailedForGood, failing_well, kind_of

RETRIED = {
    "TransportError",
    "RateLimitedError",
    "SessionExpiredError",
    "IncompleteAnswerError",
    "StorageUnavailableError",
    "AnswerOverdueError",
    "AskedAlreadyError",
    "ChangeInDoubtError",
}
SET_ASIDE = {"InvalidRecordError", "InvoiceParkedError", "UsageChangedError"}


CLASSES = [
    found
    for _, found in inspect.getmembers(errors, inspect.isclass)
    if issubclass(found, errors.HiperusError)
]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_each_error_has_the_marker_that_its_tree_shows(kind: type[errors.HiperusError]) -> None:
    assert issubclass(kind, errors.Retriable) == (kind.__name__ in RETRIED)
    assert issubclass(kind, errors.SetAside) == (kind.__name__ in SET_ASIDE)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_a_task_retries_just_the_retriable_ones(kind: type[errors.HiperusError]) -> None:
    @failing_well
    def body() -> None:
        try:
            raise ValueError("48600100200")
        except ValueError as cause:
            raise kind("One sentence.") from cause

    expected = kind if kind.__name__ in RETRIED else AirflowFailException
    with pytest.raises(expected, match=r"One sentence\.") as caught:
        body()
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_failure_for_good_knows_our_error_s_class_in_another_process_too() -> None:
    @failing_well
    def body() -> None:
        raise errors.LoginRefusedError("One sentence.")

    with pytest.raises(FailedForGood) as caught:
        body()
    sent = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 -- our own
    assert (kind_of(sent), str(sent)) == (errors.LoginRefusedError, "One sentence.")
    assert kind_of(errors.TransportError("x")) is errors.TransportError
    assert kind_of(None) is type(None)


def test_other_exceptions_pass_as_they_are() -> None:
    @failing_well
    def body() -> None:
        raise AirflowSkipException("not chosen")

    with pytest.raises(AirflowSkipException):
        body()


def test_a_wrapped_task_keeps_its_signature() -> None:
    @failing_well
    def body(category: str) -> str:
        return category

    assert list(inspect.signature(body).parameters) == ["category"]
    assert body("customers") == "customers"
