"""Why an invoice waits, in the reader's language.

LMS holds the reason as an English text. Its sentences are known; what is not, such as a message of
the database, stays as it is.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial

from hiperus.invoices.rules.reasons import Parked
from hiperus.web.frame.languages import Language
from hiperus.web.frame.tabs import gettext_noop

SENTENCES: dict[Parked, str] = {
    Parked.NO_DIVISION: gettext_noop("the LMS customer has no division"),
    Parked.NO_ADDRESS: gettext_noop("the LMS customer has no billing address"),
    Parked.NO_PLAN: gettext_noop("the LMS customer has no usable number plan for invoices"),
    Parked.NO_DATE: gettext_noop(
        "A subscription date reads %(text)s, which is no date; "
        "correct it on the platform and import again."
    ),
    Parked.ABOVE_BOUND: gettext_noop(
        "%(gross)s PLN gross is above the bound of %(bound)s; release it if it is right"
    ),
    Parked.RELEASED: gettext_noop("released, was:"),
}
"""Each sentence as it is kept, with its places; it is also the id of its translation."""

_PLACES = {"text": ".+?", "gross": r"-?\d+\.\d\d", "bound": r"\d+\.\d\d"}
_AMOUNTS = {"gross", "bound"}


def _pattern(sentence: str) -> re.Pattern[str]:
    text = re.escape(sentence)
    for name, form in _PLACES.items():
        text = text.replace(re.escape(f"%({name})s"), f"(?P<{name}>{form})")
    return re.compile(text)


_PATTERNS = {sentence: _pattern(sentence) for sentence in SENTENCES.values()}


def why_parked(reason: str, language: Language) -> str:
    """Return a kept reason in a language, sentence by sentence."""
    for sentence, pattern in _PATTERNS.items():
        reason = pattern.sub(partial(_said, sentence, language), reason)
    return language.gettext(reason) if reason else ""


def _said(sentence: str, language: Language, found: re.Match[str]) -> str:
    places = {
        name: language.formats.number(Decimal(text), 2) if name in _AMOUNTS else text
        for name, text in found.groupdict().items()
    }
    return language.gettext(sentence, **places)
