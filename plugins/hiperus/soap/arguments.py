"""Gives each argument of an action the type that the platform's own clients send it with.

The server is PHP and trusts `xsi:type`: a flag sent as the text "false" would be true there.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hiperus.domain.flags import read_flag
from hiperus.errors import InvalidParameterError

Argument = str | int | bool | None
"""What an argument may be on the wire: `xsd:string`, `xsd:int`, `xsd:boolean` or nil."""

_NUMBERS = frozenset({"offset", "limit"})
_FLAGS = frozenset(
    {
        "clir",
        "compress",
        "create_terminal",
        "disa_enabled",
        "is_main",
        "screen_numbers",
        "success_calls",
        "t38_fax",
        "virtual_fax",
        "voicemail_enabled",
    }
)

# Sent as nil when there is no value; every other argument is left out then.
_ALWAYS_SENT: Mapping[str, tuple[str, ...]] = {
    "GetCustomerList": ("offset", "limit", "query"),
    "GetBilling": (
        "from",
        "to",
        "offset",
        "limit",
        "compress",
        "success_calls",
        "calltype",
        "id_customer",
    ),
    "AddExtension": ("id_auth", "useremail", "userpassword", "id_subscription"),
}


def typed_arguments(action: str, arguments: Mapping[str, object]) -> dict[str, Argument]:
    """Return the arguments of `action` in order, typed as the platform expects them.

    Raises:
        InvalidParameterError: a value that its type does not allow.
    """
    typed = {name: _typed(action, name, value) for name, value in arguments.items()}
    for name in _ALWAYS_SENT.get(action, ()):
        typed.setdefault(name, None)
    return typed


def _typed(action: str, name: str, value: object) -> Argument:
    if value is None:
        return None
    if name in _NUMBERS:
        return _number(action, name, value)
    if name in _FLAGS:
        return _flag(action, name, value)
    return _text(value)


def _number(action: str, name: str, value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise InvalidParameterError(
            f"{action} cannot be asked: {name} must be a whole number, not {value!r}."
        ) from None


def _flag(action: str, name: str, value: object) -> bool:
    known = read_flag(str(value))
    if known is None:
        raise InvalidParameterError(
            f"{action} cannot be asked: {name} must be true or false, not {value!r}."
        )
    return known


def _text(value: object) -> str:
    """Write a value as the platform does: flags as t and f, days as YYYY-MM-DD."""
    if isinstance(value, bool):
        return "t" if value else "f"
    return value.isoformat() if isinstance(value, date) else str(value)
