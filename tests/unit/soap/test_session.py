"""Logging in, once more when the session is gone, and never a third time."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO

import pytest
from lxml import etree
from requests import Response

from dev.simulator.no_limiter import NoLimiter
from hiperus.errors import (
    IncompleteAnswerError,
    LoginRefusedError,
    PlatformError,
    RateLimitedError,
    RequestRejectedError,
    ResponseFormatError,
    SessionExpiredError,
    SoapFaultError,
    TransportError,
)
from hiperus.soap.client import HiperusClient, LoginState
from hiperus.soap.settings import PlatformSettings

HEAD = (
    '<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body>'
)
TAIL = "</SOAP-ENV:Body></SOAP-ENV:Envelope>"


def answered(*, success: bool = True, message: str = "", sessid: str = "", rows: str = "") -> str:
    return (
        f"{HEAD}<r><return><success>{str(success).lower()}</success>"
        f"<error_message>{message}</error_message><sessid>{sessid}</sessid>"
        f"<result_set>{rows}</result_set></return></r>{TAIL}"
    )


def logged(state: str) -> str:
    return answered(rows=f"<item><logged>{state}</logged><voip_services>t</voip_services></item>")


def response(text: str, status: int = 200, content_type: str = "text/xml") -> Response:
    made = Response()
    made.status_code = status
    made.headers["Content-Type"] = content_type
    made.raw = BytesIO(text.encode())
    return made


@dataclass
class Script:
    """Answers requests in turn, and remembers them."""

    answers: list[str | Response]
    asked: list[tuple[str, str | None]] = field(default_factory=list)

    def post(self, _address: str, message: bytes, _headers: object) -> Response:
        parameters = etree.fromstring(message)[0][0]
        self.asked.append((parameters[1].text, parameters[3].text))
        answer = self.answers.pop(0)
        return answer if isinstance(answer, Response) else response(answer)


Play = Callable[..., tuple[HiperusClient, Script]]


@pytest.fixture
def play(settings: PlatformSettings, monkeypatch: pytest.MonkeyPatch) -> Play:
    def start(*answers: str | Response) -> tuple[HiperusClient, Script]:
        client, script = HiperusClient(settings, NoLimiter()), Script(list(answers))
        monkeypatch.setattr(client._transport, "post", script.post)
        return client, script

    return start


LOGIN = answered(sessid="0123456789abcdef01")
AGAIN = answered(sessid="fedcba987654321001")
REFUSED = answered(success=False, message="Sesja wygasła")


def test_the_first_action_logs_in(play: Play) -> None:
    client, script = play(LOGIN, answered(rows="<item><id>1</id></item>"))

    assert client.rows("GetSubscriptionList") == [{"id": "1"}]
    assert script.asked == [("Login", None), ("GetSubscriptionList", "0123456789abcdef01")]


def test_a_session_that_is_gone_is_renewed_and_the_call_repeated(play: Play) -> None:
    client, script = play(LOGIN, REFUSED, logged("false"), AGAIN, answered())

    assert client.rows("DelCustomer", {"id_customer": 1}) == []
    assert [action for action, _ in script.asked] == [
        "Login", "DelCustomer", "CheckLogin", "Login", "DelCustomer",
    ]  # fmt: skip
    assert script.asked[-1][1] == "fedcba987654321001"


def test_a_refusal_within_a_session_is_final(play: Play) -> None:
    client, script = play(LOGIN, REFUSED, logged("true"))

    with pytest.raises(RequestRejectedError, match="Sesja wygasła"):
        client.rows("DelCustomer")
    assert len(script.asked) == 3


def test_a_refusal_after_the_new_login_is_final_too(play: Play) -> None:
    client, _ = play(LOGIN, REFUSED, REFUSED, AGAIN, REFUSED, logged("true"))
    with pytest.raises(RequestRejectedError):
        client.rows("GetCustomerList")


def test_a_session_gone_twice_is_not_tried_a_third_time(play: Play) -> None:
    client, script = play(LOGIN, REFUSED, logged("false"), AGAIN, REFUSED, logged("false"))

    with pytest.raises(SessionExpiredError, match="GetCustomerList"):
        client.rows("GetCustomerList")
    assert script.answers == []


@pytest.mark.parametrize(
    "words",
    ["Przekroczono limit 30 zapytań w ciągu 10 sekund", "Zbyt wiele żądań", "too many requests"],
)
def test_too_many_requests_are_told_from_other_refusals(play: Play, words: str) -> None:
    client, script = play(LOGIN, answered(success=False, message=words))

    with pytest.raises(RateLimitedError, match="GetCustomerList"):
        client.rows("GetCustomerList")
    assert len(script.asked) == 2


def test_a_refused_login_says_what_to_check(play: Play) -> None:
    client, _ = play(answered(success=False, message="Nieprawidłowy login lub hasło."))
    with pytest.raises(LoginRefusedError, match="Check login, password and schema"):
        client.check_login()


def test_a_login_without_a_session_id_is_no_login(play: Play) -> None:
    client, _ = play(answered())
    with pytest.raises(ResponseFormatError, match="no session id"):
        client.check_login()


def test_check_login_renews_a_session_and_believes_only_a_logged_answer(play: Play) -> None:
    client, _ = play(LOGIN, logged("false"), AGAIN, logged("t"))
    assert client.check_login() == LoginState(has_voip=True, has_wlr=None)

    client, _ = play(LOGIN, logged("false"), AGAIN, logged("false"), AGAIN)
    with pytest.raises(SessionExpiredError):
        client.check_login()


def test_logging_out_happens_once_and_never_fails(play: Play) -> None:
    client, script = play(LOGIN, answered(), response("", 503, "text/html"))
    with client:
        client.rows("GetCustomerList")
    client.close()
    assert [action for action, _ in script.asked] == ["Login", "GetCustomerList", "Logout"]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (response("<html>", 200, "text/html"), TransportError),
        (response("<!DOCTYPE html><html>", 200), TransportError),
        (response("<html>", 502, "text/html"), TransportError),
        (response("<html>", 502, "application/xhtml+xml"), TransportError),
        (response("<x/>", 500), TransportError),
        (response("", 200), TransportError),
        (response("", 408), TransportError),
        (response("slow down", 429, "text/plain"), RateLimitedError),
        (response("", 302), ResponseFormatError),
        (response("", 404), ResponseFormatError),
        (response("{}", 200, "application/json"), ResponseFormatError),
        (response(answered()[:-9], 200), IncompleteAnswerError),
        (
            response(f"{HEAD}<SOAP-ENV:Fault><faultcode>c</faultcode></SOAP-ENV:Fault>{TAIL}", 500),
            SoapFaultError,
        ),
    ],
)
def test_each_http_answer_becomes_its_error(
    play: Play, answer: Response, error: type[PlatformError]
) -> None:
    client, _ = play(LOGIN, answer)
    with pytest.raises(error, match="GetCustomerList") as info:
        client.rows("GetCustomerList")
    assert type(info.value) is error
    assert info.value.action == "GetCustomerList"


def test_secrets_that_the_platform_repeats_are_taken_out(play: Play) -> None:
    words = "Zle: demo123, sesja 0123456789abcdef01, numer 48601602603"
    client, _ = play(LOGIN, answered(success=False, message=words), logged("t"))

    with pytest.raises(RequestRejectedError) as info:
        client.rows("GetCustomerList")

    shown = "".join(traceback.format_exception(info.value)) + repr(client) + repr(client._session)
    for secret in ("demo123", "0123456789abcdef01", "48601602603"):
        assert secret not in shown
        assert secret not in info.value.platform_message


def test_no_secret_reaches_a_log_at_any_level(play: Play, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client, _ = play(LOGIN, answered(rows="<item><id>1</id></item>"), answered())
    with client:
        client.rows("AddTerminal", {"password": "t4jne", "number": "48601602603"})

    for secret in ("demo123", "0123456789abcdef01", "t4jne", "48601602603"):
        assert secret not in caplog.text
