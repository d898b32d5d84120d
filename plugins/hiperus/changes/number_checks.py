"""The number that somebody gives: without its country code, and one that the platform has."""

from __future__ import annotations

from hiperus.changes.checks import GuardedChange
from hiperus.changes.tables import lookups

_POLAND = "48"
_POLISH_DIGITS = 9


def given_number(guarded: GuardedChange, country: str, digits: str) -> str:
    """Return a number without the country code that may be in front of it.

    The platform takes any digits, and would make a second number of one that is taken.

    Args:
        guarded: the change; a problem or warning is noted with it.
        country: the country code that is sent beside it.
        digits: what somebody gave.
    """
    if lookups.ranges_of(guarded.database, f"{country}{digits}"):
        return digits
    bare = _without_code(country, digits)
    is_polish = country == _POLAND and len(bare) == _POLISH_DIGITS
    if bare != digits and (is_polish or lookups.ranges_of(guarded.database, f"{country}{bare}")):
        guarded.warn(f"number: {digits} begins with the country code {country}; {bare} is sent")
        digits = bare
    _check_range(guarded, f"{country}{digits}")
    return digits


def refuse_taken(guarded: GuardedChange, extension: str, *, is_offered: bool = False) -> None:
    """Refuse a number that LMS knows as somebody's.

    Args:
        guarded: the change.
        extension: the number with its country code.
        is_offered: the platform offers it as free, so LMS is behind.
    """
    owners = lookups.number_owners(guarded.database, extension)
    if not owners:
        return
    accounts = ", ".join(map(str, owners))
    behind = (
        "; the platform offers it as free, so run hiperus_import with the category numbers"
        if is_offered
        else ""
    )
    guarded.refuse(f"number: {extension} is in use by account {accounts}{behind}")


def _without_code(country: str, digits: str) -> str:
    for code in (f"00{country}", country):
        if digits.startswith(code):
            return digits.removeprefix(code)
    return digits


def _check_range(guarded: GuardedChange, extension: str) -> None:
    if lookups.ranges_of(guarded.database, extension):
        return
    if not lookups.has_ranges(guarded.database):
        guarded.warn("LMS lists no number ranges, so number was not checked")
    elif not guarded.request.is_on("outside_ranges"):
        guarded.refuse(
            f"number: no range of the platform holds {extension} (outside_ranges: true sends it "
            "all the same)"
        )
