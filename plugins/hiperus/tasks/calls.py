"""Tasks that load call records: windows are planned, then loaded one transaction each."""

from __future__ import annotations

import logging
from datetime import date
from typing import TypedDict

from hiperus.domain.cdr import CallType
from hiperus.domain.periods import DaySpan, Window

log = logging.getLogger(__name__)

ALL_TYPES = list(CallType)


class WindowNote(TypedDict):
    """A window as it travels between tasks: days as ISO text, `end` is the day after the last."""

    start: str
    end: str
    call_type: str


def note(window: Window) -> WindowNote:
    """Write a window down for the next task."""
    days = window.days
    return {
        "start": days.start.isoformat(),
        "end": days.end.isoformat(),
        "call_type": str(window.call_type),
    }


def window_of(written: WindowNote) -> Window:
    """Read back what `note` wrote."""
    days = DaySpan(date.fromisoformat(written["start"]), date.fromisoformat(written["end"]))
    return Window(days, CallType(written["call_type"]))
