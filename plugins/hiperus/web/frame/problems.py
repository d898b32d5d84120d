"""Error pages: a sentence in the viewer's language for everything that can go wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
from hiperus.web.frame.refusals import RefusedError
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


@dataclass(frozen=True, slots=True)
class Said:
    """What an error page says.

    Attributes:
        status: of HTTP.
        sentence: before translation; `values` fill it in.
        detail: in English, for whoever mends it.
        comes_again: the browser asks again by itself after a few seconds.
    """

    status: int
    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)
    detail: str = ""
    comes_again: bool = False


def add_handlers(app: FastAPI) -> None:
    """Let every failure end in a page."""
    app.add_exception_handler(StarletteHTTPException, refused)
    app.add_exception_handler(RequestValidationError, unknown_request)
    app.add_exception_handler(RefusedError, cannot_be_asked)
    app.add_exception_handler(HiperusError, database_problem)
    app.add_exception_handler(AirflowNotFoundException, database_problem)
    app.add_exception_handler(Exception, broken)


async def refused(request: Request, error: Exception) -> Response:
    """Answer 401, 403, 404 and the like."""
    status = error.status_code if isinstance(error, HTTPException | StarletteHTTPException) else 500
    return problem(request, Said(status, SENTENCES.get(status, BROKEN)))


async def unknown_request(request: Request, _: Exception) -> Response:
    """Answer a parameter that cannot be read."""
    return problem(request, Said(BAD_REQUEST, SENTENCES[BAD_REQUEST]))


async def cannot_be_asked(request: Request, error: Exception) -> Response:
    """Answer what the page itself refuses, in its own words."""
    if not isinstance(error, RefusedError):
        raise error
    return problem(request, Said(error.status, error.sentence, error.values))


async def database_problem(request: Request, error: Exception) -> Response:
    """Answer when the LMS database cannot serve: the sentence, and ours for details."""
    return problem(request, said_of(error))


async def broken(request: Request, _: Exception) -> Response:
    """Answer a defect of ours; the server logs it."""
    return problem(request, Said(500, BROKEN))


def said_of(error: Exception) -> Said:
    """Return what is said of an error: one sentence, and ours in English for whoever mends it."""
    if isinstance(error, AnswerOverdueError):
        return Said(UNAVAILABLE, OVERDUE, {"seconds": f"{error.seconds:g}"}, str(error))
    if isinstance(error, AskedAlreadyError):
        return Said(UNAVAILABLE, ASKED_ALREADY, comes_again=True)
    if isinstance(error, InvalidParameterError):
        return Said(BAD_REQUEST, SENTENCES[BAD_REQUEST], detail=str(error))
    if isinstance(error, ConfigurationError | AirflowNotFoundException):
        return Said(UNAVAILABLE, NOT_READY, detail=str(error))
    if isinstance(error, Retriable):
        return Said(UNAVAILABLE, UNREACHABLE, detail=str(error))
    return Said(UNAVAILABLE, BROKEN, detail=str(error))


def problem(request: Request, said: Said) -> Response:
    """Render the error page."""
    surface = surface_of(request)
    sentence = surface.language.gettext(said.sentence, **said.values)
    return surface.render("problem.html", said.status, said=said, sentence=sentence)
