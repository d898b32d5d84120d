"""Options that do not go together are refused; a summary is one line."""

from __future__ import annotations

import pytest

from hiperus.calls.rules.loading import LoadOptions
from hiperus.errors import InvalidParameterError


def test_an_unknown_success_is_refused_with_the_choices() -> None:
    with pytest.raises(InvalidParameterError, match="choose one of all, yes, no"):
        LoadOptions(successes="maybe")


def test_successful_calls_are_asked_for_first() -> None:
    assert LoadOptions().success_answers == (True, False)
    assert LoadOptions(successes="no").success_answers == (False,)
