"""Why a month has no drafts, in the reader's language."""

from __future__ import annotations

from hiperus.domain.periods import Month
from hiperus.errors import ConfigurationError, HiperusError
from hiperus.web.frame.problems import said_of
from hiperus.web.frame.tabs import gettext_noop
from hiperus.web.frame.view import Page

NOT_BEGUN = gettext_noop("The month has not begun.")
NEVER_BILLED = gettext_noop(
    "The setting hiperus_c5.first_billed_month is not set in LMS: until it is, nothing is billed "
    "here."
)
OLD_SCRIPT = gettext_noop(
    "The month lies before first_billed_month (%(first)s): it belongs to the old script."
)
SETTINGS = gettext_noop(
    "A setting, a tax rate, a number plan or a table is missing or cannot be used. The details say "
    "which."
)


def why_none(page: Page, month: Month, problem: HiperusError) -> str:
    """Say why: what the month and the settings tell, else what kind of error it was."""
    if month > Month.of(page.today):
        return page.gettext(NOT_BEGUN)
    if not isinstance(problem, ConfigurationError):
        first = page.run.settings.first_billed_month
        if first and month < first:
            return page.gettext(OLD_SCRIPT, first=first)
        said = said_of(problem)
        return page.gettext(said.sentence, **said.values)
    return page.gettext(NEVER_BILLED if _is_unset(page) else SETTINGS)


def _is_unset(page: Page) -> bool:
    try:
        return page.run.settings.first_billed_month is None
    except ConfigurationError:
        return False
