"""The client of the Hiperus platform; the use cases know it as `Platform`."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from requests import Response

from hiperus.domain.cdr import BillingQuery, CdrRow
from hiperus.domain.flags import read_flag
from hiperus.domain.ports import PlatformRow
from hiperus.errors import SessionExpiredError
from hiperus.soap.billing_stream import decoded_batches
from hiperus.soap.decoder import Answer
from hiperus.soap.limiter import AccountLimiter, Limiter
from hiperus.soap.session import Session
from hiperus.soap.settings import PlatformSettings
from hiperus.soap.transport import PlatformTransport

Batches = Generator[list[CdrRow], None, None]


@dataclass(frozen=True, slots=True)
class LoginState:
    """What `CheckLogin` says of the account's services; None where it says nothing."""

    has_voip: bool | None
    has_wlr: bool | None


class HiperusClient:
    """One login at the platform, within the account's rate limit; logs in when needed.

    Use it as a context manager, so that the session ends; one thread at a time.
    """

    def __init__(self, settings: PlatformSettings, limiter: Limiter | None = None) -> None:
        """Prepare; the first request is made by the first action.

        Args:
            settings: the account and the platform.
            limiter: what keeps the rate; by default shared with every process of this machine,
                or over Redis as `hiperus.soap.limiter.ENVIRONMENT` says.
        """
        self._settings = settings
        self._transport = PlatformTransport(settings)
        self._limiter = limiter or AccountLimiter(settings)
        self._session = Session(settings, self._transport, self._limiter)

    def __repr__(self) -> str:
        """Show whose client this is."""
        return f"<HiperusClient of {self._settings.account}>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def page_size(self) -> int:
        """How many calls one page asks for."""
        return self._settings.page_size

    def rows(self, action: str, arguments: Mapping[str, object] | None = None) -> list[PlatformRow]:
        """Perform one action and return its whole (small) answer.

        Raises:
            PlatformError: any of its kinds; see `hiperus.errors`.
            InvalidParameterError: an argument cannot be sent.
        """
        return self.call(action, arguments).rows

    def call(self, action: str, arguments: Mapping[str, object] | None = None) -> Answer:
        """Perform one action, reading or writing, and return its answer. Never retried by itself.

        Raises:
            PlatformError: any of its kinds; after `TransportError` and `IncompleteAnswerError`
                nobody knows whether a write took effect.
            InvalidParameterError: an argument cannot be sent.
        """
        return self._session.perform(action, arguments or {}, self._session.read_whole)

    def billing_page(self, query: BillingQuery, offset: int, limit: int) -> Iterator[list[CdrRow]]:
        """Stream one `GetBilling` answer in batches (some thousand rows), in flat memory.

        The iterator ends normally only after the answer's end was seen. A value may hold bytes
        that are no UTF-8, or control characters, where the platform sent such.

        Raises:
            PlatformError: also in the middle of the stream.
        """
        arguments = {
            "from": query.first_day,
            "to": query.last_day,
            "offset": offset,
            "limit": limit,
            "compress": False,
            "success_calls": query.success,
            "calltype": query.call_type.value,
            "id_customer": query.account_id,
        }
        return self._session.perform("GetBilling", arguments, self._read_calls)

    def check_login(self) -> LoginState:
        """Make sure that the platform knows us, and return what it offers us.

        Raises:
            LoginRefusedError: it does not.
            PlatformError: any of its other kinds.
        """
        for _attempt in range(2):
            row = next(iter(self.rows("CheckLogin")), {})
            if read_flag(row.get("logged")):
                return LoginState(_has(row.get("voip_services")), _has(row.get("wlr_services")))
            self._session.login()
        raise SessionExpiredError(
            "The platform says right after the login that nobody is logged in.",
            action="CheckLogin",
        )

    def close(self) -> None:
        """Log out and close the connections."""
        self._session.logout()
        self._transport.close()
        self._limiter.close()

    def _read_calls(self, response: Response, action: str) -> Batches:
        """Read until the first batch, so that a refusal shows before anything is handed on."""
        batches = iter(decoded_batches(self._session.chunks(response, action), action))
        return _resumed(next(batches, None), batches)


def _resumed(first: list[CdrRow] | None, rest: Iterator[list[CdrRow]]) -> Batches:
    if first is not None:
        yield first
    yield from rest


def _has(text: str | None) -> bool | None:
    return None if text is None else bool(read_flag(text))
