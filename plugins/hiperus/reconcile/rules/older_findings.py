"""Reads the lines that findings were kept as before 0.2; to be deleted with 0.3.

Each weekly comparison writes the findings that last anew, as codes, and forgets the others. So such
a line is left only until `hiperus_reconcile` has run once after the upgrade.
"""

from __future__ import annotations

import re
from decimal import Decimal

from hiperus.reconcile.rules.findings import Detail, DetailCode, Finding, FindingKind

_LINE = re.compile(r"(\S+) (.*?): (.*?)(?: \((-?[\d.]+) PLN net\))?", re.DOTALL)
_KINDS = frozenset(FindingKind)


def finding_from_line(line: str) -> Finding:
    """Read a line; one of another shape is a finding of the kind `other`."""
    found = _LINE.fullmatch(line)
    if not found or found[1] not in _KINDS:
        return Finding(FindingKind.OTHER, "", _as_written(line))
    kind, key, detail, net = found.groups()
    return Finding(FindingKind(kind), key, _as_written(detail), Decimal(net or 0))


def _as_written(text: str) -> Detail:
    return Detail.of(DetailCode.AS_WRITTEN, text=text)
