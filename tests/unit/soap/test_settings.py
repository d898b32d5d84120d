"""Settings are checked as a whole, and keep their password to themselves."""

from __future__ import annotations

import pytest

from hiperus.errors import ConfigurationError
from hiperus.soap.settings import DEFAULT_ENDPOINT, PlatformSettings


def test_the_namespace_stays_when_the_host_changes() -> None:
    settings = PlatformSettings(
        login="a", password="b", domain="c", endpoint="https://platforma.lovo.pl:8080/api.php"
    )
    assert settings.uri == DEFAULT_ENDPOINT


def test_all_problems_are_named_at_once() -> None:
    with pytest.raises(ConfigurationError) as info:
        PlatformSettings(
            login="", password="", domain="", endpoint="ftp://x", timeout=0, page_size=0
        )
    for name in ("login", "password", "domain", "host", "timeout", "page_size"):
        assert name in str(info.value)


def test_the_password_is_not_shown() -> None:
    settings = PlatformSettings(login="demo", password="t4jne", domain="example.pl")
    assert "t4jne" not in repr(settings)
    assert "t4jne" not in settings.account


@pytest.mark.parametrize(
    "host", ["https://login:t4jne@host/x", "host", "http://", "http://h:99999"]
)
def test_an_unusable_address_is_refused_without_repeating_it(host: str) -> None:
    with pytest.raises(ConfigurationError, match="host") as info:
        PlatformSettings(login="a", password="b", domain="c", endpoint=host)
    assert "t4jne" not in str(info.value)
