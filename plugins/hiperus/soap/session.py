"""The platform session: logs in, carries the session id, logs in once more when it is gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from requests import Response

from hiperus.domain.flags import read_flag
from hiperus.errors import (
    LoginRefusedError,
    PlatformError,
    RateLimitedError,
    RequestRejectedError,
    ResponseFormatError,
    SessionExpiredError,
    SoapFaultError,
    TransportError,
)
from hiperus.soap.decoder import Answer, decode_answer, joined
from hiperus.soap.envelope import Envelope
from hiperus.soap.http_failures import body_chunks, check_status
from hiperus.soap.limiter import Limiter
from hiperus.soap.redaction import shown
from hiperus.soap.settings import PlatformSettings
from hiperus.soap.transport import PlatformTransport

CHUNK = 256 * 1024
_SERVER_ERROR = 500
T = TypeVar("T")
Reader = Callable[[Response, str], T]
"""Reads the body of an answer to the named action."""

# Nobody knows the platform's words for "too many requests"; these are what such a text would hold.
_TOO_MANY = re.compile(
    r"(zbyt (wiele|du[żz]o)|za du[żz]o|przekroczon\w+ limit|too many|rate limit)"
    r".*(zapyta|żąda|zada|wywoła|wywola|połącze\w+ z api|request)",
    re.IGNORECASE,
)


class Session:
    """One login at the platform; not to be shared between threads."""

    def __init__(
        self, settings: PlatformSettings, transport: PlatformTransport, limiter: Limiter
    ) -> None:
        """Prepare; the login itself happens before the first action."""
        self._settings = settings
        self._transport = transport
        self._limiter = limiter
        self._envelope = Envelope(settings, transport)
        self._id: str | None = None

    def __repr__(self) -> str:
        """Show who, not the session id."""
        return f"<Session of {self._settings.account}, logged in: {self._id is not None}>"

    def perform(self, action: str, arguments: Mapping[str, object], read: Reader[T]) -> T:
        """Perform one action; if the session turns out to be gone, log in and repeat it once.

        A refused action took no effect, so repeating it is safe for writes too.

        Raises:
            RequestRejectedError: the platform refused, with its own words.
            SessionExpiredError: the session was gone again right after a new login.
            PlatformError: its other kinds.
        """
        if self._id is None:
            self.login()
        try:
            return self._attempt(action, arguments, read)
        except RequestRejectedError as refusal:
            self._raise_if_limited(refusal)
            if self.is_logged():
                raise
        self.login()
        try:
            return self._attempt(action, arguments, read)
        except RequestRejectedError as refusal:
            self._raise_if_limited(refusal)
            if self.is_logged():
                raise
            raise SessionExpiredError(
                f"The session was gone again after a new login ({action}): "
                "does another program log in with this account?",
                action=action,
            ) from refusal

    def login(self) -> None:
        """Start a new session.

        Raises:
            LoginRefusedError: the platform does not accept login, password or domain.
        """
        s = self._settings
        self._id = None
        credentials = {"username": s.login, "password": s.password, "domain": s.domain}
        try:
            answer = self._attempt("Login", credentials, self.read_whole)
        except RequestRejectedError as refusal:
            self._raise_if_limited(refusal)
            raise LoginRefusedError(
                f"The platform refused the login of {s.account}: "
                f"{refusal.platform_message or 'it gave no reason'}. "
                "Check login, password and schema (domain) of the connection.",
                action="Login",
            ) from None
        if not answer.session_id:
            raise ResponseFormatError("The answer to Login holds no session id.", action="Login")
        self._id = answer.session_id

    def logout(self) -> None:
        """End the session, if there is one; a failure is of no consequence and not reported."""
        if self._id is None:
            return
        try:
            self._attempt("Logout", {}, self.read_whole)
        except PlatformError:
            pass  # It will expire by itself.
        finally:
            self._id = None

    def is_logged(self) -> bool:
        """Ask the platform whether the session still stands."""
        try:
            answer = self._attempt("CheckLogin", {}, self.read_whole)
        except RequestRejectedError as refusal:
            self._raise_if_limited(refusal)
            return False
        return any(read_flag(row.get("logged")) for row in answer.rows)

    def read_whole(self, response: Response, action: str) -> Answer:
        """Read a small answer."""
        return decode_answer(joined(self.chunks(response, action), action), action)

    def chunks(self, response: Response, action: str) -> Iterator[bytes]:
        """Yield an answer's body as it arrives."""
        return body_chunks(response, action, self._settings.endpoint, CHUNK)

    def _attempt(self, action: str, arguments: Mapping[str, object], read: Reader[T]) -> T:
        self._limiter.acquire(action)
        self._transport.action = action
        response = self._envelope.send(action, arguments, self._id)
        try:
            check_status(response, action, self._settings.endpoint)
            return read(response, action)
        except (RequestRejectedError, SoapFaultError) as error:
            response.close()
            raise self._without_secrets(error) from None
        except ResponseFormatError as error:
            response.close()
            raise _as_failure(error, response.status_code) from error
        except BaseException:
            response.close()
            raise

    def _without_secrets(self, error: PlatformError) -> PlatformError:
        """Take our secrets out of the platform's words, should it repeat them."""
        secrets = [self._settings.password, self._id or ""]
        error.args = tuple(shown(str(arg), secrets) for arg in error.args)
        if isinstance(error, RequestRejectedError):
            error.platform_message = shown(error.platform_message, secrets)
        return error

    def _raise_if_limited(self, refusal: RequestRejectedError) -> None:
        if _TOO_MANY.search(refusal.platform_message):
            raise RateLimitedError(
                f"The platform refused {refusal.action} because of too many requests: "
                f"{refusal.platform_message}. Does another program use this account?",
                action=refusal.action,
            ) from refusal


def _as_failure(error: ResponseFormatError, status: int) -> PlatformError:
    """Take an unreadable answer with an HTTP error status for that HTTP error."""
    if status < _SERVER_ERROR:
        return error
    return TransportError(f"HTTP {status} without a SOAP answer: {error}", action=error.action)
