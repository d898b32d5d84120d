"""Why an invoice waits, in the reader's language."""

from __future__ import annotations

from functools import partial

from hiperus.invoices.rules.state_reasons import StateReason, sentence
from hiperus.web.frame.languages import Language


def why_parked(reason: StateReason | None, language: Language) -> str:
    """Return a reason in a language; somebody's own words stay as they are."""
    return sentence(reason, language.gettext, partial(language.formats.number, digits=2))
