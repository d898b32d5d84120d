"""The plugin's face: puts the Hiperus page into Airflow's navigation and serves it.

Every Airflow process loads this file, each task at its start too, so it imports nothing of the
page. The page is built by the first request for it, which only the API server gets.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from airflow.sdk.plugins_manager import AirflowPlugin

Scope = MutableMapping[str, Any]
Messages = Callable[..., Awaitable[Any]]


class LazyPage:
    """An ASGI application that becomes the page when somebody asks for it."""

    def __init__(self) -> None:
        """Build nothing yet."""
        self._app: Any = None

    async def __call__(self, scope: Scope, receive: Messages, send: Messages) -> None:
        """Hand the request on."""
        if self._app is None:
            from hiperus.web.app import make_app  # noqa: PLC0415 - not for tasks and DAG parsing

            self._app = make_app()
        await self._app(scope, receive, send)


class HiperusPlugin(AirflowPlugin):
    """What Airflow reads. `href` is relative, so that it holds where Airflow has a path prefix."""

    name = "hiperus"
    fastapi_apps = [{"app": LazyPage(), "url_prefix": "/hiperus", "name": "Hiperus"}]  # noqa: RUF012
    external_views = [  # noqa: RUF012 - Airflow's own shape
        {
            "name": "Hiperus",
            "href": "hiperus/coverage",
            "destination": "nav",
            "url_route": "hiperus",
            "nav_top_level": True,
            "icon": "hiperus/static/icon.svg",
            "icon_dark_mode": "hiperus/static/icon-dark.svg",
        }
    ]
