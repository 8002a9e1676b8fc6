"""`sync run` and `release`: which syncs run, what is printed of each result, and the gravest exit code."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import Run
from tiktok_tui.accounts.home import Home
from tiktok_tui.cli import console
from tiktok_tui.cli.syncs.run import show
from tiktok_tui.events.errors import AppError, CredentialError, FileError, SettingsError, StateError, UnreachableError
from tiktok_tui.files.progress import Cancelled
from tiktok_tui.syncs.history import holds
from tiktok_tui.syncs.history.holds import Hold
from tiktok_tui.syncs.history.night import Night, NightState
from tiktok_tui.syncs.history.result import SyncResult
from tiktok_tui.syncs.settings import store
from tiktok_tui.syncs.settings.sync import PathSource, Sync

NOW = datetime(2026, 9, 21, 22, 5, tzinfo=UTC)
NIGHTLY = Sync("nightly", "Nightly sales", "store", PathSource("/srv/orders.csv"))
SENT = Night(7, NOW, NOW, NightState.SENT, "", "orders.csv", "2026-09-22-001", rows=20, events=20, accepted=20)
HELD = Night(7, NOW, NOW, NightState.HELD, "It is old.", "orders.csv", rows=20, events=20)


@pytest.fixture
def syncs(home: Path) -> Home:
    """Three syncs: `a`, `b` and `c`."""
    folders = Home(home, home)
    for name in "abc":
        store.save(folders, replace(NIGHTLY, id=name, name=name.upper()))
    return folders


Results = dict[str, SyncResult | AppError | Cancelled]


@pytest.fixture
def results() -> Results:
    """The result, or the error, of each sync by its name; the others are sent."""
    return {}


@pytest.fixture
def ran(results: Results, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, Any]]]:
    """The syncs that were run, with what they were run with."""
    seen: list[tuple[str, dict[str, Any]]] = []

    def run_sync(_: Home, sync: Sync, __: object, **given: Any) -> SyncResult:
        seen.append((sync.id, given))
        return ended(results, sync)

    monkeypatch.setattr("tiktok_tui.syncs.running.run.run_sync", run_sync)
    return seen


@pytest.fixture
def checked(results: Results, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The syncs that were checked."""
    seen: list[str] = []

    def check_sync(_: Home, sync: Sync, *__: object, **___: object) -> SyncResult:
        seen.append(sync.id)
        return ended(results, sync)

    monkeypatch.setattr("tiktok_tui.syncs.running.run.check_sync", check_sync)
    return seen


def ended(results: Results, sync: Sync) -> SyncResult:
    result = results.get(sync.id, SyncResult(sync, SENT))
    if isinstance(result, SyncResult):
        return replace(result, sync=sync)
    raise result


def failed(error: AppError, *, stopped: bool = False) -> SyncResult:
    return SyncResult(NIGHTLY, replace(SENT, state=NightState.FAILED, reason=error.what), error=error, stopped=stopped)


HALTED = SyncResult(NIGHTLY, replace(SENT, state=NightState.FAILED, reason="Stopped."), stopped=True)


@pytest.mark.parametrize(
    ("of_a", "of_b", "code"),
    [
        (SyncResult(NIGHTLY, SENT), SyncResult(NIGHTLY, SENT), 0),
        (SyncResult(NIGHTLY, HELD), SyncResult(NIGHTLY, SENT), 1),
        (SyncResult(NIGHTLY, replace(SENT, rejected=1)), SyncResult(NIGHTLY, SENT), 1),
        (SyncResult(NIGHTLY, HELD), failed(UnreachableError("x")), 4),
        (failed(UnreachableError("x")), failed(CredentialError("x")), 3),
        (failed(CredentialError("x")), failed(FileError("x")), 2),
        (failed(FileError("x")), HALTED, 130),
        (failed(CredentialError("x"), stopped=True), SyncResult(NIGHTLY, SENT), 3),
        (StateError("x"), SyncResult(NIGHTLY, HELD), 2),
        (SettingsError("x"), failed(UnreachableError("x")), 2),
    ],
)
def test_the_exit_code_is_the_gravest(
    cli: Run,
    syncs: Home,
    results: Results,
    ran: list[object],
    of_a: SyncResult | AppError,
    of_b: SyncResult | AppError,
    code: int,
) -> None:
    results.update(a=of_a, b=of_b)
    assert cli("sync", "run", "a", "b").code == code
    assert cli("sync", "run", "b", "a").code == code


def test_after_a_stop_no_other_sync_is_run(cli: Run, syncs: Home, results: Results, ran: list[Any]) -> None:
    results.update(a=SettingsError("It is locked.", where="a.toml", remedy="Wait."), b=HALTED)
    outcome = cli("sync", "run", "a", "b", "c", "a")
    assert (outcome.code, [name for name, _ in ran]) == (130, ["a", "b"])
    assert outcome.out == "B: Failed: Stopped.\n"
    assert outcome.err == "tiktok-tui: a.toml: It is locked.\n  Wait.\n"


@pytest.mark.parametrize(
    ("error", "code"), [(FileError("It is gone."), 2), (CredentialError("x"), 3), (UnreachableError("x"), 4)], ids=str
)
def test_a_check_that_fails_keeps_no_other_sync_from_being_checked(
    cli: Run, syncs: Home, results: Results, checked: list[Any], error: AppError, code: int
) -> None:
    results["a"] = error
    outcome = cli("sync", "run", "--all", "--dry-run")
    assert (outcome.code, checked) == (code, ["a", "b", "c"])
    assert outcome.err == f"tiktok-tui: {error.what}\n"


