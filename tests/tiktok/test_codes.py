"""The table of codes is the one that the reference shows, and what it does not hold goes by its range."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tiktok_tui.tiktok.codes import CODES, EXPIRED, REPEATED, Kind, is_status, kind_of_status, meaning_of

REFERENCE = Path(__file__).parents[2] / "docs" / "reference.md"
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \| (.*?) ?\|$", re.MULTILINE)


def test_the_reference_shows_every_code_with_its_words() -> None:
    rows = {int(number): rest for number, *rest in ROW.findall(REFERENCE.read_text("utf-8"))}
    for number, (meaning, _, remedy) in rows.items():
        assert (CODES[number].meaning, CODES[number].remedy) == (meaning, remedy)
    assert rows.keys() == CODES.keys()
    reactions = {(CODES[number].kind, reaction) for number, (_, reaction, _) in rows.items()}
    assert len(reactions) == len(dict(reactions)) == len({reaction for _, reaction in reactions}) == len(Kind)


def test_the_settings_and_waits_that_codes_name() -> None:
    assert {code.number: code.wait for code in CODES.values() if code.wait} == {40132: 5, 40133: 5, 60001: 300}
    assert [code.number for code in CODES.values() if code.not_begun] == [40201, 40202, 60001]
    assert {code.number: code.field for code in CODES.values() if code.field} == {
        **dict.fromkeys((40006, 40008, 40009, 40010, 40013, 40014, 40051, 40400, 41001), "api_url"),
        **dict.fromkeys((40300, 40301, 40302), "advertiser_id"),
        **{40007: "event_set_id", 40063: "partner_name", 40101: "app_secret", 40113: "app_id"},
    }
    assert {*EXPIRED, REPEATED} == {40102, 40105, 40050}


@pytest.mark.parametrize(
    ("first", "last", "kind", "field", "meaning", "remedy_of"),
    [
        (20002, 29999, Kind.ACCEPTED, "", "that the request succeeded in part", 20001),
        (40120, 40199, Kind.TOKEN, "", "that the credential was refused", 40105),
        (40303, 40399, Kind.SETTINGS, "advertiser_id", "that the advertiser was refused", 40300),
        (41003, 49999, Kind.SETTINGS, "", "that the request was refused", 41002),
        (50001, 50999, Kind.TRANSIENT, "", "that it has an error of its own", 50000),
        (51000, 52204, Kind.TRANSIENT, "", "that a service behind it failed", 50000),
        (52205, 53101, Kind.TRANSIENT, "", "that it has an error of its own", 50000),
        (61001, 69999, Kind.TRANSIENT, "", "that it has an error of its own", 50000),
        (70000, 99999, Kind.SETTINGS, "", "with a code that is not known", 41002),
        (30000, 39999, Kind.SETTINGS, "", "with a code that is not known", 41002),
        (1, 20000, Kind.SETTINGS, "", "with a code that is not known", 41002),
        (40203, 40299, Kind.SETTINGS, "", "that the request was refused", 41002),
    ],
)
def test_a_code_that_the_table_does_not_hold_goes_by_its_range(
    first: int, last: int, kind: Kind, field: str, meaning: str, remedy_of: int
) -> None:
    """`remedy_of` is a code of the table with the same remedy."""
    for number in (first, last):
        code = meaning_of(number)
        assert (code.number, code.kind, code.field, code.meaning) == (number, kind, field, meaning)
        assert (code.remedy, code.wait, code.not_begun) == (CODES[remedy_of].remedy, None, False)


def test_statuses_without_a_code() -> None:
    kinds = {
        Kind.ROW: (413,),
        Kind.THROTTLED: (429,),
        Kind.TRANSIENT: (200, 204, 299, 408, 425, 500, 503, 599),
        Kind.SETTINGS: (199, 300, 302, 400, 401, 403, 404, 407, 412, 414, 499),
    }
    for kind, statuses in kinds.items():
        assert {kind_of_status(status) for status in statuses} == {kind}
    assert [is_status(code) for code in (399, 400, 599, 600)] == [False, True, True, False]
