"""The only place that turns our errors into what Airflow understands."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from airflow.sdk.exceptions import AirflowFailException

from hiperus.errors import HiperusError, Retriable


class FailedForGood(AirflowFailException):
    """Airflow's fail-now error, which still knows what ours was."""

    def __init__(self, sentence: str, error_class: str) -> None:
        """Keep the name of our error's class, by which alerts tell causes apart."""
        super().__init__(sentence)
        self.error_class = error_class


P = ParamSpec("P")
R = TypeVar("R")


def failing_well(function: Callable[P, R]) -> Callable[P, R]:
    """Let Airflow retry what may heal, and fail now what cannot.

    A retriable error goes up as it is, so the task's retries apply. Any other error of ours
    becomes `AirflowFailException` with the same sentence. The chain is cut: what a driver or
    parser raised below may quote values that do not belong in a log.
    """

    @functools.wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except HiperusError as error:
            if isinstance(error, Retriable):
                raise error from None
            raise FailedForGood(str(error), type(error).__name__) from None

    return guarded
