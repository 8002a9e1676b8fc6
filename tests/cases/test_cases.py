"""Files as people really have them, through the commands: right or refused in words, none silently wrong."""

from __future__ import annotations

import csv
import hashlib
import json
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.commands import Run

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


PARAMETERS = [pytest.param(case, id=label(case)) for name in ("cases.toml", "more.toml") for case in cases(name)]


@pytest.mark.parametrize("case", PARAMETERS)
def test_a_file_comes_right_or_is_refused_in_words(case: Case, cli: Run, home: Path, tmp_path: Path) -> None:
    settings = DESTINATION | case.get("destination", {})
    folder = home / "destinations"
    folder.mkdir(parents=True)
    (folder / "store.toml").write_text("".join(f"{key} = {json.dumps(value)}\n" for key, value in settings.items()))
    if "file" in case:
        source = HERE / "files" / case["file"]
    else:
        source = tmp_path / f"{case['name']}.{case.get('ending', 'csv')}"
        source.write_text(case["text"], encoding="utf-8")
    rejects = tmp_path / "rejects.csv"
    check = cli("check", source, "-d", "store", "--as-of", AS_OF, "--json", "--rejects", rejects)
    if "refused" in case:
        assert check.code == 2, (check.out, check.err)
        for words in case["refused"]:
            assert words in check.err
        return
    assert check.code in (0, 1), check.err
    counts = json.loads(check.out)
    said = check.err + json.dumps(counts["notes"], ensure_ascii=False)
    if unsaid := [words for words in case.get("told", ()) if words not in said]:
        # Problems in words stand in the report for people only.
        report = cli("check", source, "-d", "store", "--as-of", AS_OF).out
        assert [words for words in unsaid if words not in report] == []
    assert counts["notes"], "nothing is said about what was assumed"
    for key in ("left_out", "sendable"):
        if key in case:
            assert counts[key] == case[key], (counts, check.err)
    refused = read_rejects(rejects)
    for row, words in case.get("rejected", {}).items():
        assert row in refused, refused
        if "words" in case:
            assert all(each in refused[row] for each in case["words"]), refused[row]
        elif words in counts["rules"]:
            assert words in refused[row]
    for rule in case.get("warned", {}).values():
        assert counts["rules"].get(rule), counts["rules"]
    if "events" in case:
        payload = cli("payload", source, "-d", "store", "--as-of", AS_OF)
        bodies = [event for line in payload.out.splitlines() for event in json.loads(line)["data"]]
        # With `sendable`, the case names the first events only.
        assert len(bodies) == case.get("sendable", len(case["events"])), (counts, check.err)
        assert counts["sendable"] == len(bodies)
        for event, expected in zip(bodies, case["events"], strict="sendable" not in case):
            assert found_of(event, expected) == wanted(expected), check.err
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
