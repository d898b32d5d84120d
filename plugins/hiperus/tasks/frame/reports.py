"""Where runs leave their reports for people."""

from __future__ import annotations

import os
import re
from pathlib import Path

from hiperus.tasks.frame import runs

_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9.-]+")


def report_folder(topic: str) -> Path:
    """Return the folder of this run's report: below `HIPERUS_REPORTS`, else Airflow's home.

    With several machines `HIPERUS_REPORTS` has to be a folder that all of them share.
    """
    home = os.environ.get("AIRFLOW_HOME", "~/airflow")
    root = Path(os.environ.get("HIPERUS_REPORTS") or Path(home, "reports")).expanduser()
    run = _NOT_IN_A_NAME.sub("-", runs.origin().run_id or "by-hand").strip("-")
    return root.absolute() / topic / run


def lms_documents() -> Path | None:
    """Return LMS's folder of documents, where `HIPERUS_LMS_DOCUMENTS` says that it is mounted."""
    named = os.environ.get("HIPERUS_LMS_DOCUMENTS", "").strip()
    return Path(named).absolute() if named else None
