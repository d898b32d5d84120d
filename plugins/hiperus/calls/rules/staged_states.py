"""The states of a staged call beside the stored one: unchanged, changed, unlinked."""

from __future__ import annotations

from enum import StrEnum


class StagedState(StrEnum):
    """A staged call whose id is stored already, as `hv_cdr_known.state` holds it.

    A call that is new has no row there. `calls/merge/insert_known` sets the state once, when the
    row was staged; it never becomes another one. Copies and conflicts are taken out
    (`calls/merge/delete_known_*`) before anything is written, so that these three remain:
    unchanged, changed, unlinked.
    """

    UNCHANGED = "u"
    CHANGED = "c"
    UNLINKED = "l"
    """Unchanged, but stored before links were kept."""

    CONFLICT = "x"
    """Stored with another call type."""

    COPY = "d"
    """Stored by this very load, a moment ago."""
