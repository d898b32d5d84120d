"""Merges staged calls into `hv_billing`, set by set; the use case opens the transaction.

What is new goes in batch by batch while the download goes on, since inserting is most of the
work and the parser leaves a core free. Everything else waits until all pages are here. Until the
commit nobody sees any of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hiperus.calls.rules.checks import Problem
from hiperus.calls.rules.counts import AnswerDay, MergeCounts, StoredDay, Totals
from hiperus.calls.rules.staged_states import StagedState
from hiperus.calls.rules.unstorable import CallSorter, UnstorableCall
from hiperus.calls.tables.columns import BillingColumns
from hiperus.domain.cdr import CDR_FIELDS, CdrRow
from hiperus.domain.periods import Window
from hiperus.errors import IncompleteAnswerError, StatementFailedError, StorageUnavailableError
from hiperus.storage.database import Database, Record
from hiperus.storage.failures import DUPLICATE_KEY

TWINS = Problem("id", "came with two different contents")
CONFLICT = Problem("id", "is stored with another call type and other content")


class CdrMerge:
    """The merge of one window. The steps are called in the order they are written in."""

    def __init__(
        self,
        database: Database,
        sorter: CallSorter,
        columns: BillingColumns,
        window: Window,
        load_id: int,
    ) -> None:
        """Follow the staging from its first row on; inside the transaction.

        Args:
            database: the LMS, whose session has the working tables.
            sorter: which of the calls cannot be stored.
            columns: what `hv_billing` can hold.
            window: what was asked for.
            load_id: the row of `hv_load`.
        """
        self._database = database
        self._sorter = sorter
        self._columns = columns
        self._window = window
        self._load_id = load_id
        self._seq = 0
        self._counts = MergeCounts()
        self._database.fetch_all("calls/merge/prepare_merge")

    def absorb(self) -> None:
        """Store what is new in the rows staged since the last time; sort out what is not.

        Raises:
            StorageUnavailableError: another run stores some of the calls at the same moment.
        """
        last = int(self._database.fetch_value("calls/merge/select_last_seq"))
        rows = {"first_seq": self._seq + 1, "last_seq": last}
        self._seq = last
        self._database.execute("calls/merge/insert_known", **rows, load_id=self._load_id)
        try:
            inserted = self._run("calls/merge/insert_new", **rows)
            self._database.execute("calls/merge/insert_links_of_new", **rows, load_id=self._load_id)
        except StatementFailedError as error:
            if error.code in DUPLICATE_KEY:
                raise self._collision() from None
            raise
        self._counts = replace(self._counts, inserted=self._counts.inserted + inserted)

    def drop_copies(self) -> None:
        """Leave each call once; ids with two contents go to the quarantine.

        Raises:
            IncompleteAnswerError: a call came on two pages of one answer, so pages moved.
        """
        if not self._database.execute("calls/merge/insert_repeated"):
            return
        self._database.execute("calls/merge/insert_copies")
        found = self._database.fetch_all("calls/merge/select_copies")[0]
        if found["moved"]:
            raise IncompleteAnswerError(
                f"{found['moved']} call(s) of {self._window} came on two pages, so others may "
                "have come on none: calls moved between the pages while they were read. "
                "Nothing was stored; try again, or raise page_size.",
                action="GetBilling",
            )
        if found["twins"]:
            self._set_aside("calls/merge/select_twins", TWINS)
            taken_back = self._database.execute(
                "calls/merge/delete_twin_calls", load_id=self._load_id
            )
            self._database.execute("calls/merge/delete_twin_links", load_id=self._load_id)
            kept = self._counts.inserted - taken_back
            self._counts = replace(self._counts, inserted=kept)
        self._database.execute("calls/merge/delete_copies")
        self._database.execute("calls/merge/delete_known_copies")
        self._counts = replace(self._counts, in_both=int(found["in_both"]))

    def drop_conflicts(self) -> None:
        """Take out calls whose id is stored with another call type; they go to the quarantine."""
        self._set_aside("calls/merge/select_conflicts", CONFLICT)
        if self._database.execute("calls/merge/delete_conflicts"):
            self._database.execute("calls/merge/delete_known_conflicts")

    def answer_days(self) -> list[AnswerDay]:
        """Sum up the answer day by day, from the staged rows alone."""
        rows = self._database.fetch_all("calls/merge/select_answer_days")
        return [
            AnswerDay(
                date.fromisoformat(_text(row["day"])),
                _totals(row),
                _text(row["first_call"]),
                _text(row["last_call"]),
                row["first_id"],
                row["last_id"],
            )
            for row in rows
        ]

    def write(self, answered: Sequence[AnswerDay], now: int) -> MergeCounts:
        """Update what changed, with links and revisions, and restore what came back.

        Raises:
            StorageUnavailableError: another run stored some of the calls meanwhile.
        """
        staged = sum(day.totals.calls for day in answered)
        rows = self._database.fetch_all("calls/merge/select_known")
        states = {StagedState(_text(row["state"])): row for row in rows}
        known = {state: int(row["calls"]) for state, row in states.items()}
        if staged != self._counts.inserted + sum(known.values()):
            raise self._collision()
        updated = self._update(now) if known.get(StagedState.CHANGED) else 0
        if known.get(StagedState.UNLINKED):
            self._database.execute("calls/merge/update_accounts")
        if known.get(StagedState.CHANGED) or known.get(StagedState.UNLINKED):
            self._database.execute("calls/merge/insert_links_of_known", load_id=self._load_id)
        quarantined = len(self._sorter.set_aside)
        return replace(
            self._counts,
            received=self._sorter.received,
            distinct=staged + quarantined,
            quarantined=quarantined,
            repaired=self._sorter.repaired_calls,
            updated=updated,
            unchanged=known.get(StagedState.UNCHANGED, 0) + known.get(StagedState.UNLINKED, 0),
            restored=self._restore(sum(int(row["vanished"]) for row in states.values()), now),
            unlinked=int(self._database.fetch_value("calls/merge/select_unlinked")),
        )

    def stored_days(self, answered: Sequence[AnswerDay]) -> list[StoredDay]:
        """Sum up what is stored for the calls of the answer, inside the window."""
        rows = self._database.fetch_all(
            "calls/merge/select_stored_totals",
            window_from=self._window.days.start.isoformat(),
            window_to=self._window.days.end.isoformat(),
            calltype=str(self._window.call_type),
            first_id=min((day.first_id for day in answered), default=0),
            last_id=max((day.last_id for day in answered), default=0),
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

    def settle_quarantine(self, now: int) -> None:
        """Settle earlier records whose call is stored now; call it after this load's own are kept.

        Those of calls that an earlier load stored without a faulty field are over, too: tried
        again, they would undo what is newer.
        """
        if not self._database.fetch_value("calls/merge/count_unresolved"):
            return
        what = {
            "calltype": str(self._window.call_type),
            "resolution": f"stored by load {self._load_id}",
        }
        self._database.execute("calls/merge/resolve_quarantined", now=now, **what)
        self._database.execute("calls/merge/supersede_repaired", load_id=self._load_id, **what)

    def _collision(self) -> StorageUnavailableError:
        return StorageUnavailableError(
            f"Another run stored some calls of {self._window} at the same moment; nothing of this "
            "load was kept. Try again."
        )

    def _update(self, now: int) -> int:
        load_id = self._load_id
        self._database.execute("calls/merge/keep_links")
        self._database.execute("calls/merge/insert_revisions_of_changed", load_id=load_id, now=now)
        changed = self._run("calls/merge/update_changed")
        self._database.execute("calls/merge/update_revisions_of_changed", load_id=load_id)
        self._database.execute("calls/merge/delete_links_of_changed")
        return changed

    def _restore(self, vanished: int, now: int) -> int:
        if vanished:
            self._database.execute(
                "calls/merge/insert_revisions_of_restored", load_id=self._load_id, now=now
            )
            self._database.execute("calls/merge/delete_restored")
        return vanished

    def _run(self, name: str, **parameters: int) -> int:
        text = self._database.text_of(name, **self._columns.names)
        return self._database.execute_text(text, parameters, name=name)

    def _set_aside(self, name: str, problem: Problem) -> None:
        for row in self._database.fetch_all(name):
            success = _text(row.pop("success")) == "t"
            call_type = str(self._window.call_type)
            self._sorter.put_aside(UnstorableCall(_as_it_came(row), problem, call_type, success))


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
