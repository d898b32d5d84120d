"""A table of the version before, upgraded: page and file say of each invoice what they said."""

from __future__ import annotations

import csv
from html import unescape
from io import StringIO
from typing import Any

import pytest

from hiperus.storage.database import Database
from tests.support.builders_invoices import MONTH
from tests.support.old_reasons import FIRST_CUSTOMER, OLD_REASONS, an_older_table
from tests.support.roles import migrate

pytestmark = pytest.mark.database

REASON = 13
"""The column that has held the reason ever since."""


def test_the_page_and_its_file_show_an_upgraded_table_as_before(
    browser: Any, empty_database: Database, lms: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lms
    an_older_table(empty_database, "current", monkeypatch)
    migrate(empty_database)
    for code, separator in (("en", ","), ("pl", ";")):
        asked = f"month={MONTH}&language={code}"
        text = browser.get(f"/invoices/file?what=customers&{asked}").text.removeprefix("\ufeff")
        heads, *rows = csv.reader(StringIO(text, newline=""), delimiter=separator)
        reasons = {int(row[0]): row[REASON] for row in rows}
        listed = unescape(browser.get(f"/invoices?{asked}").text)
        for number, old in enumerate(OLD_REASONS):
            customer = FIRST_CUSTOMER + number
            if old.state == "void":
                assert customer not in reasons
                continue
            words = old.shown[code]
            assert reasons[customer] == words
            page = unescape(browser.get(f"/invoices/customer?customer={customer}&{asked}").text)
            assert f'<p class="note warn">{words}</p>' in page
            assert (words in listed) or old.state != "parked"
        assert len(heads) == len(rows[0])
