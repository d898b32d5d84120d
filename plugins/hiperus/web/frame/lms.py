"""Opens the LMS database for a visitor: read-only, one snapshot, a deadline.

No `from __future__ import annotations` here: FastAPI reads the annotations.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import Depends

from hiperus.errors import AnswerOverdueError, StorageError
from hiperus.hooks.lms import LmsHook
from hiperus.run import Run
from hiperus.storage.deadline import Deadline
from hiperus.storage.ledger import RunOrigin

LMS = "lms_default"

VISITOR_SECONDS = 25
"""How long one visitor waits for the database at most; the server itself gives a statement 20."""

DRAFT_SECONDS = 120
"""How long a month's drafts may take; the server itself gives a statement 100."""


@contextmanager
def reading_run(*, patiently: bool = False) -> Iterator[Run]:
    """Open the database over tables that fit the code, in one transaction that only reads.

    Args:
        patiently: a statement may take minutes, for what is worked out beside the requests.

    Raises:
        ConfigurationError: no such connection, login refused, or `hiperus_check` has not run.
        AnswerOverdueError: the database gave no answer in time.
        StorageUnavailableError: out of reach, or too slow.
    """
    deadline = Deadline(DRAFT_SECONDS if patiently else VISITOR_SECONDS)
    try:
        with deadline, LmsHook(LMS).get_reader(deadline) as database:
            run = Run.opened(database, RunOrigin(), lambda: int(time.time()))
            if patiently:
                database.read_patiently()
            with database.transaction():
                yield run
    except StorageError as error:
        if deadline.is_over:
            raise _overdue(deadline, error) from error
        raise


def _overdue(deadline: Deadline, error: StorageError) -> AnswerOverdueError:
    overdue = AnswerOverdueError(
        f"The LMS database gave no answer within {deadline.seconds:g} s. {error.trouble}",
        seconds=deadline.seconds,
    )
    return overdue.leaving("Nothing was changed; try again in a minute.")


def run_of_request() -> Iterator[Run]:
    """Open the database for one request (a FastAPI dependency)."""
    with reading_run() as run:
        yield run


RunDep = Annotated[Run, Depends(run_of_request)]
