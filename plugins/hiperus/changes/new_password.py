"""Makes up passwords by the policy of `hiperus.changes.rules.passwords`."""

from __future__ import annotations

import secrets

from hiperus.changes.rules.passwords import DIGITS, LENGTH, LOWER, UPPER


def new_password() -> str:
    """Return a password that nobody can guess and people can type: about 110 bits."""
    letters = [secrets.choice(kind) for kind in (LOWER, UPPER, DIGITS)]
    letters += [secrets.choice(LOWER + UPPER + DIGITS) for _ in range(LENGTH - len(letters))]
    secrets.SystemRandom().shuffle(letters)
    return "".join(letters)
