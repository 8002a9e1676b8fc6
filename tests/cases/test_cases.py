"""Files as people really have them: right or refused in words, none silently wrong."""

from __future__ import annotations

import csv
import hashlib
import json
import tomllib
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import Run
from tiktok_tui.cli import console
from tiktok_tui.cli.commands import check
from tiktok_tui.cli.jobs import job
from tiktok_tui.cli.parser import parser
from tiktok_tui.uploads.exports import payload
from tiktok_tui.uploads.exports.rejects import save_rejects

HERE = Path(__file__).parent
AS_OF = "2026-06-20T12:00:00Z"
DESTINATION = {
    "name": "Store",
    "advertiser_id": "7123456789012345678",
    "event_source": "offline",
    "event_set_id": "7654321098765432109",
    "fixed_event": "Purchase",
    "currency": "USD",
    "phone_country": "US",
    "time_zone": "UTC",
}

Case = dict[str, Any]


def cases(name: str) -> list[Case]:
    """The cases of one table."""
    found: list[Case] = tomllib.loads((HERE / name).read_text(encoding="utf-8"))["case"]
    return found


def label(case: Case) -> str:
    """The name of a case in a test report."""
    return str(case.get("file") or case["name"])


CASES = [
    case
    for name in (
        *("cases.toml", "more.toml", "sectors.toml", "shops.toml", "campaigns.toml", "markets.toml"),
        *("accounts.toml", "exports.toml", "interfaces.toml", "records.toml", "warehouses.toml", "languages.toml"),
        "services.toml",
    )
    for case in cases(name)
]
BY_COMMANDS = ("status.csv", "signs.csv", "cover.xlsx", "latin_line.csv")
"""Files that go through the commands: rows left out, rows rejected, a workbook, and a line that is no text."""


@dataclass(frozen=True)
class Found:
    """The outcome of a file."""

    counts: dict[str, Any]
    said: str
    """Everything that was said about it, on stderr and in the notes."""
    report: Callable[[], str]
    """Gives the report for people."""
    bodies: Callable[[], list[dict[str, Any]]]
    """Gives every event that would be sent."""
    rejects: dict[str, str]


Come = Callable[[Path], Found]


@pytest.fixture
def by_commands(cli: Run, tmp_path: Path) -> Come:
    """Check a file and write its payload as people do: by two commands."""

    def come(source: Path) -> Found:
        words = (source, "-d", "store", "--as-of", AS_OF)
        rejects = tmp_path / "rejects.csv"
        checked = cli("check", *words, "--json", "--rejects", rejects)
        assert checked.code in (0, 1), checked.err
        counts = json.loads(checked.out)
        said = checked.err + json.dumps(counts["notes"], ensure_ascii=False)
        return Found(
            counts,
            said,
            lambda: cli("check", *words).out,
            lambda: events_of(cli("payload", *words).out.splitlines()),
            read_rejects(rejects),
        )

    return come


@pytest.fixture(scope="module")
def words() -> ArgumentParser:
    """The parser of the command line, made once."""
    return parser()


@pytest.fixture
def by_one_check(
    home: Path, tmp_path: Path, words: ArgumentParser, capsys: pytest.CaptureFixture[str]
) -> Iterator[Come]:
    """Do what the two commands do with one check of the file, which is most of the work of each."""
    with ExitStack() as stack:

        def come(source: Path) -> Found:
            arguments = words.parse_args(["check", str(source), "-d", "store", "--as-of", AS_OF])
            opened = stack.enter_context(job.opened(arguments))
            prepared = stack.enter_context(job.checked(opened, now=arguments.as_of))
            rejects = tmp_path / "rejects.csv"
            if prepared.totals.rejected:
                save_rejects(opened.home, opened.table, prepared, prepared.rejects(), rejects)
            notes = check.as_json(opened.say_notes(prepared, console))
            said = capsys.readouterr().err + json.dumps(notes, ensure_ascii=False)

            def report() -> str:
                check.show(opened, prepared)
                return capsys.readouterr().out

            counts = prepared.totals.counts(opened.table.name) | notes
            bodies = payload.lines(prepared, opened.destination)
            return Found(
                counts, said, report, lambda: events_of(line.decode() for line, _ in bodies), read_rejects(rejects)
            )

        yield come


@pytest.mark.parametrize("case", [case for case in CASES if label(case) in BY_COMMANDS], ids=label)
def test_a_file_comes_right_by_the_commands(case: Case, by_commands: Come, home: Path, tmp_path: Path) -> None:
    set_up(home, case)
    judge(case, by_commands(written(case, tmp_path)))


