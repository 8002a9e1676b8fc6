"""A run with its destination and its mapping, as far as they can still be read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.uploads import MAPPING, SHOP
from tiktok_tui.accounts import destinations
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.mapping import toml
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.history.loaded_run import LoadedRun
from tiktok_tui.uploads.ledger import history
from tiktok_tui.uploads.ledger.history import Standing
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import Run, RunSpec, Status, Tally

TOTALS = Totals(20, 0, 0, 0, 20, 20, {}, {}, (), 0, 0, 0, 0.0)
SPEC = RunSpec(FileSource(Path("/orders.csv")), "f", 1, 1.0, SHOP.slug, "{}", "", Options(), "http://x", 0.0, TOTALS)
RUN = Run(1, "r1", SPEC, 1, Status.STOPPED, 0.0, 1.0, 2_000, Tally(accepted=1_000), "", "")


def test_a_run_is_read_with_what_is_still_there_of_it(session: AppSession, monkeypatch: pytest.MonkeyPatch) -> None:
    destinations.save(session.home, SHOP)
    wanted: list[object] = []

    def read(mapping: str, destination: str) -> LoadedRun:
        spec = replace(SPEC, mapping=mapping, destination=destination)
        standing = Standing(replace(RUN, spec=spec), False)

        def found(*which: object) -> Standing:
            wanted.append(which)
            return standing

        monkeypatch.setattr(history, "standing", found)
        loaded = LoadedRun.read(session.home, "r1")
        assert loaded.standing is standing
        return loaded

    whole, bare = read(toml.dumps(MAPPING), SHOP.slug), read("= no TOML", "gone")
    assert (whole.destination, whole.mapping, whole.title) == (SHOP, MAPPING, "orders.csv → Shop")
    assert (bare.destination, bare.mapping, bare.title) == (None, None, "orders.csv → gone")
    assert wanted == [(session.home, "r1")] * 2


@pytest.mark.parametrize(
    ("action", "run", "sending", "why"),
    [
        ("resume", RUN, False, ""),
        ("resume", RUN, True, "another process is sending the run"),
        ("resume", replace(RUN, status=Status.DONE), False, "the run is finished"),
        ("resume", replace(RUN, status=Status.GIVEN_UP), False, "the run is given up"),
        ("give_up", RUN, False, ""),
        ("give_up", RUN, True, "another process is sending the run"),
        ("give_up", replace(RUN, status=Status.DONE), False, "the run is finished"),
        ("give_up", replace(RUN, status=Status.GIVEN_UP), False, "the run is given up"),
        ("give_up", replace(RUN, status=Status.DONE, tally=Tally(withheld=1)), False, "the run is finished"),
        ("resume", replace(RUN, status=Status.DONE, tally=Tally(withheld=1)), False, ""),
        ("resume_doubtful", replace(RUN, tally=Tally(withheld=1)), False, ""),
        ("resume_doubtful", replace(RUN, tally=Tally(similar=1)), False, "nothing is in doubt"),
        ("resume_similar", replace(RUN, tally=Tally(similar=1)), False, ""),
        ("resume_similar", replace(RUN, tally=Tally(withheld=1)), False, "nothing was held back"),
        ("export", replace(RUN, spec=replace(SPEC, totals=replace(TOTALS, rejected=1))), False, ""),
        ("export", replace(RUN, tally=Tally(refused=1)), False, ""),
        ("export", RUN, False, "no row was rejected or refused"),
        ("corrected", RUN, False, ""),
    ],
)
def test_each_action_is_possible_or_says_why_not(action: str, run: Run, sending: bool, why: str) -> None:
    assert LoadedRun(Standing(run, sending), SHOP).why_not(action) == why
