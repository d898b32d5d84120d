"""Opens the LMS database for one request: read-only, one snapshot, a time limit.

No `from __future__ import annotations` here: FastAPI reads the annotations.
"""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends

from hiperus.hooks.lms import LmsHook
from hiperus.storage.database import Database
from hiperus.storage.migrations import require_current

LMS = "lms_default"


def lms_database() -> Iterator[Database]:
    """Open the database over tables that fit the code (a FastAPI dependency).

    Raises:
        ConfigurationError: no such connection, login refused, or `hiperus_check` has not run.
        StorageUnavailableError: out of reach, or too slow.
    """
    with LmsHook(LMS).get_database(for_reading=True) as database:
        require_current(database)
        with database.transaction():
            yield database


DatabaseDep = Annotated[Database, Depends(lms_database)]
