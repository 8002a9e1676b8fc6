"""`sync add`: each option in the file that is saved, what is said of it, and where each mistake stands."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.support.commands import Run
from tests.support.orders import MAPPING
from tiktok_tui.accounts.home import Home
from tiktok_tui.sources.connections import store as connections
from tiktok_tui.syncs.settings import store


@pytest.fixture(autouse=True)
def _here(store: str, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with an export and a mapping, a destination and a connection."""
    monkeypatch.chdir(tmp_path)
    Path("orders.csv").write_text("mail,total\na@example.org,1\n")
    Path("mapping.toml").write_text(MAPPING)
    Path("night.sql").write_text("SELECT 1")
    connections.save(Home(home, home), "shop", "mysql", {"uri": "mysql://reader@db/shop"})


def saved(home: Path) -> dict[str, object]:
    """The settings in the file of the sync `nightly`."""
    return tomllib.loads((home / "syncs" / "nightly.toml").read_text())


def test_a_file_with_everything(cli: Run, home: Path, tmp_path: Path) -> None:
    words = ("--sheet", "May", "-m", "mapping.toml", "--daily", "03:15", "--time-zone", "America/New_York")
    limits = ("--max-rejected", "5 %", "--events", "1,500-50_000", "--older-than", "2 days", "--done", "sent")
    added = cli("sync", "add", "Nightly", "orders.csv", "-d", "store", *words, *limits)
    assert (added.code, added.out) == (0, f"nightly: saved as {home / 'syncs' / 'nightly.toml'}\n")
    assert added.err == (
        "`tiktok-tui sync run nightly --dry-run` checks it, `tiktok-tui sync run nightly` sends it.\n"
    )  # fmt: skip
    assert saved(home) == {
        "name": "Nightly",
        "destination": "store",
        "source": str(tmp_path / "orders.csv"),
        "sheet": "May",
        "mapping": str(tmp_path / "mapping.toml"),
        "done": "sent",
        "schedule": {"daily": "03:15", "time_zone": "America/New_York"},
        "limits": {"rejected": "5 %", "events": [1500, 50000], "older_than": "2 days"},
    }


LONG = f"SELECT {', '.join(f'column_{number}' for number in range(1000))}"
"""Longer than any path may be."""


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        (("orders.csv",), {}),
        (("orders.csv", "--hourly"), {"schedule": {"hourly": 0}}),
        (("orders.csv", "--hourly", "45"), {"schedule": {"hourly": 45}}),
        (("orders.csv", "--cron", "15 3 * * 1-5"), {"schedule": {"cron": "15 3 * * 1-5"}}),
        (("*.csv", "--watch"), {"source": "{}/*.csv", "schedule": {"watch": True}}),
        (("orders.csv", "--max-rejected", "100"), {"limits": {"rejected": 100}}),
        (("orders.csv", "--events", "500"), {"limits": {"events": [500]}}),
        (("orders.csv", "--older-than", "36 hours"), {"limits": {"older_than": "36 hours"}}),
        (("Orders", "--connection", "shop"), {"source": None, "connection": "shop", "table": "Orders"}),
        (
            ("--connection", "shop", "--query", "night.sql"),
            {"source": None, "connection": "shop", "query": "{}/night.sql"},
        ),
        (
            ("--connection", "shop", "--query", "SELECT * FROM orders"),
            {"source": None, "connection": "shop", "query": "SELECT * FROM orders"},
        ),
        (("--connection", "shop", "--query", LONG), {"source": None, "connection": "shop", "query": LONG}),
        ((f"{LONG} FROM '/srv/a.csv'",), {"source": f"{LONG} FROM '/srv/a.csv'"}),
        (("orders.csv", "--done", "~nobody.here/sent"), {"done": "~nobody.here/sent"}),
    ],
)
def test_each_source_schedule_and_limit(
    cli: Run, home: Path, tmp_path: Path, words: tuple[str, ...], keys: dict[str, object]
) -> None:
    assert cli("sync", "add", "Nightly", *words, "-d", "store").code == 0
    expected = {"name": "Nightly", "destination": "store", "source": str(tmp_path / "orders.csv"), **keys}
    here = {key: value.format(tmp_path) if isinstance(value, str) else value for key, value in expected.items()}
    assert saved(home) == {key: value for key, value in here.items() if value is not None}


