"""Phone numbers that SQL decides are the ones that libphonenumber gives, for every country and many ways of writing."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import duckdb
import phonenumbers
import pytest
from phonenumbers import PhoneMetadata

from tiktok_tui.prepare.lookups.countries import country_for
from tiktok_tui.prepare.lookups.phones import read_phone
from tiktok_tui.prepare.query.strict_phones import MOST, StrictPhones, strict_phones

STYLES = (
    "+{c}{n}", "{n}", "{p}{n}", "{c}{n}", "00{c}{n}", "011{c}{n}", "+{c} {p}{n}", "0{n}", "1{n}", "{c}{p}{n}",
    "+{c}(0){n}", "{p}{p}{n}", "8{n}", "({p}) {n}",
)  # fmt: skip


def variants(region: str, seed: int) -> list[str]:
    """The region's example numbers and their neighbours, right and wrong, written in every style."""
    pick = random.Random(f"{region}{seed}")
    metadata = PhoneMetadata.metadata_for_region(region)
    assert metadata is not None
    examples = [phonenumbers.example_number_for_type(region, kind) for kind in range(11)]
    known = sorted({phonenumbers.national_significant_number(number) for number in examples if number})
    numbers = set(known)
    for number in known:
        for _ in range(2):
            digits = list(number)
            for _ in range(pick.randint(1, 3)):
                digits[pick.randrange(len(digits))] = pick.choice("0123456789")
            numbers.add("".join(digits)[: pick.choice([None, None, None, -1])] + pick.choice(["", "", "", "7"]))
    prefix = metadata.national_prefix or "0"
    return [style.format(c=metadata.country_code, n=number, p=prefix) for number in sorted(numbers) for style in STYLES]


def decide(
    rules: duckdb.DuckDBPyConnection, strict: StrictPhones, texts: list[str], region: str
) -> list[tuple[str, str | None]]:
    return rules.execute(
        f"SELECT text, {strict.sql('digits', 'region')} FROM "
        "(SELECT text, phone_digits(untailed(unmarked(text))) AS digits, ? AS region "
        "FROM (SELECT unnest(?::VARCHAR[]) AS text))",
        [region, texts],
    ).fetchall()


@pytest.mark.parametrize("half", [0, 1])
def test_sql_never_differs_from_the_library(rules: duckdb.DuckDBPyConnection, half: int) -> None:
    decided = 0
    for region in sorted(phonenumbers.SUPPORTED_REGIONS)[half::2]:
        strict = StrictPhones((phonenumbers.country_code_for_region(region),), (region,))
        for text, number in decide(rules, strict, variants(region, seed=1), region):
            if number is not None:
                decided += 1
                assert read_phone(text, region).numbers == (number,), (region, text)
    assert decided > 3000


def test_frequent_numbers_are_decided_together(rules: duckdb.DuckDBPyConnection) -> None:
    regions = ["US", "DE", "FR", "GB", "IT", "BR", "JP", "AU"]
    prefixes = [str(phonenumbers.country_code_for_region(region)).ljust(3, "5") for region in regions]
    strict = strict_phones(prefixes, regions)
    assert strict.codes == (1, 49, 33, 44, 39, 55, 81, 61)
    for region in regions:
        texts = [text for other in regions for text in variants(other, seed=2)[::9]]
        for text, number in decide(rules, strict, texts, region):
            assert number is None or read_phone(text, region).numbers == (number,), (region, text)


def test_common_ways_of_writing_need_no_library(rules: duckdb.DuckDBPyConnection) -> None:
    strict = StrictPhones((1, 49), ("US",))
    texts = ["+12133734253", "(213) 373-4253", "213.373.4253", "12133734253", "1 213 373 4253", "'+1 213 373 4253"]
    assert {number for _, number in decide(rules, strict, texts, "US")} == {"+12133734253"}
    assert decide(rules, strict, ["0711 2842222"], "XX") == [("0711 2842222", None)]


def test_digits_that_may_have_lost_their_plus_are_left_to_the_library(rules: duckdb.DuckDBPyConnection) -> None:
    # Possible in Russia behind its prefix (8), and valid in Taiwan (+886).
    assert decide(rules, StrictPhones((), ("RU",)), ["88642798358"], "RU") == [("88642798358", None)]


def test_only_the_most_frequent_are_decided_in_sql() -> None:
    strict = strict_phones((str(code) for code in range(200, 999)), sorted(phonenumbers.SUPPORTED_REGIONS))
    assert (len(strict.codes), len(strict.regions)) == (MOST, MOST)
    assert strict_phones(["380", "491", "120"], []).codes == (380, 49, 1)


def test_every_phone_of_a_real_shop_is_decided_as_the_library_does(rules: duckdb.DuckDBPyConnection) -> None:
    # Chinook's customers (MIT licence, https://github.com/lerocha/chinook-database).
    with (Path(__file__).parents[2] / "data" / "chinook_orders.csv").open(encoding="utf-8", newline="") as stream:
        pairs = {(row["Phone"], row["Country"]) for row in csv.DictReader(stream) if row["Phone"]}
    assert len(pairs) > 50
    for country in sorted({country for _, country in pairs}):
        region = country_for(country)
        assert region is not None, country
        texts = sorted(text for text, its in pairs if its == country)
        numbers = {text: phonenumbers.parse(text, region) for text in texts}
        strict = StrictPhones(tuple({number.country_code or 0 for number in numbers.values()}), (region,))
        for text, decided in decide(rules, strict, texts, region):
            possible = phonenumbers.is_possible_number(numbers[text])
            whole = phonenumbers.format_number(numbers[text], phonenumbers.PhoneNumberFormat.E164)
            found = decided or next(iter(read_phone(text, region).numbers), None)
            assert found == (whole if possible else None), (text, country)
