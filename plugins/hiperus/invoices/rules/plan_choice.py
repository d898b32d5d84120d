"""Which number plan an invoice gets, as LMS chooses: by division, kind of customer and day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hiperus.domain.periods import local_day
from hiperus.errors import ConfigurationError
from hiperus.invoices.rules.numbering import DEFAULT_TEMPLATE, NumberPlan
from hiperus.invoices.rules.state_reasons import ReasonCode, StateReason


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A number plan for invoices as LMS has it.

    `valid_from` and `valid_to` are epoch seconds, both inclusive, 0: open. `customer_kind` None:
    for all kinds of customers. `divisions` empty: assigned to none, and so for all.
    """

    plan_id: int
    template: str = DEFAULT_TEMPLATE
    period: int = 0
    is_default: bool = False
    valid_from: int = 0
    valid_to: int = 0
    customer_kind: int | None = None
    divisions: frozenset[int] = frozenset()

    def is_over(self, instant: int) -> bool:
        """Tell whether its last day lies before."""
        return self.valid_to != 0 and self.valid_to < instant

    @property
    def plan(self) -> NumberPlan:
        """As numbers are taken from it; a default plan is LMS's own, too."""
        return NumberPlan(self.plan_id, self.template, self.period, self.is_default)


@dataclass(frozen=True, slots=True)
class Asker:
    """Who needs a number: LMS's division (None: none) and kind of customer, and when (epoch)."""

    division_id: int | None
    kind: int
    instant: int


@dataclass(frozen=True, slots=True)
class PlanBook:
    """LMS's number plans for invoices, by id."""

    plans: Mapping[int, PlanRow] = field(default_factory=dict)

    def require(self, plan_ids: Iterable[int | None]) -> None:
        """Check that the plans of the setting `numberplanid` exist.

        Raises:
            ConfigurationError: one is no plan for invoices.
        """
        for plan_id in plan_ids:
            if plan_id is not None and plan_id not in self.plans:
                raise ConfigurationError(
                    f"hiperus_c5.numberplanid is {plan_id}, but LMS has no number plan for "
                    "invoices with this id; correct the setting in LMS's uiconfig."
                )

    def choose(self, asker: Asker, own_plan_id: int | None) -> NumberPlan | StateReason:
        """Return the plan, or why there is none that may be used.

        A default plan of the division goes before one that is assigned to no division, and one for
        this kind of customer before one for all.

        Args:
            asker: who needs a number, and when.
            own_plan_id: the setting `numberplanid`, which has no substitute.
        """
        if own_plan_id is not None:
            row = self.plans[own_plan_id]
            return refusal(row, asker) or row.plan
        refused = []
        for row in sorted((p for p in self.plans.values() if p.is_default), key=_precedence):
            why = refusal(row, asker)
            if why is None:
                return row.plan
            refused.append(why)
        near = (r for r in refused if r.code is not ReasonCode.PLAN_OF_OTHER_DIVISION)
        return next(near, StateReason(ReasonCode.NO_PLAN))


def _precedence(row: PlanRow) -> tuple[bool, bool, int]:
    return (not row.divisions, row.customer_kind is None, row.plan_id)


def refusal(row: PlanRow, asker: Asker) -> StateReason | None:
    """Return why LMS would refuse this plan for an invoice, or None where it would not."""
    named = {"plan": row.plan.name}
    if row.divisions and asker.division_id not in row.divisions:
        return StateReason(ReasonCode.PLAN_OF_OTHER_DIVISION, named)
    if row.customer_kind not in (None, asker.kind):
        return StateReason(ReasonCode.PLAN_OF_OTHER_KIND, named)
    if row.valid_from > asker.instant:
        day = str(local_day(row.valid_from))
        return StateReason(ReasonCode.PLAN_NOT_BEGUN, {**named, "day": day})
    if row.is_over(asker.instant):
        return StateReason(ReasonCode.PLAN_OVER, {**named, "day": str(local_day(row.valid_to))})
    return None
