"""A keyring that is locked, gone or switched off: a message, exit 3, a run that continues later, nothing in a file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support import secret_service as service
from tests.support.orders import MAPPING, write_orders
from tests.support.sandbox import Sandbox
from tests.support.secret_service import SecretService
from tests.support.watched import Watched
from tiktok_tui.sandbox import known


@pytest.fixture
def keyring(tmp_path: Path) -> Iterator[SecretService]:
    """A Secret Service of this test's own, to be locked."""
    if absent := service.missing():
        (pytest.fail if service.REQUIRED in os.environ else pytest.skip)(absent)
    with service.Bus(tmp_path / "bus") as bus, SecretService(bus) as running:
        yield running


@pytest.fixture
def shell(keyring: SecretService, sandbox: Sandbox, tmp_path: Path) -> Watched:
    """Commands in a home with a credential and a destination."""
    found = Watched(keyring.env, tmp_path / "home")
    found.env["TIKTOK_TUI_API_URL"] = sandbox.base_url
    secrets = f"{known.APP_SECRET}\n{known.REFRESH_TOKEN}\n"
    words = ("credential", "add", "acme", "--app-id", known.APP_ID, "--refresh-token")
    added = found.run(*words, stdin=secrets)
    assert added.code == 0, added.err
    account = ("--advertiser", known.ADVERTISER, "--event-set", known.EVENT_SET, "--fixed-event", "Purchase")
    assert found.run("destination", "add", "Store", *account).code == 0
    (tmp_path / "mapping.toml").write_text(MAPPING)
    return found


LACKS: tuple[tuple[dict[str, str], str], ...] = (
    ({}, "The keyring is locked."),
    ({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere"}, "The keyring failed"),
    ({"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}, "switched off (the null backend)"),
    ({"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}, "There is no keyring on this machine"),
)
"""An environment without a keyring to use, and the message."""


@pytest.mark.timeout(300)  # sixteen processes
def test_without_a_keyring_a_run_stops_until_there_is_another_way_in_and_no_secret_is_taken_in(
    shell: Watched, keyring: SecretService, sandbox: Sandbox, tmp_path: Path
) -> None:
    orders = write_orders(tmp_path / "orders.csv", 5)
    keyring.lock()
    stopped = shell.run("send", orders, "-d", "store", "-m", tmp_path / "mapping.toml", "--yes", "--json")
    assert stopped.code == 3, stopped.err
    unknown = shell.run("credential", "remove", "acne", "--yes")
    assert (unknown.code, unknown.err.splitlines()[:2]) == (
        3,
        [
            "There is no credential “acne”; the keyring is asked for secrets that may be left of one.",
            "tiktok-tui: The keyring is locked.",
        ],
    )
    assert "The keyring is locked." in stopped.err
    assert "Unlock it, then try again." in stopped.err
    assert json.loads(stopped.out)["accepted"] == 0
    resumed = shell.run("resume", "--yes", "--json", env={"TIKTOK_TUI_ACCESS_TOKEN": known.TOKEN})
    assert resumed.code == 0, resumed.err
    assert sandbox.stats().accepted == 5

    # And nothing is taken in, whatever the keyring lacks.
    before = {path: path.read_bytes() for path in shell.home.rglob("*.toml")}
    commands = (("add", "other"), ("remove", "acme"), ("add", "acme", "--replace"), ("test", "acme"))
    for place, (env, says) in enumerate(LACKS):
        for words in commands[: None if place == 0 else 2]:
            outcome = shell.run("credential", *words, env=env)
            assert (outcome.code, says in outcome.err) == (3, True), (says, words, outcome.err)
            assert "Traceback" not in outcome.err
        assert {path: path.read_bytes() for path in shell.home.rglob("*.toml")} == before, says
    assert shell.leaks({known.TOKEN, known.APP_SECRET, known.REFRESH_TOKEN}) == []