def test_a_check_that_is_stopped_is_no_fault(cli: Run, syncs: Home, results: Results, checked: list[Any]) -> None:
    results["b"] = Cancelled()
    outcome = cli("sync", "run", "--all", "--dry-run")
    assert (outcome.code, outcome.err, checked) == (130, "Stopped.\n", ["a", "b"])


def test_each_is_run_once_in_the_order_of_its_name_with_the_options(cli: Run, syncs: Home, ran: list[Any]) -> None:
    assert cli("sync", "run", "b", "a", "b").out == "B: 20 events accepted.\nA: 20 events accepted.\n"
    assert [given["new_ledger"] for _, given in ran] == [False, False]
    ran.clear()
    assert cli("sync", "run", "--all", "--new-ledger", "--as-of", NOW.isoformat()).code == 0
    assert ran == [(name, {"now": NOW, "new_ledger": True}) for name in "abc"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Which syncs?"),
        (("a", "--all"), "--all goes with neither NAME nor --due."),
        (("--due", "--all"), "--all goes with neither NAME nor --due."),
    ],
)
def test_which_syncs_is_to_be_said(cli: Run, syncs: Home, ran: list[object], words: tuple[str, ...], said: str) -> None:
    outcome = cli("sync", "run", *words)
    remedy = "Name one or several, or give --all or --due; `tiktok-tui sync list` shows them."
    assert (outcome.code, outcome.out, outcome.err) == (2, "", f"tiktok-tui: {said}\n  {remedy}\n")
    assert ran == []


def test_nothing_is_due(cli: Run, syncs: Home, ran: list[object]) -> None:
    due = cli("sync", "run", "--due")
    assert (due.code, due.out, due.err) == (0, "", "No sync is due.\n")
    named = cli("sync", "run", "--due", "a")
    assert (named.code, named.out, named.err) == (0, "No sync is due.\n", "")
    for name in "abc":
        (syncs.syncs / f"{name}.toml").write_text("colour = 1\n")
    broken = cli("sync", "run", "--due")
    assert (broken.code, broken.out, broken.err.count(".toml, line 1")) == (2, "", 3)
    assert "No sync is due" not in broken.err
    assert ran == []


@pytest.mark.parametrize(
    ("result", "dry", "out", "err"),
    [
        (SyncResult(NIGHTLY, SENT), False, "20 events accepted.", ""),
        (
            SyncResult(NIGHTLY, HELD),
            False,
            "Held, nothing was sent: It is old.",
            "`tiktok-tui sync release nightly` sends it all the same, `tiktok-tui sync drop nightly` gives it up.\n",
        ),
        (
            SyncResult(NIGHTLY, HELD),
            True,
            "0 events of orders.csv can be sent, 0 rows are rejected. It would be held: It is old.",
            "",
        ),
        (
            failed(UnreachableError("No answer.", where="TikTok", remedy="Wait.")),
            False,
            "Failed: No answer.",
            "tiktok-tui: TikTok: No answer.\n  Wait.\n",
        ),
    ],
)
def test_a_result_in_words_and_as_json(
    capsys: pytest.CaptureFixture[str], result: SyncResult, dry: bool, out: str, err: str
) -> None:
    show(result, as_json=False, dry=dry)
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == (f"Nightly sales: {out}\n", err)
    show(result, as_json=True, dry=dry)
    printed = capsys.readouterr()
    assert (json.loads(printed.out), printed.err) == (json.loads(json.dumps(result.facts())), err)


@pytest.fixture
def released(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[dict[str, Any]]]:
    """Lets `release` give these results; returns what it was called with."""

    def give(*results: SyncResult) -> list[dict[str, Any]]:
        calls: list[dict[str, Any]] = []

        def release(_: Home, sync: Sync, __: object, **given: Any) -> tuple[SyncResult, ...]:
            calls.append(given)
            return results

        monkeypatch.setattr("tiktok_tui.syncs.running.release.release", release)
        return calls

    return give


def test_what_is_held_is_shown_before_it_is_released(
    cli: Run,
    home: Path,
    in_berlin: None,
    released: Callable[..., list[dict[str, Any]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folders = Home(home, home)
    store.save(folders, NIGHTLY)
    for number, name in ((6, "one.csv"), (7, "two.csv")):
        source = json.dumps({"kind": "file", "path": f"/srv/{name}"})
        held = Hold(number, source, name, None, "", NOW, "d", 20, (f"Reason {number}.", "It is old."))
        holds.add(folders, "nightly", held)
    calls = released(SyncResult(NIGHTLY, SENT), SyncResult(NIGHTLY, replace(SENT, rejected=2)))
    monkeypatch.setattr(console, "may_ask", lambda: True)
    question = (
        "Held: one.csv of 2026-09-22 00:05. Reason 6. It is old.\n"
        "Held: two.csv of 2026-09-22 00:05. Reason 7. It is old.\n"
        "Send what is held of Nightly sales all the same? [y/N] "
    )
    declined = cli("sync", "release", "nightly", stdin="n\n")
    assert (declined.code, declined.out, declined.err) == (130, "", f"{question}Stopped.\n")
    assert calls == []
    sent = cli("sync", "release", "nightly", stdin="y\n")
    assert sent.code == 1, "a row of the second one is rejected"
    assert sent.out == (
        "Nightly sales: 20 events accepted.\nNightly sales: 20 events accepted, 2 rows rejected.\n"
    )  # fmt: skip
    assert sent.err == (
        f"{question}`tiktok-tui rejects 2026-09-22-001 -o rejects.csv` writes the rejected rows, with what to do.\n"
    )
    as_json = cli("sync", "release", "nightly", "--yes", "--json", "--as-of", NOW.isoformat())
    assert [json.loads(line)["rejected"] for line in as_json.out.splitlines()] == [0, 2]
    assert calls == [{"now": None}, {"now": NOW}]
