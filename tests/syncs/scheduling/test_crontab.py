"""The crontab: other lines stay as they are, and a real cron starts the sync."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from tests.support import machine as machines
from tests.support.machine import Machine
from tests.support.scheduled import task
from tests.support.waiting import until
from tiktok_tui.events.errors import StateError
from tiktok_tui.syncs.scheduling.crontab import Crontab
from tiktok_tui.syncs.scheduling.scheduler import PlannedFile, Times
from tiktok_tui.syncs.settings.schedule import Kind, Schedule

NIGHTLY = Schedule(Kind.DAILY, at=time(3, 15))
OTHERS = "MAILTO=ops@example.com\n# m h  dom mon dow   command\n0 4 * * * echo 100\\% # a\n"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    if absent := machines.missing("crontab", "cron"):
        pytest.skip(absent)
    monkeypatch.setenv("TZ", "Europe/Berlin")
    with Machine(tmp_path) as started:
        started.in_reach(monkeypatch, "crontab")
        yield started


def test_other_lines_stay_as_they_are(tmp_path: Path, machine: Machine) -> None:
    cron, planned = Crontab(), task(tmp_path, NIGHTLY)
    assert cron.runs()
    assert not cron.remove("nightly")
    assert cron.times("nightly", NIGHTLY) is None
    cron.install(planned)
    assert machine.run("crontab", "-l").stdout == cron.plan(planned).files[0].text
    assert cron.remove("nightly")
    assert machine.run("crontab", "-l").returncode == 1, "an empty crontab is removed"

    machine.run("crontab", "-", given=OTHERS)
    cron.install(planned)
    machine.run("crontab", "-", given=machine.run("crontab", "-l").stdout + "5 5 * * * true\n")
    cron.install(task(tmp_path, Schedule(Kind.HOURLY, minute=15)))
    shown = machine.run("crontab", "-l").stdout
    assert shown.startswith(OTHERS)
    assert shown.endswith("5 5 * * * true\n")
    assert "\n15 * * * * if [ -r " in shown
    assert "15 3" not in shown, "the older lines are replaced"
    times = cron.times("nightly", NIGHTLY)
    assert times is not None
    assert times.stale, "it is another schedule by now"
    assert times.next == Schedule(Kind.HOURLY, minute=15).next_after(datetime.now(UTC))
    assert cron.remove("nightly")
    assert machine.run("crontab", "-l").stdout == OTHERS + "5 5 * * * true\n"


def test_half_a_block_is_left_for_the_person(tmp_path: Path, machine: Machine) -> None:
    half = OTHERS + "\n".join(Crontab().plan(task(tmp_path, NIGHTLY)).files[0].text.splitlines()[:2]) + "\n"
    machine.run("crontab", "-", given=half)
    for act in (lambda: Crontab().install(task(tmp_path, NIGHTLY)), lambda: Crontab().remove("nightly")):
        with pytest.raises(StateError) as raised:
            act()
        assert raised.value.what == (
            "The crontab holds one of the two lines that mark the sync nightly, so its end cannot be known."
        )
        assert raised.value.remedy == "Remove the lines of this sync with `crontab -e`, then try again."
    assert machine.run("crontab", "-l").stdout == half


def test_a_real_cron_starts_it(tmp_path: Path, machine: Machine) -> None:
    cron = Crontab()
    cron.install(task(tmp_path, NIGHTLY))
    # Cron runs lines marked @reboot when it starts, and the others on the minute: this one is tried without the wait.
    line = machine.run("crontab", "-l").stdout.replace("15 3 * * *", "@reboot")
    machine.run("crontab", "-", given=line)
    machine.start("cron", "-f")
    until((tmp_path / "ran").exists)
    assert (tmp_path / "ran").read_text() == 'sync run nightly\na "b" $c %d \\e\nfrom the $file\n'


@pytest.mark.timeout(240)
def test_a_real_cron_keeps_the_minute(tmp_path: Path, machine: Machine, request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("--long", default=False):
        pytest.skip("of the long form: --long")
    # Before the start: cron reads again only what is newer by a whole second.
    Crontab().install(task(tmp_path, Schedule(Kind.CRON, cron="* * * * *")))
    machine.start("cron", "-f")
    until((tmp_path / "ran").exists, within=180)
    assert (tmp_path / "ran").read_text().startswith("sync run nightly\n")


def test_a_watched_folder_is_watched_from_the_start(tmp_path: Path, machine: Machine) -> None:
    Crontab().install(task(tmp_path, Schedule(Kind.WATCH)))
    machine.start("cron", "-f")
    until((tmp_path / "ran").exists)
    assert (tmp_path / "ran").read_text().startswith("sync watch nightly\n")


@pytest.mark.parametrize(
    ("schedule", "lines", "due", "note"),
    [
        (NIGHTLY, ["15 3 * * *"], False, ""),
        (Schedule(Kind.DAILY, at=time(3, 15), time_zone="Europe/Berlin"), ["15 3 * * *"], False, ""),
        # Clocks change on other days: an hour more or less between the zones in some weeks.
        (
            Schedule(Kind.DAILY, at=time(3, 15), time_zone="America/New_York"),
            ["15 8,9 * * *"],
            True,
            "at 08:15 and 09:15, which runs if it is time in New York",
        ),
        (Schedule(Kind.HOURLY, minute=15, time_zone="America/New_York"), ["15 * * * *"], False, "every hour at :15"),
    ],
)
def test_another_zone_is_kept_in_the_machines_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, schedule: Schedule, lines: list[str], due: bool, note: str
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    plan = Crontab().plan(task(tmp_path, schedule))
    written = plan.files[0].text.splitlines()[1:-1]
    assert [line.partition(" if ")[0] for line in written] == lines
    assert all(("--due" in line) is due for line in written)
    assert any(note in each for each in plan.notes)


def test_the_lines_hold_the_secrets_the_settings_and_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    secrets = tmp_path / "secrets.env"
    begin = "# >>> tiktok-tui sync nightly >>> `tiktok-tui sync unschedule nightly` removes these lines\n"
    reads = f"if [ -r {secrets} ]; then set -a; . {secrets}; fi; exec "
    starts = f"env 'SETTING=a \"b\" $c \\%d \\e' '{tmp_path}/pro $gram 100\\%' sync "
    end = "# <<< tiktok-tui sync nightly <<<\n"
    for schedule, times, words, notes in (
        (
            *(NIGHTLY, "15 3 * * *", "run nightly"),
            ("cron mails what a run writes to stderr, and leaves out the runs of a machine that is off.",),
        ),
        (
            *(Schedule(Kind.DAILY, at=time(3, 15), time_zone="America/New_York"), "15 8,9 * * *", "run nightly --due"),
            (
                "cron mails what a run writes to stderr, and leaves out the runs of a machine that is off.",
                "cron knows only Berlin time: it starts the sync at 08:15 and 09:15, which runs if it is time in New "
                "York.",
            ),
        ),
        (
            *(Schedule(Kind.WATCH), "@reboot", "watch nightly"),
            ("cron starts it with the machine, and not again if it ends. Now: `tiktok-tui sync watch nightly`.",),
        ),
    ):
        plan = Crontab().plan(task(tmp_path, schedule))
        assert plan.files == (PlannedFile("the crontab", f"{begin}{times} {reads}{starts}{words} >/dev/null\n{end}"),)
        assert (plan.scheduler, plan.commands, plan.notes) == ("cron", (("crontab", "-"),), notes)
    bare = replace(task(tmp_path, NIGHTLY), environment={})
    assert f"exec '{tmp_path}/pro $gram 100\\%' sync run nightly >/dev/null" in Crontab().plan(bare).files[0].text


@pytest.fixture
def crontab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program `crontab` that shows and writes the file; without it, it fails and says why."""
    programs = tmp_path / "programs"
    programs.mkdir()
    shown = tmp_path / "shown"
    (programs / "crontab").write_text(
        f'#!/bin/sh\n[ "$1" = - ] && exec cat >{shown}\n'
        f'cat {shown} 2>/dev/null || {{ echo "cannot: full" >&2; exit 1; }}\n'
    )
    (programs / "crontab").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    return shown


