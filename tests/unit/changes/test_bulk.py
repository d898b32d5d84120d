"""Many changes at once: lists and tables, what holds for all, and what is refused as a whole."""

from __future__ import annotations

from typing import Any

import pytest

from hiperus.changes.rules.bulk import MOST_CHANGES, asked_changes
from hiperus.changes.rules.form_fields import merged
from hiperus.errors import InvalidParameterError

DEFAULTS: dict[str, Any] = {"entity": "terminal", "action": "create", "payload": {}}


def asked(payloads: object, **parameters: object) -> list[dict[str, Any]]:
    return [dict(each) for each in asked_changes({**DEFAULTS, **parameters, "payloads": payloads})]


def test_a_list_with_what_holds_for_all() -> None:
    found = asked([{"name": "biuro2"}, {"username": "biuro3", "price_list": 7}],
                  account=12001, price_list=2, payload={"t38_fax": True})  # fmt: skip
    common = {"t38_fax": True, "id_customer": 12001}
    assert [each["payload"] for each in found] == [
        {**common, "id_pricelist": 2, "username": "biuro2"},
        {**common, "id_pricelist": 7, "username": "biuro3"},
    ]
    assert [each["row"] for each in found] == [1, 2]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("as_lines", [False, True])
def test_a_table_in_which_a_row_may_say_all_for_itself(separator: str, as_lines: bool) -> None:
    lines = [
        separator.join(("entity", "action", "name", "number_id", "confirm")),
        separator.join(("account", "update", '"Kowalski ""Żuk"" & syn"', "", "")),
        "",
        separator.join(("number", "delete", "", "31", "48221234567")),
        separator.join(("", "", "<script>", "", "")),
    ]
    given: object = lines if as_lines else "\ufeff" + "\r\n".join(lines)
    found = asked(given)
    assert [(each["entity"], each["action"], each["payload"]) for each in found] == [
        ("account", "update", {"name": 'Kowalski "Żuk" & syn'}),
        ("number", "delete", {"id_extension": "31", "confirm": "48221234567"}),
        ("terminal", "create", {"username": "<script>"}),
    ]


@pytest.mark.parametrize(
    ("payloads", "words"),
    [
        ({"name": "a"}, "must be a list of objects, or a table"),
        ([["a"]], "row 1 of payloads is no object"),
        ("name;name\na;b", "name each column, each differently"),
        ("name;\na;b", "name each column, each differently"),
        ("name;account\na;1;2", "row 1 of payloads has more cells"),
        ("name;account\na;1\nb;1\na;1", "rows 1 and 3 of payloads ask for the same"),
        ("\n".join(["name", *map(str, range(MOST_CHANGES + 1))]), "give at most 500"),
    ],
)
def test_what_cannot_be_read_is_refused_as_a_whole(payloads: object, words: str) -> None:
    with pytest.raises(InvalidParameterError, match=words) as caught:
        asked(payloads)
    assert str(caught.value).endswith("Nothing was sent to the platform; LMS is as it was.")


def test_a_password_in_a_row_is_refused_and_not_quoted() -> None:
    with pytest.raises(InvalidParameterError, match="'password'") as caught:
        asked("name;password\na;tajne-haslo-1")
    assert "tajne" not in str(caught.value)


def test_an_empty_table_asks_for_nothing() -> None:
    assert asked("") == asked("name;account\n;\n") == asked([]) == []


def test_single_fields_go_with_the_payload_and_empty_ones_do_not() -> None:
    given = {
        "account": 12001,
        "name": "biuro1",
        "price_list": None,
        "confirm": " ",
        "dry_run": True,
    }
    assert merged("terminal", given, {"t38_fax": True}) == {
        "t38_fax": True, "id_customer": 12001, "username": "biuro1"}  # fmt: skip
    assert merged("account", given, {}) == {"id_customer": 12001, "name": "biuro1"}
    assert merged("account", given, {"id_customer": "12001"}) == {
        "id_customer": 12001, "name": "biuro1"}  # fmt: skip
    assert merged("account", given, "no object") == "no object"


def test_a_field_that_is_given_twice_and_differs_is_refused() -> None:
    with pytest.raises(InvalidParameterError, match="id_customer is given as a field and in the"):
        merged("account", {"account": 12001}, {"id_customer": 12002})
