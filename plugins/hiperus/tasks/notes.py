"""The task of `hiperus_note`."""

from __future__ import annotations

import logging

from hiperus.tasks.frame import runs
from hiperus.tasks.frame.connections import opened_run
from hiperus.tasks.frame.failures import failing_well
from hiperus.tasks.provision import who_asked

log = logging.getLogger(__name__)


@failing_well
def take_note() -> str:
    """Write down what the run's parameters ask for, with who asked."""
    from hiperus.notes.note import take_note as take  # noqa: PLC0415
    from hiperus.notes.rules.requests import parse_note  # noqa: PLC0415

    parameters = runs.parameters()
    noted = parse_note(parameters["kind"], parameters["action"], parameters["payload"])
    with opened_run() as run:
        line = take(run, noted, who_asked())
    log.info(line)
    return line
