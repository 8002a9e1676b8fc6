"""The facts on Home: why a destination cannot be sent to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.setups import SHOP
from tiktok_tui.accounts import credentials, destinations
from tiktok_tui.accounts.credentials import Credential
from tiktok_tui.files.source import FileSource
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.home import overview
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
    assert facts.source == ("sandbox" if sandbox else "offline")
