"""What must hold in every database that a case leaves behind, whatever happened in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from dev.chaos.outcome import Outcome
from hiperus.storage.connect import connect
from hiperus.storage.database import Database

_SHOWN = 3
_CANARY = "Kanarek-4417"
"""Written next to the outputs, so that a search that finds nothing is known to be able to."""

INVARIANTS = {
    "must hold: fetched = stored + quarantined": (
        # Of each load of calls, and over all loads together.
        "SELECT id FROM hv_load WHERE category = 'cdr' AND status <> 'failed' AND rows_distinct "
        "<> rows_inserted + rows_updated + rows_unchanged + rows_quarantined",
        "SELECT stored.n FROM (SELECT COUNT(*) AS n FROM hv_billing) AS stored, "
        "(SELECT COALESCE(SUM(rows_inserted - rows_deleted), 0) AS n FROM hv_load "
        "WHERE category = 'cdr' AND status <> 'failed') AS loaded WHERE stored.n <> loaded.n",
    ),
    "must hold: no day marked loaded that is not": (
        "SELECT c.day FROM hv_coverage AS c LEFT JOIN hv_load AS l ON l.id = c.load_id "
        "AND l.status <> 'failed' AND l.calltype = c.calltype AND l.window_from <= c.day "
        "AND l.window_to > c.day WHERE c.state IN ('loaded', 'empty', 'closed') AND l.id IS NULL",
        "SELECT c.day FROM hv_coverage AS c LEFT JOIN (SELECT "
        "CAST(SUBSTR(b.start_time, 1, 10) AS date) AS day, "
        "b.calltype, b.success_call, COUNT(*) AS n FROM hv_billing AS b "
        "WHERE b.id NOT IN (SELECT cdr_id FROM hv_billing_vanished) "
        "AND b.id NOT IN (SELECT cdr_id FROM hv_billing_missing) "
        "GROUP BY SUBSTR(b.start_time, 1, 10), b.calltype, b.success_call) AS s "
        "ON s.day = c.day AND s.calltype = c.calltype "
        "AND s.success_call = c.success "
        "WHERE c.state IN ('loaded', 'empty', 'closed') AND COALESCE(s.n, 0) <> c.row_count",
    ),
    "must hold: no invoice number twice": (
        "SELECT numberplanid, number FROM documents WHERE type = 1 "
        "GROUP BY numberplanid, number HAVING COUNT(*) > 1",
    ),
    "must hold: no customer billed twice": (
        "SELECT customer_id FROM hv_invoice WHERE kind = 'regular' AND state = 'issued' "
        "GROUP BY customer_id, billed_month HAVING COUNT(*) > 1",
        "SELECT s.cdr_id FROM hv_billing_invoiced AS s JOIN hv_invoice AS i ON i.id = s.invoice_id "
        "JOIN hv_billing AS b ON b.id = s.cdr_id WHERE i.state = 'issued' "
        "GROUP BY s.cdr_id, b.cost HAVING SUM(s.cost_billed) > b.cost",
        "SELECT l.id FROM hv_invoice_line AS l JOIN hv_invoice AS i ON i.id = l.invoice_id "
        "WHERE i.state = 'issued' AND l.kind = 'calls' AND l.exact_net <> (SELECT "
        "COALESCE(SUM(s.cost_billed), 0) FROM hv_billing_invoiced AS s WHERE s.line_id = l.id)",
        "SELECT i.docid FROM hv_invoice AS i WHERE i.state = 'issued' AND i.gross <> (SELECT "
        "COALESCE(-SUM(c.value), 0) FROM cash AS c WHERE c.docid = i.docid)",
    ),
}
"""By name: queries that find what breaks it, the same for both databases."""

TOLD = (
    "SELECT error_message AS text FROM hv_load",
    "SELECT reason AS text FROM hv_quarantine",
    "SELECT payload AS text FROM hv_change",
    "SELECT request AS text FROM hv_change",
    "SELECT before_values AS text FROM hv_change",
    "SELECT after_values AS text FROM hv_change",
    "SELECT reason AS text FROM hv_change",
)
"""Texts of ours that may never hold a secret."""


@dataclass
class Watchman:
    """Looks at every database before it is given back, and at what was said, at the end.

    Attributes:
        secrets: planted or seen; none may be found in what people read.
        checked: how many databases were looked at.
    """

    secrets: set[str] = field(default_factory=set)
    checked: int = 0
    _broken: dict[str, list[str]] = field(default_factory=dict)

    def look_at(self, url: str, case: str) -> None:
        """Check one database."""
        with connect(url) as database:
            self.checked += 1
            for name, queries in INVARIANTS.items():
                for query in queries:
                    found = database.fetch_text(query)
                    if found:
                        self._note(name, f"{case}: {[list(r.values()) for r in found[:_SHOWN]]}")
            self._learn(database)
            for query in TOLD:
                told = "\n".join(str(row["text"]) for row in database.fetch_text(query))
                self._search(told, f"{case}: {query}")

    def outcomes(self, outputs: Path) -> dict[str, Outcome]:
        """Return one outcome an invariant, after searching all outputs for secrets."""
        found = {name: self._outcome(name) for name in INVARIANTS}
        name = "must hold: no secret found"
        (outputs / "canary.log").write_text(f"A line with {_CANARY} in it.\n", "utf-8")
        files = [path for path in outputs.rglob("*") if path.is_file()]
        texts = {path: path.read_text("utf-8", "replace") for path in files}
        for path, text in texts.items():
            self._search(text, f"output of {path.parent.name}")
        can_find = any(_in_text({_CANARY}, text) for text in texts.values())
        searched = sum(map(len, texts.values()))
        broken = self._broken.get(name, [])
        detail = f"{len(self.secrets)} secrets in {searched} characters of {len(files)} outputs"
        detail += f" and {self.checked} databases: {len(broken)} found"
        if broken:
            detail += f": {'; '.join(sorted(set(broken))[:_SHOWN])}"
        found[name] = Outcome(
            can_find and bool(self.secrets) and searched > 0, not broken, detail, len(self.secrets)
        )
        return found

    def _outcome(self, name: str) -> Outcome:
        broken = self._broken.get(name, [])
        detail = f"{self.checked} databases checked, {len(broken)} broken"
        if broken:
            detail += f": {'; '.join(broken[:_SHOWN])}"
        return Outcome(self.checked > 0, not broken, detail, self.checked)

    def _note(self, name: str, what: str) -> None:
        self._broken.setdefault(name, []).append(what)

    def _learn(self, database: Database) -> None:
        """Called numbers and the terminals' passwords are secrets, too."""
        for query in (
            "SELECT DISTINCT bill_cpb AS secret FROM hv_billing WHERE LENGTH(bill_cpb) >= 9",
            "SELECT DISTINCT password AS secret FROM hv_terminal WHERE LENGTH(password) >= 9",
        ):
            self.secrets |= {str(row["secret"]) for row in database.fetch_text(query)}

    def _search(self, text: str, where: str) -> None:
        found = _in_text(self.secrets, text)
        if found:
            # Never the secret itself: what the bench prints is read by people, too.
            kinds = sorted({f"{secret[:3]}…" for secret in found})
            self._note("must hold: no secret found", f"{where} holds {', '.join(kinds)}")


def _in_text(secrets: set[str], text: str) -> list[str]:
    return [secret for secret in secrets if secret in text]
