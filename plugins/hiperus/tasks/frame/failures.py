"""Turns our errors into Airflow's; nothing else does."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from airflow.sdk.exceptions import AirflowFailException

from hiperus.errors import HiperusError, Retriable
from hiperus.tasks.frame.runs import require_known_parameters


class FailedForGood(AirflowFailException):
    """Airflow's fail-now error, which still knows what ours was."""

    def __init__(self, sentence: str, kind: type[BaseException] = HiperusError) -> None:
        """Keep our error's class, by which alerts tell causes apart.

        Not the error itself: what a driver raised below it may quote values.
        """
        super().__init__(sentence)
        self.kind = kind


def kind_of(error: BaseException | None) -> type[object]:
    """Return our error's class for what Airflow hands to a failure callback.

    Airflow calls back in the task's own process, with the exception as it was raised. Where that
    process is gone, the DAG processor calls back and knows no exception.
    """
    return error.kind if isinstance(error, FailedForGood) else type(error)


P = ParamSpec("P")
R = TypeVar("R")


def failing_well(function: Callable[P, R]) -> Callable[P, R]:
    """Let Airflow retry what may heal, and fail now what cannot.

    A retriable error goes up as it is, so the task's retries apply. Any other error of ours
    becomes `AirflowFailException` with the same sentence. A parameter that the DAG does not have
    is refused before anything is done, whichever task comes first. The chain is cut: what a driver
    or parser raised below may quote values that do not belong in a log.
    """

    @functools.wraps(function)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            require_known_parameters()
            return function(*args, **kwargs)
        except HiperusError as error:
            if isinstance(error, Retriable):
                raise error from None
            raise FailedForGood(str(error), type(error)) from None

    return guarded
