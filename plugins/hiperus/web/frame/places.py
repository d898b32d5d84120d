"""Lets only so many visitors of a tab in at once, so that a crowd leaves Airflow's own API alone.

Airflow serves its API from the same 40 threads that the page's requests run in. A request of the
page takes one of them at most, so places are threads: with those of all tabs taken, Airflow still
has the larger part.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import anyio
from fastapi import Request

from hiperus.web.frame.problems import UNAVAILABLE, Said, problem
from hiperus.web.frame.tabs import TABS, gettext_noop

PLACES_A_TAB = 4
PATIENCE_SECONDS = 1.0
"""How long a visitor waits for a place before he is told to come again."""

CROWDED = gettext_noop(
    "Too many people are waiting for this page already. Nothing was changed; the page loads itself "
    "again."
)

Scope = MutableMapping[str, Any]
Messages = Callable[..., Awaitable[Any]]


class Places:
    """An ASGI middleware with `PLACES_A_TAB` places for each tab; files need none."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self._app = app
        self._tabs: dict[str, anyio.CapacityLimiter] = defaultdict(
            lambda: anyio.CapacityLimiter(PLACES_A_TAB)
        )

    async def __call__(self, scope: Scope, receive: Messages, send: Messages) -> None:
        """Hand the request on once there is a place; else answer 503 with a sentence."""
        path = str(scope.get("path", "")).removeprefix(scope.get("root_path", ""))
        if scope["type"] != "http" or path.startswith("/static/"):
            await self._app(scope, receive, send)
            return
        places = self._tabs[next((t.path for t in TABS if path.startswith(t.path)), "")]
        visitor = object()
        with anyio.move_on_after(PATIENCE_SECONDS) as wait:
            await places.acquire_on_behalf_of(visitor)
        if wait.cancelled_caught:
            answer = problem(Request(scope), Said(UNAVAILABLE, CROWDED, comes_again=True))
            await answer(scope, receive, send)
            return
        try:
            await self._app(scope, receive, send)
        finally:
            places.release_on_behalf_of(visitor)
