"""Why an invoice of ours is in its state: a code with its arguments, and the words of each.

`hv_invoice` keeps code and arguments; whoever shows them makes a sentence of their own with
`sentence`: logs, reports and the table's column `reason` in English, the page in the reader's
language. No code reads a sentence back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from hiperus.errors import InvoiceParkedError, SafetyBoundError, StatementFailedError

_JOIN = "; "


class ReasonCode(StrEnum):
    """Why an invoice is in its state. Codes are stored: they are never renamed or used anew.

    Attributes:
        TEXT: words that no code stands for.
    """

    NO_DIVISION = "no_division"
    NO_ADDRESS = "no_address"
    NO_PLAN = "no_plan"
    PLAN_OVER = "plan_over"
    PLAN_NOT_BEGUN = "plan_not_begun"
    PLAN_OF_OTHER_DIVISION = "plan_of_other_division"
    PLAN_OF_OTHER_KIND = "plan_of_other_kind"
    NUMBER_TAKEN = "number_taken"
    NUMBER_TOO_LONG = "number_too_long"
    PERIOD_UNKNOWN = "period_unknown"
    RECIPIENTS_DIFFER = "recipients_differ"
    NO_DATE = "no_date"
    ABOVE_BOUND = "above_bound"
    SEVERAL = "several"
    REFUSED = "refused"
    SAFETY_BOUND = "safety_bound"
    NOTHING_TO_PAY = "nothing_to_pay"
    RELEASED = "released"
    VOID = "void"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class StateReason:
    """One reason; `ARGUMENTS` says which arguments its code has."""

    code: ReasonCode
    args: Mapping[str, Argument] = field(default_factory=dict)


Argument: TypeAlias = "str | Decimal | StateReason | tuple[StateReason, ...] | None"

ARGUMENTS: Mapping[ReasonCode, Mapping[str, type]] = {
    ReasonCode.NO_DIVISION: {},
    ReasonCode.NO_ADDRESS: {},
    ReasonCode.NO_PLAN: {},
    ReasonCode.PLAN_OVER: {"plan": str, "day": str},
    ReasonCode.PLAN_NOT_BEGUN: {"plan": str, "day": str},
    ReasonCode.PLAN_OF_OTHER_DIVISION: {"plan": str},
    ReasonCode.PLAN_OF_OTHER_KIND: {"plan": str},
    ReasonCode.NUMBER_TAKEN: {"number": str, "plan": str, "document": str},
    ReasonCode.NUMBER_TOO_LONG: {"number": str, "plan": str},
    ReasonCode.PERIOD_UNKNOWN: {"plan": str},
    ReasonCode.RECIPIENTS_DIFFER: {},
    ReasonCode.NO_DATE: {"terminal": str, "text": str},
    ReasonCode.ABOVE_BOUND: {"gross": Decimal, "bound": Decimal},
    ReasonCode.SEVERAL: {"reasons": tuple},
    ReasonCode.REFUSED: {"words": str},
    ReasonCode.SAFETY_BOUND: {"words": str},
    ReasonCode.NOTHING_TO_PAY: {},
    ReasonCode.RELEASED: {"was": StateReason},
    ReasonCode.VOID: {"words": str},
    ReasonCode.TEXT: {"words": str},
}
"""The arguments of each code. `gross` and `bound` are PLN; `terminal` is a name; `text` is quoted;
`plan` is id and template, `day` a date, `number` a full number, `document` an id; `words` are the
database's, ours or a person's own; `was` may be None: it was parked for nothing."""

SENTENCES: Mapping[ReasonCode, str] = {
    ReasonCode.NO_DIVISION: "the LMS customer has no division",
    ReasonCode.NO_ADDRESS: "the LMS customer has no billing address",
    ReasonCode.NO_PLAN: "the LMS customer has no usable number plan for invoices",
    ReasonCode.PLAN_OVER: (
        "number plan %(plan)s ended on %(day)s; prolong it in LMS, or choose another one"
    ),
    ReasonCode.PLAN_NOT_BEGUN: "number plan %(plan)s begins on %(day)s only",
    ReasonCode.PLAN_OF_OTHER_DIVISION: (
        "number plan %(plan)s is not assigned to the division of the LMS customer"
    ),
    ReasonCode.PLAN_OF_OTHER_KIND: (
        "number plan %(plan)s is for another kind of customer (private or company)"
    ),
    ReasonCode.NUMBER_TAKEN: (
        "number %(number)s of number plan %(plan)s is on document %(document)s of the same seller "
        "already; give the plans templates that differ"
    ),
    ReasonCode.NUMBER_TOO_LONG: (
        "number %(number)s of number plan %(plan)s is too long for LMS; shorten its template"
    ),
    ReasonCode.PERIOD_UNKNOWN: (
        "number plan %(plan)s has a period that LMS does not know; correct the plan in LMS"
    ),
    ReasonCode.RECIPIENTS_DIFFER: (
        "the assignments of the LMS customer name different recipients; let them agree in LMS, or "
        "switch the setting recipient off"
    ),
    ReasonCode.NO_DATE: (
        "terminal %(terminal)s: A subscription date reads %(text)s, which is no date; "
        "correct it on the platform and import again."
    ),
    ReasonCode.ABOVE_BOUND: (
        "%(gross)s PLN gross is above the bound of %(bound)s; release it if it is right"
    ),
    ReasonCode.SEVERAL: "%(reasons)s",
    ReasonCode.REFUSED: "%(words)s",
    ReasonCode.SAFETY_BOUND: "%(words)s",
    ReasonCode.NOTHING_TO_PAY: "nothing to pay",
    ReasonCode.RELEASED: "released, was: %(was)s",
    ReasonCode.VOID: "%(words)s",
    ReasonCode.TEXT: "%(words)s",
}
"""What each code says in English, with places for its arguments; also the id of its translation."""


def above_bound(gross: Decimal, bound: Decimal) -> StateReason:
    """Return the reason of an invoice above its bound; both are PLN gross."""
    return StateReason(ReasonCode.ABOVE_BOUND, {"gross": gross, "bound": round(bound, 2)})


def released(was: StateReason | None) -> StateReason:
    """Return the reason of an invoice that a person released, from the one it was parked for."""
    return StateReason(ReasonCode.RELEASED, {"was": was})


def in_words(code: ReasonCode, words: str) -> StateReason:
    """Return a reason that is known in somebody's own words only."""
    return StateReason(code, {"words": words})


