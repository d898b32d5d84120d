"""`docker-compose.yaml` fits the Compose Specification, holds no secret and checks its health."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from dev.cluster.compose import Compose

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "tests" / "fixtures" / "compose" / "compose-spec.json"
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yaml").read_text("utf-8"))
OURS = [name for name, service in COMPOSE["services"].items() if "build" in service]
DEFAULT = re.compile(r"\$\{\w+:-(.+)\}")
SECRET = re.compile(r"PASSWORD|SECRET|FERNET|CONN_")
ONLY_SETUP = {"AIRFLOW_ADMIN_USER", "AIRFLOW_ADMIN_PASSWORD"}


def test_it_fits_the_specification() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(COMPOSE)


def test_the_schema_refuses_what_is_no_service() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    broken = {"services": {"worker": {"comand": ["celery", "worker"]}}}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema).validate(broken)


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_no_secret_has_a_value_or_a_default(name: str) -> None:
    for variable, value in COMPOSE["services"][name].get("environment", {}).items():
        if SECRET.search(variable) and not variable.endswith("_FILE"):
            assert "${" in str(value) or value is None, variable
            assert ":-" not in str(value), variable


def test_every_variable_is_in_the_example_without_a_secret() -> None:
    wanted = set(re.findall(r"\$\{(\w+):\?", (ROOT / "docker-compose.yaml").read_text("utf-8")))
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert wanted <= given.keys()
    assert {name for name, value in given.items() if value} <= {
        "AIRFLOW_ADMIN_USER",
        "AIRFLOW_BASE_URL",
    }


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_every_lasting_service_says_whether_it_is_well(name: str) -> None:
    service: dict[str, Any] = COMPOSE["services"][name]
    assert name == "setup" or service["healthcheck"]["test"]


@pytest.mark.parametrize("name", OURS)
def test_all_parts_of_airflow_share_one_environment(name: str) -> None:
    more = ONLY_SETUP if name == "setup" else set()
    found = COMPOSE["services"][name]["environment"]
    shared = {key: value for key, value in found.items() if key not in more}
    assert shared == COMPOSE["x-airflow"]["environment"]


def test_the_first_administrator_s_password_is_known_to_the_set_up_alone() -> None:
    has_it = {
        name
        for name, service in COMPOSE["services"].items()
        if "AIRFLOW_ADMIN_PASSWORD" in str(service)
    }
    assert has_it == {"setup"}


def test_airflow_is_reached_from_this_machine_alone() -> None:
    ports = [port for service in COMPOSE["services"].values() for port in service.get("ports", ())]
    assert ports == ["127.0.0.1:8080:8080"]


def test_people_sign_in_with_airflow_s_fab_and_its_roles() -> None:
    given = COMPOSE["x-airflow"]["environment"]
    assert given["AIRFLOW__CORE__AUTH_MANAGER"].endswith(".FabAuthManager")
    assert not any("SIMPLE_AUTH" in name for name in given)
    config = given["AIRFLOW__FAB__CONFIG_FILE"].removeprefix("/opt/hiperus/")
    assert (ROOT / config).is_file()
    assert "AIRFLOW__API__SECRET_KEY" in given


def test_the_commands_are_those_of_a_celery_set_up() -> None:
    found = {" ".join(COMPOSE["services"][name].get("command", [])) for name in OURS}
    assert {"celery worker", "scheduler", "dag-processor", "api-server", "triggerer"} <= found


def test_every_setting_of_the_manual_reaches_the_containers() -> None:
    manual = (ROOT / "docs" / "operations.md").read_text("utf-8")
    named = set(re.findall(r"^\| `(HIPERUS_\w+)` \|", manual, re.MULTILINE))
    assert len(named) > 8
    assert named <= COMPOSE["x-airflow"]["environment"].keys()


def test_a_setting_that_env_does_not_give_has_its_default() -> None:
    inside = Compose({"HIPERUS_GATE_HOURS": "6"}, {}).environment("worker")
    found = (
        inside["HIPERUS_GATE_HOURS"],
        inside["HIPERUS_TIMEZONE"],
        inside["HIPERUS_ALERT_EMAIL"],
    )
    assert found == ("6", "Europe/Warsaw", "")


def test_the_defaults_are_those_of_the_manual() -> None:
    manual = (ROOT / "docs" / "operations.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `(HIPERUS_\w+)` \| ([^|]+) \|", manual, re.MULTILINE))
    given = COMPOSE["x-airflow"]["environment"]
    defaults = {name: found[1] for name in told if (found := DEFAULT.fullmatch(given[name]))}
    assert len(defaults) == 10
    assert defaults == {name: told[name] for name in defaults}
