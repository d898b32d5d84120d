"""Merges staged calls into `hv_billing`, set by set; the use case opens the transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hiperus.domain.cdr import CDR_FIELDS, CdrRow
from hiperus.domain.cdr_checks import Problem
from hiperus.domain.periods import Window
from hiperus.errors import IncompleteAnswerError, StatementFailedError, StorageUnavailableError
from hiperus.storage.cdr_columns import BillingColumns
from hiperus.storage.cdr_counts import AnswerDay, MergeCounts, StoredDay, Totals
from hiperus.storage.database import Database, Record
from hiperus.storage.quarantine import SetAside
from hiperus.storage.staging import Staging

TWINS = Problem("id", "came with two different contents")
CONFLICT = Problem("id", "is stored with another call type and other content")
_DUPLICATE_KEY = ("(23505).", "(1062).")


class CdrMerge:
    """The merge of one staged window. The methods are called in the order they are written in."""

    def __init__(self, staging: Staging, columns: BillingColumns, window: Window) -> None:
        """Take over the staged rows."""
        self._database: Database = staging.database
        self._staging = staging
        self._columns = columns
        self._window = window
        self._range: dict[str, int] = {"first_id": 0, "last_id": 0}
        self._staged = 0
        self._in_both = 0

    def drop_copies(self) -> None:
        """Leave each call once; ids with two contents go to the quarantine.

        Raises:
            IncompleteAnswerError: a call came on two pages of one answer, so pages moved.
        """
        self._database.execute("cdr/prepare_merge")
        if self._database.execute("cdr/insert_repeated"):
            self._database.execute("cdr/insert_copies")
            found = self._one("cdr/select_copies")
            if found["moved"]:
                raise IncompleteAnswerError(
                    f"{found['moved']} call(s) of {self._window} came on two pages, so others may "
                    "have come on none: calls moved between the pages while they were read. "
                    "Nothing was stored; try again, or raise page_size.",
                    action="GetBilling",
                )
            self._in_both = int(found["in_both"])
            self._set_aside("cdr/select_twins", TWINS)
            self._database.execute("cdr/delete_copies")
        self._measure()

    def answer_days(self) -> list[AnswerDay]:
        """Sum up the answer day by day, from the staged rows alone."""
        rows = self._database.fetch_all("cdr/select_answer_days")
        return [
            AnswerDay(
                date.fromisoformat(_text(row["day"])),
                _totals(row),
                _text(row["first_call"]),
                _text(row["last_call"]),
            )
            for row in rows
        ]

    def find_known(self) -> None:
        """Tell new from stored and changed calls; an id of another call type is quarantined."""
        if not self._staged:
            return
        self._database.execute("cdr/insert_known", **self._range)
        self._set_aside("cdr/select_conflicts", CONFLICT)
        if self._database.execute("cdr/delete_conflicts"):
            self._measure()

    def counts(self) -> MergeCounts:
        """Return what came, before anything is written."""
        quarantined = len(self._staging.set_aside)
        return MergeCounts(
            self._staging.received, self._staged + quarantined, quarantined, self._in_both
        )

    def write(self, load_id: int, now: int) -> MergeCounts:
        """Store what is new or changed, with links and revisions.

        Raises:
            StorageUnavailableError: another run stored some of the calls meanwhile.
        """
        rows = self._database.fetch_all("cdr/select_known")
        states = {_text(row["state"]): row for row in rows}
        known = {state: int(row["calls"]) for state, row in states.items() if state != "x"}
        restored = sum(int(r["vanished"]) for state, r in states.items() if state != "x")
        updated = self._update(load_id, now) if known.get("c") else 0
        if known.get("l"):
            self._database.execute("cdr/update_accounts")
        if known.get("c") or known.get("l"):
            self._database.execute("cdr/insert_links_of_known", load_id=load_id)
        inserted = self._insert(load_id) if self._staged > sum(known.values()) else 0
        if restored:
            self._database.execute("cdr/insert_revisions_of_restored", load_id=load_id, now=now)
            self._database.execute("cdr/delete_restored")
        return replace(
            self.counts(),
            inserted=inserted,
            updated=updated,
            unchanged=known.get("u", 0) + known.get("l", 0),
            restored=restored,
            unlinked=int(self._database.fetch_value("cdr/select_unlinked")),
        )

    def stored_days(self) -> list[StoredDay]:
        """Sum up what is stored for the calls of the answer, inside the window."""
        rows = self._database.fetch_all(
            "cdr/select_stored_totals",
            **self._range,
            window_from=self._window.days.start.isoformat(),
            window_to=self._window.days.end.isoformat(),
            calltype=str(self._window.call_type),
        )
        return [
            StoredDay(
                date.fromisoformat(_text(row["day"])),
                _text(row["success"] or "t"),
                _totals(row),
                int(row["lasting"]),
            )
            for row in rows
        ]

    def settle_quarantine(self, load_id: int, now: int) -> None:
        """Settle earlier quarantined records whose call could be stored now."""
        if self._database.fetch_value("quarantine/count_unresolved"):
            self._database.execute(
                "cdr/resolve_quarantined",
                now=now,
                resolution=f"stored by load {load_id}",
                calltype=str(self._window.call_type),
            )

    def _update(self, load_id: int, now: int) -> int:
        self._database.execute("cdr/insert_revisions_of_changed", load_id=load_id, now=now)
        changed = self._run("cdr/update_changed")
        self._database.execute("cdr/update_revisions_of_changed", load_id=load_id)
        self._database.execute("cdr/delete_links_of_changed")
        return changed

    def _insert(self, load_id: int) -> int:
        try:
            inserted = self._run("cdr/insert_new")
            self._database.execute("cdr/insert_links_of_new", load_id=load_id)
        except StatementFailedError as error:
            if not str(error).endswith(_DUPLICATE_KEY):
                raise
            raise StorageUnavailableError(
                f"Another run stored some calls of {self._window} at the same moment; nothing of "
                "this load was kept. Try again."
            ) from None
        return inserted

    def _run(self, name: str) -> int:
        text = self._database.text_of(name, **self._columns.names)
        return self._database.execute_text(text, name=name)

    def _set_aside(self, name: str, problem: Problem) -> None:
        for row in self._database.fetch_all(name):
            success = _text(row.pop("success")) == "t"
            record = SetAside(_as_it_came(row), problem, str(self._window.call_type), success)
            self._staging.put_aside(record)

    def _measure(self) -> None:
        found = self._one("cdr/select_staged")
        self._staged = int(found["rows_staged"])
        self._range = {"first_id": found["first_id"] or 0, "last_id": found["last_id"] or 0}

    def _one(self, name: str) -> Record:
        return self._database.fetch_all(name)[0]


def _totals(row: Record) -> Totals:
    return Totals(
        int(row["calls"]), int(row["duration"]), Decimal(row["cost"]), Decimal(row["init_charge"])
    )


def _as_it_came(row: Record) -> CdrRow:
    """Turn a staged row back into the platform's texts; amounts have four decimals then."""
    values = [row[name] for name in CDR_FIELDS]
    return tuple(
        None if value is None else bytes(value) if _is_bytes(value) else str(value).encode()
        for value in values
    )


def _is_bytes(value: object) -> bool:
    return isinstance(value, bytes | bytearray)


def _text(value: str | bytes | bytearray) -> str:
    return value if isinstance(value, str) else value.decode()