def several(reasons: Sequence[StateReason]) -> StateReason | None:
    """Return one reason for all of these, in their order; None where there is none."""
    if len(reasons) > 1:
        return StateReason(ReasonCode.SEVERAL, {"reasons": tuple(reasons)})
    return reasons[0] if reasons else None


def parked_error(code: ReasonCode, **values: str | Decimal) -> InvoiceParkedError:
    """Return the error of a customer who cannot be invoiced yet, for this reason."""
    message = sentence(StateReason(code, values))
    return InvoiceParkedError(message, code=code, values=values)


def parked_by(reason: StateReason) -> InvoiceParkedError:
    """Return the error of a customer who cannot be invoiced for a reason that is known already."""
    values = {
        name: value for name, value in reason.args.items() if isinstance(value, str | Decimal)
    }
    return parked_error(reason.code, **values)


def reason_of(
    error: InvoiceParkedError | SafetyBoundError | StatementFailedError,
) -> StateReason:
    """Return why the customer's invoice waits after an error."""
    match error:
        case InvoiceParkedError() if error.code:
            return StateReason(ReasonCode(error.code), error.values)
        case SafetyBoundError():
            return in_words(ReasonCode.SAFETY_BOUND, str(error))
        case StatementFailedError():
            return in_words(ReasonCode.REFUSED, str(error))
    return in_words(ReasonCode.TEXT, str(error))


def _plain(amount: Decimal) -> str:
    return f"{amount:.2f}"


def sentence(
    reason: StateReason | None,
    say: Callable[[str], str] = str,
    amount: Callable[[Decimal], str] = _plain,
) -> str:
    """Return a reason as a sentence; empty where there is none.

    Args:
        reason: code and arguments.
        say: translates an entry of `SENTENCES`; without it the sentence is English.
        amount: formats PLN as the reader's language does.
    """
    if reason is None:
        return ""

    def place(value: Argument) -> str:
        if isinstance(value, tuple):
            return _JOIN.join(map(place, value))
        if isinstance(value, Decimal):
            return amount(value)
        return value if isinstance(value, str) else sentence(value, say, amount)

    return say(SENTENCES[reason.code]) % {name: place(v) for name, v in reason.args.items()}
