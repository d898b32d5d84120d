"""A rate limiter that lets everything through: stand-ins for the platform have no limit."""

from __future__ import annotations


class NoLimiter:
    """Takes the place of the account's limiter where nobody limits."""

    def acquire(self, action: str) -> None:
        """Return at once."""

    def close(self) -> None:
        """Do nothing."""
