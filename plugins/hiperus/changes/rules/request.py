"""A live change as somebody asks for it: entity, action and a payload that was checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from hiperus.changes.rules.field_words import fields_of
from hiperus.changes.rules.fields import (
    OPTIONS,
    PLACE,
    WRITTEN,
    Action,
    Entity,
    Text,
    id_of,
    known_name,
    read_value,
)
from hiperus.changes.rules.passwords import SOURCE_FIELD, PasswordSource, refuse_secrets
from hiperus.domain.states import Steps
from hiperus.domain.wording import unknown_names
from hiperus.errors import InvalidParameterError

Values = dict[str, Text]
Word = TypeVar("Word", bound=StrEnum)
_CONFIRM_HINT = {
    Entity.CUSTOMER: "the account's name",
    Entity.TERMINAL: "the terminal's username",
    Entity.NUMBER: "the number with its country code",
}


class State(StrEnum):
    """How far a change has come; `in_doubt` from the sending until the answer is known."""

    PLANNED = "planned"
    IN_DOUBT = "in_doubt"
    APPLIED = "applied"
    CONFIRMED = "confirmed"
    FAILED = "failed"


CHANGE_STEPS: Steps[State] = {
    State.PLANNED: frozenset({State.IN_DOUBT, State.APPLIED, State.FAILED}),
    State.IN_DOUBT: frozenset({State.IN_DOUBT, State.PLANNED, State.APPLIED, State.FAILED}),
    State.APPLIED: frozenset({State.CONFIRMED}),
    State.CONFIRMED: frozenset(),
    State.FAILED: frozenset(),
}
"""A change is inserted as `planned` (`changes/changes/insert_change`); each step is
`changes/changes/update_change`.

