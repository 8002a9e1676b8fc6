"""`credential …`: all that is printed about credentials, in words and as JSON, and what is asked before."""

from __future__ import annotations

import io
import json
import re
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import keyring
import pytest
from keyring.backends.null import Keyring as NoKeyring

from tests.support.browsing import consent, visit
from tests.support.commands import Run
from tests.support.sandbox import Sandbox
from tests.support.secret_service import SecretService
from tiktok_tui.__main__ import main
from tiktok_tui.accounts import credentials
from tiktok_tui.accounts.credentials import Credential, Kind
from tiktok_tui.accounts.home import Home
from tiktok_tui.cli import console
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.answers import Advertiser

REACHED = (
    f"  reaches {known.ADVERTISER}  Sandbox Store\n"
    f"  reaches {known.SECOND_ADVERTISER}  Sandbox Boutique\n"
)  # fmt: skip
DAY = r"\d{4}-\d\d-\d\d \d\d:\d\d UTC"


@pytest.fixture(autouse=True)
def _sandbox_is_tiktok(sandbox: Sandbox, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIKTOK_TUI_API_URL", sandbox.base_url)


def test_the_list_in_words_and_as_json(cli: Run, home: Path) -> None:
    none = cli("credential", "list")
    assert (none.code, none.out) == (0, "")
    assert none.err == "There is no credential yet: `tiktok-tui credential add NAME`.\n"
    acme = Credential(
        "acme",
        "a1",
        "Acme GmbH",
        description="nightly",
        kind=Kind.APP,
        app_id="71",
        owner="Ada",
        advertisers=(Advertiser("7001", "Store"), Advertiser("7002", "Boutique")),
        made=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        verified=datetime(2026, 2, 3, 14, 5, 6, tzinfo=UTC),
        backend="A keyring",
        notes=("It may not list its advertisers.", "Not verified yet."),
    )
    other = Credential("other", "b2", "Other", made=datetime(2026, 1, 2, tzinfo=UTC))
    for each in (other, acme):
        credentials.save(Home(home, home), each)
    listed = cli("credential", "list")
    assert (listed.code, listed.err, listed.out.splitlines()) == (
        *(0, ""),
        [
            "name   kind   belongs to  verified              kept in",
            "acme   app    Ada         2026-02-03 14:05 UTC  A keyring",
            "other  token              never",
        ],
    )
    facts = json.loads(cli("credential", "list", "--json").out)
    assert facts[0] == {
        "name": "acme",
        "title": "Acme GmbH",
        "description": "nightly",
        "kind": "app",
        "owner": "Ada",
        "advertisers": [{"id": "7001", "name": "Store"}, {"id": "7002", "name": "Boutique"}],
        "made": "2026-01-02T03:04:05+00:00",
        "verified": "2026-02-03T14:05:06+00:00",
        "kept_in": "A keyring",
        "notes": ["It may not list its advertisers.", "Not verified yet."],
    }
    assert (facts[1]["name"], facts[1]["verified"]) == ("other", None)
    for name in ("acme", "other"):
        (home / "credentials" / f"{name}.toml").write_text("colour = 1\n")
    broken = cli("credential", "list")
    assert (broken.code, broken.out) == (2, "")
    assert broken.err.count("Correct it, or remove it: `tiktok-tui credential remove ") == 2
    assert "There is no credential yet" not in broken.err
    assert (cli("credential", "list", "--json").code, cli("credential", "list", "--json").out) == (2, "[]\n")


def test_what_is_said_of_one_that_is_added_tested_and_removed(
    cli: Run, home: Path, sandbox: Sandbox, real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    secrets = f"{known.APP_SECRET}\n{sandbox.make_refresh_token()}\n"
    app = ("--app-id", known.APP_ID, "--refresh-token", "--description", " nightly ")
    added = cli("credential", "add", "App", *app, stdin=secrets)
    assert (added.code, added.out) == (0, f"app: Sandbox Operator\n{REACHED}")
    (facts,) = json.loads(cli("credential", "list", "--json").out)
    assert (facts["title"], facts["description"], facts["kind"]) == ("App", "nightly", "refresh")
    assert re.fullmatch(rf"Verified {DAY}; kept in {re.escape(facts['kept_in'])}\.\n", added.err)
    tested = cli("credential", "test", "app")
    assert (tested.code, tested.out) == (0, added.out)
    assert re.fullmatch(rf"Verified {DAY}; kept in {re.escape(facts['kept_in'])}\.\n", tested.err)
    programs = cli("credential", "test", "app", "--json")
    assert (programs.code, programs.err) == (0, "")
    assert {**json.loads(programs.out), "verified": ""} == {**facts, "verified": ""}

    quiet = cli("credential", "add", "quiet", stdin=known.EVENTS_MANAGER_TOKEN)
    assert (quiet.code, quiet.out) == (0, "quiet: TikTok does not say who it belongs to\n")
    assert quiet.err.startswith("TikTok does not say who this token belongs to; it may still send events.\nVerified ")

    assert cli("credential", "add", "west", stdin=known.TOKEN).code == 0
    for gone in ("west", "app"):
        (home / "credentials" / f"{gone}.toml").unlink()
    monkeypatch.setattr(console, "may_ask", lambda: True)
    question = "Remove the credential quiet and its secrets from the keyring? [y/N] "
    kept = cli("credential", "remove", "quiet", stdin="n\n")
    assert (kept.code, kept.out, kept.err) == (130, "", f"{question}Stopped.\n")
    assert (home / "credentials" / "quiet.toml").exists()
    removed = cli("credential", "remove", "quiet", stdin="y\n")
    assert (removed.code, removed.out) == (0, "")
    assert removed.err == (
        f"{question}Removed quiet and all its secrets.\n"
        "The keyring still holds the secrets of app, whose file is gone: `tiktok-tui credential remove app` removes "
        "them.\n"
        "The keyring still holds the secrets of west, whose file is gone: `tiktok-tui credential remove west` removes "
        "them.\n"
    )
    assert cli("credential", "remove", "app", "--yes").code == 0
    assert cli("credential", "remove", "west", "--yes").err == (
        "There is no credential “west”; the keyring is asked for secrets that may be left of one.\n"
        "Removed west and all its secrets.\n"
    )
    assert real_keyring.entries() == []


@pytest.mark.parametrize(
    ("code", "words", "said"),
    [
        (2, ("--app-id", "my app"), "The app ID must be digits."),
        (3, ("--replace",), "There is no credential “acme”."),
        (2, ("--description", "0123456789abcdef0123456789abcdef01234567"), "This looks like a token"),
        (3, (), "The keyring is switched off"),
    ],
)
def test_what_cannot_be_saved_is_refused_before_a_secret_is_asked_for(
    cli: Run, real_keyring: SecretService, code: int, words: tuple[str, ...], said: str
) -> None:
    keyring.set_keyring(NoKeyring() if not words else keyring.get_keyring())  # type: ignore[no-untyped-call]
    outcome = cli("credential", "add", "acme", *words, stdin="hush\n")
    assert (outcome.code, outcome.out) == (code, "")
    assert said in outcome.err
    assert sys.stdin.read() == "hush\n"


def test_a_refresh_token_needs_its_app(cli: Run, real_keyring: SecretService) -> None:
    outcome = cli("credential", "add", "acme", "--refresh-token", stdin="hush\n")
    assert (outcome.code, outcome.out, outcome.err) == (
        *(2, ""),
        "tiktok-tui: A refresh token needs the app it was made for.\n  Add --app-id ID.\n",
    )
    assert sys.stdin.read() == "hush\n"


Line = str | Callable[[str], str]


class Person:
    """Types these lines; one that depends on what was said so far is a function of it."""

    def __init__(self, said: io.StringIO, *lines: Line) -> None:
        self._said, self._lines = said, iter(lines)

    def isatty(self) -> bool:
        return False

    def readline(self, _: int = -1) -> str:
        line = next(self._lines, "")
        return line if isinstance(line, str) else line(self._said.getvalue())


def page_in(said: str) -> str:
    return said.split("Allow the app on this page:\n  ", 1)[1].splitlines()[0]


@pytest.fixture
def authorise(
    real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Runs `credential add acme` with an app, where somebody types lines: its code and what it wrote."""

    def run(*lines: Line) -> tuple[int, str, str]:
        with monkeypatch.context() as streams:
            said = io.StringIO()
            streams.setattr(sys, "stderr", said)
            streams.setattr(sys, "stdin", Person(said, f"{known.APP_SECRET}\n", *lines))
            capsys.readouterr()
            code = main(["credential", "add", "acme", "--app-id", known.APP_ID])
        return code, capsys.readouterr().out, said.getvalue()

    monkeypatch.setenv("DISPLAY", "")
    monkeypatch.setenv("WAYLAND_DISPLAY", "")
    return run


def test_consent_by_a_pasted_address(
    authorise: Callable[..., tuple[int, str, str]], sandbox: Sandbox, home: Path
) -> None:
    strange = "http://127.0.0.1:1/?auth_code=x&state=guessed\n"
    code, out, said = authorise("\n", strange, "hello\n", lambda said: f" {consent(sandbox, page_in(said))}\n")
    assert (code, out) == (0, f"acme: Sandbox Operator\n{REACHED}")
    redirect = re.search(r"redirect to (http://127\.0\.0\.1:\d+/)\n", said)
    assert redirect is not None
    assert said.splitlines()[:-1] == [
        "Allow the app on this page:",
        f"  {page_in(said)}",
        f"The app's settings at TikTok must allow the redirect to {redirect[1]}",
        "Then wait, or paste the address that the browser ends at.",
        "tiktok-tui: The address belongs to another authorisation.",
        "  Open the address shown here, not an older one, and paste what it ends at.",
        "tiktok-tui: This is not the address that TikTok's page came back to.",
        "  Copy the whole address from the browser's address bar; it holds auth_code= and state=.",
    ]
    assert credentials.load(Home(home, home), "acme").kind is Kind.APP


def test_with_nobody_left_to_paste_a_browser_is_waited_for_and_nothing_else(
    authorise: Callable[..., tuple[int, str, str]], sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, out, said = authorise()
    assert (code, out) == (3, "")
    assert said.splitlines()[3] == "Then wait, or paste the address that the browser ends at."
    (tmp_path / "xdg-open").write_text("#!/bin/sh\n")
    (tmp_path / "xdg-open").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.delenv("BROWSER", raising=False)

    def browse(reader: threading.Thread, page: str) -> None:
        reader.join()
        visit(consent(sandbox, page))

    def end(said: str) -> str:
        threading.Thread(target=browse, args=(threading.current_thread(), page_in(said))).start()
        return ""

    code, out, _ = authorise(end)
    assert (code, out) == (0, f"acme: Sandbox Operator\n{REACHED}")
