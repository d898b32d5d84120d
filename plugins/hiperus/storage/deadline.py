"""Ends a wait for the LMS database from our side, whatever the server or the network does.

A server's own time limits end what it works on. They do not help where its answer is lost on the
way, or where it accepts a connection and falls silent.
"""

from __future__ import annotations

import os
import socket
import threading
from contextlib import suppress
from typing import Any, Self


class Deadline:
    """Shuts the sockets of connections down once so many seconds are over.

    Whoever waits for an answer then gets the driver's error for a lost connection; the server
    undoes what was open.
    """

    def __init__(self, seconds: float) -> None:
        """Take the time limit; it runs from the beginning of the `with` block."""
        self.seconds = seconds
        self.is_over = False
        self._lock = threading.Lock()
        self._wires: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def watch(self, connection: Any) -> None:
        """Let the deadline hold for an open connection (psycopg, or mysql-connector in Python)."""
        with self._lock:
            self._wires.append(_wire_of(connection))
        if self.is_over:
            self._cut()

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        with self._lock:
            for wire in self._wires:
                wire.close()
            self._wires.clear()

    def _cut(self) -> None:
        with self._lock:
            self.is_over = True
            for wire in self._wires:
                with suppress(OSError):  # it is down already
                    wire.shutdown(socket.SHUT_RDWR)


def _wire_of(connection: Any) -> socket.socket:
    """Return a handle of our own: the driver may close its own at any time."""
    # mysql-connector has no public way to its socket.
    source = connection if hasattr(connection, "fileno") else connection._socket.sock
    return socket.socket(fileno=os.dup(source.fileno()))
