"""The fields of an account, a terminal and a number: their names, values and written form.

Every entity and action has its own list; what is not on it is refused. Values become the
platform's texts: flags t and f, days YYYY-MM-DD, None for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from hiperus.changes.rules.passwords import SOURCE_FIELD, PasswordSource
from hiperus.domain.flags import read_flag
from hiperus.domain.ids import LARGEST_ID

Text = str | None
Reader = Callable[[str], str]
Fields = Mapping[str, Reader]
_LONGEST_TEXT = 255
_PHONE = re.compile(r"[0-9]{2,15}\Z")
_COUNTRY = re.compile(r"[0-9]{1,3}\Z")


ACCOUNT = "account"
"""What people call the platform's customer."""


class Entity(StrEnum):
    """What a live change is about; a `customer` is the platform's: an account."""

    CUSTOMER = "customer"
    TERMINAL = "terminal"
    NUMBER = "number"

    @classmethod
    def parse(cls, text: str) -> Entity:
        """Read what a person calls it: an account is the platform's customer.

        Raises:
            ValueError: it is none of them.
        """
        word = text.strip().lower()
        return cls.CUSTOMER if word == ACCOUNT else cls(word)

    @property
    def word(self) -> str:
        """What people call it: a customer is LMS's, the platform's is an account."""
        return ACCOUNT if self is Entity.CUSTOMER else self.value

    @property
    def id_field(self) -> str:
        """The platform's name for its id."""
        return _ID_FIELDS[self]


class Action(StrEnum):
    """What is done to it."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"


_ID_FIELDS = {
    Entity.CUSTOMER: "id_customer",
    Entity.TERMINAL: "id_terminal",
    Entity.NUMBER: "id_extension",
}


def _text(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise ValueError(f"may have {_LONGEST_TEXT} characters, not {len(text)}")
    if not text.isprintable():
        raise ValueError("holds a character that cannot be printed")
    return text


def _id(text: str) -> str:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= LARGEST_ID):
        raise ValueError("must be an id: a whole number above 0")
    return str(int(text))


def _flag(text: str) -> str:
    known = read_flag(text)
    if known is None:
        raise ValueError("must be true or false")
    return "t" if known else "f"


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text.replace("/", "-")).isoformat()
    except ValueError:
        raise ValueError("must be a day: YYYY-MM-DD") from None


def _payment(text: str) -> str:
    if text not in {"prepaid", "postpaid"}:
        raise ValueError("must be prepaid or postpaid")
    return text


def _phone(text: str) -> str:
    if not _PHONE.match(text):
        raise ValueError("must be 2 to 15 digits")
    return text


def _country(text: str) -> str:
    if not _COUNTRY.match(text):
        raise ValueError("must be a country's dialling code, such as 48")
    return text


def _source(text: str) -> str:
    return str(PasswordSource.parse(text))


VALUES: Mapping[Reader, str] = {
    _text: "a text",
    _id: "an id",
    _flag: "true or false",
    _day: "a day, YYYY-MM-DD",
    _payment: "prepaid or postpaid",
    _phone: "2 to 15 digits",
    _country: "a dialling code, such as 48",
    _source: "generate, connection:<id> or variable:<name>",
}
"""What a field may hold, for the manual."""


def _all(reader: Reader, names: str) -> dict[str, Reader]:
    return dict.fromkeys(names.split(), reader)


_ADDRESS = "address street_number apartment_number postcode city country"
_ACCOUNT: Fields = {
    **_all(_text, f"name email {_ADDRESS} b_name b_nip b_regon"),
    **_all(_text, " ".join(f"b_{name}" for name in _ADDRESS.split())),
    **_all(_id, "ext_billing_id id_default_pricelist id_default_balance"),
    **_all(_flag, "issue_invoice active is_wlr consent_data_processing"),
    "payment_type": _payment,
}
_TERMINAL: Fields = {
    "username": _text,
    **_all(_id, "id_pricelist id_subscription id_terminal_location"),
    **_all(_flag, "screen_numbers t38_fax"),
    **_all(_day, "subscription_from subscription_to"),
}
_NUMBER: Fields = {
    "number": _phone,
    "country_code": _country,
    **_all(_flag, "is_main clir virtual_fax disa_enabled voicemail_enabled"),
    **_all(_id, "id_terminal id_auth"),
}
_WITH_NUMBER: Fields = {
    "create_terminal": _flag,
    "useremail": _text,
    **_all(_id, "id_pricelist id_subscription"),
}
PLACE = ("province", "county", "borough")
_PLACE: Fields = dict.fromkeys(PLACE, _text)
_WHOSE: Fields = {"id_customer": _id}
_OUTSIDE: Fields = {"outside_ranges": _flag}
_DELETION: Fields = {"confirm": _text, "despite_unbilled_calls": _flag}

WRITTEN: Mapping[Entity, Fields] = {
    Entity.CUSTOMER: _ACCOUNT,
    Entity.TERMINAL: _TERMINAL,
    Entity.NUMBER: _NUMBER,
}
"""What is sent to the platform and comes back in its records."""

OPTIONS: Mapping[tuple[Entity, Action], Fields] = {
    (Entity.CUSTOMER, Action.CREATE): {"another_account": _flag},
    (Entity.CUSTOMER, Action.UPDATE): {"another_account": _flag},
    (Entity.TERMINAL, Action.CREATE): {**_WHOSE, SOURCE_FIELD: _source, **_PLACE},
    (Entity.TERMINAL, Action.UPDATE): {**_WHOSE, SOURCE_FIELD: _source, **_PLACE},
    (Entity.NUMBER, Action.CREATE): {
        **_WHOSE,
        **_OUTSIDE,
        "area_code": _phone,
        SOURCE_FIELD: _source,
        **_WITH_NUMBER,
    },
    (Entity.NUMBER, Action.UPDATE): {**_WHOSE, **_OUTSIDE},
    (Entity.CUSTOMER, Action.DELETE): _DELETION,
    (Entity.TERMINAL, Action.DELETE): {**_WHOSE, **_DELETION},
    (Entity.NUMBER, Action.DELETE): {**_WHOSE, **_DELETION},
}
"""What else may be said: whose it is, how to choose, and answers to the guards."""

_ALIASES = {
    "account_id": "id_customer",
    "terminal_id": "id_terminal",
    "number_id": "id_extension",
    "sn": "area_code",
}


def known_name(name: str, entity: Entity, action: Action) -> str:
    """Return the platform's name of a field; `id` is the changed thing's own."""
    if name == "id" and action is not Action.CREATE:
        return entity.id_field
    return _ALIASES.get(name, name)


def read_value(reader: Reader, value: object) -> Text:
    """Return a value as the platform writes it; null and empty texts are nothing.

    Raises:
        ValueError: says what the value must be, without quoting it.
    """
    if value is None:
        return None
    if isinstance(value, bool):
        value = "t" if value else "f"
    if not isinstance(value, str | int):
        raise ValueError("must be a text, a whole number, true or false")
    text = str(value).strip()
    return reader(text) if text else None


def id_of(value: object) -> str | None:
    """Return an id as text.

    Raises:
        ValueError: it is none.
    """
    return read_value(_id, value)
