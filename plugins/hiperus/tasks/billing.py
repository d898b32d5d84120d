"""The request of `hiperus_invoice`, from its parameters, its data interval and LMS."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hiperus.domain.periods import Month
from hiperus.tasks.frame import runs

if TYPE_CHECKING:
    from hiperus.invoices.request import InvoiceRequest
    from hiperus.run import Run
    from hiperus.settings import Settings


def invoice_request(run: Run) -> InvoiceRequest:
    """Return what this run is to bill.

    Raises:
        ConfigurationError: a setting cannot be used.
        InvalidParameterError: a parameter cannot be used.
    """
    from hiperus.invoices.request import InvoiceRequest  # noqa: PLC0415

    settings = run.settings
    request = InvoiceRequest.from_parameters(runs.parameters(), runs.today())
    if runs.run_type() == "backfill":
        # History is looked at, never issued, by a back-fill.
        request = replace(request, dry_run=True)
    return _of_its_interval(request, settings)


def _of_its_interval(request: InvoiceRequest, settings: Settings) -> InvoiceRequest:
    """Let a scheduled run that comes late, or again, bill the month that it was for."""
    days = runs.scheduled_days()
    if days is None or request.fakedate is not None:
        return request
    late = Month.of(days.end).months_until(Month.of(request.today))
    back = request.leftmonth if request.leftmonth is not None else settings.leftmonth
    return replace(request, leftmonth=back + late)
