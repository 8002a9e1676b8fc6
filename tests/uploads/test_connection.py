"""The connection to TikTok, or to the sandbox of this process."""

from __future__ import annotations

import json
import socket
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.sandbox import Sandbox
from tests.support.uploads import SHOP, Scenario
from tests.support.waiting import InThread
from tiktok_tui.accounts import credentials
from tiktok_tui.accounts.credentials import APP_SECRET, REFRESH_TOKEN, Credential
from tiktok_tui.accounts.home import Home
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.events.errors import CredentialError, UnreachableError
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.errors import CredentialRefused
from tiktok_tui.uploads import connection
from tiktok_tui.uploads.connection import client_for, connect_to, running_sandbox, sandbox_url, tried, untried
from tiktok_tui.uploads.ledger.runs import run_named
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.updates import BatchAccepted

REAL = "https://business-api.tiktok.com/open_api/v1.3"


def test_a_destination_that_is_tried_goes_to_the_sandbox_whatever_the_address(home: Home) -> None:
    shop = tried(Destination("trial", "Trial", sandbox=True))
    assert (shop.advertiser_id, shop.event_set_id) == (known.ADVERTISER, known.EVENT_SET)
    with client_for(home, shop, REAL) as client:
        assert known.EVENT_SET in [event_set.id for event_set in client.event_sets(shop.advertiser_id)]
    way = connect_to(home, shop, REAL)
    assert way.base_url == sandbox_url() == sandbox_url().strip()
    with pytest.raises(CredentialError, match="TikTok refuses the sandbox's token: "):
        way.tokens.refused(way.tokens.access_token())


def test_what_was_chosen_already_stays_as_it_is() -> None:
    web = Destination("trial", "Trial", event_source=EventSource.WEB, sandbox=True)
    assert tried(web).event_set_id == known.PIXEL_CODE
    own = replace(web, advertiser_id="7123456789012340066", event_set_id="C4OTHER")
    assert tried(own) == own


