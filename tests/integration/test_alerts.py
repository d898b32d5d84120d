"""People are told once about each cause, by e-mail and webhook, also when something is down."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from hiperus.alerts.announce import announce
from hiperus.alerts.rules.alert import Alert, AlertKind
from hiperus.calls.load import load_window
from hiperus.calls.rules.loading import LoadOptions
from hiperus.calls.status import late_alert, read_status
from hiperus.domain.cdr import BillingQuery, CdrRow
from hiperus.domain.periods import DaySpan
from hiperus.errors import (
    ChunkBeforeOpenError,
    IncompleteAnswerError,
    InvalidParameterError,
    LoginRefusedError,
    StorageUnavailableError,
)
from hiperus.run import Run
from hiperus.storage.database import Database
from hiperus.storage.ledger import RunOrigin
from hiperus.tasks.frame import alerting
from hiperus.tasks.frame.failures import FailedForGood
from tests.support.cdr_world import LATER, a_window, load
from tests.support.fake_billing import FakeBilling, a_call
from tests.support.roles import connect
from tests.support.runs import a_run
from tests.support.sinks import mailbox, webhook

ALERT = Alert(AlertKind.FAILED, ("dag", "run"), "dag failed", {"error": "it {{ broke }}"})
ORIGIN = RunOrigin("dag", "run")


class Channel:
    """Counts what it is sent; `works` says whether it arrives."""

    def __init__(self, name: str, works: bool = True) -> None:
        self.name, self.works, self.sent = name, works, 0

    def send(self, alert: Alert) -> None:
        self.sent += 1


def send(channel: Any, alert: Alert) -> bool:
    channel.send(alert)
    return bool(channel.works)


def rows(database: Database) -> list[dict[str, Any]]:
    return database.fetch_text("SELECT cause, times, sent_to, first_at, last_at FROM hv_alert")


def test_a_cause_is_told_once_and_its_return_is_counted(lms_database: Database) -> None:
    channel = Channel("one")
    for now in (10, 20, 30):
        announce(a_run(lms_database, now, ORIGIN), ALERT, [channel], send)
    assert channel.sent == 1
    assert rows(lms_database) == [
        {"cause": "failed dag run", "times": 3, "sent_to": "one", "first_at": 10, "last_at": 30}
    ]


def test_a_channel_that_failed_is_tried_again_and_the_other_left_alone(
    lms_database: Database,
) -> None:
    good, bad = Channel("good"), Channel("bad", works=False)
    announce(a_run(lms_database, 1, ORIGIN), ALERT, [good, bad], send)
    bad.works = True
    assert announce(a_run(lms_database, 2, ORIGIN), ALERT, [good, bad], send) == ["bad"]
    assert (good.sent, bad.sent) == (1, 2)
    assert rows(lms_database)[0]["sent_to"] == "good; bad"


def test_many_tasks_that_fail_at_once_tell_once(
    lms_database: Database, empty_database_url: str
) -> None:
    channel = Channel("one")

    def fail() -> None:
        with connect(empty_database_url) as database:
            announce(a_run(database, 1, ORIGIN), ALERT, [channel], send)

    threads = [threading.Thread(target=fail) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert channel.sent == 1
    assert rows(lms_database)[0]["times"] == 6


@pytest.fixture
def sinks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    with mailbox() as mails, webhook() as hook:
        connection = {
            "conn_type": "smtp",
            "host": "127.0.0.1",
            "port": mails.server_address[1],
            "extra": {"disable_ssl": True, "disable_tls": True, "from_email": "air@example.pl"},
        }
        monkeypatch.setenv("AIRFLOW_CONN_SMTP_DEFAULT", json.dumps(connection))
        monkeypatch.setenv("HIPERUS_ALERT_EMAIL", "noc@example.pl, boss@example.pl")
        monkeypatch.setenv("HIPERUS_ALERT_WEBHOOK", hook.url)
        yield SimpleNamespace(mails=mails, hook=hook)


@pytest.fixture
def airflow_lms(
    lms_database: Database, empty_database_url: str, monkeypatch: pytest.MonkeyPatch
) -> Database:
    @contextmanager
    def opened_run(origin: RunOrigin | None = None) -> Iterator[Run]:
        with connect(empty_database_url) as database:
            yield a_run(database, lambda: int(time.time()), origin)

    monkeypatch.setattr(alerting, "opened_run", opened_run)
    return lms_database


def a_failure(task: str, map_index: int = 0) -> dict[str, Any]:
    """What Airflow hands to a failure callback."""
    run = SimpleNamespace(
        run_id="scheduled__2026-10-31",
        dag_id="hiperus_cdr_daily",
        data_interval_start=datetime(2026, 10, 31, tzinfo=UTC),
        data_interval_end=datetime(2026, 11, 1, tzinfo=UTC),
        run_type=SimpleNamespace(value="scheduled"),
    )
    instance = SimpleNamespace(
        dag_id=run.dag_id,
        run_id=run.run_id,
        task_id=task,
        map_index=map_index,
        try_number=6,
        log_url="http://airflow.example.pl/log",
    )
    error = FailedForGood("The platform refuses {{ ds }} <b>.", LoginRefusedError)
    return {
        "ti": instance,
        "dag_run": run,
        "exception": error,
        "window": f"2026-10-31 {task}",
    }


def test_a_failed_pull_is_mailed_and_posted_once_with_its_facts(
    airflow_lms: Database, sinks: Any
) -> None:
    for number in range(12):
        alerting.on_failure(a_failure("load_day", number))
    assert (len(sinks.mails.messages), len(sinks.hook.records)) == (1, 1)
    mail, record = sinks.mails.messages[0], sinks.hook.records[0]
    assert mail["Subject"] == "Hiperus: hiperus_cdr_daily failed: 2026-10-31 load_day"
    assert mail["To"] == "noc@example.pl, boss@example.pl"
    body = mail.get_body(("html",)).get_content()
    assert "The platform refuses {{ ds }} &lt;b&gt;." in body
    assert record["facts"]["error"] == "LoginRefusedError: The platform refuses {{ ds }} <b>."
    assert record["facts"]["loaded"] == "0 of 12 (day x type x success)"
    assert record["facts"]["log"] == "http://airflow.example.pl/log"
    kept = rows(airflow_lms)[0]
    assert kept["times"] == 12
    assert kept["sent_to"] == "e-mail noc@example.pl, boss@example.pl; webhook 127.0.0.1"
    assert "secret-path" not in str(kept)


class CutOff(FakeBilling):
    """Ends after the first three rows."""

    def billing_page(self, query: BillingQuery, offset: int, limit: int) -> Iterator[list[CdrRow]]:
        yield next(super().billing_page(query, offset, limit))
        raise IncompleteAnswerError("The answer was cut off.", action="GetBilling")


def test_a_failed_window_is_told_with_its_own_counts_and_sums(
    airflow_lms: Database, sinks: Any
) -> None:
    calls = [a_call(id=number) for number in range(1, 6)]
    window = a_window("2026-03-10", "2026-03-10")
    load(airflow_lms, FakeBilling(calls[:2]), window)
    instance = a_failure("load_day", 4)["ti"]
    origin = RunOrigin(instance.dag_id, instance.run_id, "load_day", 4, 6)
    with pytest.raises(IncompleteAnswerError):
        load_window(a_run(airflow_lms, LATER, origin), CutOff(calls), window, LoadOptions())
    alerting.on_failure(a_failure("load_day", 4))
    facts = sinks.hook.records[0]["facts"]
    assert facts["window"] == "2026-03-10 outgoing, successful: all"
    assert facts["rows before it failed"] == "3; none of them was kept"
    assert facts["loaded before"] == ("2 of 2 (day x success); 2 calls, 120 s, 2.4690 PLN net")


def test_an_error_that_only_follows_another_is_not_told(airflow_lms: Database, sinks: Any) -> None:
    failure = a_failure("check_parameters")
    failure["exception"] = FailedForGood("The chunk before is open.", ChunkBeforeOpenError)
    alerting.on_failure(failure)
    assert sinks.hook.records == []


@pytest.mark.parametrize(("run_type", "told"), [("manual", 0), ("scheduled", 1)])
def test_a_parameter_that_a_person_mistyped_alerts_nobody(
    airflow_lms: Database, sinks: Any, run_type: str, told: int
) -> None:
    failure = a_failure("apply_change")
    failure["dag_run"].run_type = SimpleNamespace(value=run_type)
    failure["exception"] = FailedForGood("'dryrun' is no parameter.", InvalidParameterError)
    alerting.on_failure(failure)
    assert len(sinks.hook.records) == told


def test_a_mail_server_that_is_down_neither_raises_nor_stops_the_webhook(
    airflow_lms: Database, sinks: Any
) -> None:
    sinks.mails.refuses = True
    alerting.tell(ALERT)
    assert len(sinks.hook.records) == 1
    assert rows(airflow_lms)[0]["sent_to"] == "webhook 127.0.0.1"


def test_with_lms_out_of_reach_people_are_told_all_the_same_and_once(
    sinks: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    def opened_run(_: Any = None) -> Any:
        raise StorageUnavailableError("The LMS database is out of reach.")

    monkeypatch.setattr(alerting, "opened_run", opened_run)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    for _ in range(3):
        alerting.on_failure(a_failure("load_day"))
    assert len(sinks.hook.records) == 1
    assert "out of reach" in sinks.hook.records[0]["facts"]["LMS"]


def test_days_that_are_not_here_are_told_each_morning_once(lms_database: Database) -> None:
    days = DaySpan(date(2026, 10, 30), date(2026, 11, 1))
    alert = late_alert(lms_database, days)
    assert alert is not None
    assert alert.cause == "late 2026-10-31"
    assert alert.subject == "The calls of 2 days are not loaded in time"
    assert '"billing_from": "2026-10-30"' in alert.facts["what to do"]


def test_calls_without_account_or_in_quarantine_above_a_limit_are_told(
    lms_database: Database,
) -> None:
    days = DaySpan(date(2026, 10, 31), date(2026, 11, 1))
    lms_database.execute_text(
        "INSERT INTO hv_billing (id, start_time, cost) VALUES (1, '2026-10-31 10:00:00', 1.5)"
    )
    status = read_status(lms_database, days)
    assert (status.stored, status.unlinked, status.quarantined) == (1, 1, 0)
    found = status.alerts(a_run(lms_database, 0).settings)
    assert [alert.cause for alert in found] == ["unlinked 2026-10-31"]
    assert found[0].facts["without an account"] == "1, 1.5000 PLN net"
