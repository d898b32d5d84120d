"""Files with called numbers: nobody else on the machine may read them, not even half-written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

OWNER_ONLY = 0o600
OWNER_AND_GROUP = 0o640
FOLDER_OF_OWNER = 0o700


def private_folder(path: Path) -> Path:
    """Make a folder that only its owner may enter, where it is missing, and return it."""
    path.mkdir(parents=True, exist_ok=True, mode=FOLDER_OF_OWNER)
    return path


def write_private(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all, readable by its owner only.

    Args:
        path: in a folder that exists; a file of that name is replaced.
        content: text, written as UTF-8 with its line ends as they are, or bytes.

    Raises:
        OSError: it cannot be written; what was there before stays.
    """
    with _unfinished(path) as file:
        file.write(content.encode() if isinstance(content, str) else content)


def write_for_group(path: Path, content: bytes, group: int) -> None:
    """Write a file whole or not at all, readable by its owner and one group.

    Args:
        path: in a folder that exists; a file of that name is replaced.
        content: the file's bytes.
        group: the group's id.

    Raises:
        OSError: it cannot be written, or not for that group; what was there before stays.
    """
    with _unfinished(path) as file:
        file.write(content)
        os.fchown(file.fileno(), -1, group)
        os.fchmod(file.fileno(), OWNER_AND_GROUP)


@contextmanager
def _unfinished(path: Path) -> Iterator[BinaryIO]:
    # In the same folder, because a file cannot be renamed from one file system to another.
    unfinished = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with open(handle, "wb") as file:
            yield file
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
