"""The page "Invoices"."""

from fastapi import APIRouter
from fastapi.responses import Response

from hiperus.web.view import PageDep

router = APIRouter()


@router.get("/invoices")
def invoices(page: PageDep) -> Response:
    """Show the page."""
    return page.render("invoices.html")
