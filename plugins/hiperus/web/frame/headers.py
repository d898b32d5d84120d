"""Strict headers on every answer of the page."""

from collections.abc import Awaitable, Callable

from fastapi import Request, Response

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}
FOR_GOOD = "public, max-age=31536000, immutable"


async def add_headers(
    request: Request, call_next: Callable[[Request], Awaitable[Response]]
) -> Response:
    """Add the headers; what does not say otherwise is not kept by any cache."""
    answer = await call_next(request)
    answer.headers.update(HEADERS)
    if request.url.path.split("/")[-2:-1] != ["static"] or not request.query_params.get("v"):
        answer.headers["Cache-Control"] = "no-store"
    elif answer.status_code < 300:  # noqa: PLR2004 - a success
        answer.headers["Cache-Control"] = FOR_GOOD
    return answer
