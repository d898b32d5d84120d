"""What the platform, or a proxy on the way to it, can do to a login, a list and a page of calls.

Each fault strikes each request that it matters for. The first run must end with the right kind of
error (or without one, where the fault is to be healed at once) and store nothing by halves; the
second, undisturbed, must leave the database as if there had been one run only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import Any

from dev.chaos.ground import Ground
from dev.chaos.outcome import Outcome
from dev.chaos.platform import BenchPlatform
from dev.chaos.registry import case
from dev.chaos.state import State, read_state
from dev.chaos.worker import Report, Task
from hiperus.errors import (
    HiperusError,
    IncompleteAnswerError,
    LoginRefusedError,
    RateLimitedError,
    RequestRejectedError,
    ResponseFormatError,
    SoapFaultError,
    TransportError,
)

PAGE = 8
RETRY, FAIL, HEALED = "retry", "fail", ""
_MENDED = {"paging": "honoured", "order": "time", "held_back_every": 0, "vanished_every": 0}


@dataclass(frozen=True, slots=True)
class Target:
    """A request that is struck: the job that makes it, its action, how many pass before."""

    name: str
    job: str
    action: str
    skip: int = 0

    def task(self, url: str, platform: BenchPlatform) -> Task:
        """Return the job over one LMS."""
        arguments: dict[str, Any] = {"page_size": PAGE, "timeout": 1}
        if self.job == "load":
            arguments["types"] = ["outgoing", "incoming"]
        else:
            arguments["categories"] = ["customers", "terminals"]
        return Task(self.job, url, platform.url, arguments)


LOGIN = Target("login", "import", "Login")
A_LIST = Target("list of accounts", "import", "GetCustomerList")
A_LATER_LIST = Target("list of terminals", "import", "GetTerminalList", 5)
FIRST_PAGE = Target("first page", "load", "GetBilling")
LATER_PAGE = Target("third page", "load", "GetBilling", 2)
EVERYWHERE = (LOGIN, A_LIST, A_LATER_LIST, FIRST_PAGE, LATER_PAGE)
PAGES = (FIRST_PAGE, LATER_PAGE)


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault, where it strikes, and what is expected of the run that meets it.

    Attributes:
        description: as `dev.simulator.faults.Fault` takes it.
        verdict: `retry`, `fail`, or empty: the run heals it.
        errors: the classes of error that are right.
        targets: the requests that it strikes, one after the other.
        at: bytes between which the place of the fault is drawn.
    """

    description: dict[str, Any]
    verdict: str
    errors: tuple[type[HiperusError], ...] = ()
    targets: tuple[Target, ...] = EVERYWHERE
    at: tuple[int, int] | None = None


def _switch(**switches: Any) -> dict[str, Any]:
    return {"kind": "switch", "text": json.dumps(switches)}


_CUT = (IncompleteAnswerError, TransportError)
FAULTS = {
    "no answer in time": Fault({"kind": "delay", "seconds": 1.4}, RETRY, (TransportError,)),
    "a slow answer": Fault({"kind": "delay", "seconds": 0.3}, HEALED),
    "connection reset": Fault({"kind": "reset"}, RETRY, (TransportError,)),
    "connection cut at a byte": Fault({"kind": "cut"}, RETRY, _CUT, at=(1, 400)),
    "a proxy's page": Fault({"kind": "html"}, RETRY, (TransportError,)),
    "HTTP 503": Fault({"kind": "http", "status": 503}, RETRY, (TransportError,)),
    "HTTP 429": Fault({"kind": "http", "status": 429}, RETRY, (RateLimitedError,)),
    "refused for the rate": Fault(
        {"kind": "refuse", "text": "Przekroczono limit 30 zapytań w ciągu 10 sekund"},
        RETRY,
        (RateLimitedError,),
    ),
    "a SOAP fault": Fault({"kind": "fault"}, FAIL, (SoapFaultError,)),
    "success=false": Fault(
        {"kind": "refuse", "text": "Konto zablokowane"},
        FAIL,
        (RequestRejectedError, LoginRefusedError),
    ),
    "session expired": Fault({"kind": "expire"}, HEALED),
    "an empty answer": Fault({"kind": "empty"}, RETRY, (TransportError,)),
    "no XML": Fault({"kind": "body", "text": "Przerwa"}, FAIL, (ResponseFormatError,)),
    "content length too long": Fault({"kind": "wrong_length", "at": 7}, RETRY, _CUT),
    "content length too short": Fault({"kind": "wrong_length", "at": -7}, RETRY, _CUT),
    "truncated XML": Fault({"kind": "truncate"}, RETRY, _CUT, at=(100, 400)),
    "corrupt XML": Fault({"kind": "corrupt"}, FAIL, (ResponseFormatError,), at=(100, 400)),
    "a page repeated": Fault(
        {"kind": "offset", "at": -PAGE}, RETRY, (IncompleteAnswerError,), (LATER_PAGE,)
    ),
    "a page swapped with the next": Fault(
        {"kind": "offset", "at": PAGE}, RETRY, (IncompleteAnswerError,), PAGES
    ),
    "pages that overlap": Fault(
        {"kind": "offset", "at": -1}, RETRY, (IncompleteAnswerError,), (LATER_PAGE,)
    ),
    "a row between pages lost": Fault(
        {"kind": "offset", "at": 1}, RETRY, (IncompleteAnswerError,), (LATER_PAGE,)
    ),
    "rows gone between pages": Fault(
        _switch(vanished_every=3), RETRY, (IncompleteAnswerError,), (LATER_PAGE,)
    ),
    "rows moved between pages": Fault(
        _switch(order="reverse"), RETRY, (IncompleteAnswerError,), (LATER_PAGE,)
    ),
    "the offset ignored": Fault(
        _switch(paging="ignore_offset"), RETRY, (IncompleteAnswerError,), PAGES
    ),
    "the limit ignored": Fault(_switch(paging="ignore_limit"), HEALED, (), PAGES),
}


