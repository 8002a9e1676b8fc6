"""The real program, run as people run it: afterwards every secret is in the keyring and nowhere else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.orders import MAPPING, write_orders
from tests.support.sandbox import Sandbox
from tests.support.secret_service import SecretService
from tests.support.term import Term
from tests.support.watched import Watched
from tiktok_tui.sandbox import known

APP = ("--app-id", known.APP_ID)
PLANTED = "planted-access-token-0123456789"
WRONG = "planted-wrong-secret-0123456789"
pytestmark = pytest.mark.timeout(300)  # up to a dozen processes in a test, which a busy machine starts slowly
LINGER = "import subprocess\nsubprocess.run(['sleep', '2'])"
"""Starts a child and waits for it, long enough to be seen on a busy machine."""


class Desk(Watched):
    """The program, the sandbox that stands for TikTok, and every secret that there ever was."""

    def __init__(self, sandbox: Sandbox, service: SecretService, home: Path) -> None:
        super().__init__(service.env, home)
        self.env |= {"TIKTOK_TUI_API_URL": sandbox.base_url, "DISPLAY": "", "WAYLAND_DISPLAY": ""}
        self.sandbox = sandbox
        self.service = service
        self.secrets = {known.APP_SECRET, known.REFRESH_TOKEN, PLANTED, WRONG}

    def kept(self) -> set[str]:
        """Return the entries of the keyring, which count as secrets from then on."""
        held = {entry.secret.partition(" ")[0] for entry in self.service.entries()}
        self.secrets |= held
        return held

    def refresh_token(self) -> str:
        """A new refresh token."""
        token = self.sandbox.make_refresh_token()
        self.secrets.add(token)
        return token

    def consent(self, process: subprocess.Popen[str]) -> None:
        """Let the app in on the page that `process` names, and paste the address that this ends at."""
        assert process.stderr is not None
        assert process.stdin is not None
        page = next(found[0] for line in process.stderr if (found := re.search(r"http\S+", line)))
        redirect = self.sandbox.http("GET", page.removeprefix(self.sandbox.root)).headers["location"]
        self.secrets.add(parse_qs(urlsplit(redirect).query)["auth_code"][0])
        process.stdin.write(f"{redirect}\n")
        process.stdin.flush()


@pytest.fixture
def desk(sandbox: Sandbox, real_keyring: SecretService, tmp_path: Path) -> Iterator[Desk]:
    """Nothing has leaked when the test is over."""
    (tmp_path / "mapping.toml").write_text(MAPPING)
    sandbox.make_token(value=PLANTED)
    found = Desk(sandbox, real_keyring, tmp_path / "home")
    yield found
    found.kept()
    assert found.leaks(found.secrets, tmp_path) == []


def destination(desk: Desk, credential: str, *more: str) -> None:
    words = ("--advertiser", known.ADVERTISER, "--event-set", known.EVENT_SET, "--fixed-event", "Purchase")
    added = desk.run("destination", "add", "Store", "--credential", credential, *words, "--phone-country", "US", *more)
    assert added.code == 0, added.err


def test_the_three_ways_in(desk: Desk) -> None:
    by_refresh = f"{known.APP_SECRET}\n{desk.refresh_token()}\n"
    assert desk.run("credential", "add", "one", *APP, "--refresh-token", stdin=by_refresh).code == 0
    given = {"TIKTOK_TUI_APP_SECRET": known.APP_SECRET, "TIKTOK_TUI_REFRESH_TOKEN": desk.refresh_token()}
    assert desk.run("credential", "add", "two", *APP, "--refresh-token", env=given).code == 0
    app_secret = {"TIKTOK_TUI_APP_SECRET": known.APP_SECRET}
    assert desk.run("credential", "add", "three", *APP, env=app_secret, talk=desk.consent).code == 0
    assert desk.run("credential", "add", "four", stdin=f'"Bearer {PLANTED}"\n').code == 0
    assert {known.APP_SECRET, PLANTED} <= desk.kept()
    for words in (("list",), ("list", "--json"), ("test", "one"), ("test", "three", "--json"), ("remove", "two")):
        assert desk.run("credential", *words).code == 0
    desk.kept()


def test_what_is_refused_is_not_repeated(desk: Desk) -> None:
    for words, stdin, code in (
        ((), WRONG, 3),
        ((*APP, "--refresh-token"), f"{WRONG}\n{known.REFRESH_TOKEN}\n", 3),
        ((*APP, "--refresh-token"), f"{known.APP_SECRET}\n{WRONG}\n", 3),
        (APP, f"{known.APP_SECRET}\nhttp://127.0.0.1:1/?auth_code={WRONG}&state=guessed\n", 3),
        (APP, f"{known.APP_SECRET}\n{WRONG}\n", 3),
    ):
        outcome = desk.run("credential", "add", "acme", *words, stdin=stdin)
        assert outcome.code == code, outcome.err
        assert "Traceback" not in outcome.err
    assert desk.kept() == set()


def test_a_run_that_is_refreshed_stopped_replaced_and_resumed(desk: Desk, tmp_path: Path) -> None:
    secrets = f"{known.APP_SECRET}\n{known.REFRESH_TOKEN}\n"
    assert desk.run("credential", "add", "acme", *APP, "--refresh-token", stdin=secrets).code == 0
    destination(desk, "acme")
    orders = write_orders(tmp_path / "orders.csv", 6_000, bad=2)
    send = ("send", orders, "-d", "store", "-m", tmp_path / "mapping.toml", "--yes")
    desk.kept()
    assert desk.run("check", *send[1:-1], "--rejects", tmp_path / "rejects.csv").code == 1
    assert desk.run("payload", *send[1:-1], "-o", tmp_path / "bodies.jsonl").code == 1
    desk.sandbox.set_faults("40107@/oauth2/refresh_token/", "expire-token-after:2")
    stopped = desk.run(*send, "--json")
    assert stopped.code == 3, stopped.err
    assert 0 < json.loads(stopped.out)["accepted"] < 5_998
    assert (desk.home / "ledger.sqlite").exists()
    desk.kept()
    desk.sandbox.set_faults("expire-token-after:3")
    secrets = f"{known.APP_SECRET}\n{desk.refresh_token()}\n"
    replaced = desk.run("credential", "add", "acme", "--replace", *APP, "--refresh-token", stdin=secrets)
    assert replaced.code == 0, replaced.err
    desk.kept()
    resumed = desk.run("resume", "--yes", "--json")
    assert resumed.code == 1, resumed.err
    assert desk.sandbox.stats().accepted == 5_998
    for words in (
        ("runs",),
        ("runs", "--json"),
        ("runs", json.loads(resumed.out)["run"]),
        ("destination", "show", "store"),
    ):
        assert desk.run(*words).code == 0


def test_a_crash_report_of_the_program(desk: Desk) -> None:
    assert desk.run("credential", "add", "acme", stdin=PLANTED).code == 0
    destination(desk, "acme")
    for owner, name, words in (
        ("tiktok.client.Client", "user_info", ("credential", "test", "acme")),
        ("tiktok.transport.Transport", "exchange", ("credential", "test", "acme")),
    ):
        before = set(desk.home.glob("crash-*.txt"))
        outcome = desk.run(*words, code=broken(desk, owner, name))
        assert outcome.code == 70, outcome.err
        (report,) = set(desk.home.glob("crash-*.txt")) - before
        assert "builtins.ValueError" in report.read_text()
    outcome = desk.run("destination", "test", "store", code=broken(desk, "accounts.secrets", "_read"))
    assert outcome.code == 3
    assert "The keyring failed (ValueError)" in outcome.err


def broken(desk: Desk, owner: str, name: str) -> str:
    """Code that puts a bug, which quotes the token of the keyring, in the place of a function."""
    module, _, kind = owner.rpartition(".") if owner.split(".")[-1][0].isupper() else (owner, "", "")
    return (
        "def broken(*given, **named):\n"
        "    import tiktok_tui.accounts.backends as backends\n"
        f"    token = backends.trusted_backend().get_password('tiktok-tui', {self_entry(desk)!r})\n"
        f"    assert token == {PLANTED[::-1]!r}[::-1]\n"
        "    raise ValueError(f'a bug that quotes {token}: {given} {named}')\n"
        f"import tiktok_tui.{module} as module\n"
        f"setattr(module{'.' + kind if kind else ''}, {name!r}, broken)\n"
    )


def self_entry(desk: Desk) -> str:
    """The name of the one entry in the keyring."""
    (entry,) = desk.service.entries()
    return entry.attributes["username"]


def test_programs_that_are_started_get_no_secret(desk: Desk, tmp_path: Path) -> None:
    held = {
        "TIKTOK_TUI_ACCESS_TOKEN": PLANTED,
        "TIKTOK_TUI_APP_SECRET": known.APP_SECRET,
        "TIKTOK_TUI_REFRESH_TOKEN": known.REFRESH_TOKEN,
        "TIKTOK_TUI_KEYRING_PASSWORD": WRONG,
    }
    assert desk.run("destination", "add", "Store", "--sandbox", "--fixed-event", "Purchase", env=held).code == 0
    orders = write_orders(tmp_path / "orders.csv", 500)
    sent = desk.run("send", orders, "-d", "store", "-m", tmp_path / "mapping.toml", "--json", env=held)
    assert sent.code == 0, sent.err
    assert any("tiktok_tui.sandbox" in child for child in desk.children), "nothing was started: the test sees nothing"


def test_the_browser_gets_no_secret(desk: Desk, tmp_path: Path) -> None:
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir()
    os.mkfifo(tmp_path / "opened")
    opener.write_text(f'#!/bin/sh\n{{ echo "$@"; env; }} > {tmp_path}/opened\n')
    opener.chmod(0o755)
    env = {
        "DISPLAY": ":99",
        "PATH": f"{opener.parent}:{desk.env['PATH']}",
        "TIKTOK_TUI_APP_SECRET": known.APP_SECRET,
        "TIKTOK_TUI_ACCESS_TOKEN": PLANTED,
    }
    desk.env.pop("BROWSER", None)

    def visit(process: subprocess.Popen[str]) -> None:
        opened = (tmp_path / "opened").read_text()
        assert "PATH=" in opened
        desk.seen.append(("the browser", opened))
        page = opened.split()[0]
        landed = desk.sandbox.http("GET", page.removeprefix(desk.sandbox.root)).headers["location"]
        desk.secrets.add(parse_qs(urlsplit(landed).query)["auth_code"][0])
        redirect = urlsplit(landed)
        browser = Sandbox(process, f"http://127.0.0.1:{redirect.port}")
        assert browser.http("GET", f"{redirect.path}?{redirect.query}").status == 200

    assert desk.run("credential", "add", "acme", *APP, env=env, talk=visit).code == 0


@pytest.mark.parametrize(
    ("words", "env", "code", "where"),
    [
        ((WRONG,), {}, LINGER, "processes of"),
        ((), {"TIKTOK_TUI_APP_SECRET": WRONG}, LINGER, "processes of"),
        ((), {}, f"import sys\nsys.stderr.write({WRONG[::-1]!r}[::-1])", "stderr of"),
        ((), {}, f"open('ledger-wal', 'w').write({WRONG[::-1]!r}[::-1])", "ledger-wal"),
    ],
    ids=["argument", "child's environment", "stderr", "file"],
)
def test_the_watch_itself_sees_what_is_planted(
    words: tuple[str, ...],
    env: dict[str, str],
    code: str,
    where: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    watch = Watched(os.environ, tmp_path)
    watch.run("locate", "config", *words, code=code, env=env)
    assert any(where in found for found in watch.leaks({WRONG}))


SHOTS = """
from tiktok_tui.tui.app import TikTokTui
def shoot(app, number=iter(range(10**6))):
    with open(f"{folder}/{{next(number)}}.svg", "w") as file:
        file.write(app.export_screenshot())
