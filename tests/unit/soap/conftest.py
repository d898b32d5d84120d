"""Captured messages, and ways to make answers like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hiperus.soap.settings import PlatformSettings

WIRE = Path(__file__).parents[2] / "fixtures" / "wire"


@pytest.fixture(scope="session")
def wire() -> Path:
    """The folder of captured messages."""
    return WIRE


@pytest.fixture
def settings() -> PlatformSettings:
    """Valid settings for a platform that does not exist."""
    return PlatformSettings(login="demo", password="demo123", domain="example.pl")
