"""The field's words as the page calls them, before translation."""

from __future__ import annotations

from hiperus.calls.rules.coverage import CoverageState
from hiperus.domain.cdr import CallType
from hiperus.web.frame.tabs import gettext_noop

CALL_TYPES: dict[str, str] = {
    CallType.OUTGOING: gettext_noop("Outgoing"),
    CallType.INCOMING: gettext_noop("Incoming"),
    CallType.DISA: gettext_noop("DISA"),
    CallType.FORWARDED: gettext_noop("Forwarded"),
    CallType.INTERNAL: gettext_noop("Internal"),
    CallType.VPBX: gettext_noop("vPBX"),
}

STATES: dict[str, str] = {
    CoverageState.LOADED: gettext_noop("loaded"),
    CoverageState.EMPTY: gettext_noop("no calls"),
    CoverageState.CLOSED: gettext_noop("invoiced, closed"),
    CoverageState.PARTIAL: gettext_noop("partly loaded"),
    CoverageState.FAILED: gettext_noop("failed"),
    "missing": gettext_noop("missing"),
    "before": gettext_noop("before the first load"),
    "ahead": gettext_noop("not due yet"),
}
