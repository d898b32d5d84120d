"""A TCP proxy before a database that stops forwarding once a connection asks a certain question."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Test = Callable[[bytes], bool]


class SwallowingProxy:
    """Hands everything on until `swallows` is true of what a client sends.

    From then on that connection stays open, and nothing of it is handed on in either direction.
    """

    def __init__(self, target: tuple[str, int] | str) -> None:
        self.target = target
        self.swallows: Test = lambda _: False
        self.swallowed = 0
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        unix = isinstance(self.target, str)
        server = socket.socket(socket.AF_UNIX if unix else socket.AF_INET)
        lost = threading.Event()
        with client, server, suppress(OSError):
            server.connect(self.target)
            back = threading.Thread(target=self._back, args=(server, client, lost), daemon=True)
            back.start()
            while data := client.recv(65536):
                if not lost.is_set() and self.swallows(data):
                    self.swallowed += 1
                    lost.set()
                if not lost.is_set():
                    server.sendall(data)
            server.shutdown(socket.SHUT_RDWR)
            back.join()

    @staticmethod
    def _back(server: socket.socket, client: socket.socket, lost: threading.Event) -> None:
        with suppress(OSError):
            while data := server.recv(65536):
                if not lost.is_set():
                    client.sendall(data)


@contextmanager
def swallowing_proxy(target: tuple[str, int] | str) -> Iterator[SwallowingProxy]:
    """Run a proxy before a TCP address or a Unix socket while the block lasts."""
    proxy = SwallowingProxy(target)
    try:
        yield proxy
    finally:
        proxy.stop()


@contextmanager
def mute_server() -> Iterator[int]:
    """Accept connections and never say a word; gives the port."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        yield int(listener.getsockname()[1])
