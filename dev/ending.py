"""For commands that start servers: ended from outside, they stop what they started."""

from __future__ import annotations

import signal
import sys
from types import FrameType


def clean_up_when_ended() -> None:
    """Take the signals of `kill` and of a closed terminal for a request to clean up and leave."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
