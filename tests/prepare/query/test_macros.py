"""Each macro on its own, with what it must say of the cells that matter to it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import duckdb
import pytest

from tests.support.nasty import EMPTY_HASH
from tiktok_tui.events.notations.zone_marks import ABBREVIATION
from tiktok_tui.events.rules import BIT, RULES
from tiktok_tui.prepare.query import macros
from tiktok_tui.prepare.query.macros import BLANKS, bit, cell, create_macros, load_macros, macro_sql

CASES: list[tuple[str, str | None, Any]] = [
    ("cell(x)", " a \t", "a"),
    ("cell(x)", "\u00a0\ufeffb\u200b\u202c", "b"),
    ("cell(x)", "NaN", None),
    ("cell(x)", " n/A ", None),
    ("cell(x)", "null", None),
    ("cell(x)", "nulls", "nulls"),
    ("cell(x)", "nullé", "nullé"),
    ("cell(x)", "", None),
    ("cell(x)", " \r\n", None),
    ("cell(x)", None, None),
    ("cell(x)", "u00a0", "u00a0"),
    ("undefused(x)", "'+1206", "+1206"),
    ("undefused(x)", "''=1", "'=1"),
    ("undefused(x)", "'plain", "'plain"),
    ("unmarked(x)", "'00123", "00123"),
    ("unmarked(x)", "'tis", "'tis"),
    ("untailed(x)", "12025550123.0", "12025550123"),
    ("untailed(x)", "1.5", "1.5"),
    ("mangled(x)", "1.23E+18", True),
    ("mangled(x)", "1,23e+18", True),
    ("mangled(x)", "1E5", False),
    ("mangled(x)", "A+1", False),
    ("without_error(x)", "#N/A", None),
    ("without_error(x)", "#¿NOMBRE?", None),
    ("without_error(x)", "#1001", "#1001"),
    ("without_error(x)", "#N/A or so", "#N/A or so"),
    ("email_clean(x)", "ALICE_abc@Gmail.com", "alice_abc@gmail.com"),
    ("email_clean(x)", "İ@x.yz", "i̇@x.yz"),
    ("email_clean(x)", "A" * 64, "a" * 64),
    ("email_clean(x)", "a" * 32, None),
    ("email_bits(x)", "a@b", BIT["email.invalid"]),
    ("email_bits(x)", "a b@c.de", BIT["email.invalid"]),
    ("email_bits(x)", "a@b.c,d@e.f", BIT["email.marks"]),
    ("email_bits(x)", "A" * 64, BIT["email.hash_case"]),
    ("email_bits(x)", EMPTY_HASH, BIT["email.wrong_hash"]),
    ("email_bits(x)", "a" * 40, BIT["email.wrong_hash"]),
    ("email_bits(x)", "a+b.c@x.co.uk", 0),
    ("email_clean(x)", "'john@example.com", "john@example.com"),
    ("email_clean(x)", "\u201cAnn@example.com\u201d", "ann@example.com"),
    ("email_clean(x)", "mary@example.com/", "mary@example.com"),
    ("email_clean(x)", "Jane Doe <jane@x.com>", "jane@x.com"),
    ("email_clean(x)", "MailTo:a@b.co;", "a@b.co"),
    ("email_clean(x)", "a@b.co.", "a@b.co"),
    ("email_clean(x)", "o'brien@x.com", "o'brien@x.com"),
    ("email_clean(x)", "a@b.co; c@d.ef", "a@b.co"),
    ("email_clean(x)", "<a@b.co", None),
    ("email_bits(x)", "'john@example.com", BIT["email.marks"]),
    ("email_bits(x)", "a@b_c.de", BIT["email.invalid"]),
    ("email_bits(x)", "a@b.c/d", BIT["email.invalid"]),
    ("email_bits(x)", "a@-b.de", BIT["email.invalid"]),
    ("email_bits(x)", "a@b.co\u00b2", BIT["email.invalid"]),
    ("email_bits(x)", "\u00dcnal@b\u00fccher.example", 0),
    ("time_text(x)", "6/11/2026, 10:05:00\u202fAM", "6/11/2026, 10:05:00 AM"),
    ("time_text(x)", "2026-06-11 오후\u00a03:05:09", "2026-06-11 3:05:09 PM"),
    ("time_text(x)", "2026-06-11 午前10時05分", "2026-06-11 10時05分 AM"),
    ("time_text(x)", "11.06.2026 3:05 ös", "11.06.2026 3:05 PM"),
    ("time_text(x)", "2026-06-11 午後 +09:00", "2026-06-11 午後 +09:00"),
    ("plain_half(x)", "11/20/2026 1:05 p. m.", "11/20/2026 1:05 pm"),
    ("is_ambiguous(time_parts(x))", "07.04.2026", False),
    ("parts_wall(time_parts(x))::VARCHAR", "07.04.2026 9:30", "2026-04-07 09:30:00"),
    ("parts_wall(time_parts(x))::VARCHAR", "11.13.2026", "2026-11-13 00:00:00"),
    ("parts_wall(time_parts(x))::VARCHAR", "25/12/2026 5:07 p. m.", "2026-12-25 17:07:00"),
    ("hashed(x)", "user_123", "80fba0ae1c48e3978e43e4efc365e14e12ea0c830ba8ba5b9a2dafc7e3f2ab8b"),
    ("hashed(x)", "b" * 64, "b" * 64),
    ("external_id_clean(x)", "User_123", "User_123"),
    ("external_id_bits(x)", "1.23E+18", BIT["external_id.mangled"]),
    ("is_ambiguous(time_parts(x))", "07/04/2026", True),
    ("is_ambiguous(time_parts(x))", "04/04/2026", False),
    ("is_ambiguous(time_parts(x))", "25/12/2026", False),
    ("parts_wall(time_parts(x))::VARCHAR", "25/12/2026 5:07 PM", "2026-12-25 17:07:00"),
    ("parts_wall(time_parts(x))::VARCHAR", "12/25/2026, 12:00 am", "2026-12-25 00:00:00"),
    ("parts_wall(time_parts(x))::VARCHAR", "31/02/2026", None),
    ("parts_wall(time_parts(x))::VARCHAR", "20261225T0102", "2026-12-25 01:02:00"),
    ("parts_wall(time_parts(x))::VARCHAR", "2026-12-25 24:00", None),
    ("offset_seconds(x)", "+0530", 19800),
    ("offset_seconds(x)", "-08:00", -28800),
    ("offset_seconds(x)", "+02", 7200),
    ("offset_seconds(x)", "UTC", 0),
    ("offset_seconds(x)", "", None),
    ("serial_wall(x)::VARCHAR", "45384.34789", "2024-04-02 08:20:58"),
    ("serial_wall(x)::VARCHAR", "2026", None),
    ("unix_time(x)", "1780308060", 1780308060),
    ("unix_time(x)", "1780308060123", 1780308060),
    ("unix_time(x)", "1780308060123456", 1780308060),
    ("unix_time(x)", "1780308060123456789.5", 1780308060),
    ("unix_time(x)", "7654321098765432109", None),
    ("unix_time(x)", "1780308060123456789012", None),
    ("unix_time(x)", "1780308060.9", 1780308060),
    ("unix_time(x)", "17803080", None),
    ("json_number(x)", "007.50", "7.50"),
    ("json_number(x)", ".5", "0.5"),
    ("json_number(x)", "5.", "5"),
    ("json_number(x)", "0.30000000000000004", "0.30000000000000004"),
    ("point_digits(point_parts(x))", "US$ 1,234.50", "1234.50"),
    ("comma_digits(comma_parts(x))", "1.234,50 €", "1234.50"),
    ("space_digits(space_parts(x))", "1\u202f234,50", "1234.50"),
    ("parts_agree(point_parts(x))", "1.234,50", False),
    ("parts_agree(point_parts(x))", "(5", False),
    ("parts_agree(point_parts(x))", "(-5)", False),
    ("parts_negative(point_parts(x))", "(5.00)", True),
    ("parts_negative(point_parts(x))", "5-", True),
    ("parts_negative(point_parts(x))", "$-5", True),
    ("point_parts(x).dashed", "25,-", "25"),
    ("point_parts(x).dashed", "25.\u2014 kr", "25"),
    ("point_parts(x).dashed", "25.00-", ""),
    ("comma_parts(x).dashed", "1.250,--", "1.250"),
    ("parts_negative(comma_parts(x))", "25,-", False),
    ("parts_negative(comma_parts(x))", "25,--", False),
    ("parts_negative(point_parts(x))", "25.00-", True),
    ("point_digits(point_parts(x))", "CHF 1'250.00", "1250.00"),
    ("comma_digits(comma_parts(x))", "1\u2019250,50", "1250.50"),
    ("point_digits(point_parts(x))", "\u20b91,25,000.00", "125000.00"),
    ("parts_agree(point_parts(x))", "1,25,00", False),
    ("parts_agree(point_parts(x))", "1,2345", False),
    ("point_parts(x).before", "US$\u202f7.00", "US$"),
    ("point_parts(x).before", "Rs.50", "Rs."),
    ("point_parts(x).number", "$.50", ".50"),
    ("point_parts(x).after", "12 US-Dollar", "US-Dollar"),
    ("money_key(x)", "US-Dollar\u00a0", "usdollar"),
    ("currency_bit(x)", "AED", 1),
    ("currency_bit(x)", "ZAR", 1 << 61),
    ("currency_bit(x)", "BGN", 1 << 62),
    ("currency_bit(x)", None, None),
    ("only_currency(x::BIGINT)", "1", "AED"),
    ("only_currency(x::BIGINT)", str(1 << 61), "ZAR"),
    ("only_currency(x::BIGINT)", str(1 << 62), None),
    ("only_currency(x::BIGINT)", "3", None),
    ("only_currency(x::BIGINT)", "0", None),
    ("thousands(x)", "1.250", "1250"),
    ("thousands(x)", "125.000", "125000"),
    ("thousands(x)", "0.125", None),
    ("thousands(x)", "1250.125", None),
    ("thousands(x)", "1.25", None),
    ("thousands(x)", "1.2500", None),
    ("without_noise(x)", "23.788099999999996", "23.7881"),
    ("without_noise(x)", "12.500000000000000000", "12.5"),
    ("without_noise(x)", "1234.50", "1234.50"),
    ("without_noise(x)", "123456789.123456", "123456789.123456"),
    ("without_noise(x)", "0.0000123456789012345", "0.000012345678901"),
    ("is_plain_amount(x)", "123456789.123456", True),
    ("is_plain_amount(x)", "123456789.1234567", False),
    ("is_plain_amount(x)", "1000000000000", False),
    ("is_amount(x)", "0.000012345678901", True),
    ("written_out(x)", "1e+20", "100000000000000000000"),
    ("written_out(x)", "1.5e-05", "0.000015"),
    ("whole_number(x)", "2.0", "2"),
    ("whole_number(x)", "2.5", None),
    ("click_id(x)", "https://x.yz/?a=1&ttclid=E.C.P.q1#z", "E.C.P.q1"),
    ("click_id(x)", "https://x.yz/?a=1", None),
    ("click_id(x)", "E.C.P.q1", "E.C.P.q1"),
    ("locale_tag(x)", "en_US", "en-US"),
    ("is_web_address(x)", "https://shop.example/a?b", True),
    ("is_web_address(x)", "shop.example", False),
    ("is_plain_ip(x)", "8.8.8.8", True),
    ("is_plain_ip(x)", "10.0.0.1", False),
    ("is_plain_ip(x)", "172.16.0.1", False),
    ("is_plain_ip(x)", "172.31.255.255", False),
    ("phone_digits(x)", "213..3734253", None),
    ("phone_digits(x)", "213.373.4253", "2133734253"),
    ("serial_wall(x)::VARCHAR", "45384,5", "2024-04-02 12:00:00"),
    ("sensible_wall(x::TIMESTAMP)::VARCHAR", "1899-12-31 23:59:59", None),
    ("sensible_wall(x::TIMESTAMP)::VARCHAR", "1900-01-01 00:00:00", "1900-01-01 00:00:00"),
    ("untailed(x)", "12.00", "12"),
    ("is_amount(x)", "999999999999.5", True),
    ("is_amount(x)", "1000000000000", False),
    ("is_amount(x)", "01", False),
    ("is_plain_whole(x)", "999999999999", True),
    ("is_plain_whole(x)", "1000000000000", False),
    ("is_plain_whole(x)", "0", True),
    ("without_noise(x)", "12345678901234.5", "12345678901234.5"),
    ("without_noise(x)", "123456789012345.5", "123456789012346"),
    ("without_noise(x)", "0.0012345678901234567", "0.00123456789012346"),
    ("whole_number(x)", "999999999", "999999999"),
    ("whole_number(x)", "1000000000", None),
    ("without_zeros(x)", "10.50", "10.5"),
    ("without_zeros(x)", "10.00", "10"),
    ("without_zeros(x)", "10", "10"),
    ("written_out(x)", "-1.5e3", "-1500"),
    ("written_out(x)", "1e-14", "0.00000000000001"),
    ("written_out(x)", "12.50", "12.50"),
    ("json_number(x)", "000", "0"),
    ("sum_number(exact(x))", "100.50", "100.5"),
    ("sum_number(exact(x))", "100", "100"),
    ("parts_agree(point_parts(x))", "(5)", True),
    ("parts_agree(point_parts(x))", "+5", True),
    ("parts_agree(point_parts(x))", "-5-", False),
    ("parts_agree(point_parts(x))", "$-5-", False),
    ("parts_agree(point_parts(x))", "5)", False),
    ("parts_negative(point_parts(x))", "+5", False),
    ("parts_negative(point_parts(x))", "\u22125", True),
    ("parts_negative(point_parts(x))", "$\u22125", True),
    ("is_plain_time(x)", "2026-06-01 23:59:59", True),
    ("is_plain_time(x)", "2199-06-01T00:00:00Z", True),
    ("is_plain_time(x)", "2026-06-01 10:01", True),
    ("is_plain_time(x)", "2026-06-01", True),
    ("is_plain_time(x)", "2026-06-01 10:01Z", False),
    ("is_plain_time(x)", "2026-06-01Z", False),
    ("is_plain_time(x)", "2026-6-01", False),
    ("is_plain_time(x)", "2026-06-01 24:00:00", False),
    ("is_plain_time(x)", "1899-06-01 00:00:00", False),
    ("is_plain_time(x)", "2200-06-01 00:00:00", False),
    ("is_plain_time(x)", "2026-06-01 10:60:00", False),
    ("is_ambiguous(time_parts(x))", "12/11/2026", True),
    ("is_ambiguous(time_parts(x))", "11/12/2026", True),
    ("is_ambiguous(time_parts(x))", "01/02/2026", True),
    ("is_ambiguous(time_parts(x))", "13/12/2026", False),
    ("is_ambiguous(time_parts(x))", "12/13/2026", False),
    ("is_ambiguous(time_parts(x))", "00/05/2026", False),
    ("parts_wall(time_parts(x))::VARCHAR", "13.12.2026", "2026-12-13 00:00:00"),
    ("parts_wall(time_parts(x))::VARCHAR", "12/12/2026", "2026-12-12 00:00:00"),
    ("parts_wall(time_parts(x))::VARCHAR", "2026-12-25 23:05:09", "2026-12-25 23:05:09"),
    ("parts_wall(time_parts(x))::VARCHAR", "12/25/2026 12:30 PM", "2026-12-25 12:30:00"),
    ("parts_wall(time_parts(x))::VARCHAR", "12/25/2026 1:30 AM", "2026-12-25 01:30:00"),
    ("parts_wall(time_parts(x))::VARCHAR", "12/25/2026 13:30 PM", None),
    ("parts_wall(time_parts(x))::VARCHAR", "12/25/2026 0:30 PM", None),
    ("offset_seconds(x)", "-0530", -19800),
    ("offset_seconds(x)", "+14", 50400),
    ("serial_wall(x)::VARCHAR", "20000", "1954-10-03 00:00:00"),
    ("serial_wall(x)::VARCHAR", "99999.5", "2173-10-13 12:00:00"),
    ("serial_wall(x)::VARCHAR", "19999", None),
    ("serial_wall(x)::VARCHAR", "100000", None),
    ("unix_time(x)", "178030806", 178030806),
    ("unix_time(x)", "17803080600", None),
    ("unix_time(x)", "178030806000", None),
    ("unix_time(x)", "17803080601234", None),
    ("sensible_wall(x::TIMESTAMP)::VARCHAR", "2199-12-31 23:59:59", "2199-12-31 23:59:59"),
    ("sensible_wall(x::TIMESTAMP)::VARCHAR", "2200-01-01 00:00:00", None),
    ("is_wrong_hash(x)", "g" * 32, False),
    ("is_wrong_hash(x)", "a" * 33, False),
    ("is_sha256(x)", "a" * 63, False),
    ("is_sha256(x)", "A0" * 32, True),
    ("hashes_json(listed(x))", "[]", None),
    ("hashes_json(listed(x))", '["a"]', '"a"'),
    ("hashes_json(distinct_in_order(listed(x)))", '["b","a","b"]', '["b","a"]'),
    ("phone_digits(x)", "+1 (213) 373-4253", "+12133734253"),
    ("phone_digits(x)", "(1-2-3-4-5-6-7-8-9-0-1-2-3-4)", "12345678901234"),
    ("phone_digits(x)", "(1-2-3-4-5-6-7-8-9-0-1-2-3-4-)", None),
    ("untailed(unmarked(x))", "'12025550123.0", "12025550123"),
    ("phone_hash_bits(x)", "a" * 64, 0),
    ("phone_hash_bits(x)", "A" * 64, BIT["phone.hash_case"]),
    ("phone_hash_bits(x)", "a" * 40, BIT["phone.wrong_hash"]),
    ("phone_hash_bits(x)", "a" * 41, None),
    ("external_id_bits(x)", "A" * 64, BIT["external_id.hash_case"]),
    ("external_id_bits(x)", "a" * 64, 0),
    ("external_id_bits(x)", "a" * 32, BIT["external_id.wrong_hash"]),
    ("external_id_clean(x)", "a" * 32, None),
    ("external_id_clean(x)", "1.23E+18", None),
    ("id_key(x)", "#1001", "1001"),
    ("id_key(x)", "# 1001", "1001"),
    ("id_key(x)", "1001.0", "1001"),
    ("id_key(x)", "001001", "1001"),
    ("id_key(x)", "000", "0"),
    ("id_key(x)", "1001.50", "1001.50"),
    ("id_key(x)", "#", "#"),
    ("id_key(x)", "A-1", "A-1"),
    ("id_key(x)", "1.23E+18", None),
    ("undefused(x)", "a;'=1;'-2", "a;=1;-2"),
    ("undefused(x)", "'\t=1", "\t=1"),
    ("untailed(x)", "+12025550123.000", "+12025550123"),
    ("cell(x)", "nan", None),
    ("cell(x)", "nul", "nul"),
    ("cell(x)", "~~~", "~~~"),
    ("click_id(x)", "ttclid=E.C.P.q1&x=2", "E.C.P.q1"),
    ("click_id(x)", "x=2&ttclid=E.C.P.q1", "E.C.P.q1"),
    ("click_id(x)", "x=2&y=3", None),
    ("locale_tag(x)", "en", "en"),
    ("locale_tag(x)", "e", None),
    ("locale_tag(x)", "engl", None),
    ("locale_tag(x)", "zh-Hant-TW", "zh-Hant-TW"),
    ("locale_tag(x)", "en-abcdefghi", None),
    ("is_web_address(x)", "HTTP://x", True),
    ("is_web_address(x)", "ftp://x.yz", False),
    ("is_web_address(x)", "https://x y", False),
    ("is_web_address(x)", "https://", False),
    ("is_item_list(x)", "[]", True),
    ("is_item_list(x)", '{"a":1}', False),
    ("id_key(x)", "#00189", "189"),
    ("cell(x)", "a\u00a0", "a"),
    ("mangled(x)", "9.99E+19", True),
    ("mangled(x)", "1E+05", True),
    ("parts_wall(time_parts(x))::VARCHAR", "21261225", "2126-12-25 00:00:00"),
    ("parts_wall(time_parts(x))::VARCHAR", "19261225", "1926-12-25 00:00:00"),
    ("parts_wall(time_parts(x))::VARCHAR", "2026-12-25 10:00:60", None),
    ("date_text(time_parts(x))", "04/05/2026", None),
    ("comma_digits(comma_parts(x))", "123.456,50", "123456.50"),
    ("point_digits(point_parts(x))", "123,456.50", "123456.50"),
    ("email_bits(x)", "ann@shop9.co9", 0),
    ("email_bits(x)", "a@b.c", 0),
    ("email_bits(x)", "\u00fc@b.c", 0),
    ("click_id(x)", "https://x.yz/E.C.P.q1", None),
    ("click_id(x)", "?ttclid=E.C.P.q1", "E.C.P.q1"),
    ("email_clean(x)", hashlib.sha256(b"").hexdigest(), None),
    ("unmarked(x)", "'Abc", "'Abc"),
    ("phone_digits(x)", "213\u00a0373-4253", "2133734253"),
    ("locale_tag(x)", "fil-PH", "fil-PH"),
    ("is_item_list(x)", '[{"a":1}]', True),
    ("is_item_list(x)", "[1]", False),
    ("hashes_json(listed(x))", '["a","b"]', '["a","b"]'),
    ("hashes_json(distinct_in_order(listed(x)))", '["a",null,"a"]', '"a"'),
    ("hashes_json(listed(x))", "a", '"a"'),
]


@pytest.mark.parametrize(("macro", "text", "expected"), CASES)
def test_macro(rules: duckdb.DuckDBPyConnection, macro: str, text: str | None, expected: object) -> None:
    # A column and not a constant: constants are folded before they run.
    found = rules.execute(f"SELECT {macro} FROM (SELECT unnest([?::VARCHAR]) AS x)", [text]).fetchone()
    assert found == (expected,)


def test_addresses_near_no_reserved_block_need_no_closer_look(rules: duckdb.DuckDBPyConnection) -> None:
    reserved = {0, 10, 100, 127, 169, 172, 192, 198, 203, *range(224, 300)}
    for rest in ("0.0.0", "255.9.10", "1.2.3", "199.249.99"):
        texts = [f"{first}.{rest}" for first in range(300)]
        found = rules.execute("SELECT is_plain_ip(unnest(?))", [texts]).fetchall()
        assert {first for first, (public,) in enumerate(found) if not public} == reserved
    odd = [f"8.{rest}" for rest in ("1.2", "1.2.256", "1.2.3.4", "01.2.3", "1.2.x")]
    assert rules.execute("SELECT is_plain_ip(unnest(?))", [odd]).fetchall() == [(False,)] * 5


def test_white_space_and_invisible_marks_are_no_part_of_a_cell() -> None:
    edges = "\t\r\x1c \x85\xa0\u1680\u2000\u200f\u2028\u202f\u205f\u2064\u2066\u2069\u3000\ufeff"
    beside = "\x08\x0e\x1b!\x84\x86\x9f\xa1\u167f\u1681\u1fff\u2010\u2027\u2030\u205e\u2065\u206a\u2fff\u3001"
    assert [letter for letter in edges if cell(f"{letter}a{letter}") != "a"] == []
    assert [letter for letter in beside if cell(f"{letter}a{letter}") == "a"] == []


@pytest.mark.parametrize(
    "text", ["null", " A ", "NaN ", "\u017f", "", "x" * 300, BLANKS, "N/A\u00a0", "é", "\u0085", None]
)
def test_the_constants_of_a_mapping_are_read_as_its_cells_are(
    rules: duckdb.DuckDBPyConnection, text: str | None
) -> None:
    assert rules.execute("SELECT cell(?::VARCHAR)", [text]).fetchone() == (cell(text),)


def test_the_documentation_s_phone_vector(rules: duckdb.DuckDBPyConnection) -> None:
    assert rules.execute("SELECT hashed('+12133734253')").fetchone() == (hashlib.sha256(b"+12133734253").hexdigest(),)
    assert hashlib.sha256(b"+12133734253").hexdigest() == (
        "9f7ec22d72092cd3c0b58726ed9c2d91b92e51a3f29837508fb2948bb22dd2fd"
    )


def test_a_zone_in_words_is_looked_for_once_since_every_copy_of_it_is_planned(rules: duckdb.DuckDBPyConnection) -> None:
    times = "(SELECT unnest(['2026-11-14 10:05 PST']) AS x)"
    ((_, plan),) = rules.execute(f"EXPLAIN (FORMAT json) SELECT x FROM {times} WHERE but_for_utc(x) > x").fetchall()
    assert plan.count(json.dumps(ABBREVIATION)[1:-1]) == 2, "found, then replaced"


def test_every_rule_has_a_bit_that_a_signed_64_bit_mask_holds() -> None:
    assert bit(RULES[-1].name) == f"{1 << len(RULES) - 1}::BIGINT"
    assert len(RULES) < 63
    assert "bit('" not in macro_sql()
    assert "{{" not in macro_sql()


def test_macros_are_created_whole_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(macros, "create_macros", create_macros)
    with duckdb.connect() as database:
        with monkeypatch.context() as patched:
            patched.setattr(macros, "macro_sql", lambda: "CREATE MACRO cell(x) AS x; SELECT error('stopped')")
            with pytest.raises(duckdb.Error):
                load_macros(database)
            patched.setattr(macros, "macro_sql", interrupted)
            with pytest.raises(KeyboardInterrupt):
                load_macros(database)
        load_macros(database)
        monkeypatch.setattr(macros, "macro_sql", interrupted)
        load_macros(database)  # they are there already
        assert database.execute("SELECT cell(' a ')").fetchone() == ("a",)
