"""The platform as the use cases see it: a protocol that the real client and fakes fulfil."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from hiperus.domain.cdr import BillingQuery, CdrRow

PlatformRow = Mapping[str, str | None]
"""One record of an answer as text; a missing key, an empty element and nil all read as None.

Booleans come as the platform sent them, except real XML booleans, which read 't' and 'f'.
"""


class Platform(Protocol):
    """The Hiperus platform, logged in when needed, within the account's rate limit."""

    def rows(self, action: str, arguments: Mapping[str, object] | None = None) -> list[PlatformRow]:
        """Perform one action and return its whole (small) answer.

        Raises:
            PlatformError: any of its kinds; see `hiperus.errors`.
        """
        ...

    def billing_page(self, query: BillingQuery, offset: int, limit: int) -> Iterator[list[CdrRow]]:
        """Stream one `GetBilling` answer in batches (some thousand rows), in flat memory.

        The iterator ends normally only after the answer's end was seen.

        Raises:
            PlatformError: also in the middle of the stream.
        """
        ...

    @property
    def page_size(self) -> int:
        """How many calls one page asks for; an extra of the connection."""
        ...
