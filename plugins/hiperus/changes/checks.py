"""The guards of a live change: checks against LMS and the platform, before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hiperus.accounts.rules import table_maps
from hiperus.accounts.rules.reading import SourceRow, read_record
from hiperus.accounts.tables import reference
from hiperus.changes.live import LiveChange
from hiperus.changes.rules.fields import PLACE, Entity, Text
from hiperus.changes.rules.request import ChangeRequest
from hiperus.changes.tables import lookups
from hiperus.domain.ports import Platform
from hiperus.domain.wording import listed
from hiperus.errors import InvalidParameterError, InvalidRecordError
from hiperus.settings import Settings
from hiperus.storage.database import Database

_MAPS = {
    Entity.CUSTOMER: table_maps.ACCOUNT,
    Entity.TERMINAL: table_maps.TERMINAL,
    Entity.NUMBER: table_maps.NUMBER,
}
_KNOWN_IN_LMS = {
    "id_pricelist": ("price_lists", "price list"),
    "id_default_pricelist": ("price_lists", "price list"),
    "id_subscription": ("subscriptions", "subscription"),
    "id_terminal_location": ("locations", "emergency location"),
}
_MANY = 10


@dataclass(frozen=True, slots=True)
class Findings:
    """What the guards say: a problem stops the change, a warning is shown with the plan."""

    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def require_none(self, request: ChangeRequest) -> None:
        """Let the change go on only without problems.

        Raises:
            InvalidParameterError: names all of them.
        """
        if self.problems:
            raise InvalidParameterError(
                f"The request to {request.describe()} is refused: {'; '.join(self.problems)}."
            )


@dataclass(frozen=True, slots=True)
class GuardedChange:
    """One change being checked, and what was found."""

    change: LiveChange
    findings: Findings = field(default_factory=Findings)

    @property
    def request(self) -> ChangeRequest:
        return self.change.request

    @property
    def database(self) -> Database:
        return self.change.run.database

    @property
    def platform(self) -> Platform:
        return self.change.platform

    @property
    def settings(self) -> Settings:
        return self.change.run.settings

    def refuse(self, problem: str) -> None:
        """Note a problem."""
        self.findings.problems.append(problem)

    def warn(self, warning: str) -> None:
        """Note a warning."""
        self.findings.warnings.append(warning)


def check_foreign(guarded: GuardedChange) -> None:
    """Say which accounts are linked to customers of another LMS, or of none."""
    found = lookups.foreign_accounts(guarded.database)
    if found:
        shown = [f"{account} (customer {customer})" for account, customer in found]
        guarded.warn(
            f"WARNING: {len(found)} accounts are linked to customers that this LMS does not have: "
            f"{listed(shown, _MANY, ', ')}. Does another LMS drive this reseller account? Two of "
            "them undo each other's changes."
        )


def check_values(guarded: GuardedChange, values: Mapping[str, Text]) -> None:
    """Check that what is to be written exists where LMS knows it, and that LMS can store it."""
    for name, (what, words) in _KNOWN_IN_LMS.items():
        identity = values.get(name)
        if not identity:
            continue
        known = lookups.knows(guarded.database, what, int(identity))
        if known is False:
            guarded.refuse(f"{name}: there is no {words} {identity} in LMS")
        if known is None:
            guarded.warn(f"LMS lists no {what.replace('_', ' ')}, so {name} was not checked")
    for problem in _unstorable(guarded, values):
        guarded.refuse(problem)


def check_link(guarded: GuardedChange, link: str | None) -> None:
    """Check the customer that an account is to be linked to."""
    if not link:
        if guarded.settings.force_relationship:
            guarded.refuse(
                "ext_billing_id is missing: the setting force_relationship asks for a customer"
            )
        return
    if not lookups.has_customer(guarded.database, int(link)):
        guarded.refuse(f"ext_billing_id: LMS has no customer {link}, or it is deleted")


def check_unbilled(
    guarded: GuardedChange,
    account_id: int,
    *,
    terminal_id: int | None = None,
    number: tuple[str, str] | None = None,
) -> None:
    """Keep what still has calls to be billed, unless the payload says otherwise."""
    first = guarded.settings.first_billed_month
    found = lookups.unbilled_calls(
        guarded.database,
        account_id,
        terminal_id=terminal_id,
        number=number,
        since=str(first) if first else None,
    )
    if not found.calls:
        return
    words = f"{found.calls} calls for {found.cost:.2f} PLN net are not invoiced yet"
    if guarded.request.is_on("despite_unbilled_calls"):
        guarded.warn(f"{words}; they stay in LMS")
    else:
        guarded.refuse(f"{words} (despite_unbilled_calls: true deletes all the same)")


def check_confirmed(guarded: GuardedChange, *names: Text) -> None:
    """Check that the payload names what is deleted."""
    # The payload's texts come without blanks at their ends; a name on the platform may have some.
    known = {name.strip() for name in names if name}
    if guarded.request.options.get("confirm") not in known:
        guarded.refuse(
            f"confirm is not the name of {guarded.request.entity.word} {guarded.request.target_id}"
        )


def place_of(guarded: GuardedChange) -> str | None:
    """Return the emergency location that the payload gives by names."""
    names = [guarded.request.options.get(name) for name in PLACE]
    if not all(names):
        return None
    province, county, borough = (name or "" for name in names)
    found = lookups.places(guarded.database, province, county, borough)
    if len(found) == 1:
        return str(found[0])
    if not found and lookups.knows(guarded.database, "locations", 0) is None:
        guarded.refuse(
            "LMS lists no emergency locations, so a place can be given by id_terminal_location only"
        )
    else:
        guarded.refuse(f"{len(found)} emergency locations are called so; there must be one")
    return None


def _unstorable(guarded: GuardedChange, values: Mapping[str, Text]) -> Iterator[str]:
    """Say what the platform would take but LMS's columns would not."""
    table_map = _MAPS[guarded.request.entity]
    limits = reference.limits_of(guarded.database, table_map)
    for each in table_map.fields:
        if not values.get(each.key) or each.column not in limits:
            continue
        row = {"id": "1", each.key: values[each.key]}
        try:
            read_record(table_map, SourceRow(row), {n: limits[n] for n in ("id", each.column)})
        except InvalidRecordError as error:
            yield str(error).rstrip(".")
