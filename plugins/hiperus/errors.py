"""Every error this project raises, in one tree. What to do next is part of the type.

    HiperusError
    ├── ConfigurationError            fatal      connection, setting or schema wrong or missing
    ├── InvalidParameterError         fatal      what a person asked for cannot be done as asked
    ├── PlatformError
    │   ├── TransportError            RETRY      time-out, reset, HTTP 5xx without a SOAP answer
    │   ├── RateLimitedError          RETRY      the platform refused because of too many requests
    │   ├── SessionExpiredError       RETRY      the session is gone, also after one new login
    │   ├── LoginRefusedError         fatal      wrong login, password or domain
    │   ├── SoapFaultError            fatal      SOAP Fault: code and text
    │   ├── RequestRejectedError      fatal      success = false: the platform's own words
    │   ├── ResponseFormatError       fatal      not XML, or not the expected shape
    │   └── IncompleteAnswerError     RETRY      pages that do not tile, an answer cut off
    ├── RecordError
    │   └── InvalidRecordError        SET ASIDE  one row cannot be read or stored
    ├── StorageError
    │   ├── StorageUnavailableError   RETRY      lost connection, deadlock, lock time-out
    │   │   ├── AnswerOverdueError    RETRY      no answer before the asker's deadline
    │   │   └── AskedAlreadyError     RETRY      somebody else is reading the same, and not done yet
    │   ├── StatementFailedError      fatal      the database refused a statement
    │   └── StatementNotFoundError    fatal      no such SQL file for this dialect
    ├── ImportRefusedError
    │   ├── ImplausibleAnswerError    fatal      a list or day far shorter than what is stored
    │   ├── QuarantineLimitError      fatal      too many rows of a window cannot be stored
    │   ├── ControlTotalError         fatal      what was stored is not what was fetched
    │   └── ChunkBeforeOpenError      fatal      the half-year before in a backfill has gaps
    ├── ChangeError
    │   └── ChangeInDoubtError        RETRY      nobody knows whether the platform did a live change
    └── BillingError
        ├── IncompleteUsageError      fatal      days of the billed month are not covered
        ├── InvoiceParkedError        SET ASIDE  this customer cannot be invoiced yet
        ├── UsageChangedError         SET ASIDE  calls changed while invoices were being issued
        └── SafetyBoundError          fatal      sums that do not tie, a line twice

`Retriable` and `SetAside` are markers; an error with neither is fatal: trying again cannot help.
Only `hiperus.tasks.frame.failures` turns these into what Airflow understands. A message says what
happened, where, and what to do; it never holds a password, a session id or a full callee number.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Self


class Retriable:
    """Marks errors that may heal by themselves: the same attempt may succeed later."""


class SetAside:
    """Marks errors of one record or customer: keep it aside, go on with the others, report."""


class HiperusError(Exception):
    """Root of everything raised on purpose. `str(error)` is for a person.

    Attributes:
        outcome: the last sentence: what holds now, and what to do. Empty where `trouble` says it
            all. Whoever knows more about what holds replaces it.
    """

    outcome: str = ""

    @property
    def trouble(self) -> str:
        """What went wrong, without what holds afterwards."""
        return super().__str__()

    def __str__(self) -> str:
        """What went wrong, then what holds now."""
        return f"{self.trouble} {self.outcome}".strip()

    def leaving(self, outcome: str) -> Self:
        """Return this error with another last sentence."""
        self.outcome = outcome
        return self


class ConfigurationError(HiperusError):
    """A connection, setting, table or column is wrong or missing; a person must mend it."""

    def __init__(self, message: str, *, code: str = "") -> None:
        """Keep the database's own code beside the sentence; empty where no database spoke."""
        super().__init__(message)
        self.code = code


class InvalidParameterError(HiperusError):
    """A run's parameter cannot be used (an unknown category, a date that is none)."""


class PlatformError(HiperusError):
    """Something went wrong between us and the Hiperus platform."""

    def __init__(self, message: str, *, action: str = "") -> None:
        """Keep the platform action (such as `GetBilling`) beside the sentence."""
        super().__init__(message)
        self.action = action


class TransportError(PlatformError, Retriable):
    """No usable HTTP answer: time-out, refused or reset connection, HTTP 5xx, a proxy's page."""


