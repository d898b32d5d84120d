"""Reading the platform's reference records: what is a value, what is none, what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hiperus.accounts.rules import table_maps
from hiperus.accounts.rules.reading import (
    ColumnLimit,
    SourceRow,
    one_per_extension,
    read_record,
    read_records,
)
from hiperus.accounts.rules.table_maps import Kind, TableMap
from hiperus.errors import InvalidRecordError
from tests.support.fakes import a_number, a_subscription, a_terminal, a_usage, an_account

ALL_MAPS = [value for value in vars(table_maps).values() if isinstance(value, TableMap)]


def limits_for(table_map: TableMap, **changes: ColumnLimit) -> dict[str, ColumnLimit]:
    columns = {column: ColumnLimit() for column in table_map.given}
    columns |= {
        f.column: ColumnLimit(255 if f.kind is Kind.TEXT else None) for f in table_map.fields
    }
    return columns | changes


def read(table_map: TableMap, row: dict[str, str | None], **given: int) -> dict[str, object]:
    big = {"extension": ColumnLimit(is_big=True)} if table_map is table_maps.USAGE else {}
    return dict(read_record(table_map, SourceRow(row, given), limits_for(table_map, **big)))


def refusal(
    table_map: TableMap, row: dict[str, str | None], **changes: ColumnLimit
) -> InvalidRecordError:
    given = dict.fromkeys(table_map.given, 1)
    with pytest.raises(InvalidRecordError) as raised:
        read_record(table_map, SourceRow(row, given), limits_for(table_map, **changes))
    return raised.value


def test_an_account_keeps_every_field_of_the_platform() -> None:
    record = read(table_maps.ACCOUNT, an_account("12001", ext_billing_id="1001", is_wlr="true"))
    assert record["id"] == 12001
    assert (record["ext_billing_id"], record["is_wlr"]) == (1001, "t")
    assert (record["b_nip"], record["apartment_number"]) == (None, None)
    assert "id_customer_postpaid_limit" not in record


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0), ("-5", -5), (" 7 ", 7), ("2147483647", 2147483647), ("", None), (None, None)],
)
def test_zero_is_a_number_and_empty_is_none(text: str | None, value: int | None) -> None:
    assert read(table_maps.ACCOUNT, an_account("1", ext_billing_id=text))["ext_billing_id"] == value


def test_zero_and_blanks_are_texts_and_only_the_empty_one_is_none() -> None:
    texts = {"f_dld": "0", "f_mobile": " ", "f_ild": ""}
    record = read(table_maps.SUBSCRIPTION, a_subscription("1", **texts))
    assert (record["f_dld"], record["f_mobile"], record["f_ild"]) == ("0", " ", None)


def test_an_empty_flag_is_none_and_not_false() -> None:
    record = read(table_maps.ACCOUNT, an_account("1", issue_invoice=None, active=""))
    assert (record["issue_invoice"], record["active"]) == (None, None)


def test_each_flag_is_read_from_its_own_key() -> None:
    names = {"charge_internal_call": "t", "name": "Standard"}
    assert read(table_maps.PRICE_LIST, {"id": "1", **names})["charge_internal_call"] == "t"
    assert read(table_maps.NUMBER, a_number("1", clir="t"), customerid=5)["clir"] == "t"


def test_amounts_stay_exact() -> None:
    record = read(table_maps.SUBSCRIPTION, a_subscription("1", value="0", invoice_value="16.2520"))
    assert (record["value"], record["invoice_value"]) == (Decimal(0), Decimal("16.2520"))


def test_the_account_of_a_terminal_is_the_one_that_was_asked_for() -> None:
    record = read(table_maps.TERMINAL, a_terminal("1", id_customer="999"), customerid=12001)
    assert record["customerid"] == 12001


def test_a_free_number_belongs_to_account_zero() -> None:
    assert read(table_maps.USAGE, a_usage("48420000001"), idrange=1)["customerid"] == 0


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("ext_billing_id", "12a", "must be a whole number, not '12a'"),
        ("ext_billing_id", "1.0", "must be a whole number"),
        ("ext_billing_id", "２", "must be a whole number"),
        ("ext_billing_id", "2147483648", "must fit the column"),
        ("issue_invoice", "maybe", "must be t or f"),
        ("payment_type", "later", "must be prepaid or postpaid"),
        ("name", "x" * 256, "has 256 characters, its column takes 255"),
        ("name", "a\x00b", "no database stores"),
        ("name", "a\ud800b", "no database stores"),
        ("id", "", "a record is told apart by it"),
    ],
)
def test_what_cannot_be_stored_names_its_field(field: str, text: str, words: str) -> None:
    error = refusal(table_maps.ACCOUNT, an_account("12001") | {field: text})
    assert error.field == field
    assert f"The field {field} " in str(error)
    assert words in str(error)
    assert error.record_id == ("" if field == "id" else "12001")


@pytest.mark.parametrize("text", ["12,50", "NaN", "Infinity", "1e9", "10000000"])
def test_amounts_that_are_none_are_refused(text: str) -> None:
    assert refusal(table_maps.SUBSCRIPTION, a_subscription("1", invoice_value=text)).field == (
        "invoice_value"
    )


def test_a_password_is_never_quoted() -> None:
    error = refusal(table_maps.TERMINAL, a_terminal("1", password="tajne" * 60))
    assert error.field == "password"
    assert "tajne" not in str(error)


def test_the_column_at_hand_decides_what_fits() -> None:
    number = a_usage("48420000001", number="2225551234")
    error = refusal(table_maps.USAGE, number)
    assert (error.field, "48420000001" in str(error)) == ("extension", False)
    big = {"extension": ColumnLimit(is_big=True), "number": ColumnLimit(is_big=True)}
    source = SourceRow(number, {"idrange": 1})
    assert read_record(table_maps.USAGE, source, limits_for(table_maps.USAGE, **big))["number"] == (
        2225551234
    )
    bee = an_account("1", name="\U0001f41d")
    assert "cannot store" in str(
        refusal(table_maps.ACCOUNT, bee, name=ColumnLimit(255, is_narrow=True))
    )


def test_columns_that_this_lms_lacks_are_left_out() -> None:
    limits = limits_for(table_maps.ACCOUNT)
    del limits["b_regon"]
    record = read_record(table_maps.ACCOUNT, SourceRow(an_account("1", b_regon="x" * 999)), limits)
    assert "b_regon" not in record


@pytest.mark.parametrize(
    ("column", "blank"), [("b_nip", ""), ("id_reseller", 0), ("is_wlr", "f"), ("payment_type", "")]
)
def test_nothing_becomes_a_blank_where_null_is_refused(column: str, blank: object) -> None:
    limits = limits_for(table_maps.ACCOUNT, **{column: ColumnLimit(is_nullable=False)})
    source = SourceRow(an_account("1") | {column: None})
    assert read_record(table_maps.ACCOUNT, source, limits)[column] == blank


def test_a_record_that_came_twice_counts_once_and_a_contradiction_is_set_aside() -> None:
    rows = [an_account("1"), an_account("1"), an_account("2"), an_account("2", name="Inna")]
    reading = read_records(
        table_maps.ACCOUNT, [SourceRow(row) for row in rows], limits_for(table_maps.ACCOUNT)
    )
    assert [record["id"] for record in reading.records] == [1, 2]
    assert [each.record_id for each in reading.rejected] == [2]
    assert "lists id 2 twice among the accounts" in str(reading.rejected[0].error)


def test_a_terminal_listed_under_two_accounts_is_a_contradiction() -> None:
    sources = [SourceRow(a_terminal("1"), {"customerid": n}) for n in (12001, 12002)]
    reading = read_records(table_maps.TERMINAL, sources, limits_for(table_maps.TERMINAL))
    assert [record["customerid"] for record in reading.records] == [12001]
    assert reading.kept_ids == {1}


def test_an_unreadable_id_is_known_as_such() -> None:
    sources = [SourceRow(an_account("1", active="?")), SourceRow(an_account("x"))]
    limits = limits_for(table_maps.ACCOUNT)
    assert not read_records(table_maps.ACCOUNT, sources[:1], limits).has_unknown
    assert read_records(table_maps.ACCOUNT, sources, limits).has_unknown


def test_of_a_number_in_several_ranges_the_taken_one_stays() -> None:
    records = [
        {"extension": 1, "customerid": 0, "idrange": 1},
        {"extension": 1, "customerid": 7, "idrange": 2},
        {"extension": 2, "customerid": 8, "idrange": 1},
        {"extension": 2, "customerid": 0, "idrange": 2},
    ]
    assert [(r["extension"], r["customerid"]) for r in one_per_extension(records)] == [
        (1, 7),
        (2, 8),
    ]


@pytest.mark.parametrize("table_map", ALL_MAPS, ids=lambda table_map: table_map.table)
def test_no_table_map_changes_columns_that_lms_owns(table_map: TableMap) -> None:
    changed = {field.column for field in table_map.fields} | set(table_map.given)
    assert not changed & {"ussage", "location", "location_city", "location_street"}
    assert len(changed) == len(table_map.fields) + len(table_map.given)
    assert set(table_map.key) <= changed
