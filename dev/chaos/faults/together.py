"""Two at once: what waits for what, and that it comes to the same as one after the other.

One process is held in the middle of its transaction while the other starts, so that they meet by
force and not by luck.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from dev.chaos.clerk import MARK, STYLES, Clerk
from dev.chaos.ground import Ground
from dev.chaos.outcome import Outcome
from dev.chaos.registry import case
from dev.chaos.state import State, read_state
from dev.chaos.worker import Blow, Report, Task
from hiperus.domain.cdr import CallType
from hiperus.storage.connect import connect

AT_COMMIT = Blow(1, "COMMIT", act="hold")
_SWITCHES = {"rerated_percent": 10, "vanished_every": 11}
_THE_FIRST = {"days": ("2026-06-01", "2026-06-02")}


@case("together: the same days twice at once")
def same_days_twice(ground: Ground) -> Outcome:
    """Each window waits for the other run's."""
    return _twice(ground, "load", "loaded", **_SWITCHES)


@case("together: the same import twice at once")
def same_import_twice(ground: Ground) -> Outcome:
    """Each category waits for the other run's."""
    return _twice(ground, "import", "seeded")


@case("together: two invoice runs at once")
def two_invoice_runs(ground: Ground) -> Outcome:
    """A customer that the other run is at is waited for, and then done already."""
    return _twice(ground, "invoice", "loaded")


@case("together: the same live change twice at once")
def same_change_twice(ground: Ground) -> Outcome:
    """The second run finds what the first has done; the platform is asked once."""
    return _twice(ground, "change", "imported")


def _twice(ground: Ground, job: str, stage: str, **switches: Any) -> Outcome:
    with ground.platform() as platform, ground.lms(stage) as url:
        platform.switch(**switches)
        first = ground.work(Task(job, url, platform.url))
        wanted, there = read_state(url), platform.state()
    with ground.platform() as platform, ground.lms(stage) as url:
        platform.switch(**switches)
        task = Task(job, url, platform.url)
        held = ground.start(task, AT_COMMIT)
        met = held.is_held()
        other = ground.start(task)
        met = other.is_waiting() and met
        held.go_on()
        reports = [first, held.report(), other.report()]
        differs = "" if platform.state() == there else "the platform differs"
        return _judged(met, reports, wanted, read_state(url), differs)


@case("together: a backfill across the daily load")
def backfill_across_daily(ground: Ground) -> Outcome:
    """The day is one of the backfill's; both load it, and neither twice."""
    with ground.platform() as platform, ground.lms("imported") as url:
        reports = [
            ground.work(Task("backfill", url, platform.url)),
            ground.work(Task("load", url, platform.url, _THE_FIRST)),
        ]
        wanted = read_state(url)
    with ground.platform() as platform, ground.lms("imported") as url:
        # The first window of June of the backfill is in the middle of its transaction.
        backfill = ground.start(Task("backfill", url, platform.url), Blow(15, "COMMIT", act="hold"))
        met = backfill.is_held()
        daily = ground.start(Task("load", url, platform.url, _THE_FIRST))
        met = daily.is_waiting() and met
        backfill.go_on()
        reports += [backfill.report(), daily.report()]
        return _judged(met, reports, wanted, read_state(url))


@case("together: calls change between drafts and invoices")
def calls_load_before_issue(ground: Ground) -> Outcome:
    """Customers whose calls changed are left to the next run; then all is as if loaded first.

    But for the numbers, and for calls that cost nothing: those customers get later ones, and such
    a call that came meanwhile changes no invoice; the next one notes it.
    """
    with ground.platform() as platform, ground.lms("loaded") as url:
        platform.switch(**_SWITCHES)
        reports = [
            ground.work(Task("load", url, platform.url)),
            ground.work(Task("invoice", url, platform.url)),
        ]
        wanted = _money(url)
    with ground.platform() as platform, ground.lms("loaded") as url:
        platform.switch(**_SWITCHES)
        task = Task("invoice", url, platform.url)
        run = ground.start(task, Blow(1, "START TRANSACTION", act="hold"))
        met = run.is_held()
        reports.append(ground.work(Task("load", url, platform.url)))
        run.go_on()
        surprised = run.report()
        reports += [surprised, ground.work(task)]
        met = met and "calls changed meanwhile" in surprised.message
        differs = "" if _money(url) == wanted else "other amounts are billed"
        return _judged(met, reports, read_state(url), read_state(url), differs)


def _money(url: str) -> list[list[object]]:
    """Return every invoice, line and stamp with an amount, without what the number is part of."""
    queries = (
        "SELECT customer_id, kind, state, net, vat, gross FROM hv_invoice",
        "SELECT customer_id, terminal_id, kind, description, exact_net, gross FROM hv_invoice_line",
        "SELECT cdr_id, cost_billed, reason FROM hv_billing_invoiced WHERE cost_billed <> 0",
        "SELECT customerid, balance FROM customerbalances",
    )
    with connect(url) as database:
        return [
            sorted(str(list(row.values())) for row in database.fetch_text(query))
            for query in queries
        ]


