"""The image holds what runs and nothing else."""

from __future__ import annotations

import fnmatch
import subprocess
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]
SETUP = {"pools.json", "people.py", "webserver_config.py"}
LOCKS = {"requirements.txt", "requirements-ldap.txt"}
WANTED = {"bin", "dags", "include", "plugins", "pyproject.toml"} | LOCKS


def _sources() -> list[str]:
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    return [source for line in lines if line.startswith("COPY ") for source in line.split()[1:-1]]


def _is_ignored(path: str) -> bool:
    """Read `.dockerignore` as the engine does: the last line that fits decides."""
    ignored = False
    parents = [str(p) for p in PurePosixPath(path).parents if str(p) != "."]
    for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines():
        pattern = line.removeprefix("!").removeprefix("**/")
        anywhere = line.removeprefix("!").startswith("**/")
        names = [path, *parents] if not anywhere else PurePosixPath(path).parts
        if line and not line.startswith("#") and any(fnmatch.fnmatch(n, pattern) for n in names):
            ignored = not line.startswith("!")
    return ignored


def _image() -> list[str]:
    """Return the tracked files that the image would hold."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    tracked = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    sources = _sources()
    return [
        path
        for path in tracked.stdout.splitlines()
        if any(path == source or path.startswith(f"{source}/") for source in sources)
        and not _is_ignored(path)
    ]


def test_each_source_of_the_dockerfile_exists() -> None:
    assert [source for source in _sources() if not (ROOT / source).exists()] == []


def test_the_image_holds_what_runs_and_nothing_else() -> None:
    image = _image()
    assert {PurePosixPath(path).parts[0] for path in image} == WANTED
    assert [path for path in image if path.startswith(("dev/", "tests/", "docs/"))] == []
    include = {"/".join(PurePosixPath(p).parts[:2]) for p in image if p.startswith("include/")}
    assert include == {"include/sql", "include/setup"}
    assert {p for p in image if p.startswith("include/setup")} == {
        f"include/setup/{name}" for name in SETUP
    }


def test_nothing_that_the_build_needs_is_kept_out() -> None:
    kept_out = [source for source in _sources() if _is_ignored(source)]
    assert kept_out == []


def test_what_runs_names_no_file_that_is_missing() -> None:
    image = set(_image())
    assert {"bin/airflow", "bin/airflow-setup", "plugins/hiperus_plugin.py"} <= image
    assert "include/setup/pools.json" in image
