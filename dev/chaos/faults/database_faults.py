"""What the LMS database can do to a run: go away, refuse, wait, fill up, commit by itself."""

from __future__ import annotations

import shutil
from typing import Any

from dev.chaos import stages
from dev.chaos.administrator import (
    filled,
    name_of,
    plain_user,
    rival,
    setting,
    small_disk,
    throw_out,
    waiting_for,
)
from dev.chaos.copies import MariaDbCopies
from dev.chaos.ground import Ground
from dev.chaos.outcome import Outcome
from dev.chaos.registry import case
from dev.chaos.state import State, read_state
from dev.chaos.worker import Blow, Report, Task
from dev.servers.mariadb import MariaDbServer
from dev.servers.postgres import PostgresServer
from hiperus.errors import StorageUnavailableError
from hiperus.storage.connect import connect

MYSQL, POSTGRES = ("mysql",), ("postgres",)
BEFORE_COVERAGE = Blow(1, "INTO hv_coverage", act="hold")
"""Calls are merged, not committed; next their days are marked."""
LOCK_COVERAGE = "UPDATE hv_coverage SET confirmed_at = confirmed_at WHERE day = '2026-06-10'"
WRITE_CALLS = "UPDATE hv_billing SET operator = operator WHERE start_time LIKE '2026-06-1%'"
SWITCHES = {"rerated_percent": 10, "vanished_every": 11}
JOBS = (("import", "seeded"), ("load", "loaded"), ("invoice", "loaded"), ("change", "imported"))
_LOSSES = 3
Undisturbed = tuple[State, Report]


@case("database: connection lost")
def connection_lost(ground: Ground) -> Outcome:
    """The server ends the session at any step of each job; the next run finishes it."""
    lost, problems = 0, []
    for job, stage in JOBS:
        wanted, undisturbed = _undisturbed(ground, job, stage)
        for _ in range(_LOSSES):
            blow = Blow(ground.random.randint(1, len(undisturbed.steps) - 1), act="hold")
            with ground.platform() as platform, ground.lms(stage) as url:
                platform.switch(**SWITCHES)
                task = Task(job, url, platform.url)
                child = ground.start(task, blow)
                if not child.is_held():
                    continue
                lost += throw_out(url, child.backend)
                child.go_on()
                report = child.report()
                if report.verdict not in {"retry", ""}:
                    problems.append(f"{job}: {report.error_class}: {report.message}")
                problems += _rerun(ground, task, url, wanted)
    detail = "; ".join(problems) or f"{lost} sessions ended; to be retried, then as undisturbed"
    return Outcome(lost == _LOSSES * len(JOBS), not problems, detail, lost)


@case("database: out of reach")
def out_of_reach(ground: Ground) -> Outcome:
    """Nobody answers at the connection's address."""
    urls = {
        "postgres": "postgresql://lms@127.0.0.1:9/lms?connect_timeout=2",
        "mysql": "mysql://lms@127.0.0.1:9/lms",
    }
    report = ground.work(Task("load", urls[ground.dialect]))
    return _seen(report, report.error is StorageUnavailableError, [], "retry")


@case("database: deadlock")
def deadlock(ground: Ground) -> Outcome:
    """Another session has the day's coverage and wants the calls that the load has written."""
    wanted, _ = _undisturbed(ground, "load", "loaded")
    with ground.platform() as platform, ground.lms("loaded", altered=True) as url:
        platform.switch(**SWITCHES)
        task = Task("load", url, platform.url)
        child = ground.start(task, BEFORE_COVERAGE)
        is_held = child.is_held()
        with rival(url, *_heavy(ground), LOCK_COVERAGE) as other, waiting_for(other, WRITE_CALLS):
            child.go_on()
            report = child.report()
        _drop_weight(url)
        problems = _rerun(ground, task, url, wanted)
    seen = is_held and {"40P01", "1213"} & set(report.codes)
    return _seen(report, bool(seen), problems, "retry")


def _heavy(ground: Ground) -> tuple[str, ...]:
    """On MariaDB the one that has written less is given up: write a lot."""
    if ground.dialect == "postgres":
        return ()
    return (
        "CREATE TABLE IF NOT EXISTS weight (n integer)",
        "START TRANSACTION",
        "INSERT INTO weight SELECT seq FROM seq_1_to_20000",
    )


def _drop_weight(url: str) -> None:
    with connect(url) as database:
        database.execute_text("DROP TABLE IF EXISTS weight")


@case("database: serialisation failure", dialects=POSTGRES)
def serialisation_failure(ground: Ground) -> Outcome:
    """Under repeatable read somebody else changes the day's coverage first."""
    wanted, _ = _undisturbed(ground, "load", "loaded")
    with ground.platform() as platform, ground.lms("loaded") as url:
        platform.switch(**SWITCHES)
        task = Task("load", url, platform.url)
        name = "default_transaction_isolation"
        with setting(ground.server, url, name, "'repeatable read'", ""):
            child = ground.start(task, BEFORE_COVERAGE)
            is_held = child.is_held()
            with connect(url) as other:
                other.execute_text(LOCK_COVERAGE)
            child.go_on()
            report = child.report()
        problems = _rerun(ground, task, url, wanted)
    return _seen(report, is_held and "40001" in report.codes, problems, "retry")


