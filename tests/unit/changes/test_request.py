"""What may be asked of a live change, and that no password is among it."""

from __future__ import annotations

from typing import Any

import pytest

from hiperus.changes.new_password import new_password
from hiperus.changes.rules.passwords import (
    PasswordSource,
    require_policy,
    scrubbed,
    without_secrets,
)
from hiperus.changes.rules.request import parse_request
from hiperus.errors import InvalidParameterError

TERMINAL = {"id_customer": 12001, "username": "biuro"}


def test_values_become_the_platforms_texts() -> None:
    request = parse_request(
        "terminal",
        "update",
        {"id": "24001", "screen_numbers": False, "subscription_from": "2026/10/01",
         "id_subscription": None, "id_pricelist": 2, "username": " biuro "},
    )  # fmt: skip
    assert request.target_id == 24001
    assert request.values == {
        "screen_numbers": "f", "subscription_from": "2026-10-01", "id_subscription": None,
        "id_pricelist": "2", "username": "biuro",
    }  # fmt: skip


@pytest.mark.parametrize(
    "payload",
    [
        {**TERMINAL, "password": "Zamek12345"},
        {**TERMINAL, "Hasło": "Zamek12345"},
        {**TERMINAL, "userPassword": None},
        {**TERMINAL, "extra": {"deep": [{"passwd": "Zamek12345"}]}},
        {**TERMINAL, "api_token": "Zamek12345"},
    ],
)
def test_a_payload_with_a_password_is_refused_without_showing_it(payload: dict[str, Any]) -> None:
    with pytest.raises(InvalidParameterError, match="delete this run") as caught:
        parse_request("terminal", "create", payload)
    assert "Zamek12345" not in str(caught.value)


def test_a_password_given_for_its_source_is_refused_without_showing_it() -> None:
    with pytest.raises(InvalidParameterError, match="never a password") as caught:
        parse_request("terminal", "create", {**TERMINAL, "password_source": "Zamek12345"})
    assert "Zamek12345" not in str(caught.value)


REFUSED: list[tuple[str, str, Any, str]] = [
    (
        "line",
        "create",
        {},
        r"entity must be account \(the platform's customer\), terminal or number",
    ),
    ("customer", "drop", {}, "action must be one of create, update, delete"),
    ("customer", "create", "name", "payload must be an object"),
    ("customer", "create", {}, "name is missing"),
    ("customer", "create", {"name": "A", "id_reseller": 1}, "'id_reseller' is not a field here"),
    ("customer", "create", {"name": "A", "id": 1}, "'id' is not a field here"),
    ("customer", "create", {"name": "A", "payment_type": "x"}, "prepaid or postpaid"),
    ("customer", "update", {"id": 0, "city": "X"}, "id_customer must be an id"),
    ("customer", "update", {"city": "X"}, "id_customer is missing"),
    ("customer", "update", {"id": 1}, "nothing is said that could be changed"),
    ("customer", "update", {"id": 1, "name": ""}, "name must not be empty"),
    ("customer", "update", {"id": 1, "name": {}}, "name must be a text"),
    ("customer", "update", {"id": 1, "name": "a\x00b"}, "cannot be printed"),
    ("customer", "delete", {"id": 1}, "confirm is missing: the account's name"),
    ("customer", "delete", {"id": 1, "confirm": "A", "name": "B"}, "'name' is not a field here"),
    ("terminal", "create", {"username": "x"}, "id_customer is missing"),
    ("terminal", "create", {**TERMINAL, "t38_fax": "maybe"}, "t38_fax must be true or false"),
    ("terminal", "create", {**TERMINAL, "province": "łódzkie"}, "a place is either"),
    ("terminal", "create", {**TERMINAL, "subscription_from": "wczoraj"}, "must be a day"),
    (
        "terminal",
        "create",
        {**TERMINAL, "subscription_from": "2026-10-02", "subscription_to": "2026-10-01"},
        "before subscription_from",
    ),
    ("number", "create", {"id_customer": 1, "number": "12"}, "give either id_terminal"),
    ("number", "create", {"id_customer": 1, "id_terminal": 2, "create_terminal": 1}, "give either"),
    ("number", "create", {"id_customer": 1, "create_terminal": True}, "id_pricelist is missing"),
    (
        "number",
        "create",
        {"id_customer": 1, "id_terminal": 2, "number": "12", "sn": "42"},
        "either number or area_code",
    ),
    ("number", "create", {"id_customer": 1, "id_terminal": 2, "number": "+48"}, "2 to 15 digits"),
]


@pytest.mark.parametrize(("entity", "action", "payload", "words"), REFUSED)
def test_what_cannot_be_asked(entity: str, action: str, payload: Any, words: str) -> None:
    with pytest.raises(InvalidParameterError, match=words):
        parse_request(entity, action, payload)


def test_all_problems_are_named_at_once() -> None:
    with pytest.raises(InvalidParameterError) as caught:
        parse_request("terminal", "create", {"t38_fax": "?", "colour": "red"})
    for words in ("t38_fax", "'colour'", "id_customer is missing", "username is missing"):
        assert words in str(caught.value)


def test_the_same_request_has_the_same_fingerprint_however_it_is_spelt() -> None:
    one = parse_request("terminal", "update", {"id": 5, "t38_fax": True, "account_id": 7})
    other = parse_request(
        "terminal", "update", {"id_customer": "7", "t38_fax": "t", "id_terminal": "5"}
    )
    assert one.fingerprint == other.fingerprint
    assert (
        one.fingerprint
        != parse_request("terminal", "update", {"id": 5} | {"t38_fax": 0}).fingerprint
    )


def test_a_request_is_read_back_from_its_payload() -> None:
    import json  # noqa: PLC0415

    payload = {"id_customer": 7, "area_code": "42", "create_terminal": True, "id_pricelist": 1,
               "clir": True}  # fmt: skip
    request = parse_request("number", "create", payload)
    assert parse_request("number", "create", json.loads(request.payload)) == request


def test_generated_passwords_fit_the_policy_and_differ() -> None:
    made = {new_password() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        require_policy(password, PasswordSource())
        assert not set(password) & set("lioIO01")


@pytest.mark.parametrize(
    "password",
    ["", "Ab1", "abcdefghij1", "ABCDEFGHIJ1", "Abcdefghijk", "Abcdefgh 1x", "Żabcdefghi1"],
)
def test_a_password_from_elsewhere_must_fit_too_and_is_not_shown(password: str) -> None:
    source = PasswordSource.parse("connection:telefony")
    with pytest.raises(InvalidParameterError, match="connection:telefony") as caught:
        require_policy(password, source)
    assert not password or password not in str(caught.value)


def test_secrets_are_taken_out() -> None:
    row = {"id": "1", "password": "x", "userpassword": "y", "email": "z"}
    assert without_secrets(row) == {"id": "1", "email": "z"}
    assert scrubbed("słabe: Zamek1", ["Zamek1", None, ""]) == "słabe: ***"
    assert "Zamek" not in repr(PasswordSource())
