"""The text of a sync's file: paths, what is written, and each mistake with its line and what to write."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tiktok_tui.events.errors import SettingsError
from tiktok_tui.syncs.settings.schedule import Kind, Schedule
from tiktok_tui.syncs.settings.sync import OCCASIONS, ConnectionSource, Limits, Notify, PathSource, Sync
from tiktok_tui.syncs.settings.sync_file import dumps, folder_of, loads

FILE = """\
destination = "store"
source = "/srv/a.csv"
"""


def read(text: str, folder: Path = Path("/home/me/syncs")) -> Sync:
    return loads(text, sync_id="nightly", path=folder / "nightly.toml")


def test_what_is_left_out_has_its_default_and_blanks_mean_nothing() -> None:
    bare = Sync("nightly", "nightly", "store", PathSource("/srv/a.csv"))
    assert read(FILE) == bare
    assert bare.notify == Notify(frozenset(("failed", "held", "rejected")), (), ())
    assert read(f'{FILE}name = " "\nsheet = " "\nmapping = " "\ndone = " "\nconnection = " "\n') == bare
    spaced = FILE.replace('"store"', '" store "').replace('"/srv/a.csv"', '" /srv/a.csv "')
    assert read(f'{spaced}name = " By hand "\nsheet = " May "\n') == replace(bare, name="By hand", sheet="May")


def test_paths_begin_in_the_folder_of_the_file_and_the_home_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    sync = read('destination = "store"\nsource = "~/out/*.csv"\nmapping = "~/m.toml"\ndone = "sent/of may"\n')
    assert sync.source == PathSource("/home/me/out/*.csv")
    assert (sync.mapping, sync.done) == (Path("/home/me/m.toml"), Path("/home/me/out/sent/of may"))
    assert read('destination = "a"\nsource = "a.csv"\ndone = "/sent"\n').done == Path("/sent")
    for query, path in (("~/q.sql", "/home/me/q.sql"), ("q/a.sql", "/home/me/syncs/q/a.sql"), ("/q.sql", "/q.sql")):
        found = read(f'destination = "a"\nconnection = "shop"\nquery = "{query}"\n').source
        assert found == ConnectionSource("shop", query=Path(path))


@pytest.mark.parametrize(
    ("text", "folder"),
    [
        ("/srv/out/a.csv", "/srv/out"),
        ("/srv/out/*.csv", "/srv/out"),
        ("/srv/out/**/*.csv", "/srv/out"),
        ("/srv/o[ab]/a.csv", "/srv"),
        ("/srv/out?/b/*.csv", "/srv"),
    ],
)
def test_the_folder_that_files_are_in(text: str, folder: str, tmp_path: Path) -> None:
    assert folder_of(PathSource(text)) == Path(folder)
    assert folder_of(PathSource(str(tmp_path))) == tmp_path


def test_what_is_written_is_short_and_in_order() -> None:
    sync = Sync("nightly", "Nightly", "store", PathSource("/home/me/syncs/out/a.csv"))
    path = Path("/home/me/syncs/nightly.toml")
    plain = 'name = "Nightly"\ndestination = "store"\nsource = "out/a.csv"\n'
    assert dumps(sync, path) == plain
    whole = replace(
        sync,
        mapping=Path("/home/me/m.toml"),
        done=Path("/home/me/syncs/out/sent"),
        sheet="May",
        schedule=Schedule(Kind.HOURLY, minute=15),
        limits=Limits(5, older_than=timedelta(days=2)),
        notify=Notify(frozenset(("sent", "failed")), ("slack", "json"), ("tell", "--loud")),
    )
    assert tomllib.loads(dumps(whole, path)) == {
        **tomllib.loads(plain),
        **{"mapping": "/home/me/m.toml", "done": "sent", "sheet": "May", "schedule": {"hourly": 15}},
        "limits": {"rejected": 5, "older_than": "2 days"},
        "notify": {"on": ["failed", "sent"], "services": ["slack", "json"], "command": ["tell", "--loud"]},
    }
    assert loads(dumps(whole, path), sync_id="nightly", path=path) == whole
    for source, expected in (
        (ConnectionSource("shop", "orders"), {"connection": "shop", "table": "orders"}),
        (ConnectionSource("shop", query=path.parent / "q.sql"), {"connection": "shop", "query": "q.sql"}),
        (ConnectionSource("shop", sql="SELECT 1"), {"connection": "shop", "query": "SELECT 1"}),
    ):
        table = tomllib.loads(dumps(replace(sync, source=source), path))
        assert table == {"name": "Nightly", "destination": "store", **expected}
    quiet = replace(sync, notify=Notify(frozenset()))
    assert loads(dumps(quiet, path), sync_id="nightly", path=path).notify.on == frozenset()


BOTH = 'Write source = "/srv/exports/orders-*.csv", or connection = "warehouse" with query = "orders.sql".'
ONE = 'Write query = "orders.sql", the file with a SELECT, or table = "orders".'
NAME = 'Write the name that -d takes: destination = "store-sales".'
TABLE = "must be a table, not a number."
QUOTES = "Put it in quotes: IDs are text, a number would lose digits."


@pytest.mark.parametrize(
    ("text", "line", "field", "what", "remedy"),
    [
        ('source = "/a.csv"\n', 0, "destination", "“destination” is missing.", NAME),
        ('source = "/a.csv"\ndestination = "../x"\n', 2, "destination", "“../x” is no destination.", NAME),
        ('destination = "a"\n', 0, "", "The file does not say where the rows come from.", BOTH),
        (f'{FILE}connection = "b"\n', 2, "source", "“source” and “connection” are both given.", BOTH),
        *(
            (
                *(f'{FILE}{key} = "b"\n', 3, key, f"“{key}” needs a connection."),
                'Add connection = "…" in place of “source”.',
            )
            for key in ("query", "table")
        ),
        (
            *('destination = "a"\nconnection = "b"\n', 2, "connection"),
            *("With “connection” goes either “query” or “table”.", ONE),
        ),
        (
            *('destination = "a"\nconnection = "b"\ntable = "c"\nquery = "d"\n', 4, "query"),
            *("With “connection” goes either “query” or “table”.", ONE),
        ),
        (
            *('destination = "a"\nconnection = "b"\ntable = "c"\ndone = "d"\n', 4, "done"),
            *("Only files can be moved once they are sent.", "Take “done” out."),
        ),
        (
            *('destination = "a"\nsource = "-"\n', 2, "source", "A pipe cannot be the source of a sync."),
            "Name a file, a folder, a pattern or an address; a connection has a query.",
        ),
        *(
            (
                *(f'destination = "a"\nsource = "https://{address}"\n', 2, "source"),
                "The address holds what may be a secret (a password, or what follows “?”), which must not be in this "
                "file.",
                "Fetch it to a file first, or use an s3://, gs:// or az:// address, whose keys are kept elsewhere.",
            )
            for address in ("x.example/a.csv?hush=1", "me:hush@x.example/a.csv")
        ),
        (f"{FILE}schedule = 5\n", 3, "schedule", f"“schedule” {TABLE}", ""),
        (f"{FILE}limits = 5\n", 3, "limits", f"“limits” {TABLE}", ""),
        (f"{FILE}limits = 0\n", 3, "limits", f"“limits” {TABLE}", ""),
        (f"{FILE}notify = []\n", 3, "notify", "“notify” must be a table, not a list.", ""),
        (f"{FILE}notify = 5\n", 3, "notify", f"“notify” {TABLE}", ""),
        (
            *(f'{FILE}watch = "now"\n', 3, "watch", "“watch” is not a known key."),
            "Known here: name, destination, source, connection, query, table, sheet, mapping, done, schedule, limits, "
            "notify.",
        ),
        (
            *(f'{FILE}[notify]\nservice = "b"\n', 4, "notify.service", "“service” is not a known key."),
            "Did you mean “services”?",
        ),
        (
            *(f'{FILE}[notify]\non = ["never"]\n', 4, "notify.on", "“never” is no result of a sync."),
            "There are: failed, held, rejected, sent.",
        ),
        (
            *(f'{FILE}[notify]\non = ["failed", "sents"]\n', 4, "notify.on", "“sents” is no result of a sync."),
            "Did you mean “sent”?",
        ),
        *(
            (
                *(f'{FILE}[notify]\nservices = ["slack", "{service}"]\n', 4, "notify.services"),
                "The addresses of services hold secrets, and this file is no place for them.",
                "Take it out, and store it in the keyring: `tiktok-tui sync notify nightly --add`.",
            )
            for service in ("mailto:hush", "hooks.slack.com/services/hush")
        ),
        (
            f'{FILE}[notify]\ncommand = "a b"\n',
            4,
            "notify.command",
            "“command” must be a list, not text in quotes.",
            "",
        ),
        (
            *(f"{FILE}[notify]\ncommand = [1]\n", 4, "notify.command"),
            *("“command” must be text in quotes, not a number.", QUOTES),
        ),
        (f"{FILE}sheet = 5\n", 3, "sheet", "“sheet” must be text in quotes, not a number.", QUOTES),
        (f"{FILE}name = \n", 3, "", "This is not TOML: Invalid value.", "Correct the line."),
    ],
)
def test_each_mistake_has_its_line_and_what_to_write(text: str, line: int, field: str, what: str, remedy: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read(text)
    assert (raised.value.what, raised.value.remedy, raised.value.field) == (what, remedy, field)
    assert raised.value.where == "/home/me/syncs/nightly.toml" + (f", line {line}" if line else "")
    assert "hush" not in str(raised.value)


@pytest.mark.parametrize("word", OCCASIONS)
def test_each_result_may_be_told(word: str) -> None:
    assert read(f'{FILE}[notify]\non = ["{word}"]\n').notify.on == {word}
    assert read(f"{FILE}[notify]\non = []\n").notify.on == frozenset()
