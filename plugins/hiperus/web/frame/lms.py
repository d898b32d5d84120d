"""Opens the LMS database for a visitor: read-only, one snapshot, a time limit.

No `from __future__ import annotations` here: FastAPI reads the annotations.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import Depends

from hiperus.hooks.lms import LmsHook
from hiperus.run import Run
from hiperus.storage.ledger import RunOrigin

LMS = "lms_default"


@contextmanager
def reading_run(*, patiently: bool = False) -> Iterator[Run]:
    """Open the database over tables that fit the code, in one transaction that only reads.

    Args:
        patiently: a statement may take minutes, for what is worked out beside the requests.

    Raises:
        ConfigurationError: no such connection, login refused, or `hiperus_check` has not run.
        StorageUnavailableError: out of reach, or too slow.
    """
    with LmsHook(LMS).get_database(for_reading=True) as database:
        run = Run.opened(database, RunOrigin(), lambda: int(time.time()))
        if patiently:
            database.read_patiently()
        with database.transaction():
            yield run


def run_of_request() -> Iterator[Run]:
    """Open the database for one request (a FastAPI dependency)."""
    with reading_run() as run:
        yield run


RunDep = Annotated[Run, Depends(run_of_request)]
