"""Passwords of a live change: never in a payload; how one is made, and the rule for an own one.

A run's parameters stay in Airflow's database and are shown in its pages, so a password in them has
leaked. Nothing here draws random numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hiperus.errors import InvalidParameterError

GENERATE = "generate"
SOURCE_FIELD = "password_source"
LEAKED = "it is in Airflow's database now, so delete this run and do not use that password"
LENGTH = 20
LOWER, UPPER, DIGITS = "abcdefghjkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789"
"""No l, i, o, I, O, 0, 1 and no signs: people type these into telephones."""

_SHORTEST, _LONGEST = 10, 64
_SECRET_NAME = re.compile(r"pass(?!thr)|pwd|has[lł]o|secret|sekret|token", re.IGNORECASE)
_KINDS = ("connection", "variable")
_NAME = re.compile(r"[\w.\-/]{1,200}\Z")


@dataclass(frozen=True, slots=True)
class PasswordSource:
    """Where a password comes from: `generate`, or a named Airflow connection or variable."""

    kind: str = GENERATE
    name: str = ""

    @classmethod
    def parse(cls, text: str) -> PasswordSource:
        """Read `generate`, `connection:<id>` or `variable:<name>`.

        Raises:
            ValueError: anything else; it is not quoted, since it may be a password.
        """
        if text == GENERATE:
            return cls()
        kind, _, name = text.partition(":")
        if kind not in _KINDS or not _NAME.match(name):
            raise ValueError(
                f"must be {GENERATE}, connection:<id> or variable:<name>, never a password. If it "
                f"is one: {LEAKED}"
            )
        return cls(kind, name)

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}" if self.name else self.kind


def refuse_secrets(payload: Mapping[str, object]) -> None:
    """Let only a payload pass that carries no password, at any depth.

    Raises:
        InvalidParameterError: names the field, not what it holds.
    """
    found = sorted({name for name in _names(payload) if _is_secret(name)})
    if found:
        raise InvalidParameterError(
            f"The payload holds {', '.join(repr(name[:30]) for name in found)}. A password must "
            f"not be in it: {LEAKED}. Passwords are generated, or named by {SOURCE_FIELD}: "
            "connection:<id> or variable:<name>."
        )


def require_policy(password: str, source: PasswordSource) -> None:
    """Let only a usable password pass; generated ones always are.

    Raises:
        InvalidParameterError: says what is wrong, without the password.
    """
    problems = []
    if not _SHORTEST <= len(password) <= _LONGEST:
        problems.append(f"it must have {_SHORTEST} to {_LONGEST} characters")
    if not (password.isascii() and password.isprintable()) or " " in password:
        problems.append("it may hold only printable ASCII characters without blanks")
    kinds = (str.islower, str.isupper, str.isdigit)
    if not all(any(is_kind(letter) for letter in password) for is_kind in kinds):
        problems.append("it needs a small letter, a capital one and a digit")
    if problems:
        raise InvalidParameterError(
            f"The password from {source} cannot be used: {'; '.join(problems)}."
        )


def without_secrets(row: Mapping[str, str | None]) -> dict[str, str | None]:
    """Return a record without its passwords."""
    return {name: value for name, value in row.items() if not _is_secret(name)}


def scrubbed(text: str, secrets: Iterable[str | None]) -> str:
    """Take passwords out of somebody else's words."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "***")
    return text


def _is_secret(name: str) -> bool:
    return name != SOURCE_FIELD and bool(_SECRET_NAME.search(name))


def _names(value: object) -> Iterable[str]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield str(name)
            yield from _names(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _names(inner)
