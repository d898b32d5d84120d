"""Words that stand for yes or no."""

from __future__ import annotations

import pytest

from hiperus.domain.flags import LMS, PLATFORM, WRITTEN, read_flag


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("t", True),
        ("true", True),
        ("1", True),
        ("f", False),
        ("FALSE", False),
        ("0", False),
        ("", None),
        (None, None),
        ("tak", None),
    ],
)
def test_flags_come_as_letters_or_words(text: str | None, value: bool | None) -> None:
    assert read_flag(text) is value


@pytest.mark.parametrize(
    ("text", "written", "lms"),
    [
        (" On ", True, True),
        ("no", False, False),
        ("TAK", None, True),
        ("disabled", None, False),
        ("/etc/ssl/own.pem", None, None),
    ],
)
def test_people_write_more_words_than_the_platform(
    text: str, written: bool | None, lms: bool | None
) -> None:
    assert read_flag(text) is None
    assert read_flag(text, WRITTEN) is written
    assert read_flag(text, LMS) is lms


def test_each_list_of_words_holds_those_of_the_one_before() -> None:
    assert PLATFORM.items() < WRITTEN.items() < LMS.items()
