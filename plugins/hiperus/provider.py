"""Tells Airflow of the connection type `hiperus` and its form (entry point in pyproject.toml).

Read by every Airflow process at its start, so it imports nothing.
"""

from __future__ import annotations

from typing import Any

_ENDPOINT = "https://backend.hiperus.pl:8080/hiperusapi.php"


def get_provider_info() -> dict[str, Any]:
    """Return the provider's description in Airflow's own format."""
    return {
        "package-name": "hiperus-airflow",
        "name": "Hiperus",
        "description": "Hiperus C5 telephony in LMS.",
        "connection-types": [
            {
                "connection-type": "hiperus",
                "hook-class-name": "hiperus.hooks.hiperus.HiperusHook",
                "hook-name": "Hiperus",
                "ui-field-behaviour": {
                    # Airflow's Test button sends port 0 for none and then finds another endpoint
                    # than the stored one; so the port can be entered, though the URL says it.
                    "hidden-fields": [],
                    "relabeling": {"host": "Endpoint URL", "schema": "Domain"},
                    "placeholders": {"host": _ENDPOINT, "schema": "example.pl"},
                },
                "conn-fields": _extra_fields(),
            }
        ],
    }


def _extra_fields() -> dict[str, Any]:
    """Describe the extras; what they mean stands in `hiperus.soap.settings`."""
    return {
        "realm": _field("Realm", "string", "PLATFORM_MNGM when empty"),
        "uri": _field("XML namespace", "string", f"{_ENDPOINT} when empty, whatever the host"),
        "timeout": _field("Answer timeout (s)", "integer", "900 when empty"),
        "connect_timeout": _field("Connect timeout (s)", "integer", "15 when empty"),
        "page_size": _field("Calls per page", "integer", "50000 when empty"),
        "verify": _field("Check TLS certificates", "string", "true, false, or a CA bundle's path"),
        "requests_per_10s": _field("Requests in 10 s", "integer", "30 when empty: the limit"),
    }


def _field(label: str, kind: str, description: str) -> dict[str, Any]:
    return {"label": label, "description": description, "schema": {"type": [kind, "null"]}}
