"""Certificates are checked unless somebody says so in the connection, and then it is logged."""

from __future__ import annotations

import datetime as dt
import ipaddress
import json
import logging
import ssl
import threading
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dev.simulator.calls import CallMaker
from dev.simulator.data import make_world
from dev.simulator.no_limiter import NoLimiter
from dev.simulator.server import Simulator
from dev.simulator.service import Credentials, Service
from hiperus.hooks.hiperus import HiperusHook

UNTRUSTED = "The certificate of the platform is not trusted"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that nobody but itself vouches for, with its key beside it."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "platform.example")])
    now = dt.datetime.now(dt.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    (folder / "ca.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return folder / "ca.pem"


@pytest.fixture(scope="module")
def platform(certificate: Path) -> Iterator[str]:
    """The simulated platform behind TLS; returns its URL."""
    world = make_world(2, date(2026, 6, 1))
    server = Simulator(Service(world, CallMaker(world, "tls", 0), Credentials()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.url.replace("http://", "https://")
    server.shutdown()
    server.server_close()


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch, platform: str) -> Callable[..., tuple[bool, str]]:
    """Tries the connection with some extras, as Airflow's test button does."""

    def attempt(**extra: Any) -> tuple[bool, str]:
        who = Credentials()
        connection = {"conn_type": "hiperus", "host": platform, "schema": who.domain}
        connection |= {"login": who.login, "password": who.password, "extra": extra}
        monkeypatch.setenv("AIRFLOW_CONN_HIPERUS_DEFAULT", json.dumps(connection))
        return HiperusHook(limiter=NoLimiter()).test_connection()

    return attempt


def test_an_unknown_certificate_is_refused_in_a_sentence(
    tried: Callable[..., tuple[bool, str]],
) -> None:
    works, words = tried()
    assert not works
    assert UNTRUSTED in words
    assert "'verify'" in words


def test_it_is_accepted_with_its_own_ca_bundle(
    tried: Callable[..., tuple[bool, str]], certificate: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert tried(verify=str(certificate))[0]
    assert caplog.records == []


def test_a_bundle_that_is_not_there_is_said(
    tried: Callable[..., tuple[bool, str]], tmp_path: Path
) -> None:
    works, words = tried(verify=str(tmp_path / "none.pem"))
    assert not works
    assert "none.pem does not exist on this machine" in words


def test_unchecked_only_when_asked_for_and_with_a_warning(
    tried: Callable[..., tuple[bool, str]], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert tried(verify="false")[0]
    (warning,) = caplog.records
    assert "is NOT checked" in warning.getMessage()


def test_the_machines_own_bundle_does_not_go_before_the_connections(
    tried: Callable[..., tuple[bool, str]],
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    system = ssl.get_default_verify_paths().cafile or ssl.get_default_verify_paths().openssl_cafile
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", system)
    assert tried(verify=str(certificate))[0]
    assert tried(verify=False)[0]
    assert UNTRUSTED in tried(verify=True)[1]


def test_a_platform_without_tls_is_warned_of(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    connection = {"conn_type": "hiperus", "host": "http://platform.example/api.php"}
    connection |= {"login": "demo", "password": "t4jne", "schema": "example.pl"}
    monkeypatch.setenv("AIRFLOW_CONN_HIPERUS_DEFAULT", json.dumps(connection))
    with HiperusHook(limiter=NoLimiter()).get_client():
        (warning,) = caplog.records
    assert "without TLS" in warning.getMessage()
