"""LMS's folder of documents: a file lies under the MD5 of its content, where LMS looks for it."""

from __future__ import annotations

import os
import stat
import tempfile
from hashlib import md5
from pathlib import Path

from hiperus.errors import ConfigurationError
from hiperus.statements.private_files import write_for_group

VARIABLE = "HIPERUS_LMS_DOCUMENTS"


class DocumentFolder:
    """The folder that `HIPERUS_LMS_DOCUMENTS` names; its group is LMS's."""

    def __init__(self, path: Path) -> None:
        """Check that files can be added to it.

        Raises:
            ConfigurationError: they cannot.
        """
        self._path = path
        try:
            self._group = path.stat().st_gid
            with tempfile.NamedTemporaryFile(dir=path) as probe:
                os.fchown(probe.fileno(), -1, self._group)
        except OSError as error:
            raise self._refused(error).leaving("Nothing was written.") from None
        closed = [p.name for p in path.iterdir() if _is_shelf(p) and not os.access(p, os.W_OK)]
        if closed:
            problem = f"its folder {min(closed)} cannot be written"
            raise self._refused(problem).leaving("Nothing was written.")

    def put(self, content: bytes) -> str:
        """Add a file, where it is not there yet, and return the MD5 under which LMS finds it.

        Raises:
            ConfigurationError: it cannot be written.
        """
        name = md5(content, usedforsecurity=False).hexdigest()
        shelf = self._path / name[:2]
        try:
            self._make(shelf)
            if not (shelf / name).exists():
                write_for_group(shelf / name, content, self._group)
        except OSError as error:
            raise self._refused(error) from None
        return name

    def _make(self, shelf: Path) -> None:
        if shelf.exists():
            return
        shelf.mkdir(exist_ok=True)
        os.chown(shelf, -1, self._group)
        # LMS adds files to it, too: whoever may write the one folder may write the other.
        shelf.chmod(stat.S_IMODE(self._path.stat().st_mode))

    def _refused(self, problem: object) -> ConfigurationError:
        return ConfigurationError(
            f"LMS's folder of documents, {self._path} ({VARIABLE}), cannot be written: {problem}. "
            "Let the user that Airflow runs as write it and be of its group, or unset the variable."
        )


def _is_shelf(path: Path) -> bool:
    return len(path.name) == 2 and path.is_dir()  # noqa: PLR2004 -- two digits of an MD5