def test_a_tilde_is_the_persons_own_folder(
    cli: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    words = ("-m", "~/mapping.toml", "--done", "~/sent")
    assert cli("sync", "add", "Nightly", "/srv/a.csv", "-d", "store", *words).code == 0
    added = store.load(Home(home, home), "nightly")
    assert (added.mapping, added.done) == (tmp_path / "mapping.toml", tmp_path / "sent")
    (home / "syncs" / "nightly.toml").unlink()
    assert cli("sync", "add", "Nightly", "--connection", "shop", "--query", "~/night.sql", "-d", "store").code == 0
    assert saved(home)["query"] == str(tmp_path / "night.sql")


def test_a_file_that_is_not_there_yet_is_said(cli: Run, tmp_path: Path) -> None:
    added = cli("sync", "add", "Nightly", "later.csv", "-d", "store")
    assert (added.code, added.err.splitlines()[0]) == (0, f"Note: there is no {tmp_path / 'later.csv'} yet.")


NAMED = "Name a file, a folder or a pattern in quotes, or a --connection with a table or a --query."


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), f"The source is missing.\n  {NAMED}"),
        (
            ("orders.csv", "-m", "~nobody.here/a.toml"),
            "{}/~nobody.here/a.toml: There is no such mapping file.\n  Correct its path.",
        ),
        (("--query", "SELECT 1"), f"--query needs the connection that it is for.\n  {NAMED}"),
        (("orders.csv", "--query", "SELECT 1"), f"--query needs the connection that it is for.\n  {NAMED}"),
        (("--connection", "shop"), "With --connection goes a table's name or a --query.\n  Give one of the two."),
        (
            ("orders", "--connection", "shop", "--query", "night.sql"),
            "With --connection goes a table's name or a --query.\n  Give one of the two.",
        ),
        (
            ("orders.csv", "--time-zone", "UTC"),
            "--time-zone needs a time.\n  Add --daily, --hourly or --cron, or leave it out.",
        ),
        (
            ("orders.csv", "--daily", "25:00"),
            'sync add: “25:00” is no time of the day.\n  Write the time with 24 hours, in quotes: --daily "03:15".',
        ),
        (
            ("orders.csv", "--cron", "* *"),
            "sync add: “* *” is no cron expression of five fields.\n"
            '  Write five fields (minute, hour, day, month, weekday): --cron "15 3 * * 1-5".',
        ),
        (
            ("orders.csv", "--hourly", "15", "--events", "some"),
            "sync add: “events” must be the fewest and the most events that are usual.\n"
            "  Write --events 500-50000; 500 alone sets no upper limit.",
        ),
        (
            ("orders.csv", "--watch", "--time-zone", "UTC"),
            "sync add: A folder that is watched has no times.\n  Take --time-zone out.",
        ),
        (
            ("orders.csv", "--max-rejected", "many"),
            "sync add: “many” is no limit for rejected rows.\n"
            '  Write a share, --max-rejected "5 %", or a number of rows, --max-rejected 100.',
        ),
        (
            ("orders.csv", "--older-than", "soon"),
            'sync add: “soon” is no span of time.\n  Write --older-than "2 days", or "36 hours".',
        ),
        (
            ("orders.csv", "--daily", "03:15", "--watch"),
            "sync add: argument --watch: not allowed with argument --daily.\n"
            "  `tiktok-tui sync add --help` shows an example.",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_nothing_is_saved(
    cli: Run, home: Path, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    refused = cli("sync", "add", "Nightly", *words, "-d", "store")
    place = "tiktok-tui " if said.startswith("sync add") else "tiktok-tui: "
    assert (refused.code, refused.out, refused.err) == (2, "", f"{place}{said}\n".replace("{}", str(tmp_path)))
    assert not (home / "syncs").exists()
