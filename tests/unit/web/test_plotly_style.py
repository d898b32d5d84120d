"""The page ships Plotly's own style rules as a file; here they are compared with plotly.min.js."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hiperus.web.frame.charts import plotly_file
from hiperus.web.frame.templating import FOLDER, STATIC

_RULES = re.compile(r'\{"X,X div":.*?\}')
_TEXT = r""" "([^"]*)" | '([^']*)' """
_RULE = re.compile(rf"(?: {_TEXT} | (\w+) ) : (?: {_TEXT} )", re.VERBOSE)
_MAP_STYLE = re.compile(r'getElementById\("([0-9a-f]{64})"\)')


@pytest.fixture(scope="module")
def script() -> str:
    return plotly_file().read_text(encoding="utf-8")


def _selector(name: str) -> str:
    text = name.removeprefix(",").replace("X", ".js-plotly-plot .plotly")
    return text.replace("Y", ".plotly-notifier")


def _rules(script: str) -> str:
    """Return the rules that plotly.min.js would write, as CSS."""
    found = _RULES.search(script)
    assert found, "The style rules in plotly.min.js are not where they were."
    pairs = [
        (double or single or bare, text or other)
        for double, single, bare, text, other in _RULE.findall(found.group())
    ]
    return "".join(f"{_selector(name)} {{ {text} }}\n" for name, text in pairs)


def test_the_rules_of_the_script_can_be_read(script: str) -> None:
    rules = _rules(script)
    assert ".js-plotly-plot .plotly .main-svg { position:absolute;" in rules
    assert rules.count("{") == rules.count("}") > 20


def test_the_file_holds_the_rules_of_the_script(script: str, tmp_path: Path) -> None:
    file = STATIC / "plotly.css"
    comment, _, shipped = file.read_text(encoding="utf-8").partition("\n")
    wanted = tmp_path / "plotly.css"
    wanted.write_text(f"{comment}\n{_rules(script)}", encoding="utf-8")
    assert shipped == _rules(script), f"Plotly has other rules now: cp {wanted} {file}"


def test_the_page_keeps_plotly_from_writing_rules(script: str) -> None:
    parts = (FOLDER / "templates" / "_parts.html").read_text(encoding="utf-8")
    assert "no-inline-styles" in script
    assert 'class="no-inline-styles"' in parts
    assert len(set(_MAP_STYLE.findall(script))) == 1
    assert set(re.findall(r'id="([0-9a-f]{64})"', parts)) == set(_MAP_STYLE.findall(script))
