"""Numbers as people give them: with the country code in front, outside all ranges, or taken."""

from __future__ import annotations

import pytest

from dev.simulator.data import World
from hiperus.errors import InvalidParameterError, RequestRejectedError
from tests.integration.changes.live import Live


def new(number: str, **more: object) -> dict[str, object]:
    return {"id_customer": 12001, "number": number, "id_terminal": 24001, **more}


@pytest.mark.parametrize("given", ["48420000001", "0048420000001"])
def test_a_taken_number_with_its_country_code_is_not_made_again(live: Live, given: str) -> None:
    with pytest.raises(InvalidParameterError, match="48420000001 is in use by account 12001"):
        live.change("number", "create", new(given))
    live.assert_agreement()


def test_a_free_number_with_its_country_code_is_made_without(live: Live, world: World) -> None:
    live.change("number", "create", new("48420000800"))
    assert world.numbers[-1]["extension"] == "48420000800"
    assert any("48420000800 begins with the country code 48; 420000800 is sent" in line
               for line in live.lines)  # fmt: skip
    live.assert_agreement()


def test_a_number_that_no_range_holds_needs_a_word(live: Live) -> None:
    with pytest.raises(InvalidParameterError, match="no range of the platform holds 48999000001"):
        live.change("number", "create", new("999000001"))
    # The simulated platform has only what its ranges hold, and says so itself.
    with pytest.raises(RequestRejectedError, match="nie należy do puli"):
        live.change("number", "create", new("999000001", outside_ranges=True))


def test_where_lms_lists_no_ranges_it_is_said_and_the_code_recognised(
    live: Live, world: World
) -> None:
    live.execute("DELETE FROM hv_pstnusage")
    live.execute("DELETE FROM hv_pstnrange")
    live.change("number", "create", new("48420000800"))
    assert world.numbers[-1]["extension"] == "48420000800"
    assert any("lists no number ranges" in line for line in live.lines)


def test_a_number_is_changed_with_its_code_in_front(live: Live, world: World) -> None:
    live.change("number", "update", {"id": 300001, "number": "48420000800"})
    assert {n["extension"] for n in world.numbers if n["id"] == "300001"} == {"48420000800"}


def test_a_free_number_that_lms_knows_as_taken_says_by_whom(live: Live, world: World) -> None:
    live.execute("UPDATE hv_pstnusage SET customerid = 12003 WHERE customerid = 0")
    with pytest.raises(InvalidParameterError, match="in use by account 12003") as caught:
        live.change("number", "create", {"id_customer": 12001, "area_code": "71",
                                         "id_terminal": 24001})  # fmt: skip
    assert "run hiperus_import with the category numbers" in str(caught.value)