@pytest.mark.parametrize(
    "case", [case for case in CASES if "refused" not in case and label(case) not in BY_COMMANDS], ids=label
)
def test_a_file_comes_right(case: Case, by_one_check: Come, home: Path, tmp_path: Path) -> None:
    set_up(home, case)
    judge(case, by_one_check(written(case, tmp_path)))


@pytest.mark.parametrize("case", [case for case in CASES if "refused" in case], ids=label)
def test_a_file_is_refused_in_words(case: Case, cli: Run, home: Path, tmp_path: Path) -> None:
    set_up(home, case)
    refusal = cli("check", written(case, tmp_path), "-d", "store", "--as-of", AS_OF, "--json")
    assert refusal.code == 2, (refusal.out, refusal.err)
    for words in case["refused"]:
        assert words in refusal.err


def set_up(home: Path, case: Case) -> None:
    """Give the home the destination of the case."""
    folder = home / "destinations"
    folder.mkdir(parents=True)
    settings = DESTINATION | case.get("destination", {})
    (folder / "store.toml").write_text("".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items()))


def written(case: Case, folder: Path) -> Path:
    """The file of a case: a stored one, or one written from the text of the case."""
    if "file" in case:
        return HERE / "files" / str(case["file"])
    path = folder / f"{case['name']}.{case.get('ending', 'csv')}"
    path.write_text(case["text"], encoding="utf-8")
    return path


def events_of(lines: Iterable[str]) -> list[dict[str, Any]]:
    """The events of a payload."""
    return [event for line in lines for event in json.loads(line)["data"]]


def judge(case: Case, found: Found) -> None:
    """Compare the outcome of a file with its case."""
    counts, refused = found.counts, found.rejects
    if unsaid := [words for words in case.get("told", ()) if words not in found.said]:
        # Problems in words stand in the report for people only.
        report = found.report()
        assert [words for words in unsaid if words not in report] == []
    assert counts["notes"], "nothing is said about what was assumed"
    assert [words for words in case.get("not_told", ()) if words in found.said] == []
    for key in ("left_out", "sendable"):
        if key in case:
            assert counts[key] == case[key], (counts, found.said)
    for row, words in case.get("rejected", {}).items():
        assert row in refused, refused
        if "words" in case:
            assert all(each in refused[row] for each in case["words"]), refused[row]
        elif words in counts["rules"]:
            assert words in refused[row]
    for rule in case.get("warned", {}).values():
        assert counts["rules"].get(rule), counts["rules"]
    if "events" in case:
        bodies = found.bodies()
        # With `sendable`, the case names the first events only.
        assert len(bodies) == case.get("sendable", len(case["events"])), (counts, found.said)
        assert counts["sendable"] == len(bodies)
        for event, expected in zip(bodies, case["events"], strict="sendable" not in case):
            assert found_of(event, expected) == wanted(expected), found.said
        assert set(refused) == set(case.get("rejected", {})), refused


def read_rejects(path: Path) -> dict[str, str]:
    """Each rejected row with everything that is said about it."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    if not rows:
        return {}
    number = next(place for place, name in enumerate(rows[0]) if name.endswith("row"))
    return {row[number]: " ".join(row) for row in rows[1:]}


def found_of(event: dict[str, Any], expected: Case) -> Case:
    """Return the values of the event under the keys that the case names."""
    properties = event.get("properties", {})
    everything: Case = {
        "email": event["user"].get("email", []),
        "phone": event["user"].get("phone", []),
        "external_id": event["user"].get("external_id", []),
        "time": event["event_time"],
        "event": event["event"],
        "items": len(properties.get("contents", [])),
    }
    return {key: everything[key] if key in everything else properties.get(key, []) for key in expected}


def wanted(expected: Case) -> Case:
    """Return the values that the event must have: identifiers hashed, the time in seconds."""
    return {key: expected_value(key, value) for key, value in expected.items()}


def expected_value(key: str, value: Any) -> Any:
    """One value as TikTok gets it."""
    if key in ("email", "phone", "external_id") and value:
        hashed = [hashlib.sha256(each.encode()).hexdigest() for each in ([value] if isinstance(value, str) else value)]
        return hashed if isinstance(value, list) else hashed[0]
    if key == "time":
        assert isinstance(value, datetime)
        return int(value.astimezone(UTC).timestamp())
    return value
