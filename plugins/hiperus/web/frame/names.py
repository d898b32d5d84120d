"""Names of call types and states, as people call them."""

from __future__ import annotations

from hiperus.web.frame.causes import CAUSES
from hiperus.web.frame.view import Page
from hiperus.web.frame.words import CALL_TYPES


def call_type_name(page: Page, call_type: str) -> str:
    """Return a call type's name; an unknown one as it is."""
    return page.gettext(CALL_TYPES[call_type]) if call_type in CALL_TYPES else call_type


def cause_name(page: Page, cause: int | None) -> str:
    """Return a release cause as its Q.850 number and name."""
    if cause is None:
        return page.gettext("(not given)")
    return f"{cause} {page.gettext(CAUSES[cause])}" if cause in CAUSES else str(cause)
