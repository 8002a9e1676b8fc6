"""A full disk, a home that cannot be written to, an umask of nothing, links laid out by others; nobody's data."""

from __future__ import annotations

import json
import random
import re
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.resilience import hardship
from tests.resilience.effort import Effort, Report
from tests.support.commands import Outcome
from tests.support.orders import MAPPING, write_orders
from tests.support.sandbox import Sandbox
from tiktok_tui.sandbox import known

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and capabilities are Linux's")

STORE = f"""\
name = "Store sales \\u001b[2J"
credential = "acme"
advertiser_id = "{known.ADVERTISER}"
event_source = "offline"
event_set_id = "{known.EVENT_SET}"
fixed_event = "Purchase"
currency = "USD"
phone_country = "US"
"""
ORDERS = 1500
BAD = 3
ENDS = {0, 1, 2, 4}


@dataclass
class Shell:
    """A home with a destination, a mapping and a file to send."""

    folder: Path
    env: dict[str, str]

    @property
    def home(self) -> Path:
        """The home."""
        return self.folder / "home"

    def run(self, *words: str | Path, largest: int | None = None, unprivileged: bool = False) -> Outcome:
        """One command; it must end in words."""
        outcome = hardship.run(self.folder, self.env, *words, largest=largest, unprivileged=unprivileged)
        assert outcome.code in ENDS, outcome.err
        assert "Traceback" not in outcome.err
        assert "failed unexpectedly" not in outcome.err
        return outcome

    def send(self, *more: str, largest: int | None = None, unprivileged: bool = False) -> Outcome:
        """Send the file."""
        words = (
            "send",
            self.folder / "orders.csv",
            "-d",
            "store",
            "-m",
            self.folder / "mapping.toml",
            "--yes",
            "--json",
        )
        return self.run(*words, *more, largest=largest, unprivileged=unprivileged)


def shell_in(folder: Path, sandbox: Sandbox) -> Shell:
    (folder / "home" / "destinations").mkdir(parents=True)
    (folder / "home" / "destinations" / "store.toml").write_text(STORE)
    (folder / "mapping.toml").write_text(MAPPING)
    write_orders(folder / "orders.csv", ORDERS, bad=BAD)
    env = {
        "TIKTOK_TUI_HOME": str(folder / "home"),
        "TIKTOK_TUI_API_URL": sandbox.base_url,
        "TIKTOK_TUI_ACCESS_TOKEN": known.TOKEN,
    }
    return Shell(folder, env)


@pytest.fixture
def shell(tmp_path: Path, sandbox: Sandbox) -> Shell:
    return shell_in(tmp_path, sandbox)


def test_a_disk_that_is_full(tmp_path: Path, sandbox: Sandbox, effort: Effort, report: Report) -> None:
    chance = random.Random(3)
    lost = twice = 0
    limits = [0, 40_000, *(chance.randrange(0, 400_000) for _ in range(effort.of(2, 60)))]
    for number, largest in enumerate(limits):
        sandbox.reset()
        shell = shell_in(tmp_path / str(number), sandbox)
        full = shell.send(largest=largest)
        if full.code == 2:
            assert re.search("full|cannot|fails|space", full.err), full.err
        again = shell.send()
        assert again.code == 1, again.err
        stats = sandbox.stats()
        lost += ORDERS - BAD - stats.accepted + stats.counted_again
        twice += stats.counted_again
    report("the disk is full", len(limits), "stopped with a message; sent again", lost, twice)


def test_a_home_that_cannot_be_written_to(shell: Shell, sandbox: Sandbox, report: Report) -> None:
    words = ("check", shell.folder / "orders.csv", "-d", "store", "-m", shell.folder / "mapping.toml")
    shell.home.chmod(0o500)
    for outcome in (shell.run(*words, unprivileged=True), shell.send(unprivileged=True)):
        assert outcome.code == 2
        assert str(shell.home) in outcome.err
    shell.home.chmod(0o700)
    assert shell.send().code == 1
    accepted = sandbox.stats().accepted
    for path in shell.home.rglob("*"):
        path.chmod(0o500 if path.is_dir() else 0o400)
    shell.home.chmod(0o500)
    outcome = shell.send("--resend", unprivileged=True)
    assert (outcome.code, sandbox.stats().accepted) == (2, accepted)
    for path in (shell.home, *shell.home.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
    report("the home cannot be written to", 3, "refused before anything was sent")


def test_nobody_s_data_stays_and_nobody_else_may_read(shell: Shell, sandbox: Sandbox, report: Report) -> None:
    sandbox.set_faults("refuse-echo", "refuse-events:0.002")
    shell.home.chmod(0o777)
    precious = shell.folder / "precious"
    precious.write_text("precious")
    out = shell.folder / "rejects.csv"
    out.symlink_to(precious)
    seen = [shell.send(), shell.run("runs", "--json"), shell.run("runs"), shell.run("destination", "show", "store")]
    run = json.loads(seen[0].out)["run"]
    seen += [shell.run("runs", run), shell.run("rejects", run, "-o", out)]
    assert precious.read_text() == "precious"
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    made = [path for path in shell.home.rglob("*") if "destinations" not in path.parts]
    assert made
    for path in made:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    kept = b"".join(path.read_bytes() for path in shell.home.rglob("*") if path.is_file())
    shown = "".join(outcome.out + outcome.err for outcome in seen)
    for trace in ("customer", "example.org", known.TOKEN):
        assert trace.encode() not in kept
        assert trace not in shown
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", shown.replace("\r", ""))
    report("data, modes and links after all commands", len(seen), "nothing kept, nothing open, nothing followed")


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/open_api/v1.3",
        "http://localhost.example.com/",
        "ftp://x",
        "//x",
        "http://127.0.0.1@evil.example/",
    ],
)
def test_no_token_leaves_on_an_open_way(shell: Shell, report: Report, url: str) -> None:
    shell.env["TIKTOK_TUI_API_URL"] = url
    assert shell.send().code == 2
    report(f"base URL {url}", 1, "refused")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SSL_CERT_FILE", "/dev/null"),
        ("SSL_CERT_FILE", "mapping.toml"),
        ("SSL_CERT_FILE", "nowhere.pem"),
        ("HTTPS_PROXY", "gopher://proxy.invalid:70"),
        ("ALL_PROXY", "socks4://proxy.invalid"),
    ],
)
def test_an_environment_that_cannot_be_used_is_named_and_not_passed_over(
    shell: Shell, report: Report, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.chdir(shell.folder)
    path = shell.folder / value
    shell.env |= {
        "TIKTOK_TUI_API_URL": "https://tiktok.invalid/open_api/v1.3",
        name: str(path) if path.exists() else value,
    }
    outcome = shell.send()
    assert outcome.code == 2
    assert name in outcome.err
    report(f"{name}={value}", 1, "refused: certificates are always checked, proxies never passed by")
