"""What databases do by themselves: DDL that commits, strict modes, missing defaults."""

from __future__ import annotations

from dev.chaos.administrator import rival, setting
from dev.chaos.copies import BARE
from dev.chaos.faults.crash_points import killed_everywhere
from dev.chaos.faults.database_faults import JOBS, MYSQL, SWITCHES
from dev.chaos.ground import Ground
from dev.chaos.outcome import Outcome
from dev.chaos.registry import case
from dev.chaos.state import read_state
from dev.chaos.worker import Task
from hiperus.errors import StatementFailedError
from hiperus.storage.connect import connect

_NO_DEFAULT = "1364"
"""MySQL's number for a column that has no default and was given no value."""


@case("database: implicit commits", dialects=MYSQL)
def implicit_commits(ground: Ground) -> Outcome:
    """After each statement of each transaction the server is asked: none has ended it by itself."""
    asked, problems = 0, []
    for job, stage in JOBS:
        with ground.platform() as platform, ground.lms(stage) as url:
            platform.switch(**SWITCHES)
            report = ground.work(Task(job, url, platform.url, {"audit": True}))
            asked += report.audited
            if not report.is_done or report.ended_early:
                problems.append(f"{job}: {report.message} {', '.join(report.ended_early)}")
    with ground.lms("seeded", altered=True) as url, rival(url) as other:
        other.execute_text("CREATE TABLE by_itself (n integer)")
        can_tell = not other.fetch_text("SELECT @@in_transaction AS n")[0]["n"]
    detail = "; ".join(problems) or f"{asked} statements in transactions asked, none ended one"
    return Outcome(asked > 0 and can_tell, not problems, detail, asked)


@case("database: tables half made")
def migration_killed(ground: Ground) -> Outcome:
    """DDL commits by itself on MySQL: a migration killed anywhere is finished by the next run."""
    return killed_everywhere(ground, "migrate", BARE)


@case("database: strict, texts without defaults", dialects=MYSQL)
def without_text_defaults(ground: Ground) -> Outcome:
    """As on Oracle MySQL: no text column has a default, and leaving one out is refused."""
    mode = (
        "'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
        "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'"
    )
    problems = []
    with ground.platform() as platform, ground.lms("loaded") as url:
        reports = [ground.work(Task(job, url, platform.url)) for job in ("import", "invoice")]
        wanted = read_state(url)
    with (
        setting(ground.server, "", "sql_mode", mode, "DEFAULT"),
        ground.platform() as platform,
        ground.lms("loaded", altered=True) as url,
    ):
        altered = _drop_text_defaults(url)
        is_refused = _is_refused(url)
        reports += [ground.work(Task(job, url, platform.url)) for job in ("import", "invoice")]
        problems = [report.message for report in reports if not report.is_done]
        problems += [d for d in (wanted.differences(read_state(url)),) if d]
    detail = "; ".join(problems) or f"{altered} text columns without a default; as undisturbed"
    return Outcome(altered > 0 and is_refused, not problems, detail, altered)


def _drop_text_defaults(url: str) -> int:
    with connect(url) as database:
        columns = database.fetch_text(
            "SELECT c.table_name AS t, c.column_name AS c FROM information_schema.columns AS c "
            "JOIN information_schema.tables AS b ON b.table_schema = c.table_schema "
            "AND b.table_name = c.table_name AND b.table_type = 'BASE TABLE' "
            "WHERE c.table_schema = DATABASE() AND c.is_nullable = 'NO' "
            "AND c.data_type IN ('text', 'mediumtext', 'longtext')"
        )
        for row in columns:
            database.execute_text(f"ALTER TABLE `{row['t']}` ALTER `{row['c']}` DROP DEFAULT")
        return len(columns)


def _is_refused(url: str) -> bool:
    with connect(url) as database:
        try:
            database.execute_text("INSERT INTO cash (value) VALUES (1)")
        except StatementFailedError as error:
            return error.code == _NO_DEFAULT
    return False
