"""Uploads that outlive their access token many times over: nothing is refused for it, lost, or sent twice."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.sandbox import Sandbox
from tests.support.secret_service import SecretService
from tests.support.uploads import MAPPING, QUICK, SHOP, write_orders
from tiktok_tui.accounts import credentials, destinations
from tiktok_tui.accounts.credentials import APP_SECRET, REFRESH_TOKEN
from tiktok_tui.accounts.home import Home
from tiktok_tui.accounts.secrets import Keyring
from tiktok_tui.accounts.verifying import Secrets, add
from tiktok_tui.files.opening import Table, open_table
from tiktok_tui.mapping import toml
from tiktok_tui.prepare.prepare import Prepared, prepare
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok import oauth
from tiktok_tui.uploads import updates
from tiktok_tui.uploads.connection import connect_to
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.start import start_run

BATCHES = 30
REFRESH = Secrets.of_refresh_token(known.APP_ID, known.APP_SECRET, known.REFRESH_TOKEN)

pytestmark = pytest.mark.usefixtures("real_keyring")


@dataclass(frozen=True)
class Checked:
    """A file that is ready to be sent."""

    table: Table
    prepared: Prepared
    now: datetime


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checked]:
    """Orders that make so many full batches, checked."""
    folder = tmp_path_factory.mktemp("orders")
    orders, now = write_orders(folder / "orders.csv", range(BATCHES * 1000)), datetime.now(UTC)
    with open_table(str(orders), scratch=folder) as table, prepare(table, MAPPING, SHOP, now=now) as prepared:
        yield Checked(table, prepared, now)


def refreshes(sandbox: Sandbox) -> int:
    """How many refreshes there were; fails if a refresh token was used twice."""
    uses = sandbox.stats().refresh_tokens
    assert set(uses.values()) == {1}, "a refresh token was used twice"
    return len(uses)


def arrived_once(sandbox: Sandbox, count: int) -> bool:
    """Return True if so many events were accepted, each in one request only."""
    stats = sandbox.stats()
    return (stats.accepted, stats.repeats, stats.counted_again, stats.without_id) == (count, 0, 0, 0)


@pytest.mark.parametrize(
    ("faults", "seconds", "at_least"),
    [
        pytest.param(("slow:0.8@/event/track/",), 4, 2, id="lives-four-seconds"),
        pytest.param(("expire-token-after:10",), 86400, 3, id="ends-unforeseen-every-10-requests"),
    ],
)
def test_a_day_of_refreshes(
    home: Home, sandbox: Sandbox, many: Checked, faults: tuple[str, ...], seconds: int, at_least: int
) -> None:
    sandbox.reset(token_seconds=seconds)
    add(home, "Acme", REFRESH, base_url=sandbox.base_url)
    sandbox.set_faults(*faults)
    way = connect_to(home, SHOP, sandbox.base_url)
    with start_run(
        *(home, many.table, many.prepared, SHOP, MAPPING, way),
        checked_at=many.now,
        options=Options(in_flight_max=8),
        policy=QUICK,
    ) as sending:
        report = list(sending)
    end = report[-1]
    assert isinstance(end, updates.RunFinished), end
    assert sum(isinstance(each, updates.BatchAccepted) for each in report) == BATCHES
    assert not [
        each for each in report if isinstance(each, updates.BatchRetrying | updates.BatchSetAside | updates.RowRefused)
    ]
    assert end.summary.accepted == BATCHES * 1000
    assert arrived_once(sandbox, BATCHES * 1000)
    assert sandbox.stats().in_flight_max >= 4
    assert refreshes(sandbox) >= at_least


class Shell:
    """Runs commands as processes that share one home and one keyring."""

    def __init__(self, home: Home, keyring: SecretService, base_url: str, mapping: Path) -> None:
        kept = {name: value for name, value in keyring.env.items() if not name.startswith("TIKTOK_TUI_")}
        self._env = {**kept, "TIKTOK_TUI_HOME": str(home.config), "TIKTOK_TUI_API_URL": base_url}
        self._mapping = mapping
        self._started: list[subprocess.Popen[str]] = []

    def run(self, *words: str, stdin: str = "", env: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """Start a command; `stdin` is all that it can read."""
        pipe = subprocess.PIPE
        command = [sys.executable, "-m", "tiktok_tui", *words]
        process = subprocess.Popen(
            command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env={**self._env, **(env or {})}
        )
        self._started.append(process)
        assert process.stdin is not None
        process.stdin.write(stdin)
        process.stdin.close()
        process.stdin = None
        return process

    def send(self, orders: Path) -> subprocess.Popen[str]:
        """Start `send` of a file."""
        return self.run("send", str(orders), "-d", SHOP.slug, "-m", str(self._mapping), "--yes", "--json")

    def end(self) -> None:
        """Leave nothing running."""
        for process in self._started:
            if process.poll() is None:
                process.kill()
            process.communicate()


@pytest.fixture
def shell(home: Home, sandbox: Sandbox, real_keyring: SecretService, tmp_path: Path) -> Iterator[Shell]:
    """A home with the credential `acme` and the destination `shop`, for processes."""
    add(home, "Acme", REFRESH, base_url=sandbox.base_url)
    destinations.save(home, SHOP)
    mapping = tmp_path / "mapping.toml"
    toml.save(MAPPING, mapping)
    found = Shell(home, real_keyring, sandbox.base_url, mapping)
    yield found
    found.end()


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a process, once it has ended."""
    out, err = process.communicate(timeout=90)
    return process.returncode, out, err


