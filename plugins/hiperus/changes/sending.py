"""Sends a planned change to the platform, and finds out what became of it when its answer is lost.

The row in `hv_change` says `in_doubt` before anything is sent. So whatever happens to this process,
the next one looks before it repeats.
"""

from __future__ import annotations

from hiperus.changes.journal import Journal
from hiperus.changes.records import Effect, find_effect
from hiperus.changes.rules.fields import Action
from hiperus.changes.rules.passwords import require_policy, scrubbed
from hiperus.changes.rules.plan import Plan
from hiperus.errors import (
    ChangeInDoubtError,
    InvalidParameterError,
    PlatformError,
    RateLimitedError,
    RequestRejectedError,
    SessionExpiredError,
    SoapFaultError,
)

QUIET_S = 30
"""So long after its sending a request may still take effect at the platform."""
_PAUSE_S = 3
_ANSWERED = (RequestRejectedError, SoapFaultError)
_UNTOUCHED = (RateLimitedError, SessionExpiredError, InvalidParameterError)
_RESULT_IDS = ("id", "id_terminal", "id_extension")


def send(journal: Journal, plan: Plan) -> int:
    """Have the platform do what is planned; returns the id of what was made or changed.

    Raises:
        RequestRejectedError: the platform refused, with its own words; nothing was changed.
        SoapFaultError: it broke, and shows that nothing was changed.
        ChangeInDoubtError: nobody knows; the next try looks it up first.
        PlatformError: it was not reached; nothing was changed.
    """
    was_sent = journal.progress.sent_at is not None
    password = _password(journal, plan)
    arguments: dict[str, object] = dict(plan.arguments)
    if plan.secret and password:
        arguments[plan.secret.name] = password
    journal.sending()
    try:
        rows = journal.platform.rows(plan.call, arguments)
    except (PlatformError, InvalidParameterError) as error:
        _without(error, password)
        return _after_failure(journal, plan, error)
    answered = next((row[n] for row in rows for n in _RESULT_IDS if row.get(n)), None)
    if plan.action is not Action.CREATE:
        return plan.target_id or 0
    if was_sent or not (answered or "").isdigit():
        # The first sending may have come through meanwhile: two of a kind must show at once.
        return _adopted(journal, plan, f"the platform's answer to {plan.call} holds no id")
    return int(answered or 0)


def await_effect(journal: Journal, plan: Plan, *, is_repeatable: bool) -> Effect:
    """Look up whether a change that was sent took effect; wait while it still may.

    Args:
        journal: the change.
        plan: what was sent.
        is_repeatable: sending it again would do no harm, so there is no need to wait.

    Raises:
        PlatformError: it cannot be looked up.
        ChangeInDoubtError: two things fit.
    """
    sent_at, clock = journal.progress.sent_at or 0, journal.change.run.clock
    for _ in range(QUIET_S // _PAUSE_S + 1):
        effect = find_effect(journal.platform, plan)
        if effect.happened or is_repeatable or clock() >= sent_at + QUIET_S:
            return effect
        journal.change.asker.pause(_PAUSE_S)
    return effect


def _password(journal: Journal, plan: Plan) -> str | None:
    if plan.secret is None or plan.secret.source is None:
        return plan.secret.value if plan.secret else None
    password = journal.change.asker.password(plan.secret.source)
    require_policy(password, plan.secret.source)
    return password


def _without(error: PlatformError | InvalidParameterError, password: str | None) -> None:
    """Take the password out of an error, should the platform repeat it."""
    error.args = tuple(scrubbed(str(arg), [password]) for arg in error.args)
    if isinstance(error, RequestRejectedError):
        error.platform_message = scrubbed(error.platform_message, [password])


def _after_failure(
    journal: Journal, plan: Plan, error: PlatformError | InvalidParameterError
) -> int:
    """Find out what a failed sending did.

    A login that failed, before or after, means that the platform did not do it.
    """
    is_elsewhere = isinstance(error, PlatformError) and error.action not in ("", plan.call)
    if is_elsewhere or isinstance(error, _UNTOUCHED):
        journal.not_sent(error.trouble)
        raise error from None
    journal.doubted(error.trouble)
    try:
        effect = find_effect(journal.platform, plan)
    except PlatformError as trouble:
        raise ChangeInDoubtError(
            f"{error.trouble} Whether it took effect cannot be looked up now either: "
            f"{trouble.trouble}"
        ) from None
    if effect.happened:
        journal.tell(
            f"{error.trouble} Yet it took effect, as the platform shows; it is taken over."
        )
        return effect.platform_id or 0
    if isinstance(error, _ANSWERED):
        journal.failed(error.trouble)
        raise error from None
    raise ChangeInDoubtError(f"{error.trouble} The platform does not show it yet.") from None


def _adopted(journal: Journal, plan: Plan, reason: str) -> int:
    try:
        effect = find_effect(journal.platform, plan)
    except PlatformError as error:
        journal.doubted(reason)
        raise ChangeInDoubtError(
            f"Whether {plan.call} took effect cannot be looked up: {error.trouble}"
        ) from None
    if not effect.happened:
        journal.doubted(reason)
        raise ChangeInDoubtError(
            f"The platform said yes to {plan.call} but does not show what it made."
        )
    return effect.platform_id or 0
