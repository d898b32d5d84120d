"""Which addresses the processes of sessions (of the operating system) listen on."""

from __future__ import annotations

import ipaddress
import os
import re
import sys
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

LISTENS = "0A"
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def listens_on(sessions: Collection[int]) -> set[tuple[Address, int]]:
    """Return addresses and ports of all listening TCP sockets of the sessions' processes."""
    found = set()
    for process in _processes(sessions):
        ours = set(_sockets(process))
        for table in ("tcp", "tcp6"):
            for line in (process / "net" / table).read_text().splitlines()[1:]:
                words = line.split()
                if words[3] == LISTENS and words[9] in ours:
                    found.add(_address(words[1]))
    return found


def _processes(sessions: Collection[int]) -> Iterator[Path]:
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(ProcessLookupError):
            if os.getsid(int(path.name)) in sessions:
                yield path


def _sockets(process: Path) -> Iterator[str]:
    for link in (process / "fd").iterdir():
        with suppress(FileNotFoundError):
            yield from re.findall(r"socket:\[(\d+)\]", str(link.readlink()))


def _address(text: str) -> tuple[Address, int]:
    """Read an address as the kernel writes it: in words of four bytes of this machine's order."""
    host, port = text.split(":")
    words = [bytes.fromhex(host[at : at + 8]) for at in range(0, len(host), 8)]
    packed = b"".join(word[::-1] if sys.byteorder == "little" else word for word in words)
    return ipaddress.ip_address(packed), int(port, 16)
