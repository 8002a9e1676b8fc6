"""Every macro over many cells, good and odd: a line in a file of `known/` for each cell, with what is made of it.

A pattern's quantifier or a limit that is off by one changes what becomes of one cell in a thousand, and only such a
list has that one. A query reads all cells of a macro at once.
"""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from tiktok_tui.events.rules import rules_in

FOLDER = Path(__file__).parent / "known"
MACROS = {
    "cell": "cell(x)",
    "cleanness": "cleanness(x)",
    "undefused": "undefused(x)",
    "unmarked": "unmarked(x)",
    "untailed": "untailed(x)",
    "mangled": "mangled(x)",
    "without_error": "without_error(x)",
    "id_key": "id_key(x)",
    "email": "[email_clean(x), email_bits(x)]",
    "external_id": "[external_id_clean(x), external_id_bits(x)]",
    "hash": "[is_sha256(x), is_wrong_hash(x)]",
    "listed": "[hashes_json(listed(x)), hashes_json(distinct_in_order(listed(x)))]",
    "phone": "[untailed(unmarked(x)), phone_digits(x), phone_hash_bits(x)]",
    "plain_time": "is_plain_time(x)",
    "time": "[parts_wall(time_parts(plain_half(time_text(x)))), is_ambiguous(time_parts(plain_half(time_text(x)))),"
    " offset_seconds(time_parts(plain_half(time_text(x))).zone), unix_time(x), serial_wall(x)]",
    "offset_seconds": "offset_seconds(x)",
    "point": "[parts_agree(point_parts(x)), parts_negative(point_parts(x)), point_parts(x).before,"
    " point_parts(x).after, point_digits(point_parts(x))]",
    "comma": "[parts_agree(comma_parts(x)), parts_negative(comma_parts(x)), comma_parts(x).before,"
    " comma_parts(x).after, comma_digits(comma_parts(x))]",
    "space": "[parts_agree(space_parts(x)), parts_negative(space_parts(x)), space_parts(x).before,"
    " space_parts(x).after, space_digits(space_parts(x))]",
    "plain_amount": "[is_amount(x), is_plain_amount(x), is_plain_whole(x), as_amount(x)]",
    "digits": "[thousands(x), without_noise(x), json_number(x), whole_number(x), without_zeros(x)]",
    "cents": "[whole_cents(x), from_cents(whole_cents(x), 2), from_cents(whole_cents(x), 3)]",
    "months": "[month_in_english(x), half_in_english(x), offset_said(x)]",
    "written_out": "[written_out(x), sum_number(exact(x))]",
    "currency": "[money_key(x), currency_bit(x)]",
    "item_list": "is_item_list(CASE WHEN json_valid(x) THEN x END)",
    "web_address": "is_web_address(x)",
    "plain_ip": "is_plain_ip(x)",
    "click_id": "click_id(x)",
    "locale": "locale_tag(x)",
}


def made(rules: duckdb.DuckDBPyConnection, name: str, texts: list[str | None]) -> list[object]:
    """The result of the macro for each text; masks of rules by their names."""
    one = MACROS[name]
    parts = one.strip("[]") if one.startswith("[") else one
    rows = rules.execute(f"SELECT {parts} FROM (SELECT unnest(?::VARCHAR[]) AS x)", [texts]).fetchall()
    places = [place for place, part in enumerate(parts.split(", ")) if "_bits(" in part]
    said = [
        [
            [rule.name for rule in rules_in(value)] if place in places and value is not None else _plain(value)
            for place, value in enumerate(row)
        ]
        for row in rows
    ]
    return [row if one.startswith("[") else row[0] for row in said]


def _plain(value: object) -> object:
    return value if value is None or isinstance(value, bool | int | str) else str(value)


@pytest.mark.parametrize("name", MACROS)
def test_what_a_macro_makes_of_each_cell_is_listed(rules: duckdb.DuckDBPyConnection, name: str) -> None:
    lines = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").split("\n") if line]
    texts = [text for text, _ in lines]
    assert list(zip(texts, made(rules, name, texts), strict=True)) == [(text, expected) for text, expected in lines]
