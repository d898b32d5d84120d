"""The page "Coverage"."""

from fastapi import APIRouter
from fastapi.responses import Response

from hiperus.web.view import PageDep

router = APIRouter()


@router.get("/coverage")
def coverage(page: PageDep) -> Response:
    """Show the page."""
    return page.render("coverage.html")