`planned` to `applied`: the platform holds already what is asked for. `in_doubt` to `in_doubt`: sent
again, or still not known; back to `planned`: the platform was not reached.
"""


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """What is to be changed.

    Attributes:
        entity: what it is about.
        action: what is done.
        target_id: the platform's id of what is updated or deleted; None for a new one.
        account_id: whose it is, as far as the payload says.
        values: what is to be written, by the platform's field names.
        options: how to choose, and answers to the guards; never sent as they are.
    """

    entity: Entity
    action: Action
    target_id: int | None = None
    account_id: int | None = None
    values: Values = field(default_factory=dict)
    options: Values = field(default_factory=dict)

    @property
    def payload(self) -> str:
        """The payload in one spelling, as JSON; it holds no secret."""
        ids = (("id_customer", self.account_id), (self.entity.id_field, self.target_id))
        known = {name: str(value) for name, value in ids if value is not None}
        return json.dumps(
            {**self.options, **self.values, **known}, sort_keys=True, ensure_ascii=False
        )

    @property
    def fingerprint(self) -> str:
        """The same for two runs that ask for the same."""
        text = f"{self.entity}|{self.action}|{self.payload}"
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def password_source(self) -> PasswordSource | None:
        """Where a password is to come from, or None where none is asked for."""
        text = self.options.get(SOURCE_FIELD)
        return PasswordSource.parse(text) if text else None

    def is_on(self, option: str) -> bool:
        """Tell whether a switch of the options is on."""
        return self.options.get(option) == "t"

    def describe(self) -> str:
        """Return it in words, without values."""
        whose = f" {self.target_id}" if self.target_id else ""
        return f"{self.action} {self.entity.word}{whose}"


def parse_request(entity: object, action: object, payload: object) -> ChangeRequest:
    """Check what a run was given.

    Raises:
        InvalidParameterError: names everything that is wrong, and quotes no value.
    """
    what, how = _entity(entity), _word(Action, "action", action)
    if not isinstance(payload, Mapping):
        raise InvalidParameterError('payload must be an object, such as {"id_customer": 12001}.')
    refuse_secrets(payload)
    given = {known_name(str(name), what, how): value for name, value in payload.items()}
    problems: list[str] = []
    target_id = None if how is Action.CREATE else _taken(given, what.id_field, problems)
    if how is not Action.CREATE and target_id is None:
        problems.append(f"{what.id_field} is missing")
    options = _read(given, what, how, problems)
    account = options.pop("id_customer", None)
    if how is Action.CREATE and what is not Entity.CUSTOMER and account is None:
        problems.append("id_customer is missing: the account that it is for")
    values = {name: options.pop(name) for name in WRITTEN[what] if name in options}
    request = ChangeRequest(
        what, how, target_id, int(account) if account else None, values, options
    )
    problems += _missing(request)
    if given.keys() - set(fields_of(what, how)):
        problems.append(f"the fields are {', '.join(fields_of(what, how))}")
    if problems:
        raise InvalidParameterError(
            f"The payload to {how} {_a(what)} cannot be used: {'; '.join(problems)}."
        )
    return request


def _a(entity: Entity) -> str:
    return f"{'an' if entity is Entity.CUSTOMER else 'a'} {entity.word}"


def _entity(value: object) -> Entity:
    try:
        return Entity.parse(str(value))
    except ValueError:
        raise InvalidParameterError(
            "entity must be account (the platform's customer), terminal or number."
        ) from None


def _word(kind: type[Word], name: str, value: object) -> Word:
    try:
        return kind(str(value))
    except ValueError:
        raise InvalidParameterError(f"{name} must be one of {', '.join(kind)}.") from None


def _taken(given: dict[str, object], name: str, problems: list[str]) -> int | None:
    try:
        text = id_of(given.pop(name, None))
    except ValueError as problem:
        problems.append(f"{name} {problem}")
        return None
    return int(text) if text else None


def _read(
    given: Mapping[str, object], entity: Entity, action: Action, problems: list[str]
) -> Values:
    written = {} if action is Action.DELETE else WRITTEN[entity]
    readers = {**written, **OPTIONS[entity, action]}
    values: Values = {}
    for name, value in given.items():
        if name not in readers:
            (named,) = unknown_names([name], [*readers, entity.id_field])
            problems.append(f"{named} is not a field here")
            continue
        try:
            values[name] = read_value(readers[name], value)
        except ValueError as problem:
            problems.append(f"{name} {problem}")
    return values


def _missing(request: ChangeRequest) -> list[str]:
    """Name what must be there, and what does not go together."""
    values, options = request.values, request.options
    if request.action is Action.DELETE:
        hint = _CONFIRM_HINT[request.entity]
        return [] if options.get("confirm") else [f"confirm is missing: {hint}, to be sure"]
    problems = []
    begins, ends = values.get("subscription_from"), values.get("subscription_to")
    if begins and ends and begins > ends:
        problems.append("subscription_to is before subscription_from")
    place = [name for name in PLACE if options.get(name)]
    if place and (len(place) < len(PLACE) or values.get("id_terminal_location")):
        problems.append("a place is either id_terminal_location, or province, county and borough")
    if request.action is Action.UPDATE:
        emptied = [n for n in ("name", "username", "number") if n in values and not values[n]]
        problems += [f"{name} must not be empty" for name in emptied]
        if not values and not options.get(SOURCE_FIELD) and not place:
            problems.append("nothing is said that could be changed")
        return problems
    needed = {Entity.CUSTOMER: "name", Entity.TERMINAL: "username"}.get(request.entity)
    if needed and not values.get(needed):
        problems.append(f"{needed} is missing")
    return problems + (_number_problems(request) if request.entity is Entity.NUMBER else [])


def _number_problems(request: ChangeRequest) -> list[str]:
    values, options = request.values, request.options
    problems = []
    if values.get("number") and options.get("area_code"):
        problems.append("give either number or area_code")
    is_made = request.is_on("create_terminal")
    if is_made == bool(values.get("id_terminal")):
        problems.append("give either id_terminal, or create_terminal with id_pricelist")
    if is_made and not options.get("id_pricelist"):
        problems.append("id_pricelist is missing: the price list of the terminal to be made")
    if options.get(SOURCE_FIELD) and not options.get("useremail"):
        problems.append(f"{SOURCE_FIELD} is for an end user, so useremail is needed")
    return problems