def test_a_crontab_that_cannot_be_read_is_a_message_and_never_an_empty_one(tmp_path: Path, crontab: Path) -> None:
    with pytest.raises(StateError, match="crontab -l: cannot: full") as raised:
        Crontab().install(task(tmp_path, NIGHTLY))
    assert raised.value.remedy == "Choose another scheduler with --with, or look at what --print shows."
    with pytest.raises(StateError, match="cannot: full"):
        Crontab().times("nightly", NIGHTLY)


@pytest.mark.parametrize("said", ["no crontab for me", "crontab: can't open 'me': No such file or directory"])
def test_without_a_crontab_the_first_is_written(tmp_path: Path, crontab: Path, said: str) -> None:
    program = tmp_path / "programs" / "crontab"
    program.write_text(program.read_text().replace("cannot: full", said))
    assert not Crontab().remove("nightly")
    assert Crontab().times("nightly", NIGHTLY) is None
    Crontab().install(task(tmp_path, NIGHTLY))
    assert crontab.read_text() == Crontab().plan(task(tmp_path, NIGHTLY)).files[0].text


def test_blocks_of_other_syncs_stay_where_they_are(tmp_path: Path, crontab: Path) -> None:
    def block(key: str, schedule: Schedule) -> str:
        return Crontab().plan(replace(task(tmp_path, schedule), key=key)).files[0].text

    first, second, third = (block(key, NIGHTLY) for key in ("night", "nightly", "nightly-2"))
    crontab.write_text(f"{first}{second}\n{third}# mine")
    Crontab().install(task(tmp_path, Schedule(Kind.WATCH)))
    assert crontab.read_text() == f"{first}{block('nightly', Schedule(Kind.WATCH))}\n{third}# mine"
    times = Crontab().times("nightly", Schedule(Kind.WATCH))
    assert times == Times("cron", None, None)
    assert Crontab().remove("night")
    assert not Crontab().remove("night")
    assert Crontab().remove("nightly")
    assert crontab.read_text() == f"\n{third}# mine"
    assert Crontab().times("nightly-2", NIGHTLY) == Times("cron", NIGHTLY.next_after(datetime.now(UTC)), None)


