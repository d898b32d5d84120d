"""The first administrator is made once, with a password that is good enough and told to nobody."""

from __future__ import annotations

import runpy
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hiperus.errors import ConfigurationError
from hiperus.sign_in import SignIn

PEOPLE = Path(__file__).parents[2] / "include" / "setup" / "people.py"
PASSWORD = "zgadnij to kto może"


@dataclass
class People:
    """FAB's users, as far as the set-up asks for them."""

    auth_type: int = SignIn.PASSWORDS
    users: list[Any] = field(default_factory=list)

    def get_all_users(self) -> list[Any]:
        return self.users

    def find_user(self, username: str) -> Any:
        return next((user for user in self.users if user.username == username), None)

    def find_role(self, name: str) -> Any:
        return SimpleNamespace(name=name)

    def add_user(self, username: str, *rest: Any) -> None:
        self.add(username, rest[-2].name, rest[-1])

    def add(self, name: str, role: str, password: str = "", *, is_active: bool = True) -> None:
        roles = [self.find_role(role)]
        self.users.append(
            SimpleNamespace(username=name, roles=roles, is_active=is_active, password=password)
        )


def make(people: People) -> None:
    runpy.run_path(str(PEOPLE))["make_first_administrator"](people)


@pytest.fixture(autouse=True)
def _given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIRFLOW_ADMIN_USER", "szef")
    monkeypatch.setenv("AIRFLOW_ADMIN_PASSWORD", PASSWORD)


def test_an_administrator_is_made_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    people = People()
    make(people)
    monkeypatch.setenv("AIRFLOW_ADMIN_PASSWORD", "another, which is not taken over")
    make(people)
    ((name, password),) = [(user.username, user.password) for user in people.users]
    assert (name, password) == ("szef", PASSWORD)
    assert PASSWORD not in "".join(capsys.readouterr())


def test_nothing_is_needed_while_there_is_an_administrator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AIRFLOW_ADMIN_PASSWORD")
    people = People()
    people.add("anna", "Admin")
    make(people)
    assert len(people.users) == 1


@pytest.mark.parametrize(("role", "is_active"), [("Op", True), ("Admin", False)])
def test_who_may_not_administer_does_not_count(role: str, is_active: bool) -> None:
    people = People()
    people.add("anna", role, is_active=is_active)
    make(people)
    assert [user.username for user in people.users] == ["anna", "szef"]


@pytest.mark.parametrize("password", ["", "krótkie"])
def test_a_missing_or_short_password_is_refused_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    monkeypatch.setenv("AIRFLOW_ADMIN_PASSWORD", password)
    people = People()
    with pytest.raises(ConfigurationError) as caught:
        make(people)
    assert str(caught.value) == (
        "AIRFLOW_ADMIN_PASSWORD must have 12 characters at least. "
        "No administrator was made; set it in .env, then start again."
    )
    assert people.users == []


def test_somebody_else_of_that_name_is_not_made_an_administrator() -> None:
    people = People()
    people.add("szef", "Viewer")
    with pytest.raises(ConfigurationError, match="AIRFLOW_ADMIN_USER is 'szef', who exists"):
        make(people)
    assert [user.roles[0].name for user in people.users] == ["Viewer"]


@pytest.mark.parametrize("kind", [SignIn.LDAP, SignIn.OPENID])
def test_a_directory_or_provider_names_the_administrators_itself(kind: SignIn) -> None:
    people = People(auth_type=kind)
    make(people)
    assert people.users == []
