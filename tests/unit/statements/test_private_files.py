"""Files with called numbers: whole or not at all, and nobody else's."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from hiperus.statements.private_files import private_folder, write_private


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_only_the_owner_may_read(tmp_path: Path) -> None:
    path = private_folder(tmp_path / "a" / "b") / "calls.csv"
    write_private(path, "ą\r\n")
    assert (mode(path.parent), mode(path)) == (0o700, 0o600)
    assert path.read_bytes() == "ą\r\n".encode()


def test_a_file_that_others_could_read_is_replaced_by_one_that_they_cannot(tmp_path: Path) -> None:
    path = tmp_path / "calls.pdf"
    path.write_bytes(b"old")
    path.chmod(0o644)
    write_private(path, b"new")
    assert (mode(path), path.read_bytes()) == (0o600, b"new")
    assert [found.name for found in tmp_path.iterdir()] == ["calls.pdf"]


def test_what_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    write_private(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_private(path, "half \ud800")
    assert path.read_text() == "old"
    assert len(list(tmp_path.iterdir())) == 1
