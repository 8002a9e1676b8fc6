"""Whatever is wrong with the input gives one clear message, the right exit code, and never a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.commands import Outcome, Run
from tests.support.orders import write_orders

MAPPING = """\
[fields]
timestamp = { column = "sold_at" }
email = { column = "mail" }
value = { column = "total" }
"""
HEADER = "sold_at,mail,total\n"


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "mapping.toml"
    path.write_text(MAPPING)
    return path


@pytest.fixture
def check(cli: Run, store: str, mapping: Path) -> Callable[..., Outcome]:
    def run(file: Path, *more: str) -> Outcome:
        outcome = cli("check", file, "-d", store, "-m", mapping, *more)
        assert "Traceback" not in outcome.err
        assert "failed unexpectedly" not in outcome.err
        return outcome

    return run


def one_message(outcome: Outcome) -> str:
    """Return the message, after checking that it is printed once."""
    assert outcome.code == 2, outcome
    assert outcome.out == ""
    assert outcome.err.startswith("tiktok-tui")
    assert len(outcome.err.splitlines()) <= 2, outcome.err
    assert len(outcome.err) < 1500
    return outcome.err


def test_no_file(check: Callable[..., Outcome], tmp_path: Path) -> None:
    assert "nowhere.csv" in one_message(check(tmp_path / "nowhere.csv"))


def test_a_folder(check: Callable[..., Outcome], tmp_path: Path) -> None:
    folder = tmp_path / "orders"
    folder.mkdir()
    assert "folder" in one_message(check(folder))


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file(content: bytes, check: Callable[..., Outcome], tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_bytes(content)
    assert "empty" in one_message(check(path))


def test_a_row_without_a_header(check: Callable[..., Outcome], tmp_path: Path) -> None:
    path = tmp_path / "row.csv"
    path.write_text("2026-06-11,a@example.org,12.50\n")
    assert "one row and no header" in one_message(check(path, "--json"))


def test_one_column(check: Callable[..., Outcome], tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("mail\na@example.org\nb@example.org\n")
    assert "single column" in one_message(check(path))


@pytest.mark.parametrize(
    "content",
    [bytes(range(256)) * 40, b"\x7fELF\x02\x01\x01\x00" + bytes(4000), b"\x89PNG\r\n\x1a\n" + bytes(5000)],
    ids=["every byte", "program", "picture"],
)
@pytest.mark.parametrize("name", ["binary.csv", "binary.parquet", "binary.xlsx", "binary.jsonl", "binary.csv.gz"])
def test_binary(name: str, content: bytes, check: Callable[..., Outcome], tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert name in one_message(check(path))


def test_a_line_of_ten_megabytes(check: Callable[..., Outcome], tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    now = "2026-03-01 10:00:00"
    path.write_text(f"{HEADER}{now},a@example.org,1\n{now},{'x' * 10_000_000},2\n{now},b@example.org,3\n")
    outcome = check(path, "--json", "--as-of", "2026-03-02T00:00:00Z")
    assert outcome.code == 1
    counts = json.loads(outcome.out)
    assert (counts["rows"], counts["rejected"], counts["sendable"]) == (3, 1, 2)
    assert len(outcome.err) < 2000


def test_a_line_of_ten_megabytes_is_shown_in_short(check: Callable[..., Outcome], tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text(f"{HEADER}2026-03-01 10:00:00,{'x' * 10_000_000},2\n")
    outcome = check(path, "--as-of", "2026-03-02T00:00:00Z")
    assert outcome.code == 1
    assert len(outcome.out) < 3000


def test_duplicate_headers(check: Callable[..., Outcome], tmp_path: Path) -> None:
    path = tmp_path / "twice.csv"
    path.write_text("sold_at,mail,mail,total\n2026-03-01 10:00:00,a@example.org,nobody,1\n")
    outcome = check(path, "--json", "--as-of", "2026-03-02T00:00:00Z")
    assert outcome.code == 0, outcome.err
    assert json.loads(outcome.out)["sendable"] == 1


HOSTILE = ['"; DROP TABLE x --', "a'b", "[/bold]", "\x1b[31mred", "${HOME}", "{0}", "line\nbreak", "c0", "row", "💥"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_headers_and_cells_are_only_text(name: str, cli: Run, store: str, tmp_path: Path) -> None:
    path, mapping = tmp_path / "hostile.csv", tmp_path / "hostile.toml"
    quoted = name.replace('"', '""')
    path.write_text(f'sold_at,"{quoted}",note\n2026-03-01 10:00:00,a@example.org,"{quoted}"\nyesterday,"{quoted}",x\n')
    mapping.write_text(
        '[fields]\ntimestamp = { column = "sold_at" }\n'
        f'email = {{ column = {json.dumps(name, ensure_ascii=False)} }}\ndescription = {{ column = "note" }}\n'
    )
    words = ("-d", store, "-m", mapping, "--as-of", "2026-03-02T00:00:00Z")
    counted = cli("check", path, *words, "--json")
    assert counted.code == 1, counted.err
    assert json.loads(counted.out)["sendable"] == 1
    shown = cli("check", path, *words)
    assert "\x1b" not in shown.out + shown.err
    assert "Traceback" not in shown.err
    sent = cli("payload", path, *words)
    event = json.loads(sent.out)["data"][0]
    assert event["properties"]["description"] == name


def test_a_mapping_that_names_a_missing_column(cli: Run, store: str, tmp_path: Path, mapping: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("sold_at,e-mail,total\n2026-03-01 10:00:00,a@example.org,1\n")
    outcome = cli("check", path, "-d", store, "-m", mapping)
    report = one_message(outcome)
    assert "mapping.toml" in report
    assert "mail" in report
    assert "Traceback" not in report


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[feilds]\n", "fields"),
        ('[fields]\nemial = { column = "mail" }\n', "email"),
        ("[fields\n", "line 1"),
        ("[fields]\nemail = 3\n", "line 2"),
    ],
)
def test_a_mapping_file_with_a_mistake(text: str, says: str, cli: Run, store: str, tmp_path: Path) -> None:
    path, mapping = tmp_path / "orders.csv", tmp_path / "odd.toml"
    path.write_text(HEADER + "2026-03-01 10:00:00,a@example.org,1\n")
    mapping.write_text(text)
    report = one_message(cli("check", path, "-d", store, "-m", mapping))
    assert "odd.toml" in report
    assert says in report


def test_a_destination_with_an_unknown_key(cli: Run, home: Path, store: str, tmp_path: Path) -> None:
    (home / "destinations" / "store.toml").write_text('name = "Store"\nevent_set = "7"\n')
    report = one_message(cli("check", tmp_path / "orders.csv", "-d", store))
    assert "store.toml, line 2" in report
    assert "event_set_id" in report


def test_a_destination_that_is_not_there(cli: Run, store: str, tmp_path: Path) -> None:
    report = one_message(cli("check", tmp_path / "orders.csv", "-d", "stroe"))
    assert "“store”" in report


def test_ids_that_a_spreadsheet_has_mangled_are_rejects(cli: Run, store: str, tmp_path: Path) -> None:
    path, mapping = tmp_path / "orders.csv", tmp_path / "ids.toml"
    path.write_text("id,sold_at,mail\n1.23E+18,2026-03-01,a@example.org\n17,2026-03-01,b@example.org\n")
    mapping.write_text(MAPPING.replace('value = { column = "total" }', 'event_id = { column = "id" }'))
    outcome = cli("check", path, "-d", store, "-m", mapping, "--json", "--as-of", "2026-03-02T00:00:00Z")
    assert outcome.code == 1
    counts = json.loads(outcome.out)
    assert counts["rules"]["event_id.mangled"] == 1
    assert counts["sendable"] == 1


def test_a_header_nobody_knows_asks_for_a_mapping(cli: Run, store: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("xx,yy\n1,2\n")
    outcome = cli("check", path, "-d", store)
    assert (outcome.code, outcome.out) == (2, "")
    assert "No column is named like a time" in outcome.err
    assert "-m" in outcome.err.splitlines()[-1]


@pytest.mark.parametrize("moment", ["yesterday", "2026-13-01", "12:00"])
def test_as_of_that_is_no_time(moment: str, check: Callable[..., Outcome], tmp_path: Path) -> None:
    assert "--as-of" in one_message(check(tmp_path / "orders.csv", "--as-of", moment))


def test_rejects_that_cannot_be_written(check: Callable[..., Outcome], tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(HEADER + "yesterday,a@example.org,1\n")
    outcome = check(path, "--rejects", str(tmp_path / "nowhere" / "rejects.csv"))
    assert outcome.code == 2
    assert "nowhere" in outcome.err


@pytest.mark.parametrize("words", [("check", "--rejects"), ("payload", "-o")])
def test_the_export_is_never_written_over(
    words: tuple[str, str], cli: Run, store: str, mapping: Path, tmp_path: Path
) -> None:
    path = tmp_path / "orders.csv"
    path.write_text(HEADER + "yesterday,a@example.org,1\n")
    command, option = words
    outcome = cli(command, path, "-d", store, "-m", mapping, option, path)
    assert outcome.code == 2
    assert "export itself" in outcome.err
    assert path.read_text().startswith(HEADER)


def test_a_home_that_is_a_file(cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_text("")
    monkeypatch.setenv("TIKTOK_TUI_HOME", str(path))
    assert "TIKTOK_TUI_HOME" in one_message(cli("locate", "config"))


@pytest.mark.parametrize(
    "query", ["SELECT", "SELECT * FROM 'nowhere.csv'", "SELECT * FROM read_text('/etc/passwd'); DROP"]
)
def test_a_query_that_will_not_do(query: str, cli: Run, store: str) -> None:
    one_message(cli("check", query, "-d", store))


@pytest.mark.parametrize(
    "words",
    [
        ("destination", "add", "\udcff name", "--sandbox"),
        ("destination", "add", "Till", "--sandbox", "--description", "\udcff"),
        ("send", "orders.csv", "-d", "store", "--yes", "--test-event-code", "\udcff"),
        ("check", "orders.csv", "-d", "\udcff"),
        ("check", "orders.csv", "-d", "store", "-m", "\udcff.toml"),
        ("rejects", "\udcff"),
        ("credential", "remove", "\udcff"),
        ("\udcff",),
    ],
)
def test_an_argument_that_is_no_text(
    words: tuple[str, ...], cli: Run, ready: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shell hands a byte that is no UTF-8 over as half of a pair."""
    monkeypatch.chdir(tmp_path)
    write_orders(tmp_path / "orders.csv", 3)
    outcome = cli(*words)
    assert outcome.code in (2, 3)
    assert "failed unexpectedly" not in outcome.err
    assert outcome.err.encode()
