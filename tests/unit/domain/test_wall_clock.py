"""Both databases get the instants that Python's zone database has."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from hiperus.domain.periods import WARSAW
from hiperus.domain.wall_clock import offset_spans, unix_of_wall


@pytest.mark.parametrize("year", range(1970, 2038))
def test_the_hours_of_a_year_are_what_zoneinfo_says(year: int) -> None:
    moment = datetime(year, 1, 1)  # noqa: DTZ001
    while moment.year == year:
        wall = moment.strftime("%Y-%m-%d %H:%M:%S")
        assert unix_of_wall(wall) == int(moment.replace(tzinfo=WARSAW).timestamp()), wall
        moment += timedelta(minutes=90)


def test_the_spans_have_no_gap_and_change_at_full_hours() -> None:
    spans = offset_spans()
    assert all(a.wall_to == b.wall_from for a, b in pairwise(spans))
    assert all(span.wall_to.endswith(":00:00") for span in spans[:-1])
