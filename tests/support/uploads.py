"""Uploads of real files to a real sandbox, put together in a line."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import pytest

from tests.support.checked_once import Checked, CheckedOnce, checked_now
from tests.support.sandbox import Sandbox
from tiktok_tui.accounts.home import Home, private_folder
from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.sandbox import known
from tiktok_tui.tiktok.tokens import FixedToken
from tiktok_tui.uploads.connection import Connection
from tiktok_tui.uploads.options import Options, RetryPolicy
from tiktok_tui.uploads.run import Run
from tiktok_tui.uploads.sending.control import Control
from tiktok_tui.uploads.start import Sending, resume_run, start_run
from tiktok_tui.uploads.summary import Summary
from tiktok_tui.uploads.updates import RunFinished, RunStopped, Update

Kind = TypeVar("Kind")

QUICK = RetryPolicy(
    first=0.01, longest=0.05, recovery=0.1, steps=4, first_contact=0.4, outage=1.5, claimed=0.02, hopeless=200
)
"""Waits of hundredths of a second."""

SHOP = Destination(
    slug="shop",
    name="Shop",
    credential="acme",
    advertiser_id=known.ADVERTISER,
    event_set_id=known.EVENT_SET,
    fixed_event="Purchase",
    currency="USD",
    phone_country="US",
)

MAPPING = Mapping(
    fields={
        "event_id": FieldSource(columns=("id",)),
        "timestamp": FieldSource(columns=("time",)),
        "email": FieldSource(columns=("email",)),
        "value": FieldSource(columns=("value",)),
        "order_id": FieldSource(columns=("id",)),
    }
)


def write_orders(path: Path, numbers: range, *, broken: frozenset[int] = frozenset()) -> Path:
    """A CSV with one order a row; row 2 is the first one. Those in `broken` have a value that cannot be read."""
    now = int(time.time())
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["id", "time", "email", "value"])
        for number in numbers:
            value = "a lot" if number in broken else f"{number % 90 + 1}.50"
            out.writerow([f"order-{number:06d}", now - 3600, f"person{number}@customers.example", value])
    return path


@dataclass
class Scenario:
    """A home, a sandbox and a destination to send to."""

    home: Home
    sandbox: Sandbox
    folder: Path
    destination: Destination = SHOP
    mapping: Mapping = MAPPING
    token: str = known.TOKEN
    policy: RetryPolicy = QUICK
    base_url: str = ""
    updates: list[Update] = field(default_factory=list)
    once: CheckedOnce | None = None
    """Files that other tests send as well."""

    @property
    def connection(self) -> Connection:
        """The connection to the sandbox, or to `base_url`."""
        return Connection(self.base_url or self.sandbox.base_url, FixedToken(self.token))

    def orders(self, count: int, start: int = 0, name: str = "orders.csv") -> Path:
        """A file of so many orders. Other tests send it too: one that changes it takes `own_orders`."""
        if self.once is None:
            return self.own_orders(count, start, name)
        numbers = range(start, start + count)
        return self.once.file(f"{start}-{count}/{name}", lambda path: write_orders(path, numbers))

    def own_orders(self, count: int, start: int = 0, name: str = "orders.csv") -> Path:
        """A file of so many orders in the test's own folder."""
        return write_orders(self.folder / name, range(start, start + count))

    @contextmanager
    def sending(
        self,
        path: Path,
        options: Options | None = None,
        control: Control | None = None,
    ) -> Iterator[Sending]:
        """A new run of the file, ready to be iterated."""
        with self.sending_source(str(path), options, control) as sending:
            yield sending

    @contextmanager
    def sending_source(
        self,
        source: str,
        options: Options | None = None,
        control: Control | None = None,
    ) -> Iterator[Sending]:
        """A new run of a file or a query."""
        with (
            self.checked(source) as checked,
            start_run(
                self.home,
                checked.table,
                checked.prepared,
                self.destination,
                self.mapping,
                self.connection,
                checked_at=checked.now,
                options=options,
                control=control,
                policy=self.policy,
            ) as sending,
        ):
            yield sending

    @contextmanager
    def checked(self, source: str) -> Iterator[Checked]:
        """The check of a file or a query."""
        if self.once is not None and self.once.has(Path(source)):
            yield self.once.checked(Path(source), self.mapping, self.destination)
        else:
            with checked_now(source, self.mapping, self.destination, private_folder(self.home.scratch)) as checked:
                yield checked

    def send(
        self,
        path: Path,
        options: Options | None = None,
        control: Control | None = None,
    ) -> Summary:
        """Send the file to its end; its updates are in `updates`."""
        with self.sending(path, options, control) as sending:
            self.updates = list(sending)
        return self.summary

    def resume(
        self, run: Run, *, send_doubtful: bool = False, control: Control | None = None, still_open: bool = False
    ) -> Summary:
        """Resume a run to its end; as the app does if its file is `still_open`, else the file is opened again."""
        opened = None
        if still_open:
            assert self.once is not None
            checked = self.once.checked(Path(run.spec.source.where), self.mapping, self.destination)
            opened = (checked.table, checked.prepared, checked.now)
        with resume_run(
            self.home,
            run,
            self.destination,
            self.connection,
            send_doubtful=send_doubtful,
            control=control,
            policy=self.policy,
            opened=opened,
        ) as sending:
            self.updates = list(sending)
        return self.summary

    @property
    def summary(self) -> Summary:
        """How the last upload ended."""
        end = self.updates[-1]
        assert isinstance(end, RunFinished | RunStopped)
        return end.summary

    @property
    def end(self) -> RunFinished | RunStopped:
        """The last update of the last upload."""
        end = self.updates[-1]
        assert isinstance(end, RunFinished | RunStopped)
        return end

    def all_of(self, kind: type[Kind]) -> list[Kind]:
        """The updates of one kind of the last upload."""
        return [update for update in self.updates if isinstance(update, kind)]

    def to(self, destination: Destination) -> Scenario:
        """The same scenario with another destination."""
        return replace(self, destination=destination, updates=[])


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home of its own."""
    folder = private_folder(tmp_path / "home")
    return Home(folder, folder)


@pytest.fixture
def scenario(home: Home, sandbox: Sandbox, tmp_path: Path, checked_once: CheckedOnce) -> Iterator[Scenario]:
    """Everything that an upload to the sandbox needs."""
    yield Scenario(home, sandbox, tmp_path, once=checked_once)
    checked_once.refuse_changes()
