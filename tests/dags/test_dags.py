"""Every DAG keeps the promises of the project: names, manuals, timetables, quick parsing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "dags").glob("*.py"))
PROMISED = {path.stem for path in FILES}
SCHEDULES = {
    "hiperus_import": "31 0 * * *",
    "hiperus_cdr_daily": "1 1 * * *",
    "hiperus_cdr_backfill": "0 0 1 1,7 *",
    "hiperus_invoice": "15 3 1 * *",
    "hiperus_reconcile": "0 5 * * 1",
}


def test_all_files_import(dag_bag: Any) -> None:
    assert dag_bag.import_errors == {}
    assert set(dag_bag.dags) == PROMISED


def test_each_manual_says_what_when_and_what_to_do(dag_bag: Any) -> None:
    for dag in dag_bag.dags.values():
        for word in (
            "**What.**",
            "**When.**",
            "**Parameters.**",
            "**Example.**",
            "**When it fails.**",
        ):
            assert word in dag.doc_md, f"{dag.dag_id}: {word}"


def test_each_parameter_explains_itself(dag_bag: Any) -> None:
    for dag in dag_bag.dags.values():
        for name in dag.params:
            param = dag.params.get_param(name)
            assert param.description, f"{dag.dag_id}.{name}"
            assert "type" in param.schema, f"{dag.dag_id}.{name}"
            assert f"`{name}`" in dag.doc_md, f"{dag.dag_id}.{name}"


@pytest.mark.parametrize(("dag_id", "cron"), SCHEDULES.items())
def test_schedules_are_local_with_data_intervals(dag_bag: Any, dag_id: str, cron: str) -> None:
    timetable = dag_bag.dags[dag_id].timetable
    assert type(timetable).__name__ == "CronDataIntervalTimetable"
    assert timetable.expression == cron
    assert str(timetable.timezone) == "Europe/Warsaw"


def test_every_task_retries_and_ends(dag_bag: Any) -> None:
    for dag in dag_bag.dags.values():
        for task in dag.tasks:
            assert task.execution_timeout or task.response_timeout, task.task_id
            assert task.retries >= 1, task.task_id


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_importing_a_dag_file_opens_nothing_and_loads_no_driver(path: Path) -> None:
    code = (
        "import socket, sys, runpy\n"
        "def no(*_, **__): raise SystemExit('a socket was opened')\n"
        "socket.socket.connect = no\n"
        f"runpy.run_path({str(path)!r})\n"
        "heavy = {'zeep', 'psycopg', 'mysql.connector', 'pandas', 'lxml'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-500:]


def test_with_the_plugin_loaded_parsing_the_dags_imports_nothing_of_the_page() -> None:
    code = (
        "import sys\n"
        "from airflow.sdk import plugins_manager\n"
        "names = [plugin.name for plugin in plugins_manager._get_plugins()[0]]\n"
        "assert 'hiperus' in names, names\n"
        "from airflow.dag_processing.dagbag import DagBag\n"
        f"assert len(DagBag({str(ROOT / 'dags')!r}).dags) == {len(FILES)}\n"
        "of_page = {name for name in sys.modules if name.startswith(('hiperus.web', 'plotly'))}\n"
        "sys.exit(f'loaded {of_page}' if of_page else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-500:]
