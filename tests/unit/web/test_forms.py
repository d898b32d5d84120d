"""Forms that trigger a DAG are shown to those who may trigger it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hiperus.web.frame import languages

TEMPLATES = Path(languages.__file__).parents[1] / "templates"
ASKED = re.compile(r'call parts\.may_trigger\("(\w+)"(?:, in_row=true)?\) %\}\s*<form\b[^>]*')
FORM = re.compile(r'<form\b[^>]*data-trigger="(\w+)"')


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda p: p.name)
def test_each_form_asks_for_the_right_to_its_own_dag(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    asked = [m[1] for m in ASKED.finditer(text) if FORM.search(m[0])]
    assert asked == FORM.findall(text)


def test_there_are_forms_to_look_at() -> None:
    assert FORM.findall((TEMPLATES / "open_ends.html").read_text("utf-8"))
