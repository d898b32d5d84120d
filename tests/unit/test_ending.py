"""A command that is ended from outside stops what it started."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

WAITS = """
import time
from dev.ending import clean_up_when_ended

clean_up_when_ended()
try:
    print("started", flush=True)
    time.sleep(60)
finally:
    print("cleaned up", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_command_that_is_told_to_end_cleans_up(number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WAITS], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        process.send_signal(number)
        assert process.stdout.readline() == "cleaned up\n"
    assert process.returncode == 128 + number
