"""The import over fresh tables and over those of an existing installation, on both databases."""

from __future__ import annotations

import pytest

from hiperus.storage.database import Database
from tests.integration.accounts.importer import Import
from tests.support.roles import create_schema, migrate


@pytest.fixture(params=["fresh", "existing"])
def importer(request: pytest.FixtureRequest, empty_database: Database) -> Import:
    grown = ["hiperus_2017"] if request.param == "existing" else []
    create_schema(empty_database, "current", *grown)
    migrate(empty_database)
    return Import(empty_database)
