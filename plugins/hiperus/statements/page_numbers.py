"""A canvas that knows, when it is saved, how many pages there are: "strona 2 z 5"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

_SIZE = 7
_LEFT, _BELOW = 17 * mm, 10 * mm


class NumberedPages(Canvas):  # type: ignore[misc]  # the library has no types
    """Keeps its pages until the last one is made, then writes a footer on each."""

    def __init__(self, *args: Any, font: str, footer: str, **options: Any) -> None:
        """Take the font of the footer and its text beside the numbers."""
        super().__init__(*args, **options)
        self._font, self._footer = font, footer
        self._kept: list[dict[str, Any]] = []

    @classmethod
    def of(cls, font: str, footer: str) -> Callable[..., NumberedPages]:
        """Return what makes such a canvas."""
        return lambda *args, **options: cls(*args, font=font, footer=footer, **options)

    def showPage(self) -> None:  # noqa: N802 -- the library calls it so
        """Keep the page, begin the next one."""
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write all pages."""
        for number, page in enumerate(self._kept, 1):
            self.__dict__.update(page)
            right = self._pagesize[0] - _LEFT
            self.setFont(self._font, _SIZE)
            self.drawString(_LEFT, _BELOW, self._footer)
            self.drawRightString(right, _BELOW, f"strona {number} z {len(self._kept)}")
            super().showPage()
        super().save()