def provoked(ground: Ground, fault: Fault) -> Outcome:
    """Let a fault strike each of its targets."""
    struck, problems = 0, []
    for target in fault.targets:
        count, problem = _at(ground, fault, target)
        struck += count
        if problem:
            problems.append(f"{target.name}: {problem}")
    wanted = ", ".join(kind.__name__ for kind in fault.errors) or "no error"
    detail = f"struck {struck} of {len(fault.targets)}; {wanted}, then as undisturbed"
    if problems:
        detail = f"struck {struck} of {len(fault.targets)}; {'; '.join(problems)}"
    return Outcome(struck >= len(fault.targets), not problems, detail, struck)


def _at(ground: Ground, fault: Fault, target: Target) -> tuple[int, str]:
    """Strike one target; returns how often it did, and what was wrong after."""
    stage = "imported" if target.job == "load" else "seeded"
    with ground.platform() as platform, ground.lms(stage) as url:
        before = read_state(url)
        description = {**fault.description, "action": target.action, "skip": target.skip}
        if fault.at:
            description["at"] = ground.random.randint(*fault.at)
        platform.faults.add(description)
        task = target.task(url, platform)
        report = ground.work(task)
        struck = platform.struck
        problem = _judged(fault, report) or _halves(target, report, before, read_state(url))
        platform.switch(**_MENDED)
        again = ground.work(task)
        if not again.is_done:
            return struck, problem or f"the rerun fails: {again.message}"
        return struck, problem or read_state(url).differences(_wanted(ground, target, stage))


def _judged(fault: Fault, report: Report) -> str:
    if report.verdict != fault.verdict or (report.error and report.error not in fault.errors):
        return f"{report.error_class or 'no error'} ({report.verdict or 'done'}): {report.message}"
    return ""


def _halves(target: Target, report: Report, before: State, after: State) -> str:
    """A window that failed leaves nothing but that it failed; windows before it are whole."""
    is_load_of_first = target.job == "load" and report.error
    if not is_load_of_first:
        return ""
    tables = ("hv_billing", "hv_billing_link", "hv_quarantine")
    changed = [name for name in tables if before.tables[name] != after.tables[name]]
    return f"a failed load changed {', '.join(changed)}" if changed else ""


_undisturbed: dict[tuple[str, str], State] = {}


def _wanted(ground: Ground, target: Target, stage: str) -> State:
    key = (ground.dialect, target.job)
    if key not in _undisturbed:
        with ground.platform() as platform, ground.lms(stage) as url:
            report = ground.work(target.task(url, platform))
            if not report.is_done:
                raise RuntimeError(f"{target.job} fails undisturbed: {report.message}")
            _undisturbed[key] = read_state(url)
    return _undisturbed[key]


for _name, _fault in FAULTS.items():
    case(f"platform: {_name}")(partial(provoked, fault=_fault))
