"""The parsed DAGs."""

from __future__ import annotations

from pathlib import Path

import pytest
from airflow.dag_processing.dagbag import DagBag

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def dag_bag() -> DagBag:
    """All DAGs of the project, parsed once."""
    return DagBag(str(ROOT / "dags"))
