"""Error pages: a sentence in the viewer's language for everything that can go wrong."""

from collections.abc import Mapping
from typing import Any

from airflow.sdk.exceptions import AirflowNotFoundException
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import HTTPException, RequestValidationError
from starlette.exceptions import HTTPException as StarletteHTTPException

from hiperus.errors import (
    AnswerOverdueError,
    AskedAlreadyError,
    ConfigurationError,
    HiperusError,
    InvalidParameterError,
    Retriable,
)
from hiperus.web.frame.not_here import NotHereError
from hiperus.web.frame.tabs import gettext_noop
from hiperus.web.frame.view import surface_of

BAD_REQUEST, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, UNAVAILABLE = 400, 401, 403, 404, 503

SENTENCES = {
    BAD_REQUEST: gettext_noop("This address asks for something that does not exist."),
    UNAUTHORIZED: gettext_noop("You are not logged in. Log in to Airflow, then come back."),
    FORBIDDEN: gettext_noop(
        "Your role may not read the Hiperus DAGs, so it may not see customers and calls either."
    ),
    NOT_FOUND: gettext_noop("There is no such page."),
}
UNREACHABLE = gettext_noop(
    "The LMS database is out of reach or did not answer in time. Nothing is lost; try again later."
)
OVERDUE = gettext_noop(
    "The LMS database gave no answer within %(seconds)s seconds, so this page has stopped waiting. "
    "Nothing was changed. Load the page again in a minute; if it happens again, ask whoever looks "
    "after the LMS database."
)
ASKED_ALREADY = gettext_noop(
    "The same figures are being read for somebody else at the moment. Nothing was changed; the "
    "page loads itself again."
)
NOT_READY = gettext_noop(
    "The LMS database is not ready for this page: a connection, a grant or a table is missing. "
    "Check the connection lms_default, then run the DAG hiperus_check."
)
BROKEN = gettext_noop("The page could not be made. The details are in the API server's log.")


def add_handlers(app: FastAPI) -> None:
    """Let every failure end in a page."""
    app.add_exception_handler(StarletteHTTPException, refused)
    app.add_exception_handler(RequestValidationError, unknown_request)
    app.add_exception_handler(NotHereError, not_here)
    app.add_exception_handler(HiperusError, database_problem)
    app.add_exception_handler(AirflowNotFoundException, database_problem)
    app.add_exception_handler(Exception, broken)


async def refused(request: Request, error: Exception) -> Response:
    """Answer 401, 403, 404 and the like."""
    status = error.status_code if isinstance(error, HTTPException | StarletteHTTPException) else 500
    return problem(request, status, SENTENCES.get(status, BROKEN))


async def unknown_request(request: Request, _: Exception) -> Response:
    """Answer a parameter that cannot be read."""
    return problem(request, BAD_REQUEST, SENTENCES[BAD_REQUEST])


async def not_here(request: Request, error: Exception) -> Response:
    """Answer an id that nobody has."""
    if not isinstance(error, NotHereError):
        raise error
    return problem(request, NOT_FOUND, error.sentence, values=error.values)


async def database_problem(request: Request, error: Exception) -> Response:
    """Answer when the LMS database cannot serve: the sentence, and ours for details."""
    if isinstance(error, InvalidParameterError):
        return problem(request, BAD_REQUEST, SENTENCES[BAD_REQUEST], str(error))
    if isinstance(error, ConfigurationError | AirflowNotFoundException):
        return problem(request, UNAVAILABLE, NOT_READY, str(error))
    if isinstance(error, AnswerOverdueError):
        values = {"seconds": f"{error.seconds:g}"}
        return problem(request, UNAVAILABLE, OVERDUE, str(error), values=values)
    if isinstance(error, AskedAlreadyError):
        return problem(request, UNAVAILABLE, ASKED_ALREADY, comes_again=True)
    if isinstance(error, Retriable):
        return problem(request, UNAVAILABLE, UNREACHABLE, str(error))
    return problem(request, UNAVAILABLE, BROKEN, str(error))


async def broken(request: Request, _: Exception) -> Response:
    """Answer a defect of ours; the server logs it."""
    return problem(request, 500, BROKEN)


def problem(
    request: Request,
    status: int,
    sentence: str,
    detail: str = "",
    *,
    comes_again: bool = False,
    values: Mapping[str, object] | None = None,
) -> Response:
    """Render the error page.

    Args:
        request: what was asked.
        status: of HTTP.
        sentence: before translation.
        detail: more, for whoever mends it.
        comes_again: the browser asks again by itself after a few seconds.
        values: fill the sentence in.
    """
    surface = surface_of(request)
    said = surface.language.gettext(sentence, **(values or {}))
    shown: dict[str, Any] = {"status": status, "sentence": said, "comes_again": comes_again}
    return surface.render("problem.html", status, detail=detail, **shown)
