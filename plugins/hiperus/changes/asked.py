"""Reads what a run was asked to change; what cannot be read is refused, and kept."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from hiperus.changes.rules.outcomes import NOT_SENT
from hiperus.changes.rules.request import ChangeRequest, parse_request
from hiperus.changes.tables.changes import Refused, record_refused
from hiperus.errors import HiperusError, InvalidParameterError
from hiperus.run import Run

log = logging.getLogger(__name__)


def asked_for(run: Run, parameters: Mapping[str, object], who: str | None) -> ChangeRequest:
    """Return the request of a run's parameters `entity`, `action` and `payload`.

    Raises:
        InvalidParameterError: it cannot be used. Its row in `hv_change` says why, with the names
            of the fields and none of their values: one of them may be a password.
    """
    entity, action, payload = (parameters[name] for name in ("entity", "action", "payload"))
    try:
        return parse_request(entity, action, payload)
    except InvalidParameterError as error:
        names = frozenset(map(str, payload)) if isinstance(payload, Mapping) else frozenset()
        _keep(run, Refused(str(entity), str(action), names), who, str(error))
        raise error.leaving(NOT_SENT) from None


def _keep(run: Run, refused: Refused, who: str | None, reason: str) -> None:
    try:
        with run.database.transaction():
            record_refused(run, refused, who, reason)
    except HiperusError as error:
        log.warning("The refused request could not be kept in hv_change: %s", error)
