"""An OpenID Connect provider signs people in, and its groups are their roles."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from dev.visitor import REPOSITORY, surroundings

FAB = "airflow.providers.fab.auth_manager.fab_auth_manager.FabAuthManager"


def test_the_groups_of_the_last_sign_in_are_the_roles(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.openid_visit"],
        cwd=REPOSITORY,
        env={
            **os.environ,
            **surroundings(tmp_path),
            "AIRFLOW__CORE__AUTH_MANAGER": FAB,
            "AIRFLOW__FAB__CONFIG_FILE": str(
                REPOSITORY / "include" / "setup" / "webserver_config.py"
            ),
            "NO_PROXY": "127.0.0.1",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert all(each["signed_in"] for each in found)
    assert [each["roles"] for each in found] == [
        ["Public", "User"],
        ["Op", "Public", "Viewer"],
        ["Public"],
    ]
