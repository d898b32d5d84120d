"""What holds on each side after a live change was broken off: the last sentence of its error."""

from __future__ import annotations

from dataclasses import dataclass

from hiperus.changes.rules.request import State

NOT_SENT = "Nothing was sent to the platform; LMS is as it was."
NOT_SENT_BY_THIS_TRY = (
    "This try sent nothing to the platform; hv_change says how far an earlier one came."
)
_AGAIN = "Clear the task, or run the same change again:"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a change is known to have come.

    Attributes:
        state: its state, as far as this process knows.
        change: its number and what it is, such as `change 7 (create terminal)`.
        was_sent: whether it was ever sent.
        platform_id: the id of what was made or changed, where the platform said yes.
    """

    state: State
    change: str
    was_sent: bool
    platform_id: int | None = None

    def outcome(self) -> str:
        """Return what holds on the platform and in LMS, and what to do."""
        if not self.was_sent:
            return NOT_SENT
        if self.state is State.FAILED:
            return f"The platform did not do {self.change}; LMS is as it was."
        if self.platform_id is None:
            return (
                f"In doubt is {self.change}: it was sent, and nobody knows yet whether the "
                f"platform did it; LMS does not show it. {_AGAIN} it looks first, and sends "
                "nothing twice."
            )
        return (
            f"The platform did {self.change}, id {self.platform_id}, but LMS does not show it yet. "
            f"{_AGAIN} LMS catches up, and nothing is sent twice."
        )
