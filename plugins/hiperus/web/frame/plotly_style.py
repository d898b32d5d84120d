"""Plotly's own style rules as a file: the page's policy forbids it to write them into the page.

Plotly leaves its rules out where an element of the class `no-inline-styles` stands for them, and
those of its maps, which the page does not draw, where an element of their id is there already.
"""

from __future__ import annotations

import re
from functools import cache

from hiperus.web.frame.charts import plotly_file

_RULES = re.compile(r'\{"X,X div":.*?\}')
_TEXT = r""" "([^"]*)" | '([^']*)' """
_RULE = re.compile(rf"(?: {_TEXT} | (\w+) ) : (?: {_TEXT} )", re.VERBOSE)


_MAP_STYLE = re.compile(r'getElementById\("([0-9a-f]{64})"\)')


@cache
def map_style_ids() -> tuple[str, ...]:
    """Return the ids of elements that keep Plotly from writing rules for maps."""
    return tuple(sorted(set(_MAP_STYLE.findall(plotly_file().read_text(encoding="utf-8")))))


@cache
def plotly_rules() -> str:
    """Return the rules that plotly.min.js would have written, as CSS.

    Raises:
        ValueError: this version of Plotly writes them down in another way.
    """
    found = _RULES.search(plotly_file().read_text(encoding="utf-8"))
    if found is None:
        raise ValueError("The style rules in plotly.min.js are not where they were.")
    pairs = [
        (double or single or bare, text or other)
        for double, single, bare, text, other in _RULE.findall(found.group())
    ]
    return "".join(f"{_selector(name)} {{ {text} }}\n" for name, text in pairs)


def _selector(name: str) -> str:
    text = name.removeprefix(",").replace("X", ".js-plotly-plot .plotly")
    return text.replace("Y", ".plotly-notifier")