def test_a_real_destination_needs_a_credential(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIKTOK_TUI_ACCESS_TOKEN", raising=False)
    with pytest.raises(CredentialError) as raised:
        connect_to(home, Destination("shop", "Shop"), REAL)
    way_out = "Add one: `tiktok-tui credential add NAME`; or set TIKTOK_TUI_ACCESS_TOKEN."
    assert str(raised.value) == f"There is no credential yet. {way_out}"
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", "token-of-the-environment")
    way = connect_to(home, Destination("shop", "Shop"), REAL)
    assert (way.base_url, way.tokens.access_token()) == (REAL, "token-of-the-environment")


@pytest.mark.usefixtures("real_keyring")
def test_a_credential_is_renewed_at_the_address_that_is_asked(home: Home, sandbox: Sandbox) -> None:
    acme = Credential("acme", credentials.new_id(), "Acme", kind=credentials.Kind.REFRESH, app_id=known.APP_ID)
    credentials.save(home, acme)
    Keyring().write(acme.entry(APP_SECRET), known.APP_SECRET)
    Keyring().write(acme.entry(REFRESH_TOKEN), known.REFRESH_TOKEN)
    with client_for(home, Destination("shop", "Shop", credential="acme"), sandbox.base_url) as client:
        assert client.event_sets(known.ADVERTISER)
    assert sandbox.stats().refresh_tokens == {known.REFRESH_TOKEN: 1}


def test_a_run_in_the_sandbox_continues_in_another_sandbox(scenario: Scenario) -> None:
    trial = scenario.to(replace(SHOP, sandbox=True))
    with trial.sending(trial.orders(3000), Options(in_flight_max=1)) as sending:
        for update in sending:
            if isinstance(update, BatchAccepted):
                sending.control.stop()
    trial.base_url = sandbox_url()
    resumed = trial.resume(run_named(trial.home))
    assert (resumed.accepted, resumed.left) == (3000, 0)


def test_the_sandbox_knows_the_ids_that_the_destination_has_at_tiktok(home: Home) -> None:
    own = Destination(
        "shop",
        "Shop",
        advertiser_id="7123456789012340066",  # no other test of this process tells the sandbox about these
        event_set_id="7654321098765430066",
        event_set_name="Our own",
        sandbox=True,
    )
    with client_for(home, own, REAL) as client:
        assert [each.name for each in client.event_sets("7123456789012340066")] == ["Our own"]
    web = replace(own, event_source=EventSource.WEB, advertiser_id="7123456789012340055", event_set_id="C4OWN")
    with client_for(home, web, REAL) as client:
        assert [(each.code, each.name) for each in client.pixels(web.advertiser_id)] == [("C4OWN", "Our own")]
        assert client.event_sets(web.advertiser_id) == []


def test_outside_of_the_sandbox_nothing_stays_that_only_the_sandbox_has() -> None:
    for source in EventSource:
        shop = Destination("trial", "Trial", event_source=source)
        assert untried(tried(replace(shop, sandbox=True))) == shop
    own = replace(shop, advertiser_id="7123456789012340066", event_set_id="C4OTHER")
    assert untried(replace(own, sandbox=True)) == own


def test_a_sandbox_that_does_not_start_or_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for silent_or_other in ("/bin/false", "/bin/echo"):
        monkeypatch.setattr(sys, "executable", silent_or_other)
        with pytest.raises(UnreachableError, match=r"The sandbox did not start\.") as raised:
            running_sandbox.__wrapped__()
        assert raised.value.remedy == "`tiktok-tui sandbox` says why."
    monkeypatch.setattr(connection, "sandbox_url", lambda: "http://127.0.0.1:1/open_api/v1.3")
    with pytest.raises(UnreachableError, match="The sandbox does not answer"):
        connect_to(Home(Path(), Path()), tried(Destination("trial", "Trial", sandbox=True)), REAL)


def test_something_else_in_the_sandbox_s_place_is_no_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            other, _ = server.accept()
            with other:
                other.recv(1 << 16)
                other.sendall(b"nonsense\r\n\r\n")

        answered = InThread(answer)
        monkeypatch.setattr(connection, "sandbox_url", lambda: f"http://127.0.0.1:{server.getsockname()[1]}")
        with pytest.raises(UnreachableError, match=r"The sandbox does not answer\.") as raised:
            connect_to(Home(Path(), Path()), tried(Destination("trial", "Trial", sandbox=True)), REAL)
        assert answered.outcome() is None
    assert raised.value.remedy == "Try again."


def test_the_sandbox_has_a_session_of_its_own_and_ends_with_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = tmp_path / "python"
    python.write_text(
        f"#!{sys.executable} -S\nimport json, os, sys\n"
        "print('listening on', json.dumps([os.getsid(0) == os.getpid(), sys.argv[1:], sorted(os.environ)]))\n"
    )
    python.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(python))
    monkeypatch.setenv("TIKTOK_TUI_ACCESS_TOKEN", "secret")
    _, url = running_sandbox.__wrapped__()
    alone, words, names = json.loads(url)
    assert alone, "Ctrl+C would reach it"
    assert words == ["-m", "tiktok_tui.sandbox", "--port", "0", "--exit-with-stdin"]
    assert "TIKTOK_TUI_ACCESS_TOKEN" not in names


@pytest.mark.parametrize("killed", [True, False])
def test_in_place_of_a_sandbox_that_is_gone_another_one_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed: bool
) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\necho listening on http://127.0.0.1:$$\nread line\nexit 0\n")
    python.chmod(0o700)
    running_sandbox.cache_clear()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", str(python))
        first, same = sandbox_url(), sandbox_url()
        process, _ = running_sandbox()
        assert process.stdin is not None
        process.kill() if killed else process.stdin.close()
        process.wait()
        other, kept = sandbox_url(), sandbox_url()
    running_sandbox.cache_clear()
    assert (first, other) == (same, kept)
    assert first == f"http://127.0.0.1:{process.pid}" != other


@pytest.mark.parametrize("lacking", [{"advertiser_id": ""}, {"event_set_id": ""}])
def test_without_both_ids_the_sandbox_is_told_nothing(home: Home, lacking: dict[str, Any]) -> None:
    shop = Destination("s", "S", advertiser_id="7123456789012340077", event_set_id="7654321098765430077", sandbox=True)
    with client_for(home, replace(shop, **lacking), REAL) as client:
        assert "7654321098765430077" not in [each.id for each in client.event_sets(known.ADVERTISER)]
        with pytest.raises(CredentialRefused):
            client.event_sets("7123456789012340077")