def test_without_the_program_there_is_nothing_to_take_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not Crontab().runs()
    assert not Crontab().remove("nightly")
    assert Crontab().times("nightly", NIGHTLY) is None


def test_a_last_line_without_its_end_stays_a_line_of_its_own(tmp_path: Path, crontab: Path) -> None:
    crontab.write_text("5 5 * * * true")
    planned = task(tmp_path, NIGHTLY)
    Crontab().install(planned)
    assert crontab.read_text() == "5 5 * * * true\n" + Crontab().plan(planned).files[0].text


def test_the_times_of_lines_that_come_at_the_start_or_were_made_odd_are_not_known(
    tmp_path: Path, crontab: Path
) -> None:
    text = Crontab().plan(task(tmp_path, NIGHTLY)).files[0].text
    other = Schedule(Kind.CRON, cron="15 23 * * 1-5", time_zone="America/New_York")  # cron cannot keep it
    for line, schedule in (("0 0 30 2 *", NIGHTLY), ("@reboot", NIGHTLY), ("15 3 * * * nice", other), ("", NIGHTLY)):
        crontab.write_text(text.replace("15 3 * * *", line))
        times = Crontab().times("nightly", schedule)
        assert times is not None
        assert (times.next, times.stale) == (None, True)
    own = next(line for line in text.splitlines() if line.startswith("15 3"))
    crontab.write_text(text.replace(own, f"{own.replace('15 3 * * *', '@reboot')}\n{own}"))
    times = Crontab().times("nightly", NIGHTLY)
    assert times is not None
    assert (times.next, times.stale) == (NIGHTLY.next_after(datetime.now(UTC)), True)
    crontab.write_text(text)
    times = Crontab().times("nightly", NIGHTLY)
    assert times is not None
    assert (times.next, times.stale) == (NIGHTLY.next_after(datetime.now(UTC)), False)
    times = Crontab().times("nightly", None)
    assert times is not None
    assert times.stale, "the sync has no schedule any more"


def test_the_next_time_of_another_zone_is_that_of_the_schedule(
    tmp_path: Path, crontab: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    there = Schedule(Kind.DAILY, at=time(3, 15), time_zone="America/New_York")
    crontab.write_text(Crontab().plan(task(tmp_path, there)).files[0].text)
    times = Crontab().times("nightly", there)
    assert times is not None
    assert (times.next, times.stale) == (there.next_after(datetime.now(UTC)), False)
