"""A parameter that a DAG does not have is refused by whichever task comes first."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from hiperus.errors import InvalidParameterError
from hiperus.tasks.frame import runs
from hiperus.tasks.frame.failures import FailedForGood, failing_well

MISTYPED = [
    ("hiperus_check", "fill_adresses", "fill_post_addresses"),
    ("hiperus_import", "category", "categories"),
    ("hiperus_cdr_backfill", "billing_form", "billing_from"),
    ("hiperus_invoice", "dryrun", "dry_run"),
    ("hiperus_invoice", "customer", "customers"),
    ("hiperus_invoice", "left_month", "leftmonth"),
    ("hiperus_provision", "Dry-Run", "dry_run"),
    ("hiperus_provision", "pay_load", "payload"),
    ("hiperus_replay", "parket", "parked"),
    ("hiperus_retention", "dryrun", "dry_run"),
]


def with_conf(monkeypatch: pytest.MonkeyPatch, dag: Any, conf: dict[str, Any]) -> None:
    context = {"dag": dag, "dag_run": SimpleNamespace(conf=conf)}
    monkeypatch.setattr(runs, "get_current_context", lambda: context)


@pytest.mark.parametrize(("dag_id", "name", "meant"), MISTYPED)
def test_it_is_named_with_the_nearest(
    dag_bag: Any, monkeypatch: pytest.MonkeyPatch, dag_id: str, name: str, meant: str
) -> None:
    dag = dag_bag.dags[dag_id]
    with_conf(monkeypatch, dag, {name: True})
    with pytest.raises(InvalidParameterError) as caught:
        runs.require_known_parameters()
    text = str(caught.value)
    assert f"{dag_id} has no parameter {name!r}" in text
    assert f"did you mean {meant!r}?" in text
    assert text.endswith("Nothing was done.")


def test_known_ones_and_none_at_all_pass(dag_bag: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for dag in dag_bag.dags.values():
        for conf in ({}, None, dict.fromkeys(dag.params)):
            with_conf(monkeypatch, dag, conf)  # type: ignore[arg-type]
            runs.require_known_parameters()


def test_every_task_looks_before_it_does_anything(dag_bag: Any) -> None:
    looking = failing_well(lambda: None).__code__
    for dag in dag_bag.dags.values():
        for task in dag.tasks:
            function = getattr(task, "python_callable", None)
            assert function is None or function.__code__ is looking, f"{dag.dag_id}.{task.task_id}"


def test_it_fails_the_task_for_good(dag_bag: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    done = []
    with_conf(monkeypatch, dag_bag.dags["hiperus_invoice"], {"dryrun": True})
    with pytest.raises(FailedForGood, match="did you mean 'dry_run'"):
        failing_well(lambda: done.append(1))()
    assert done == []