def test_two_processes_send_with_one_credential(shell: Shell, sandbox: Sandbox, tmp_path: Path) -> None:
    files = [write_orders(tmp_path / f"{start}.csv", range(start, start + 32_000)) for start in (0, 32_000)]
    sandbox.set_faults("expire-token-after:17")  # more than both have in flight: nobody can lose every race
    for process in [shell.send(each) for each in files]:
        code, out, err = ended(process)
        assert code == 0, err
        assert json.loads(out)["accepted"] == 32_000
    assert arrived_once(sandbox, 64_000)
    assert refreshes(sandbox) >= 4


def test_a_refresh_token_revoked_in_mid_run_stops_it_until_it_is_replaced(
    shell: Shell, home: Home, sandbox: Sandbox, tmp_path: Path
) -> None:
    orders = write_orders(tmp_path / "orders.csv", range(10_000))
    sandbox.set_faults("hold@/event/track/")
    before = sandbox.stats().requests
    sending = shell.send(orders)
    sandbox.wait_for_requests(before + 4)
    acme = credentials.load(home, "acme")
    refresh_token = Keyring().read(acme.entry(REFRESH_TOKEN))
    app_secret = Keyring().read(acme.entry(APP_SECRET))
    assert refresh_token
    assert app_secret
    oauth.refresh(sandbox.base_url, known.APP_ID, app_secret, refresh_token)  # another program has used it up
    sandbox.set_faults("expire-token-after:1@/event/track/")
    code, out, err = ended(sending)
    assert code == 3, err
    report = json.loads(out)
    assert report["status"] == "failed"
    assert 0 < report["accepted"] < 10_000
    assert "Reauthorise the credential “Acme”" in err
    assert f"tiktok-tui resume {report['run']}" in err
    assert "Traceback" not in err

    sandbox.set_faults()
    code, _, err = ended(shell.run("resume", "--yes"))
    assert code == 3, "without a new refresh token it cannot continue"
    assert "Reauthorise" in err
    words = ("credential", "add", "acme", "--replace", "--app-id", known.APP_ID, "--refresh-token")
    secrets = f"{known.APP_SECRET}\n{sandbox.make_refresh_token()}\n"
    code, _, err = ended(shell.run(*words, stdin=secrets))
    assert code == 0, err
    code, out, err = ended(shell.run("resume", "--yes", "--json"))
    assert code == 0, err
    assert json.loads(out)["accepted"] == 10_000
    assert arrived_once(sandbox, 10_000)
