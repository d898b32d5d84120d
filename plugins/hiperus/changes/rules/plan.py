"""The plan of a live change: the call that is sent and the values that it alters."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hiperus.changes.rules.fields import WRITTEN, Action, Entity, Text
from hiperus.changes.rules.passwords import PasswordSource, without_secrets
from hiperus.changes.rules.request import ChangeRequest, Values
from hiperus.domain.ports import PlatformRow

CALLS: Mapping[tuple[Entity, Action], str] = {
    (Entity.CUSTOMER, Action.CREATE): "AddCustomer",
    (Entity.CUSTOMER, Action.UPDATE): "SaveCustomerData",
    (Entity.CUSTOMER, Action.DELETE): "DelCustomer",
    (Entity.TERMINAL, Action.CREATE): "AddTerminal",
    (Entity.TERMINAL, Action.UPDATE): "SaveTerminalData",
    (Entity.TERMINAL, Action.DELETE): "DelTerminal",
    (Entity.NUMBER, Action.CREATE): "AddExtension",
    (Entity.NUMBER, Action.UPDATE): "SaveExtensionData",
    (Entity.NUMBER, Action.DELETE): "DelExtension",
}


@dataclass(frozen=True, slots=True)
class Secret:
    """An argument that is added when the change is sent: a password and where it comes from.

    `value` is what the platform holds already, sent back so that a save does not lose it.
    """

    name: str
    source: PasswordSource | None = None
    value: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is sent, without secrets.

    Attributes:
        entity: what it is about.
        action: what is done.
        arguments: of the platform's action, all but secrets.
        account_id: the account that is touched; None for one that is to be made.
        target_id: what is updated or deleted.
        name: what people call it.
        before: the platform's record as it was, without secrets.
        changed: names of the arguments that differ from it.
        known_ids: what was there before a new one is made: not to be taken for it.
        secret: a password to be added.
        warnings: what a reader should know, a sentence each.
    """

    entity: Entity
    action: Action
    arguments: Values
    account_id: int | None = None
    target_id: int | None = None
    name: str = ""
    before: Values = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    known_ids: tuple[int, ...] = ()
    secret: Secret | None = None
    warnings: tuple[str, ...] = ()

    @property
    def call(self) -> str:
        """The platform's action."""
        return CALLS[self.entity, self.action]

    @property
    def is_empty(self) -> bool:
        """Whether the platform holds already what is asked for."""
        has_new_password = self.secret is not None and self.secret.source is not None
        return self.action is Action.UPDATE and not self.changed and not has_new_password

    @property
    def renames(self) -> str | None:
        """The former name, where an account or terminal gets another one."""
        field = {Entity.CUSTOMER: "name", Entity.TERMINAL: "username"}.get(self.entity)
        return self.before.get(field) if field in self.changed and field else None

    @property
    def sets_unseen_password(self) -> bool:
        """Whether an update sets a password: nobody can see whether it did."""
        return self.action is Action.UPDATE and self.secret is not None

    @property
    def removes_account(self) -> bool:
        """Whether the account itself goes."""
        return (self.entity, self.action) == (Entity.CUSTOMER, Action.DELETE)

    def to_json(self) -> str:
        """Write down what is needed to recognise the change later; no secret is in it."""
        return json.dumps(
            {
                "call": self.call,
                "arguments": self.arguments,
                "changed": self.changed,
                "known_ids": self.known_ids,
                "secret": self.secret.name if self.secret and self.secret.source else None,
            },
            sort_keys=True,
            ensure_ascii=False,
        )

    def lines(self) -> list[str]:
        """Return the plan for a person: what is sent and what changes."""
        sent = ", ".join(f"{name}={_shown(value)}" for name, value in self.arguments.items())
        lines = [f"to send: {self.call} ({sent})"]
        lines += [
            f"{name}: {_shown(self.before.get(name))} -> {_shown(self.arguments[name])}"
            for name in self.changed
        ]
        if self.secret and self.secret.source:
            lines.append(f"{self.secret.name}: a new one ({self.secret.source}), not shown")
        if self.is_empty:
            lines.append("nothing to send: the platform holds these values already")
        return [*lines, *self.warnings]


def plan_from_json(text: str, request: ChangeRequest, account_id: int | None) -> Plan:
    """Read back what `to_json` wrote."""
    kept = json.loads(text)
    return Plan(
        request.entity,
        request.action,
        arguments=kept["arguments"],
        account_id=account_id,
        target_id=request.target_id,
        changed=tuple(kept["changed"]),
        known_ids=tuple(kept["known_ids"]),
        secret=Secret(kept["secret"], PasswordSource()) if kept["secret"] else None,
    )


def creation(request: ChangeRequest, defaults: Mapping[str, Text]) -> Values:
    """Return what is sent for a new one: what was asked for over the defaults, nothing empty."""
    merged = {**defaults, **{name: value for name, value in request.values.items() if value}}
    return {name: value for name, value in merged.items() if value is not None}


def saving(request: ChangeRequest, wanted: Values, record: PlatformRow) -> tuple[Values, list[str]]:
    """Return what is sent for a change of `record`, and which of it differs.

    All that may be written is sent, since nobody knows whether the platform keeps what is left out.
    """
    current = {name: record.get(name) or None for name in WRITTEN[request.entity]}
    changed = [name for name, value in wanted.items() if not same(name, value, current.get(name))]
    merged = {**current, **wanted}
    sent = {n: v for n, v in merged.items() if v is not None or n in changed}
    return {request.entity.id_field: str(request.target_id), **sent}, changed


def same(name: str, wanted: Text, found: Text) -> bool:
    """Tell whether the platform's value is the one that was wanted."""
    if name.startswith("subscription_") and wanted and found:
        return found[: len(wanted)] == wanted
    words = {"true": "t", "false": "f"}
    return (words.get(wanted or "", wanted) or "") == (words.get(found or "", found) or "")


def holds(plan: Plan, record: PlatformRow) -> bool:
    """Tell whether a record shows every changed value of the plan."""
    return not differing(plan, record)


def differing(plan: Plan, record: PlatformRow) -> list[str]:
    """Return the changed arguments that a record does not show."""
    asked = plan.changed if plan.action is Action.UPDATE else tuple(plan.arguments)
    comparable = set(WRITTEN[plan.entity])
    return [
        name
        for name in asked
        if name in comparable and not same(name, plan.arguments.get(name), record.get(name))
    ]


def newcomers(plan: Plan, rows: Sequence[PlatformRow]) -> list[PlatformRow]:
    """Return the records that are what the plan wanted to make, and were not there before."""
    fresh = [row for row in rows if _number(row.get("id")) not in plan.known_ids]
    wanted = plan.arguments
    if plan.entity is Entity.TERMINAL:
        return [row for row in fresh if row.get("username") == wanted["username"]]
    if plan.entity is Entity.NUMBER:
        return [row for row in fresh if _called(row) == _called(wanted)]
    link = wanted.get("ext_billing_id")
    if link:
        return [row for row in fresh if (row.get("ext_billing_id") or "") == link]
    return [row for row in fresh if (row.get("name") or "").strip() == wanted["name"]]


def recorded(row: PlatformRow) -> Values:
    """Return a platform record as it is kept in the audit: without passwords."""
    return without_secrets(dict(row))


def _called(row: Mapping[str, Text]) -> tuple[str, str]:
    return row.get("country_code") or "48", row.get("number") or ""


def _number(text: Text) -> int | None:
    return int(text) if text and text.isdigit() else None


def _shown(value: Text) -> str:
    return "nothing" if value is None else repr(value)
