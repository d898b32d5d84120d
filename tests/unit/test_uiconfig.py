"""LMS's settings: what looks like one of ours and is none is named."""

from __future__ import annotations

from hiperus.settings import Settings
from hiperus.storage.uiconfig import UiConfig


def described(**values: str) -> list[str]:
    config = UiConfig({("hiperus_c5", name): value for name, value in values.items()})
    return config.described(Settings())


def test_a_misspelt_setting_is_named_with_the_one_that_was_meant() -> None:
    assert described(quarantine_limt="5", first_billed_moth="2026-10") == [
        "hiperus_c5.first_billed_moth is no setting (did you mean 'first_billed_month'?); it has "
        "no effect",
        "hiperus_c5.quarantine_limt is no setting (did you mean 'quarantine_limit'?); it has no "
        "effect",
    ]


def test_the_old_plugins_own_names_pass() -> None:
    names = ("username", "password", "domain", "wlr", "voip", "accounts_per_page", "debug")
    assert described(**dict.fromkeys(names, "x")) == []
