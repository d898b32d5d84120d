"""Roles and the first administrator, in Airflow's FAB. `bin/airflow-setup` runs it; repeatable.

FAB's own roles get their permissions, Viewer and User also the one by which Airflow's navigation
shows the Hiperus page. While passwords are Airflow's own and there is no administrator, one is made
from AIRFLOW_ADMIN_USER and AIRFLOW_ADMIN_PASSWORD; afterwards neither is read.
"""

import logging
import os
import sys
from typing import Any

from airflow.providers.fab.auth_manager.cli_commands.utils import get_application_builder
from airflow.utils.providers_configuration_loader import providers_configuration_loaded

from hiperus.errors import ConfigurationError, HiperusError
from hiperus.sign_in import SignIn

ADMIN = "Admin"
SEE_THE_PAGE_IN_THE_NAVIGATION = ("can_read", "Plugins")
LEAST_LENGTH = 12
NOTHING_MADE = "No administrator was made; set it in .env, then start again."


def give_rights(builder: Any) -> None:
    """Let FAB's roles have what this version of Airflow and of FAB says, and see our page."""
    builder.add_permissions(update_perms=True)
    builder.sm.sync_roles()
    for role in ("Viewer", "User"):
        builder.sm.bulk_sync_roles([{"role": role, "perms": [SEE_THE_PAGE_IN_THE_NAVIGATION]}])


def make_first_administrator(people: Any) -> None:
    """Make an administrator where there is none.

    Raises:
        ConfigurationError: name or password cannot be used.
    """
    if people.auth_type != SignIn.PASSWORDS or any(map(_is_administrator, people.get_all_users())):
        return
    name = os.environ.get("AIRFLOW_ADMIN_USER") or "admin"
    password = os.environ.get("AIRFLOW_ADMIN_PASSWORD", "")
    if len(password) < LEAST_LENGTH:
        message = f"AIRFLOW_ADMIN_PASSWORD must have {LEAST_LENGTH} characters at least."
        raise ConfigurationError(message).leaving(NOTHING_MADE)
    if people.find_user(username=name):
        message = f"AIRFLOW_ADMIN_USER is {name!r}, who exists and is no active administrator."
        raise ConfigurationError(message).leaving(NOTHING_MADE)
    people.add_user(name, name, "", f"{name}@localhost", people.find_role(ADMIN), password)
    sys.stdout.write(f"The administrator {name} was made.\n")


def _is_administrator(user: Any) -> bool:
    return bool(user.is_active) and any(role.name == ADMIN for role in user.roles)


@providers_configuration_loaded
def main() -> int:
    """Do both; returns the exit code, and says in a sentence what is wrong."""
    # Else each of some three hundred permissions is a line above what matters.
    logging.getLogger("airflow.providers.fab").setLevel(logging.ERROR)
    try:
        with get_application_builder() as builder:
            give_rights(builder)
            make_first_administrator(builder.sm)
    except HiperusError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
