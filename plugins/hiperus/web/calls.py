"""The page "Calls"."""

from fastapi import APIRouter
from fastapi.responses import Response

from hiperus.web.view import PageDep

router = APIRouter()


@router.get("/calls")
def calls(page: PageDep) -> Response:
    """Show the page."""
    return page.render("calls.html")
