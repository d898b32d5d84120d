"""Files with called numbers: nobody else on the machine may read them, not even half-written."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import uuid4

OWNER_ONLY = 0o600
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
    # In the same folder, because a file cannot be renamed from one file system to another.
    unfinished = path.with_name(f".{path.name}.{uuid4().hex}")
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
        with open(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