TikTokTui.on_ready = lambda app: app.set_interval(0.1, lambda: shoot(app))
"""
"""Makes the app draw itself into a folder, ten times a second: what is pasted stays longer than that (`settle`)."""

CRASH = """
from tiktok_tui.accounts import verifying
def add(home, name, secrets, **more):
    raise ValueError(f"a bug that quotes {secrets.access_token} {name}")
verifying.add = add
"""

START = "from tiktok_tui.__main__ import main\nraise SystemExit(main())"


@pytest.fixture
def app(desk: Desk, tmp_path: Path) -> Iterator[Callable[[str], Term]]:
    """Starts the app in a real terminal; what it draws and writes is looked through in the end."""
    shots = tmp_path / "shots"
    shots.mkdir()
    with ExitStack() as open_terms:
        started: list[Term] = []

        def start(code: str) -> Term:
            command = [sys.executable, "-c", SHOTS.format(folder=shots) + code + START]
            # What Term takes from the tests' own environment is replaced by the desk's.
            empty = dict.fromkeys((name for name in os.environ if name.startswith("TIKTOK_TUI_")), "")
            started.append(open_terms.enter_context(Term(command, columns=110, rows=34, env=empty | desk.env)))
            return started[-1]

        yield start
        desk.seen += [("the terminal", bytes(term.raw).decode(errors="replace")) for term in started]
        desk.seen += [("the screen", term.text) for term in started]
    assert len(list(shots.glob("*.svg"))) > 5


def add_in(term: Term, way: str) -> None:
    term.wait("● Credentials")
    term.send("a")
    term.wait("Add a credential ─")
    term.send(way)
    term.settle()
    term.send("\r")


def call_it(term: Term, name: str) -> None:
    term.wait("What shall it be called?")
    term.send(f"{name}\r")


def fill_in(term: Term, title: str, text: str) -> None:
    term.wait(f"─ {title} ─")
    term.paste(text)
    term.settle()
    term.send("\r")


def test_the_app_on_a_terminal(desk: Desk, app: Callable[[str], Term]) -> None:
    term = app("")
    term.wait("What you need")
    term.send("\r")
    add_in(term, "paste")
    fill_in(term, "Access token", f"Bearer {PLANTED}")
    call_it(term, "one")
    term.wait("TikTok accepts one")
    add_in(term, "refresh")
    fill_in(term, "App ID", known.APP_ID)
    fill_in(term, "App secret", known.APP_SECRET)
    fill_in(term, "Refresh token", desk.refresh_token())
    call_it(term, "two")
    term.wait("TikTok accepts two")
    add_in(term, "browser")
    fill_in(term, "App ID", known.APP_ID)
    fill_in(term, "App secret", known.APP_SECRET)
    fill_in(term, "Redirect port", "")
    term.wait("Open this address in a browser")
    term.settle()
    page = "".join(line.strip(" │") for line in term.text.splitlines() if "…" not in line)
    found = re.search(r"/portal/auth[!-~]+", page)
    assert found, term.text
    redirect = desk.sandbox.http("GET", found[0]).headers["location"]
    desk.secrets.add(parse_qs(urlsplit(redirect).query)["auth_code"][0])
    fill_in(term, "Authorise in the browser", redirect)
    call_it(term, "three")
    term.wait("TikTok accepts three")
    assert {PLANTED, known.APP_SECRET} <= desk.kept()
    term.send("\x11")
    assert term.exit_status() == 0


def test_a_crash_of_the_app(desk: Desk, app: Callable[[str], Term]) -> None:
    term = app(CRASH)
    term.wait("What you need")
    term.send("\r")
    add_in(term, "paste")
    fill_in(term, "Access token", PLANTED)
    call_it(term, "one")
    term.wait("Something went wrong inside tiktok-tui")
    term.send("\x1b")
    term.settle()
    term.send("\x11")
    assert term.exit_status() == 0
    assert "ValueError" in (desk.home / "tiktok-tui.log").read_text()
