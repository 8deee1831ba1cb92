"""What an installation says of itself, to browsers, probes and containers."""

import re
from pathlib import Path

import pytest
import yaml
from django.test import Client

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.django_db
def test_the_probe_gets_ok(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/no-such-page/"])
def test_every_answer_forbids_what_is_not_ours(client: Client, address: str) -> None:
    policy = client.get(address).headers["Content-Security-Policy"]
    assert sorted(policy.split("; ")) == [
        "base-uri 'none'",
        "connect-src 'self'",
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
        "manifest-src 'self'",
        "object-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
    ]


def compose() -> dict[str, dict[str, dict[str, object]]]:
    composed: dict[str, dict[str, dict[str, object]]] = yaml.safe_load(
        (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    )
    return composed


def test_containers_are_told_only_what_the_settings_read() -> None:
    """A misspelt variable would be ignored without a word."""
    environment = compose()["services"]["web"]["environment"]
    assert isinstance(environment, dict)
    manual = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert set(environment) - set(re.findall(r"`([A-Z_]+)`", manual)) == set()


def test_containers_hold_no_secret() -> None:
    written = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    secrets = re.findall(r"^ *\w*(?:PASSWORD|SECRET_KEY): (.*)$", written, re.MULTILINE)
    assert len(secrets) == 2
    assert all(secret.startswith("${") and ":?" in secret for secret in secrets)


def test_server_and_worker_wait_for_a_prepared_database() -> None:
    services = compose()["services"]
    assert sorted(services) == ["postgres", "prepare", "redis", "web", "worker"]
    for name in ("web", "worker"):
        assert services[name]["depends_on"] == {
            "prepare": {"condition": "service_completed_successfully"}
        }
