"""Invoices in LMS, of today and of 2016, on both databases: contents, numbers, balances, reruns."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from hiperus.storage.database import Database
from tests.builders_invoices import MONTH, NOW, World, a_plain_month, a_world

pytestmark = pytest.mark.database


@pytest.fixture(params=["current", "old"])
def world(empty_database: Database, request: pytest.FixtureRequest) -> Iterator[World]:
    """An LMS of each era."""
    return a_world(empty_database, era=request.param)


def test_the_plain_case_becomes_one_document_with_two_lines(world: World) -> None:
    a_plain_month(world)
    summary = world.run()
    assert world.lines() == [
        (12, "Abonament VoIP: Cennik A (420000001) za okres październik 2026", "24.60"),
        (
            12,
            "Koszt rozmów poza abonamentem Cennik A (420000001) za okres październik 2026",
            "1.52",
        ),
    ]
    document = world.rows("SELECT * FROM documents")[0]
    assert (document["type"], document["number"], document["fullnumber"]) == (1, 1, "1/LMS/2026")
    assert (document["cdate"], document["sdate"], document["paytime"]) == (NOW, NOW, 14)
    assert document["name"] == "Klient 12"
    assert document["div_name"] == "Dostawca zmyślony sp. z o.o."
    cash = world.rows("SELECT value, docid, itemid, time, customerid FROM cash ORDER BY itemid")
    assert [(c["value"], c["docid"], c["itemid"], c["time"]) for c in cash] == [
        (Decimal("-24.60"), document["id"], 1, NOW),
        (Decimal("-1.52"), document["id"], 2, NOW),
    ]
    assert summary.amounts.gross == Decimal("26.12")
    assert summary.problems == ""


def test_a_rerun_changes_nothing_and_says_so(world: World) -> None:
    a_plain_month(world)
    world.run()
    before = world.snapshot()
    summary = world.run()
    assert world.snapshot() == before
    assert not summary.has_changed_anything
    assert summary.text().startswith(f"{MONTH}: nothing changed, 1 customers were done already.")
