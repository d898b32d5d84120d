"""The import over fresh tables and over those of an existing installation, on both databases."""

from __future__ import annotations

import pytest

from hiperus.storage.database import Database
from hiperus.storage.migrations import migrate
from include.lms import create_schema
from tests.integration.reference.importer import Import


@pytest.fixture(params=["fresh", "existing"])
def importer(request: pytest.FixtureRequest, empty_database: Database) -> Import:
    grown = ["hiperus_2017"] if request.param == "existing" else []
    create_schema(empty_database, "current", *grown)
    migrate(empty_database)
    return Import(empty_database)
