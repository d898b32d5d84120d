"""A free port is one that a server can have, and no client's connection can take meanwhile."""

from __future__ import annotations

import socket

from dev.servers.ports import CANDIDATES, free_port


def test_a_port_that_somebody_listens_on_is_not_given() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        found = free_port(port)
    assert found in CANDIDATES
    assert free_port(port) == port


def test_a_server_can_have_the_port() -> None:
    with socket.create_server(("127.0.0.1", free_port())) as server:
        assert server.getsockname()[1] in CANDIDATES
