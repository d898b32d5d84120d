"""English and Polish: the message ids are the English texts, `translations/pl/*.po` the Polish.

Which one: the cookie that the page's script keeps in step with Airflow's own choice (or that the
page's switch set), else what the browser asks for.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import negotiate_locale
from babel.messages import mofile, pofile
from babel.support import NullTranslations, Translations

from hiperus.web.frame.formats import Formats

TRANSLATIONS = Path(__file__).parents[1] / "translations"
COOKIE = "hiperus_language"
LOCALES = {"en": "en_GB", "pl": "pl_PL"}
"""British English: days come before months there, as in Airflow's times and in Poland."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the page: its code, texts and formats."""

    code: str
    texts: NullTranslations
    formats: Formats

    def gettext(self, text: str, /, **values: object) -> str:
        """Translate, then fill in `%(names)s`."""
        found = str(self.texts.ugettext(text))
        return found % values if values else found

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Translate with the plural form of `number`, then fill in `%(names)s` and `%(num)s`."""
        found = str(self.texts.ungettext(one, many, number))
        return found % {"num": self.formats.number(number), **values}


@cache
def language(code: str, zone: str) -> Language:
    """Return a language by its code; what is not known is English."""
    known = code if code in LOCALES else "en"
    return Language(known, _texts(known), Formats(Locale.parse(LOCALES[known]), ZoneInfo(zone)))


def negotiate(cookie: str | None, accepted: str | None) -> str:
    """Return the code of the language to show.

    Args:
        cookie: what the page's cookie says.
        accepted: the header Accept-Language.
    """
    if cookie in LOCALES:
        return cookie
    wanted = [part.split(";")[0].strip() for part in (accepted or "").split(",")]
    return negotiate_locale([w[:2] for w in wanted if w], list(LOCALES)) or "en"


def _texts(code: str) -> NullTranslations:
    found = [_catalogue(path) for path in sorted((TRANSLATIONS / code).glob("*.po"))]
    if not found:
        return NullTranslations()
    first, *others = found
    for other in others:
        first.merge(other)
    return first


def _catalogue(path: Path) -> Translations:
    with path.open("rb") as source:
        catalogue = pofile.read_po(source, locale=path.parent.name)
    compiled = io.BytesIO()
    mofile.write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)
