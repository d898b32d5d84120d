"""Every text of the page exists in Polish, with its plural forms and placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from hiperus.invoices.rules.state_reasons import SENTENCES
from hiperus.web.frame import languages
from hiperus.web.frame.languages import language

WEB = Path(languages.__file__).parents[1]
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "gettext_noop": None}
OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true"}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
Id = str | tuple[str, ...]


def texts_in(path: Path, method: str) -> Iterator[Id]:
    with path.open("rb") as source:
        for _, message, _, _ in extract(method, source, keywords=KEYWORDS, options=OPTIONS):
            yield message


def used() -> set[Id]:
    found: set[Id] = set()
    for path in sorted(WEB.rglob("*.py")):
        found.update(texts_in(path, "python"))
    for path in sorted((WEB / "templates").glob("*.html")):
        found.update(texts_in(path, "jinja2.ext:babel_extract"))
    # Reasons of invoices stand in one place for all readers; a place alone wants no translation.
    found.update(text for text in SENTENCES.values() if PLACEHOLDER.sub("", text))
    return found


def translated() -> dict[Id, str | tuple[str, ...]]:
    found = {}
    for path in sorted((WEB / "translations" / "pl").glob("*.po")):
        with path.open("rb") as source:
            found.update({m.id: m.string for m in read_po(source, locale="pl") if m.id})
    return found


def test_texts_are_found_in_code_and_templates() -> None:
    assert {"There is no such page.", "Skip to the content"} <= used()


def test_every_text_is_translated() -> None:
    polish = translated()
    missing = [text for text in used() if not all(_forms(polish.get(text)))]
    assert sorted(map(str, missing)) == []


def test_no_translation_is_left_over() -> None:
    assert sorted(map(str, set(translated()) - used())) == []


@pytest.mark.parametrize("text", sorted(translated(), key=str), ids=str)
def test_a_translation_keeps_the_placeholders(text: Id) -> None:
    wanted = set(PLACEHOLDER.findall(text if isinstance(text, str) else text[-1]))
    for form in _forms(translated()[text]):
        assert set(PLACEHOLDER.findall(form)) == wanted


def test_polish_has_three_plural_forms() -> None:
    assert {len(s) for i, s in translated().items() if isinstance(i, tuple)} <= {3}


def test_an_unknown_language_is_english() -> None:
    assert language("xx", "Europe/Warsaw").code == "en"


def _forms(text: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return text if isinstance(text, tuple) else (text or "",)
