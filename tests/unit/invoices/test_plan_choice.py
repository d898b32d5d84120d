"""The number plan is the one that LMS would take, and one that LMS would refuse is refused."""

from __future__ import annotations

from datetime import date

import pytest

from hiperus.domain.periods import local_midnight
from hiperus.errors import ConfigurationError
from hiperus.invoices.rules.numbering import NumberPlan
from hiperus.invoices.rules.plan_choice import Asker, PlanBook, PlanRow
from hiperus.invoices.rules.plan_warnings import plan_warnings
from hiperus.invoices.rules.state_reasons import StateReason, sentence

NOW = local_midnight(date(2026, 11, 1))
YESTERDAY, TOMORROW = local_midnight(date(2026, 10, 31)), local_midnight(date(2026, 11, 2))
PRIVATE, COMPANY = 0, 1
ASKER = Asker(2, PRIVATE, NOW)
SELLERS = {2: "5250000000", 3: "6660000000"}


def a_plan(plan_id: int, template: str = "%N/LMS/%Y", **values: object) -> PlanRow:
    return PlanRow(plan_id, template, period=5, **{"is_default": True, **values})  # type: ignore[arg-type]


def chosen(*plans: PlanRow, own: int | None = None, asker: Asker = ASKER) -> int | str:
    found = PlanBook({plan.plan_id: plan for plan in plans}).choose(asker, own)
    return sentence(found) if isinstance(found, StateReason) else found.plan_id


OF_2, OF_3 = frozenset({2}), frozenset({3})


def test_a_plan_of_the_division_goes_before_one_of_nobody() -> None:
    assert chosen(a_plan(1), a_plan(7, divisions=OF_2)) == 7
    assert chosen(a_plan(1), a_plan(7, divisions=OF_3)) == 1


def test_among_equals_one_for_the_kind_of_customer_goes_first() -> None:
    plans = (a_plan(1), a_plan(2, customer_kind=COMPANY), a_plan(3, customer_kind=PRIVATE))
    assert chosen(*plans) == 3
    assert chosen(*plans, asker=Asker(2, COMPANY, NOW)) == 2
    assert chosen(a_plan(1, divisions=OF_2), a_plan(3, customer_kind=PRIVATE)) == 1


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"valid_to": YESTERDAY}, "number plan 4 (%N/LMS/%Y) ended on 2026-10-31"),
        ({"valid_from": TOMORROW}, "number plan 4 (%N/LMS/%Y) begins on 2026-11-02 only"),
        ({"divisions": OF_3}, "is not assigned to the division"),
        ({"customer_kind": COMPANY}, "is for another kind of customer"),
    ],
)
def test_a_plan_of_our_own_is_refused_as_lms_would(values: dict[str, object], words: str) -> None:
    plan = a_plan(4, is_default=False, **values)
    assert words in str(chosen(plan, a_plan(1), own=4))


@pytest.mark.parametrize("values", [{"valid_to": NOW}, {"valid_from": NOW}, {"valid_to": 0}])
def test_the_bounds_of_a_plan_belong_to_it(values: dict[str, object]) -> None:
    assert chosen(a_plan(4, is_default=False, **values), own=4) == 4


def test_without_a_usable_default_the_nearest_reason_is_told() -> None:
    over = a_plan(4, divisions=OF_2, valid_to=YESTERDAY)
    assert "ended on 2026-10-31" in str(chosen(a_plan(1, divisions=OF_3), over))
    assert chosen(a_plan(1, divisions=OF_3)) == (
        "the LMS customer has no usable number plan for invoices"
    )
    assert chosen() == chosen(a_plan(1, is_default=False))


def test_an_unknown_plan_of_our_own_is_a_setting_to_be_mended() -> None:
    with pytest.raises(ConfigurationError, match="numberplanid is 4711"):
        PlanBook({}).require([None, 4711])


def test_a_default_plan_is_shared_with_lms() -> None:
    assert a_plan(1).plan == NumberPlan(1, "%N/LMS/%Y", 5, True)
    assert not a_plan(1, is_default=False).plan.is_shared


def warned(*plans: PlanRow) -> str:
    return " ".join(plan_warnings(plans, SELLERS, NOW))


def test_plans_of_one_seller_with_the_same_numbers_are_named() -> None:
    assert "1 (%N/LMS/%Y) and 2 (%1N/LMS/%Y) make the same" in warned(
        a_plan(1), a_plan(2, "%1N/LMS/%Y", divisions=OF_2)
    )
    assert warned(a_plan(1, divisions=OF_3), a_plan(2, divisions=OF_2)) == ""
    assert warned(a_plan(1), a_plan(2, "VOIP/%N/%Y")) == ""
    assert "make the same" in warned(a_plan(1), a_plan(2, "%5N/LMS/%Y")), "from 10,000 on"


def test_a_plan_that_begins_anew_without_saying_so_is_named() -> None:
    assert "begins anew on 2027-01-01" in warned(a_plan(1, "FV/%N"))


def test_plans_that_will_end_are_named_and_those_that_are_over_are_not() -> None:
    soon = local_midnight(date(2026, 12, 31))
    assert "4 (%N/LMS/%Y) ends on 2026-12-31" in warned(a_plan(4, valid_to=soon))
    assert warned(a_plan(4, valid_to=YESTERDAY)) == ""
    assert warned(a_plan(4, valid_to=local_midnight(date(2027, 6, 30)))) == ""
