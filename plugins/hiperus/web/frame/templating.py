"""Jinja2 for one language, and the addresses of static files."""

from __future__ import annotations

import hashlib
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hiperus.web.frame.charts import plotly_version
from hiperus.web.frame.languages import Language
from hiperus.web.frame.parked_words import why_parked

FOLDER = Path(__file__).parents[1]
STATIC = FOLDER / "static"


@cache
def environment(language: Language) -> Environment:
    """Return the templates of a language; everything is escaped, unknown names are errors."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        language.texts.ugettext, language.texts.ungettext, newstyle=True
    )
    made.globals["static"] = static
    made.globals["plotly"] = f"/static/plotly.min.js?v={plotly_version()}"
    made.filters["why_parked"] = partial(why_parked, language=language)
    made.filters["day"] = language.formats.day
    made.filters["money"] = language.formats.money
    made.filters["number"] = language.formats.number
    return made


@cache
def static(name: str) -> str:
    """Return a static file's address below the page's root; it changes with the content."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"
