"""The page "Open ends"."""

from fastapi import APIRouter
from fastapi.responses import Response

from hiperus.web.view import PageDep

router = APIRouter()


@router.get("/open-ends")
def open_ends(page: PageDep) -> Response:
    """Show the page."""
    return page.render("open_ends.html")
