"""The assets that Airflow's asset graph shows."""

from __future__ import annotations

from airflow.sdk import Asset

CALLS = Asset(name="hiperus_calls", uri="hiperus://lms/hv_billing", group="hiperus")
"""Calls in LMS: the daily load updates it, invoices read it. The coverage table is the proof."""

INVOICES = Asset(name="hiperus_invoices", uri="hiperus://lms/documents", group="hiperus")
"""Invoices in LMS."""
