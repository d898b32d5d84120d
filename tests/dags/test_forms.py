"""What the trigger form takes and refuses, before a task runs."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest
from airflow.sdk.exceptions import ParamValidationError

from hiperus.calls.rules.backfill import plan_interval
from hiperus.domain.periods import DaySpan

GOOD: list[tuple[str, dict[str, Any]]] = [
    ("hiperus_import", {"categories": ["terminals"], "account_id": 17}),
    ("hiperus_cdr_backfill", {"billing_from": "2012-01-01", "billing_to": "2012/06/30"}),
    ("hiperus_cdr_backfill", {"billing_date": "lastday", "billing_type": "all"}),
    ("hiperus_cdr_backfill", {"billing_success": "all", "chunk_months": 5}),
    ("hiperus_invoice", {"fakedate": "2012/07/01", "customers": [1001], "leftmonth": 0}),
    ("hiperus_invoice", {"customers": ["1001", "1002"], "add_new_invoices": False}),
    ("hiperus_invoice", {"ignore_missing_cdrs": "the platform lost them"}),
    ("hiperus_replay", {"parked": [1001]}),
    ("hiperus_replay", {"load": 4, "reason": "is no number"}),
]
GOOD += [
    ("hiperus_provision", {"payloads": "name;account\nbiuro1;12001"}),
    ("hiperus_provision", {"payloads": [{"name": "biuro1"}], "account": 12001}),
]
BAD: list[tuple[str, dict[str, Any]]] = [
    ("hiperus_import", {"categories": ["everything"]}),
    ("hiperus_import", {"account_id": 0}),
    ("hiperus_import", {"full_refresh": "yes"}),
    ("hiperus_cdr_backfill", {"billing_from": "1.1.2012"}),
    ("hiperus_cdr_backfill", {"billing_date": "yesterday"}),
    ("hiperus_cdr_backfill", {"billing_type": "mobile"}),
    ("hiperus_cdr_backfill", {"billing_success": "maybe"}),
    ("hiperus_cdr_backfill", {"chunk_months": 7}),
    ("hiperus_invoice", {"fakedate": "July"}),
    ("hiperus_invoice", {"leftmonth": -1}),
    ("hiperus_invoice", {"customers": "all"}),
    ("hiperus_invoice", {"add_new_invoices": "yes"}),
    ("hiperus_replay", {"load": 0}),
    ("hiperus_provision", {"payloads": 7}),
    ("hiperus_provision", {"account": "biuro"}),
    ("hiperus_replay", {"parked": "all"}),
]


def resolved(dag_bag: Any, dag_id: str, conf: dict[str, Any]) -> dict[str, Any]:
    params = copy.deepcopy(dag_bag.dags[dag_id].params)
    params.update(conf)
    return dict(params.validate())


def test_every_form_can_be_sent_as_it_opens(dag_bag: Any) -> None:
    for dag in dag_bag.dags.values():
        if dag.dag_id != "hiperus_provision":
            resolved(dag_bag, dag.dag_id, {})


@pytest.mark.parametrize(("dag_id", "conf"), GOOD, ids=str)
def test_good_input_passes(dag_bag: Any, dag_id: str, conf: dict[str, Any]) -> None:
    found = resolved(dag_bag, dag_id, conf)
    assert {name: found[name] for name in conf} == conf


@pytest.mark.parametrize(("dag_id", "conf"), BAD, ids=str)
def test_bad_input_is_refused_at_the_form(dag_bag: Any, dag_id: str, conf: dict[str, Any]) -> None:
    with pytest.raises(ParamValidationError):
        resolved(dag_bag, dag_id, conf)


def test_airflows_backfill_takes_the_form_as_it_is_first_shown(dag_bag: Any) -> None:
    days = DaySpan(date(2026, 1, 1), date(2026, 7, 1))
    plan = plan_interval(days, date(2026, 11, 23), resolved(dag_bag, "hiperus_cdr_backfill", {}))
    assert plan.chunks == (days,)
