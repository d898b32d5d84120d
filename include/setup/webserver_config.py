"""The configuration file of Airflow's FAB (`[fab] config_file`).

The API server reads it, and commands about users and roles; docs/operations.md has the settings.
"""

import importlib.util
import os

from hiperus.errors import ConfigurationError
from hiperus.sign_in import SignIn, fab_settings

_found = fab_settings(os.environ)
if _found["AUTH_TYPE"] == SignIn.LDAP and importlib.util.find_spec("ldap") is None:
    raise ConfigurationError(
        "HIPERUS_SIGN_IN is ldap, but python-ldap is not installed: build the image anew "
        "(docker compose up --build), or pip install -r requirements-ldap.txt."
    )
globals().update(_found)
