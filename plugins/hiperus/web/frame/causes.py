"""Why calls ended: names of Q.850 release causes."""

from __future__ import annotations

from hiperus.web.frame.tabs import gettext_noop

CAUSES = {
    1: gettext_noop("unassigned number"),
    3: gettext_noop("no route to the number"),
    16: gettext_noop("normal clearing"),
    17: gettext_noop("busy"),
    18: gettext_noop("no user responding"),
    19: gettext_noop("no answer"),
    20: gettext_noop("subscriber absent"),
    21: gettext_noop("rejected"),
    22: gettext_noop("number changed"),
    26: gettext_noop("answered elsewhere"),
    27: gettext_noop("destination out of order"),
    28: gettext_noop("incomplete number"),
    31: gettext_noop("normal, unspecified"),
    34: gettext_noop("no circuit free"),
    38: gettext_noop("network out of order"),
    41: gettext_noop("temporary failure"),
    42: gettext_noop("congestion"),
    47: gettext_noop("resource unavailable"),
    50: gettext_noop("facility not subscribed"),
    57: gettext_noop("not authorised"),
    58: gettext_noop("capability not available"),
    63: gettext_noop("service unavailable"),
    88: gettext_noop("incompatible destination"),
    102: gettext_noop("timer expired"),
    111: gettext_noop("protocol error"),
    127: gettext_noop("interworking"),
}
"""What is not here is shown by its number alone."""
