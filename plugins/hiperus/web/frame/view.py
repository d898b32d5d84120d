"""The view that each page's code is given: language, formats, viewer, database, an answer.

No `from __future__ import annotations` here: FastAPI reads the annotations.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse

from hiperus.environment import ZONE
from hiperus.run import Run
from hiperus.storage.database import Database
from hiperus.web.frame.languages import COOKIE, Language, language, negotiate
from hiperus.web.frame.lms import RunDep
from hiperus.web.frame.security import Viewer, ViewerDep
from hiperus.web.frame.tabs import TABS
from hiperus.web.frame.templating import environment

SWITCH = "language"
"""The query parameter of the page's language switch."""


@dataclass(frozen=True, slots=True)
class Surface:
    """A request seen from its answer: in which language, under which addresses."""

    request: Request
    language: Language

    @property
    def root(self) -> str:
        """Where the page is mounted, such as `/hiperus`, without a slash at its end."""
        return str(self.request.scope.get("root_path", "")).rstrip("/")

    @property
    def airflow(self) -> str:
        """Where Airflow is, empty at the root of the host."""
        return self.root.removesuffix("/hiperus")

    def render(self, template: str, status: int = 200, /, **values: Any) -> HTMLResponse:
        """Answer with a template; the language switch's choice is kept in a cookie."""
        page = environment(self.language).get_template(template)
        path = str(self.request.scope["path"]).removeprefix(self.root)
        text = page.render(surface=self, tabs=TABS, path=path, fmt=self.language.formats, **values)
        answer = HTMLResponse(text, status, {"Content-Language": self.language.code})
        if self.request.query_params.get(SWITCH):
            answer.set_cookie(COOKIE, self.language.code, path=self.root or "/", samesite="strict")
        return answer

    def url(self, path: str, /, **query: Any) -> str:
        """Return the address of a page of ours; parameters that are None or empty are left out."""
        kept = {name: value for name, value in query.items() if value not in (None, "")}
        return f"{self.root}{path}" + (f"?{urlencode(kept)}" if kept else "")

    def here(self, **changed: Any) -> str:
        """Return this page's address with some query parameters changed."""
        path = str(self.request.scope["path"]).removeprefix(self.root)
        return self.url(path, **{**self.request.query_params, **changed})


@dataclass(frozen=True, slots=True)
class Page(Surface):
    """A surface with data: who looks, and the LMS database open for reading."""

    viewer: Viewer
    run: Run

    @property
    def database(self) -> Database:
        return self.run.database

    @property
    def formats(self) -> Any:
        return self.language.formats

    def gettext(self, text: str, /, **values: object) -> str:
        """Translate (see `Language.gettext`)."""
        return self.language.gettext(text, **values)

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Translate with a number (see `Language.ngettext`)."""
        return self.language.ngettext(one, many, number, **values)

    @property
    def today(self) -> date:
        """The current day in the schedules' zone."""
        return datetime.now(ZONE).date()


def surface_of(request: Request) -> Surface:
    """Return the surface of a request (also for error pages)."""
    wanted = request.query_params.get(SWITCH) or request.cookies.get(COOKIE)
    code = negotiate(wanted, request.headers.get("accept-language"))
    return Surface(request, language(code, ZONE.key))


def current_page(request: Request, viewer: ViewerDep, run: RunDep) -> Page:
    """Return everything a page needs (a FastAPI dependency)."""
    surface = surface_of(request)
    return Page(surface.request, surface.language, viewer, run)


PageDep = Annotated[Page, Depends(current_page)]