@case("database: read-only")
def read_only(ground: Ground) -> Outcome:
    """The server takes no writes: a replica that was promoted elsewhere, or maintenance."""
    name = "default_transaction_read_only" if ground.dialect == "postgres" else "read_only"
    struck, problems, report = 0, [], Report(False)
    for job, stage in JOBS[:3]:
        wanted, _ = _undisturbed(ground, job, stage)
        with ground.platform() as platform, ground.lms(stage) as url:
            platform.switch(**SWITCHES)
            task = Task(job, plain_user(ground.server, url), platform.url)
            with setting(ground.server, url, name, "on", "off"):
                report = ground.work(task)
            struck += bool({"25006", "1290"} & set(report.codes))
            if report.verdict != "retry":
                problems.append(f"{job}: {report.error_class}: {report.message}")
            problems += _rerun(ground, task, url, wanted)
    return _seen(report, struck == 3, problems, "retry")


@case("database: statement timeout")
def statement_timeout(ground: Ground) -> Outcome:
    """A statement waits for somebody longer than the server allows."""
    is_postgres = ground.dialect == "postgres"
    name, value = ("statement_timeout", "'2s'") if is_postgres else ("max_statement_time", "2")
    wanted, _ = _undisturbed(ground, "load", "loaded")
    with ground.platform() as platform, ground.lms("loaded") as url:
        platform.switch(**SWITCHES)
        task = Task("load", url, platform.url)
        with setting(ground.server, url, name, value, "0"), rival(url, LOCK_COVERAGE):
            report = ground.work(task)
        problems = _rerun(ground, task, url, wanted)
    seen = bool({"57014", "1969"} & set(report.codes))
    return _seen(report, seen, problems, "retry")


@case("database: disk full", dialects=POSTGRES)
def disk_full_postgres(ground: Ground) -> Outcome:
    """The database is on a small file system that somebody fills."""
    server = ground.server
    if not isinstance(server, PostgresServer):
        raise TypeError("PostgreSQL is needed")
    wanted, _ = _undisturbed(ground, "load", "loaded")
    with (
        small_disk(ground.outputs.parents[1] / "small-pg", 200) as disk,
        connect(server.url()) as owner,
        ground.platform() as platform,
        ground.lms("loaded") as url,
    ):
        platform.switch(**SWITCHES)
        space = disk / "space"
        space.mkdir()
        shutil.chown(space, (ground.outputs.parents[1] / "pg").owner())
        owner.execute_text(f"CREATE TABLESPACE small LOCATION '{space}'")
        owner.execute_text(f'ALTER DATABASE "{name_of(url)}" SET TABLESPACE small')
        task = Task("load", url, platform.url)
        with filled(disk):
            report = ground.work(task)
        problems = _rerun(ground, task, url, wanted)
        owner.execute_text(f'ALTER DATABASE "{name_of(url)}" SET TABLESPACE pg_default')
        owner.execute_text("DROP TABLESPACE small")
    seen = "53100" in report.codes or "No space left on device" in report.message
    return _seen(report, seen, problems, "retry")


@case("database: disk full", dialects=MYSQL)
def disk_full_mysql(ground: Ground) -> Outcome:
    """A whole server is on a small file system that somebody fills."""
    with small_disk(ground.outputs.parents[1] / "small-my", 420) as disk:
        server = MariaDbServer(disk, durable=False)
        try:
            copies = MariaDbCopies(server)
            stages.prepare(copies)
            with ground.platform(calls_per_day=2_000) as platform:
                with copies.lease("imported", altered=True) as url:
                    task = Task("load", url, platform.url, {"page_size": 10_000})
                    undisturbed = ground.work(task)
                    wanted = read_state(url)
                with copies.lease("imported", altered=True) as url:
                    task = Task("load", url, platform.url, {"page_size": 10_000})
                    with filled(disk):
                        report = ground.work(task)
                    problems = _rerun(ground, task, url, wanted)
        finally:
            server.stop()
    if not undisturbed.is_done:
        problems.append(f"fails undisturbed: {undisturbed.message}")
    seen = bool({"1114", "1021", "1030", "28", "3"} & set(report.codes))
    return _seen(report, seen, problems, "retry")


def _undisturbed(ground: Ground, job: str, stage: str) -> Undisturbed:
    with ground.platform() as platform, ground.lms(stage) as url:
        platform.switch(**SWITCHES)
        report = ground.work(Task(job, url, platform.url))
        if not report.is_done:
            raise RuntimeError(f"{job} fails undisturbed: {report.message}")
        return read_state(url), report


def _rerun(ground: Ground, task: Task, url: str, wanted: State) -> list[str]:
    again = ground.work(task)
    if not again.is_done:
        return [f"the rerun fails: {again.message}"]
    differs = wanted.differences(read_state(url))
    return [f"{task.job}: {differs}"] if differs else []


def _seen(report: Report, seen: Any, problems: list[str], verdict: str) -> Outcome:
    codes = ", ".join(sorted(set(report.codes))) or "no code"
    if report.verdict != verdict:
        problems = [*problems, f"{report.error_class} ({report.verdict}): {report.message}"]
    detail = "; ".join(problems) or f"{report.error_class} ({codes}): retried, as undisturbed"
    if not seen:
        detail = f"seen {codes}, {report.error_class}: {report.message}; {detail}"
    return Outcome(bool(seen), not problems, detail)
