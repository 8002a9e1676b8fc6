"""The stage of the pictures: a shop's home after some weeks, its export, and a sandbox whose uploads can be held."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.support.sandbox import Sandbox
from tests.support.scripted import Said, Scripted, Seen
from tiktok_tui.accounts import credentials, destinations, remembered, verifying
from tiktok_tui.accounts.home import Home
from tiktok_tui.cli.example import MAPPING, TIME_ZONE, write_example
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.events.errors import CredentialError
from tiktok_tui.files.opening import open_table
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.mapping import toml
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.sandbox import known
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.uploads.ledger import runs
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import RunSpec, Status

NOW = datetime(2026, 6, 30, 12, tzinfo=UTC)
"""The instant that the ages of the export's rows are counted from."""

FILE = "orders_2026-06.csv"
ROWS = 31_000
HELD_AFTER = 17_000
"""Events that are let through before the rest waits for its picture."""

STORE = Destination(
    "northwind-stores",
    "Northwind stores",
    description="Sales at the tills and by phone",
    credential="northwind",
    advertiser_id=known.ADVERTISER,
    event_set_id=known.EVENT_SET,
    event_set_name="Store sales",
    currency="USD",
    phone_country="US",
    time_zone=TIME_ZONE,
)
WEB = replace(
    STORE,
    slug="northwind-web",
    name="Northwind web",
    description="Orders that the shop's server confirms",
    credential="agency",
    event_source=EventSource.WEB,
    event_set_id=known.PIXEL_CODE,
    event_set_name="Web shop",
)


class Gate:
    """Stands before the sandbox; uploads wait at it once `HELD_AFTER` events have gone through, until `open`."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._port = sandbox.port
        self._open = threading.Event()
        self._lock = threading.Lock()
        self._passed = 0
        self.held = 0
        """How many requests wait here."""

    def open(self) -> None:
        """Let everything through."""
        self._open.set()

    def answer(self, seen: Seen) -> Said:
        """The sandbox's answer, sooner or later."""
        if seen.path.endswith("/event/track/"):
            with self._lock:
                self._passed += seen.body.count(b'"event_time"')
                full = self._passed > HELD_AFTER
                self.held += full
            if full:
                self._open.wait(60)
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        try:
            kept = {name: value for name, value in seen.headers.items() if name in {"access-token", "content-type"}}
            connection.request(seen.method, seen.path, seen.body or None, kept)
            response = connection.getresponse()
            return Said(response.read(), response.status)
        finally:
            connection.close()


@dataclass(frozen=True)
class Stage:
    """A session in the shop's home, an empty one, and the gate that holds uploads."""

    full: AppSession
    empty: AppSession
    gate: Gate


@contextmanager
def stage(folder: Path) -> Iterator[Stage]:
    """Set all of it up in `folder`, which is also where the shop's files are. The keyring is the process's own."""
    with Sandbox.start("--seed", "7") as sandbox:
        gate = Gate(sandbox)
        with Scripted(gate.answer) as front:
            home = Home(folder / "home", folder / "home")
            full = AppSession(home, front.base_url, as_of=NOW)
            _furnish(full, folder / FILE)
            for name in ("orders_2026-05.csv", "refunds_2026-06.xlsx", "web_2026-06.parquet"):
                (folder / name).write_bytes(b"x" * 1_234_567)
            sandbox.set_faults("refuse-events:0.00025")
            yield Stage(full, AppSession(Home(folder / "new", folder / "new"), front.base_url), gate)
            gate.open()


def _furnish(session: AppSession, file: Path) -> None:
    home, now = session.home, datetime.now(UTC)
    write_example(file, now=NOW, rows=ROWS)
    secrets = verifying.Secrets.of_token(known.TOKEN)
    made = verifying.add(home, "northwind", secrets, base_url=session.api_url, description="Made in Events Manager")
    secrets = verifying.Secrets.of_refresh_token(known.APP_ID, known.APP_SECRET, known.REFRESH_TOKEN)
    words = "Bright & Partners, web campaigns"
    agency = verifying.add(home, "agency", secrets, base_url=session.api_url, description=words)
    for credential in (made, agency):
        earlier = now - timedelta(hours=3, minutes=1)
        credentials.save(home, replace(credential, made=earlier - timedelta(days=40), verified=earlier))
    for destination in (STORE, WEB):
        destinations.save(home, destination)
    scratch = file.parent / "scratch"
    scratch.mkdir(mode=0o700)
    with open_table(str(file), scratch=scratch) as table:
        mapping = toml.loads(MAPPING, where="the example's mapping")
        remembered.save(home, STORE.slug, table.header_key(), mapping)
    scratch.rmdir()
    _past(home, session.api_url, now)


def _past(home: Home, api_url: str, now: datetime) -> None:
    revoked = CredentialError("The token was revoked.", remedy="Reauthorise it.")
    done, stopped, failed = Status.DONE, Status.STOPPED, Status.FAILED
    with Ledger(home.ledger) as ledger:
        for name, slug, days, total, accepted, refused, status in (
            ("orders_2026-04.csv", STORE.slug, 60, 39_890, 39_877, 13, done),
            ("orders_2026-05.csv", STORE.slug, 29, 46_902, 46_889, 13, done),
            ("web_2026-06.parquet", WEB.slug, 4, 9_000, 8_110, 0, failed),
            ("phone_2026-06.xlsx", STORE.slug, 1, 5_204, 3_000, 0, stopped),
        ):
            started = now - timedelta(days=days, minutes=1)
            run = runs.begin(ledger, _job(name, slug, total, api_url), started)
            ledger.write("UPDATE runs SET accepted = ?, refused = ? WHERE id = ?", (accepted, refused, run.id))
            ended = started + timedelta(seconds=21)
            runs.end(ledger, run.number, status, revoked if status is failed else None, ended.timestamp())


def _job(name: str, slug: str, total: int, api_url: str) -> RunSpec:
    return RunSpec(
        FileSource(Path("/exports", name)),
        fingerprint=name,
        size=1,
        modified_at=0.0,
        destination=slug,
        settings="{}",
        mapping="",
        options=Options(),
        base_url=api_url,
        checked_at=0.0,
        totals=Totals(total + 399, 0, 399, 0, total, total, {}, {}, (0,) * 30, total, 0, 0, 0.4),
    )
