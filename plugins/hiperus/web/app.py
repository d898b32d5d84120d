"""Makes the page's FastAPI app. Built once, in the API server, by the first request."""

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from hiperus.web.calls import page as calls
from hiperus.web.coverage import page as coverage
from hiperus.web.frame.charts import plotly_file
from hiperus.web.frame.headers import add_headers
from hiperus.web.frame.places import Places
from hiperus.web.frame.problems import add_handlers
from hiperus.web.frame.security import READERS_ONLY
from hiperus.web.frame.tabs import TABS
from hiperus.web.frame.templating import STATIC
from hiperus.web.frame.view import surface_of
from hiperus.web.invoices import page as invoices
from hiperus.web.open_ends import page as open_ends

PAGES = (coverage, calls, invoices, open_ends)


def make_app() -> FastAPI:
    """Put pages, static files, headers and error pages together."""
    app = FastAPI(title="Hiperus", docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(Places)
    app.middleware("http")(add_headers)
    add_handlers(app)
    app.add_api_route("/", front, dependencies=READERS_ONLY)
    for page in PAGES:
        app.include_router(page.router, dependencies=READERS_ONLY)
    # The page's own style, script and icons hold no data; they are the only open addresses.
    app.add_api_route("/static/plotly.min.js", plotly_script)
    app.mount("/static", StaticFiles(directory=STATIC))
    return app


def front(request: Request) -> Response:
    """Lead to the first page."""
    return RedirectResponse(surface_of(request).url(TABS[0].path))


def plotly_script() -> Response:
    """Send the chart library out of the Python package."""
    return FileResponse(plotly_file(), media_type="text/javascript")
