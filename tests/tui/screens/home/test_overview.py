"""The facts on Home: why a destination cannot be sent to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests.support.pages import full_home
from tests.support.setups import NOW, SHOP
from tests.support.sync_pages import NIGHTLY, held
from tiktok_tui.accounts import credentials, destinations
from tiktok_tui.accounts.credentials import Credential
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.syncs.history import lock
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.home import overview
from tiktok_tui.tui.screens.home.overview import DestinationFacts, Overview, read_overview
from tiktok_tui.uploads.ledger import runs
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.locks import RunLock
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Run, RunSpec, Status, Tally

TOTALS = Totals(20, 0, 0, 0, 20, 20, {}, {}, (), 0, 0, 0, 0.0)
SPEC = RunSpec(FileSource(Path("/a.csv")), "f", 1, 1.0, "shop", "{}", "", Options(), "http://x", 0.0, TOTALS)
RUN = Run(1, "r", SPEC, 1, Status.DONE, 5.0, 1.0, 2000, Tally(accepted=1200), "Token revoked", "")


@pytest.mark.parametrize(
    ("status", "credential", "sandbox", "trouble"),
    [
        (Status.FAILED, "acme", False, "Token revoked"),
        (Status.STOPPED, "acme", False, ""),
        (Status.DONE, "acme", False, ""),
        (Status.FAILED, "gone", False, "no such credential"),
        (Status.DONE, "", False, "no credential yet"),
        (Status.DONE, "", True, ""),
    ],
)
def test_a_destination_in_trouble_says_why(
    status: Status, credential: str, sandbox: bool, trouble: str, session: AppSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    credentials.save(session.home, Credential("acme", "0" * 16, "Acme"))
    destinations.save(session.home, replace(SHOP, credential=credential, sandbox=sandbox))
    monkeypatch.setattr(overview, "_read_runs", lambda *_: ({SHOP.slug: replace(RUN, status=status)}, ()))
    (facts,) = overview.read_overview(session).destinations
    assert facts.trouble == trouble
    assert (facts.accepted, facts.credential) == (1200, "Acme" if credential == "acme" else "")
    assert (facts.source, facts.token_given) == ("sandbox" if sandbox else "offline", False)
    (given,) = overview.read_overview(replace(session, token_given=True)).destinations
    assert given.trouble == ("Token revoked" if status is Status.FAILED else "")
    assert given.token_given is not sandbox


def hours_ago(then: datetime | None) -> int:
    """Whole hours since then."""
    assert then is not None
    return round((datetime.now(UTC) - then) / timedelta(hours=1))


def test_destinations_begin_with_the_last_used_and_runs_with_the_unfinished(session: AppSession) -> None:
    assert read_overview(session) == Overview()
    assert not session.home.ledger.exists(), "looking writes nothing"
    full_home(cast("TikTokTui", SimpleNamespace(session=session)))
    destinations.save(session.home, replace(SHOP, slug="never", name="Never used"))
    destinations.path_of(session.home, "broken").write_text("name = [/b]")
    with Ledger(session.home.ledger) as ledger:
        ledger.write("UPDATE runs SET withheld = 3, similar = 2, destination = 'gone' WHERE status = 'done'", ())
    found = read_overview(session)
    assert [error.where.rpartition("/")[2] for error in found.broken] == ["broken.toml, line 1"]
    store, web, never = found.destinations
    assert (hours_ago(store.verified), hours_ago(store.last_run), hours_ago(web.last_run)) == (3, 2, 290)
    assert replace(store, verified=None, last_run=None) == DestinationFacts(
        "store-sales", "Store sales", "offline", "7654321098765432109", "acme", accepted=30_987
    )
    assert replace(web, verified=None, last_run=None) == DestinationFacts(
        "web-shop", "Web shop", "web", "C4JK9Q2RC77U2TMR44L0", "acme", "Token revoked", accepted=8_110
    )
    assert (never.source, never.credential, never.accepted, never.last_run) == ("sandbox", "acme", 0, None)
    assert [run.file for run in found.runs] == ["orders_2026-11.csv", "web_2026-10.csv", "orders_2026-10.csv"]
    shown = [replace(run, run="", started=NOW) for run in found.runs]
    stopped = overview.RunFacts(
        "", "orders_2026-11.csv", "Store sales", "stopped", True, 46_902, 31_000, 30_987, 13, 399, 0, 0, NOW
    )
    assert shown == [
        stopped,
        replace(
            stopped,
            file="web_2026-10.csv",
            destination="Web shop",
            state="failed",
            total=9_000,
            events_done=8_110,
            accepted=8_110,
            refused=0,
        ),
        replace(
            stopped,
            file="orders_2026-10.csv",
            destination="gone",
            state="done",
            unfinished=False,
            total=39_890,
            events_done=shown[2].events_done,
            accepted=39_877,
            in_doubt=3,
            held_back=2,
        ),
    ]
    assert [hours_ago(run.started) for run in found.runs] == [2, 290, 700]


def test_fifty_runs_are_shown(session: AppSession) -> None:
    with Ledger(session.home.ledger) as ledger:
        for number in range(51):
            runs.begin(ledger, SPEC, NOW + timedelta(minutes=number))
    shown = read_overview(session).runs
    assert (len(shown), shown[0].started) == (50, NOW + timedelta(minutes=50))


def test_a_run_whose_process_is_gone_is_unfinished_and_one_that_is_being_sent_runs(session: AppSession) -> None:
    with Ledger(session.home.ledger) as ledger:
        numbers = [runs.begin(ledger, SPEC, NOW).number for _ in range(2)]
    sending = RunLock(session.home, numbers[0])
    sending.acquire()
    shown = [(run.state, run.unfinished) for run in read_overview(session).runs]
    sending.release()
    assert sorted(shown) == [("running", False), ("unfinished", True)]
    assert {run.state for run in read_overview(session).runs} == {"unfinished"}


def test_syncs_begin_with_those_that_hold_something_and_are_due_once_their_time_has_come(session: AppSession) -> None:
    held(session.home)
    session.home.syncs.joinpath("a-broken.toml").write_text("name = ")
    then = replace(session, as_of=NOW)
    found = read_overview(then)
    assert [(standing.sync.id, len(standing.holds)) for standing in found.syncs] == [("nightly", 1), ("by-hand", 0)]
    assert found.due == frozenset()
    assert [error.where.rpartition("/")[2] for error in found.broken_syncs] == ["a-broken.toml, line 1"]
    later = replace(session, as_of=NOW + timedelta(days=2))
    assert read_overview(later).due == {NIGHTLY.id}
    with lock.locked(session.home, NIGHTLY.id):
        assert read_overview(later).due == frozenset(), "it runs now"
