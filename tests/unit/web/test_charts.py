"""Charts: figures as plain data, and what the Python package plotly must hold."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from hiperus.web.frame.charts import Chart, Column, Table, bars, line, plotly_file

TABLE = Table("Calls", [Column("Day"), Column("Cost", numeric=True)], [["1", "2"]])


def test_a_figure_is_plain_json() -> None:
    days, sums = [date(2026, 3, 1)], [Decimal("1.25")]
    chart = Chart("c", "Cost", [bars("Cost", days, sums), line("Before", days, [None])], TABLE)
    drawn = json.loads(json.dumps(chart.figure))
    assert [trace["y"] for trace in drawn["traces"]] == [[1.25], [None]]
    assert drawn["traces"][0]["x"] == ["2026-03-01"]


def test_the_package_ships_the_script() -> None:
    assert plotly_file().stat().st_size > 1_000_000
