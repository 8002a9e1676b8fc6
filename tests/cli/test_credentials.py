"""`credential`: tokens are kept out of arguments and files, nothing is left in the keyring, and browsers may fail."""

from __future__ import annotations

import json
import re
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.support.browsing import consent, visit
from tests.support.commands import Outcome, Run
from tests.support.sandbox import Sandbox
from tests.support.secret_service import SecretService
from tests.support.watched import Watched
from tiktok_tui.sandbox import known

TOKEN = "0123456789abcdef0123456789abcdef01234567"
APP = ("--app-id", known.APP_ID)


@pytest.fixture(autouse=True)
def _sandbox_is_tiktok(sandbox: Sandbox, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOK_TUI_API_URL", sandbox.base_url)


@pytest.fixture
def shell(sandbox: Sandbox, real_keyring: SecretService, home: Path) -> Watched:
    """The real program, which reaches the sandbox and the tests' keyring, without a browser."""
    found = Watched(real_keyring.env, home)
    found.env |= {"TIKTOK_TUI_API_URL": sandbox.base_url, "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    return found


@pytest.mark.parametrize(
    "words",
    [
        ("credential", "add", "acme", TOKEN),
        ("credential", "add", TOKEN),
        ("credential", "test", TOKEN),
        ("credential", "add", "acme", f"--token={TOKEN}"),
        ("destination", "add", "store", "--credential", TOKEN, "--advertiser", "1"),
        ("destination", "add", "store", "--description", TOKEN, "--advertiser", "1", "--credential", "acme"),
        ("destination", "show", TOKEN),
        (TOKEN,),
    ],
)
def test_a_token_among_the_arguments_is_not_repeated(cli: Run, home: Path, words: tuple[str, ...]) -> None:
    outcome = cli(*words, stdin=TOKEN)
    assert outcome.code in (2, 3)
    assert TOKEN not in outcome.out + outcome.err
    assert not [path for path in home.rglob("*") if path.is_file() and TOKEN in path.read_text()]


def test_a_token_as_an_argument_is_to_be_replaced(cli: Run) -> None:
    assert "make a new token" in cli("credential", "add", "acme", TOKEN).err


def test_a_token_is_no_description(cli: Run, home: Path, real_keyring: SecretService) -> None:
    outcome = cli("credential", "add", "acme", "--description", TOKEN)
    assert outcome.code == 2
    assert "looks like a token" in outcome.err
    assert real_keyring.entries() == []
    assert list(home.rglob("*.toml")) == []


def test_a_name_that_is_taken_is_refused(cli: Run, home: Path, real_keyring: SecretService, sandbox: Sandbox) -> None:
    assert cli("credential", "add", "Acme", stdin=known.TOKEN).code == 0
    requests = sandbox.stats().requests
    again = cli("credential", "add", "acme")
    assert again.code == 2, "before a secret is asked for"
    assert "“acme” already" in again.err
    assert "--replace" in again.err
    assert sandbox.stats().requests == requests
    assert [entry.secret for entry in real_keyring.entries()] == [known.TOKEN]
    assert "There is no credential “other”" in cli("credential", "add", "other", "--replace").err


def test_a_destination_of_a_name_that_is_taken_is_refused(cli: Run, home: Path, store: str) -> None:
    again = cli("destination", "add", "Store", "--sandbox")
    assert again.code == 2
    assert "“store” already" in again.err
    assert [path.name for path in (home / "destinations").iterdir()] == ["store.toml"]


def test_a_killed_add_leaves_a_credential_that_can_be_seen_and_removed(
    shell: Watched, real_keyring: SecretService
) -> None:
    killed = (
        "import os, tiktok_tui.accounts.verifying as verifying\n"
        "store = verifying._store\n"
        "def killed(*given):\n"
        "    store(*given)\n"
        "    os.kill(os.getpid(), 9)\n"
        "verifying._store = killed\n"
    )
    assert shell.run("credential", "add", "acme", stdin=known.TOKEN, code=killed).code == -9
    assert [entry.secret for entry in real_keyring.entries()] == [known.TOKEN]
    (listed,) = json.loads(shell.run("credential", "list", "--json").out)
    assert listed["verified"] is None
    assert "interrupted" in listed["notes"][0]
    assert shell.run("credential", "test", "acme").code == 0
    assert shell.run("credential", "remove", "acme", "--yes").code == 0
    assert real_keyring.entries() == []


@pytest.mark.parametrize("text", ["id = \n", "colour = 1\n", "\0", ""])
def test_a_broken_file_is_listed_and_removed_with_its_secrets(
    cli: Run, home: Path, real_keyring: SecretService, text: str
) -> None:
    for name in ("acme", "other"):
        assert cli("credential", "add", name, stdin=known.TOKEN).code == 0
    (home / "credentials" / "acme.toml").write_text(text)
    listed = cli("credential", "list")
    assert listed.code == 2
    assert "acme.toml" in listed.err
    assert "credential remove acme" in listed.err
    assert "other" in listed.out
    assert cli("credential", "remove", "acme", "--yes").code == 0
    assert len(real_keyring.entries()) == 1
    assert cli("credential", "list").code == 0


def test_secrets_whose_file_is_gone_are_found_and_removed(cli: Run, home: Path, real_keyring: SecretService) -> None:
    for name in ("acme", "other"):
        assert cli("credential", "add", name, stdin=known.TOKEN).code == 0
    (home / "credentials" / "acme.toml").unlink()
    removed = cli("credential", "remove", "other", "--yes")
    assert "still holds the secrets of acme" in removed.err
    assert cli("credential", "remove", "acme", "--yes").code == 0
    assert real_keyring.entries() == []
    assert cli("credential", "remove", "acme", "--yes").code == 3


def pasting(sandbox: Sandbox) -> Callable[[subprocess.Popen[str]], None]:
    """Return a person who pastes the right address."""

    def talk(process: subprocess.Popen[str]) -> None:
        assert process.stderr is not None
        assert process.stdin is not None
        page = next(found[0] for line in process.stderr if (found := re.search(r"http\S+", line)))
        process.stdin.write(f"{consent(sandbox, page)}\n")
        process.stdin.flush()

    return talk


def add(shell: Watched, talk: Callable[[subprocess.Popen[str]], None], *words: str, **env: str) -> Outcome:
    secret = {"TIKTOK_TUI_APP_SECRET": known.APP_SECRET, **env}
    return shell.run("credential", "add", "acme", *APP, *words, env=secret, talk=talk)


def test_a_browser_that_shows_nothing_keeps_nobody_from_pasting(
    shell: Watched, sandbox: Sandbox, tmp_path: Path
) -> None:
    browser = tmp_path / "silent-browser"
    browser.write_text("#!/bin/sh\nexit 0\n")
    browser.chmod(0o755)
    outcome = add(shell, pasting(sandbox), DISPLAY=":99", BROWSER=str(browser))
    assert outcome.code == 0, outcome.err


def test_the_redirect_comes_to_the_port_that_the_app_is_registered_with(shell: Watched, sandbox: Sandbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        busy = shell.run("credential", "add", "acme", *APP, "--redirect-port", str(port), stdin=f"{known.APP_SECRET}\n")
    assert busy.code == 2
    assert f"Port {port}" in busy.err

    said: list[str] = []

    def browse(process: subprocess.Popen[str]) -> None:
        assert process.stderr is not None
        page = next(found[0] for line in process.stderr if (found := re.search(r"http\S+", line)))
        said.append(process.stderr.readline())
        address = consent(sandbox, page)
        assert urlsplit(address).port == port
        assert visit(address)[0] == 200

    outcome = add(shell, browse, "--redirect-port", str(port))
    assert outcome.code == 0, outcome.err
    assert said == [f"The app's settings at TikTok must allow the redirect to http://127.0.0.1:{port}/\n"]


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "\uff18\uff10"])
def test_a_port_that_is_none_is_refused(cli: Run, port: str) -> None:
    outcome = cli("credential", "add", "acme", *APP, f"--redirect-port={port}")
    assert outcome.code == 2
    assert "not a port" in outcome.err
