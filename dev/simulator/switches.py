"""What nobody knows of the real platform, each switchable both ways, and its limits."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True)
class Switches:
    """How the simulated platform behaves; the defaults are what seems likeliest.

    Attributes:
        failed_answer: `success_calls=false` answers the `failed` calls only, or `all`.
        cost_includes_setup: whether a call's cost contains its set-up fee.
        rerated_percent: every tenth priced call costs so much more than before.
        vanished_every: every n-th call is gone; 0: none.
        held_back_every: every n-th call has not arrived yet; 0: none.
        paging: `honoured`; `ignore_limit`: all rows from the offset; `ignore_offset`: always the
            first page; `overlap`: pages start one row early.
        order: of rows within an answer: `time`, `id`, `reverse`, or `shuffled` at every request.
        select_by: `start` or `end` of a call decides whether it is within the days asked for.
        are_ids_unique: False: each call type counts on its own.
        has_fractions: start times carry a fraction of a second.
        rate_limit: requests in 10 s; 0: none.
        rate_answer: `refuse` (success=false) or `http` (429).
        session_seconds: how long an unused session lives.
        expired_answer: `refuse` (success=false), `silent` (the same without a text) or `fault`.
        expired_text: the words for it.
        too_long_text: the words for a range of more than nine months.
        map_shape: rows as Apache `map`, as `struct`, or maps with `reordered` keys.
    """

    failed_answer: str = "failed"
    cost_includes_setup: bool = False
    rerated_percent: int = 0
    vanished_every: int = 0
    held_back_every: int = 0
    paging: str = "honoured"
    order: str = "time"
    select_by: str = "start"
    are_ids_unique: bool = True
    has_fractions: bool = False
    rate_limit: int = 30
    rate_answer: str = "refuse"
    session_seconds: float = 3600.0
    expired_answer: str = "refuse"
    expired_text: str = "Sesja wygasła. Zaloguj się ponownie."
    too_long_text: str = "Zakres dat nie może przekraczać 9 miesięcy"
    map_shape: str = "map"

    def changed(self, values: dict[str, object]) -> Switches:
        """Return the switches with some of them set.

        Raises:
            ValueError: naming a switch that does not exist, or a value of the wrong kind.
        """
        known = {f.name: type(getattr(self, f.name)) for f in fields(self)}
        for name, value in values.items():
            if name not in known:
                raise ValueError(f"no switch {name!r}; there are {', '.join(known)}")
            is_number = known[name] is float and type(value) is int
            if type(value) is not known[name] and not is_number:
                raise ValueError(f"{name} must be {known[name].__name__}, not {value!r}")
        return replace(self, **values)  # type: ignore[arg-type]

    @property
    def changes_calls(self) -> bool:
        """Whether calls cannot be counted without making them."""
        return bool(self.vanished_every or self.held_back_every or self.select_by == "end")
