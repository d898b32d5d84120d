"""What a run of hiperus_statement is asked for, and what cannot be asked for at once."""

import pytest

from hiperus.errors import InvalidParameterError
from hiperus.statements.rules.request import Wanted, wanted

NOTHING = {"year": None, "complaint": False, "customers": [], "month_from": None, "month_to": None}


def test_what_is_wanted() -> None:
    assert wanted(NOTHING, []) is Wanted.STATEMENTS
    assert wanted(NOTHING | {"complaint": True}, [12]) is Wanted.COMPLAINT
    assert wanted(NOTHING | {"year": 2026}, []) is Wanted.YEAR


@pytest.mark.parametrize("customers", [[], [12, 13]])
def test_a_complaint_is_one_customers(customers: list[int]) -> None:
    with pytest.raises(
        InvalidParameterError, match=f"exactly one .* {len(customers)} are"
    ) as caught:
        wanted(NOTHING | {"complaint": True}, customers)
    assert str(caught.value).endswith("Nothing was written.")


@pytest.mark.parametrize(
    "given",
    [{"complaint": True}, {"customers": [12]}, {"month_from": "2026-10"}, {"month_to": "2026-10"}],
)
def test_a_year_goes_alone(given: dict[str, object]) -> None:
    (name,) = given
    with pytest.raises(InvalidParameterError, match=f"so {name} cannot be given") as caught:
        wanted(NOTHING | given | {"year": 2026}, [])
    assert str(caught.value).endswith("Nothing was written.")