@case("together: invoices while calls load")
def invoices_while_loading(ground: Ground) -> Outcome:
    """What a load brings too late for an invoice is never lost: the next run bills it."""
    with ground.platform() as platform, ground.lms("loaded") as url:
        load = ground.start(Task("load", url, platform.url), AT_COMMIT)
        met = load.is_held()
        run = ground.start(Task("invoice", url, platform.url))
        met = run.is_waiting() and met
        load.go_on()
        late, invoices = load.report(), run.report()
        july = {"today": "2026-08-01", "now": 1_785_570_000}
        _cover_july(url)
        after = ground.work(Task("invoice", url, platform.url, july))
        unbilled = _unstamped(url)
        reports = [invoices, late, after]
        problem = "; ".join(r.message for r in reports if not r.is_done)
        detail = f"{invoices.message}; then {after.message}; {unbilled} calls with a cost left over"
        return Outcome(met, not problem and unbilled == 0, problem or detail)


def _cover_july(url: str) -> None:
    """Let July count as loaded, without calls."""
    with connect(url) as database:
        for kind in CallType:
            load_id = database.fetch_text("SELECT MAX(id) + 1 AS id FROM hv_load")[0]["id"]
            database.execute_text(
                "INSERT INTO hv_load (id, category, status, calltype, window_from, window_to, "
                "started_at, finished_at) "
                f"VALUES ({load_id}, 'cdr', 'empty', '{kind}', '2026-07-01', '2026-08-01', 0, 0)"
            )
            days = ", ".join(
                f"('2026-07-{day:02}', '{kind}', 't', 'empty', 0, {load_id})"
                for day in range(1, 32)
            )
            database.execute_text(
                "INSERT INTO hv_coverage (day, calltype, success, state, confirmed_at, load_id) "
                f"VALUES {days}"
            )


def _unstamped(url: str) -> int:
    """Count calls of June with a cost, of customers who have an invoice, that no line holds."""
    with connect(url) as database:
        rows = database.fetch_text(
            "SELECT COUNT(*) AS n FROM hv_billing AS b "
            "JOIN hv_billing_link AS l ON l.cdr_id = b.id "
            "WHERE b.cost > 0 AND b.start_time LIKE '2026-06-%' "
            "AND l.customer_id IN (SELECT customer_id FROM hv_invoice WHERE state = 'issued') "
            "AND b.id NOT IN (SELECT cdr_id FROM hv_billing_invoiced) "
            "AND b.id NOT IN (SELECT cdr_id FROM hv_billing_vanished)"
        )
        return int(rows[0]["n"])


def clerk_at_the_same_moment(ground: Ground, style: str) -> Outcome:
    """Our run and a clerk take numbers of one plan in turns."""
    with ground.platform() as platform, ground.lms("loaded") as url:
        clerk = Clerk(url, style)
        clerk.start()
        clerk.at_work.wait(60)
        report = ground.work(Task("invoice", url, platform.url))
        clerk.stop()
        with connect(url) as database:
            rows = database.fetch_text("SELECT number, name FROM documents ORDER BY number")
    numbers = [int(row["number"]) for row in rows]
    ours = [int(row["number"]) for row in rows if row["name"] != MARK]
    between = sum(row["name"] == MARK and ours[0] < row["number"] < ours[-1] for row in rows)
    is_whole = numbers == list(range(1, len(rows) + 1))
    detail = f"{len(ours)} ours and {clerk.issued} of the clerk's, {between} of them in between"
    detail += f"; {'no number twice, no gap' if is_whole else f'numbers {numbers}'}"
    survived = report.is_done and "no problems" in report.message and is_whole
    return Outcome(
        between > 0, survived, detail if report.is_done else report.message, clerk.issued
    )


for _style in STYLES:
    case(f"together: a clerk at the same moment, {_style}")(
        partial(clerk_at_the_same_moment, style=_style)
    )


@case("together: a task retried after its commit, before its report")
def retried_after_commit(ground: Ground) -> Outcome:
    """The work is done and nobody knows; doing it again changes nothing."""
    killed, problems = 0, []
    for job, stage in (("import", "seeded"), ("load", "loaded"), ("invoice", "loaded")):
        with ground.platform() as platform, ground.lms(stage) as url:
            task = Task(job, url, platform.url)
            steps = ground.work(task).steps
            wanted = read_state(url)
        with ground.platform() as platform, ground.lms(stage) as url:
            task = Task(job, url, platform.url)
            last = Blow(steps.count("COMMIT"), "COMMIT", "after")
            killed += ground.work(task, last).was_killed
            done = read_state(url)
            again = ground.work(task)
            problems += [
                f"{job}: {problem}"
                for problem in (
                    "" if again.is_done else again.message,
                    wanted.differences(done),
                    done.differences(read_state(url)),
                )
                if problem
            ]
    detail = "; ".join(problems) or f"{killed} of 3 killed after the last commit; nothing changed"
    return Outcome(killed == 3, not problems, detail, killed)


def _judged(
    met: bool, reports: list[Report], wanted: State, found: State, more: str = ""
) -> Outcome:
    problem = "; ".join(report.message for report in reports if not report.is_done)
    problem = problem or wanted.differences(found) or more
    return Outcome(met, not problem, problem or "they met; the same as one after the other")