class RateLimitedError(PlatformError, Retriable):
    """The platform refused a call because the account made too many requests."""


class SessionExpiredError(PlatformError, Retriable):
    """The session was gone and stayed gone after one new login."""


class LoginRefusedError(PlatformError):
    """The platform does not accept login, password or domain."""


class SoapFaultError(PlatformError):
    """The platform answered with a SOAP Fault."""

    def __init__(self, message: str, *, action: str = "", code: str = "") -> None:
        super().__init__(message, action=action)
        self.code = code


class RequestRejectedError(PlatformError):
    """The platform answered `success = false`."""

    def __init__(self, message: str, *, action: str = "", platform_message: str = "") -> None:
        """Keep the platform's own words (Polish) beside the sentence."""
        super().__init__(message, action=action)
        self.platform_message = platform_message


class ResponseFormatError(PlatformError):
    """The answer is not XML, or not shaped as the platform's answers are."""


class IncompleteAnswerError(PlatformError, Retriable):
    """The answer ended early, or its pages do not tile the window."""


class RecordError(HiperusError):
    """One record is the problem, not the run."""


class InvalidRecordError(RecordError, SetAside):
    """A row cannot be read: names the field and, safely, the value."""

    def __init__(self, message: str, *, record_id: str = "", field: str = "") -> None:
        super().__init__(message)
        self.record_id = record_id
        self.field = field


class StorageError(HiperusError):
    """Something went wrong between us and the LMS database."""

    def __init__(self, message: str, *, code: str = "") -> None:
        """Keep the database's own code beside the sentence.

        Args:
            message: one sentence for a person.
            code: SQLSTATE of PostgreSQL, error number of MySQL; empty where the database gave none.
        """
        super().__init__(message)
        self.code = code


class StorageUnavailableError(StorageError, Retriable):
    """The database is out of reach, or this transaction lost against another one."""


class AnswerOverdueError(StorageUnavailableError):
    """The database gave no answer before the asker's deadline; the connection was cut."""

    def __init__(self, message: str, *, seconds: float = 0) -> None:
        """Keep how long the asker waited."""
        super().__init__(message)
        self.seconds = seconds


class AskedAlreadyError(StorageUnavailableError):
    """Somebody else is reading the same and is not done yet; whoever asks too comes again."""


class StatementFailedError(StorageError):
    """The database refused a statement: a missing table or column, a missing grant, a bad value."""


class StatementNotFoundError(StorageError):
    """No SQL file of this name exists for the dialect; a defect of the installation."""


class ImportRefusedError(HiperusError):
    """What the platform sent may not be taken over as it is; nothing of it was written."""


class ImplausibleAnswerError(ImportRefusedError):
    """A list or a day came empty, or far shorter than what is stored."""


class QuarantineLimitError(ImportRefusedError):
    """More rows of a window cannot be stored than the setting `quarantine_limit` allows."""


class ControlTotalError(ImportRefusedError):
    """Counts or sums after the merge differ from those of the answer; the window was undone."""


class ChangeError(HiperusError):
    """Something is open about a live change of an account, a terminal or a number."""


class ChangeInDoubtError(ChangeError, Retriable):
    """An answer was lost; the next try looks first whether the change took effect."""


class ChunkBeforeOpenError(ImportRefusedError):
    """The half-year that a backfill loaded before this one has gaps; it comes first."""


class BillingError(HiperusError):
    """Something keeps invoices from being right."""


class IncompleteUsageError(BillingError):
    """Days of the billed month are not covered by complete loads of calls."""


class InvoiceParkedError(BillingError, SetAside):
    """One customer cannot be invoiced until somebody mends the reason; the others can."""

    def __init__(
        self,
        message: str,
        *,
        code: str = "",
        values: Mapping[str, str | Decimal] | None = None,
    ) -> None:
        """Keep the reason's code (`ReasonCode` of invoices) and arguments beside the sentence."""
        super().__init__(message)
        self.code = code
        self.values = values or {}


class UsageChangedError(BillingError, SetAside):
    """A customer's calls are no longer those that the draft was made from; it was undone."""


class SafetyBoundError(BillingError):
    """An invariant of money failed; the transaction was undone."""
