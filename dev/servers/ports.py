"""Free ports of the loopback interface, for servers that cannot choose one themselves."""

from __future__ import annotations

import random
import socket

# Systems give clients' connections ports from 32768 (Linux) or 49152 up: below, none takes the
# port between the look and the server's start.
CANDIDATES = range(20_000, 32_000)


def free_port(wanted: int | None = None) -> int:
    """Return `wanted` if nobody listens there, else any free port.

    Raises:
        RuntimeError: all are taken.
    """
    first = [] if wanted is None else [wanted]
    for port in [*first, *random.sample(CANDIDATES, len(CANDIDATES))]:
        if _is_free(port):
            return port
    raise RuntimeError(f"No port from {CANDIDATES.start} to {CANDIDATES.stop - 1} is free.")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
