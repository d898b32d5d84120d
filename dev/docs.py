"""Writes `docs/dags.md` from the DAGs: `make docs`. A test keeps the page current."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "dags.md"
HEAD = """# All DAGs and their parameters

Made by `make docs` from the DAG files; do not edit.
"""


def page(dags: dict[str, Any]) -> str:
    """Return the whole page for the parsed DAGs."""
    parts = [HEAD]
    for dag_id in sorted(dags):
        parts.append(_section(dag_id, dags[dag_id]))
    return "\n".join(parts)


def _section(dag_id: str, dag: Any) -> str:
    schedule = getattr(dag.timetable, "expression", None)
    when = f"`{schedule}` ({dag.timetable.timezone})" if schedule else "none"
    catchup = "on" if dag.catchup else "off"
    manual = dag.doc_md.strip().replace("\n# ", "\n### ")
    lines = [f"## `{dag_id}`", "", f"Schedule: {when}; catch-up {catchup}.", ""]
    lines += ["**" + manual.split("\n", 1)[0].lstrip("# ") + "**", manual.split("\n", 1)[1]]
    return "\n".join(lines + _parameters(dag)) + "\n"


def _parameters(dag: Any) -> list[str]:
    if not dag.params:
        return []
    rows = ["", "| parameter | default | type | description |", "|---|---|---|---|"]
    for name in dag.params:
        param = dag.params.get_param(name)
        kind = param.schema["type"]
        words = " or ".join(kind) if isinstance(kind, list) else kind
        default = json.dumps(param.value, ensure_ascii=False)
        rows.append(f"| `{name}` | `{default}` | {words} | {param.description} |")
    return rows


def main() -> None:
    """Write the page."""
    os.environ["AIRFLOW_HOME"] = tempfile.mkdtemp()
    os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
    from airflow.dag_processing.dagbag import DagBag  # noqa: PLC0415 - after the environment

    bag = DagBag(str(ROOT / "dags"))
    if bag.import_errors:
        raise SystemExit(str(bag.import_errors))
    PAGE.write_text(page(bag.dags), encoding="utf-8")


if __name__ == "__main__":
    main()
