"""A ledger that was deleted, emptied, cut, damaged or exchanged is noticed before anything is sent."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.support.uploads import Scenario
from tests.uploads.ledgers import NOW, begin
from tiktok_tui.accounts.home import Home
from tiktok_tui.events.errors import StateError
from tiktok_tui.uploads.ledger.copies import copy_ledger, newest_copy
from tiktok_tui.uploads.ledger.database import Ledger
from tiktok_tui.uploads.ledger.marker import LedgerDoubtError, accept_ledger, check_ledger


def _delete(home: Home) -> None:
    for path in home.state.glob("ledger.sqlite*"):
        path.unlink()


def _empty(home: Home) -> None:
    _delete(home)
    home.ledger.touch()


def _exchange(home: Home) -> None:
    _delete(home)
    Ledger(home.ledger).close()


def _delete_all(home: Home) -> None:
    for path in home.state.glob("ledger*"):
        path.unlink()


@pytest.mark.parametrize("lose", [_delete, _empty, _exchange, _delete_all])
def test_a_ledger_that_was_lost_is_not_taken_for_a_new_one(scenario: Scenario, lose: Callable[[Home], None]) -> None:
    path = scenario.orders(50)
    scenario.send(path)
    arrived = scenario.sandbox.stats().arrived
    lose(scenario.home)
    with pytest.raises(LedgerDoubtError, match="The ledger is empty or missing, but 1 was made here") as raised:
        scenario.send(path)
    copy = newest_copy(scenario.home)
    assert str(copy) in raised.value.remedy
    assert scenario.sandbox.stats().arrived == arrived
    # The copy in its place: everything is known again.
    assert copy is not None
    _delete(scenario.home)
    copy.rename(scenario.home.ledger)
    assert scenario.send(path).skipped == 50


def test_a_person_may_continue_with_a_new_ledger(scenario: Scenario) -> None:
    path = scenario.orders(50)
    scenario.send(path)
    _delete(scenario.home)
    accept_ledger(scenario.home)
    assert stat.S_IMODE(scenario.home.ledger_marker.stat().st_mode) == 0o600
    assert scenario.send(path).accepted == 50
    assert scenario.send(path).skipped == 50


@pytest.mark.parametrize("bytes_cut", [1000, 4096, 5000])
def test_a_ledger_that_was_cut_is_damaged(scenario: Scenario, bytes_cut: int) -> None:
    path = scenario.orders(3000)
    scenario.send(path)
    size = scenario.home.ledger.stat().st_size
    with scenario.home.ledger.open("r+b") as file:
        file.truncate(size - bytes_cut)
    with pytest.raises(StateError, match="damaged") as raised:
        scenario.send(path)
    assert not isinstance(raised.value, LedgerDoubtError)
    assert scenario.sandbox.stats().arrived == 3000


def test_damage_is_noticed_though_the_ledger_was_sound_and_is_as_long_as_before(scenario: Scenario) -> None:
    scenario.send(scenario.orders(10))
    check_ledger(scenario.home)
    with Ledger(scenario.home.ledger) as ledger:
        page = ledger.number("SELECT rootpage FROM sqlite_master WHERE name = 'accepted'")
        size = ledger.number("PRAGMA page_size")
    with scenario.home.ledger.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"?" * size)
    os.utime(scenario.home.ledger, (1, 1))
    for _ in range(2):  # it stays damaged
        with pytest.raises(StateError, match="damaged"):
            check_ledger(scenario.home)


def test_an_older_copy_lacks_the_runs_since_then(scenario: Scenario) -> None:
    scenario.send(scenario.orders(10))
    copy = newest_copy(scenario.home)
    assert copy is not None
    scenario.send(scenario.orders(10, start=10, name="more.csv"))
    _delete(scenario.home)
    copy.rename(scenario.home.ledger)
    with pytest.raises(LedgerDoubtError, match="knows 1 run, but 2 were made"):
        check_ledger(scenario.home)


def test_what_is_missing_and_what_to_do_is_said_with_and_without_a_copy(home: Home) -> None:
    with Ledger(home.ledger) as ledger:
        begin(ledger)
        begin(ledger)
        home.ledger_marker.write_text(json.dumps({"ledger": ledger.identity(), "runs": 1200}))
        with pytest.raises(LedgerDoubtError) as raised:
            check_ledger(home)
        copy_ledger(home, ledger, NOW)
    unknown = "what the others sent is not known and would be sent again"
    assert raised.value.what == f"The ledger knows 2 runs, but 1,200 were made here: {unknown}."
    last_way = "Or send with --new-ledger: TikTok drops repeats for 48 hours only."
    assert raised.value.remedy == f"Restore it from a backup if you can. {last_way}"
    assert (raised.value.where, raised.value.guide) == (str(home.ledger), "troubleshooting")
    copy = newest_copy(home)
    assert copy is not None
    os.utime(copy, (NOW, NOW))
    with pytest.raises(LedgerDoubtError) as raised:
        check_ledger(home)
    place = f"to ledger.sqlite in the folder {home.state}"
    assert raised.value.remedy == f"Restore it: rename {copy}, the copy of 2026-09-21, {place}. {last_way}"


def test_a_first_run_and_a_ledger_from_before_the_marker_are_no_doubt(scenario: Scenario) -> None:
    check_ledger(scenario.home)
    assert not scenario.home.ledger.exists()
    path = scenario.orders(10)
    scenario.send(path)
    scenario.home.ledger_marker.unlink()
    assert scenario.send(path).skipped == 10
    for nonsense in ("{", "[]", '{"ledger": "x"}', '{"ledger": "x", "runs": null}', '{"ledger": "x", "runs": "many"}'):
        scenario.home.ledger_marker.write_text(nonsense)
        check_ledger(scenario.home)
    copy = newest_copy(scenario.home)
    assert copy is not None
    copy.write_bytes(b"no database" * 1000)
    check_ledger(scenario.home)  # a copy that cannot be read says nothing about the ledger


def test_the_ledger_of_another_home_is_not_this_one_however_many_runs_it_has(
    scenario: Scenario, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = scenario.orders(10)
    scenario.send(path)
    folder = tmp_path_factory.mktemp("other")
    other = replace(scenario, home=Home(folder, folder), updates=[])
    for _ in range(2):
        other.send(path)
    _delete(scenario.home)
    other.home.ledger.rename(scenario.home.ledger)
    with pytest.raises(LedgerDoubtError):
        scenario.send(path)


def test_resuming_is_refused_with_a_ledger_that_was_exchanged(scenario: Scenario) -> None:
    from tests.uploads.sent import half_sent

    run = half_sent(scenario, scenario.orders(2000))
    scenario.home.ledger_marker.write_text('{"ledger": "another", "runs": 7}')
    with pytest.raises(LedgerDoubtError):
        scenario.resume(run)
