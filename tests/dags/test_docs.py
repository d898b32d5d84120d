"""The page of all DAGs says what the DAGs say."""

from __future__ import annotations

from typing import Any

from dev.docs import PAGE, page


def test_the_page_of_all_dags_is_current(dag_bag: Any) -> None:
    assert PAGE.read_text("utf-8") == page(dag_bag.dags), "run: make docs"
