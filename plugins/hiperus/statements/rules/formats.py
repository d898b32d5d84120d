"""The formats that a statement is written in, and which of them a run asks for."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from hiperus.errors import InvalidParameterError


class Format(StrEnum):
    """A format by the ending of its files, the one that people read first."""

    PDF = "pdf"
    CSV = "csv"

    @property
    def content_type(self) -> str:
        """The format's name for a browser."""
        return "application/pdf" if self is Format.PDF else "text/csv"


ALL_FORMATS = tuple(Format)


def chosen_formats(names: object) -> tuple[Format, ...]:
    """Return the formats of a run's parameter, each once; without any named, all.

    Raises:
        InvalidParameterError: it is no list, or names another format.
    """
    known = ", ".join(Format)
    if not names:
        return ALL_FORMATS
    if isinstance(names, str) or not isinstance(names, Sequence):
        problem = f'formats must be a list of {known}, such as ["{Format.PDF}"]'
        raise _refused(problem)
    if unknown := [repr(str(name)[:40]) for name in names if name not in set(Format)]:
        raise _refused(f"there is no format {', '.join(unknown)}; choose from {known}")
    return tuple(each for each in Format if each in names)


def _refused(problem: str) -> InvalidParameterError:
    return InvalidParameterError(f"No statement can be made: {problem}.").leaving(
        "Nothing was written."
    )
