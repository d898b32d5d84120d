"""Texts on buttons can be read in both themes: 4.5 : 1 at least (WCAG 2.1, 1.4.3)."""

from __future__ import annotations

import re

import pytest

from hiperus.web.frame.templating import STATIC

ENOUGH = 4.5
CSS = (STATIC / "page.css").read_text("utf-8")


def colours(selector: str) -> dict[str, str]:
    block = CSS.split(selector + " {", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


PAIRS = (
    "brand-text on brand",
    "text on panel",
    "quiet on panel",
    "quiet on muted",
    "link on panel",
    "good on panel",
    "bad on panel",
    "warn on panel",
)


@pytest.mark.parametrize("theme", [":root", ':root[data-theme="dark"]'])
@pytest.mark.parametrize("pair", PAIRS)
def test_texts_stand_out_from_their_ground(theme: str, pair: str) -> None:
    known, (text, ground) = colours(theme), pair.split(" on ")
    assert contrast(known[text], known[ground]) >= ENOUGH


def test_black_on_white_is_the_measure() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
