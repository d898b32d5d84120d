"""Signs in to Airflow's API server by an OpenID Connect provider, in a process of its own.

Airflow reads its environment once. Prints one line of JSON: for each sign-in the groups that the
provider told of, and the roles that Airflow gave.
"""

from __future__ import annotations

import json
import os
import sys

from tests.support.openid_provider import CLIENT, SECRET, Provider

ROLES = {"biuro": ["User"], "szefowie": ["Op", "Viewer"]}
SIGN_INS = (["biuro"], ["szefowie", "a group that nobody mapped"], [])
PERSON = {"sub": "1", "preferred_username": "anna", "given_name": "Anna", "family_name": "Nowak"}


def main() -> int:
    """Sign in with each set of groups."""
    provider = Provider({**PERSON, "email": "anna@example.pl"})
    os.environ["HIPERUS_SIGN_IN"] = "openid"
    os.environ["HIPERUS_SIGN_IN_ROLES"] = json.dumps(ROLES)
    os.environ["HIPERUS_OPENID_CONFIGURATION"] = f"{provider.url}/.well-known/openid-configuration"
    os.environ["HIPERUS_OPENID_CLIENT_ID"] = CLIENT
    os.environ["HIPERUS_OPENID_CLIENT_SECRET"] = SECRET
    from airflow.api_fastapi.app import create_app, get_auth_manager  # noqa: PLC0415 - see above
    from airflow.utils import db  # noqa: PLC0415
    from fastapi.testclient import TestClient  # noqa: PLC0415

    db.initdb()
    app = create_app(apps="core")
    manager = get_auth_manager()
    with manager.flask_app.app_context():
        manager.security_manager.sync_roles()
    found = []
    for groups in SIGN_INS:
        provider.person["groups"] = groups
        browser = TestClient(app, base_url="http://airflow.example.pl", follow_redirects=False)
        there = browser.get("/auth/login/openid").headers["location"]
        back = browser.get("/auth/oauth-authorized/openid", params=provider.authorize(there))
        with manager.flask_app.app_context():
            user = manager.security_manager.find_user(username="anna")
            manager.security_manager.session.refresh(user)
            roles = sorted(role.name for role in user.roles)
        signed_in = "_token" in back.cookies
        found.append({"groups": groups, "roles": roles, "signed_in": signed_in})
    sys.stdout.write(f"\n{json.dumps(found)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
