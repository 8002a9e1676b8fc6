"""The cleaning and hashing in Polars, to measure against; phones by libphonenumber, each different one once.

python -m tests.bench.polars_way tests/bench/data/1m.csv        needs the extra `bench`

It reads everything into memory, names no row and no reason, and writes absent values as null.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import phonenumbers
import polars as pl
import polars_hash

from tests.bench.floor import READERS
from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.events.names import ACCEPTED

_NOTHING = ["", "null", "n/a", "nan", "none"]
_ITEM = ("content_id", "content_name", "content_category", "brand", "price", "quantity")
_PROPERTIES = ("order_id", "shop_id", "description", "content_type", "value", "currency")


def events(path: Path, now: datetime) -> tuple[int, int, int]:
    """Check and encode every row of the file at `path`; gives rows, sendable events and bytes of JSON."""
    raw = READERS[path.suffix](path)
    cells = raw.with_columns(pl.col(pl.String).str.strip_chars()).with_columns(
        pl.when(pl.col(pl.String).str.to_lowercase().is_in(_NOTHING))
        .then(None)
        .otherwise(pl.col(pl.String))
        .name.keep()
    )
    phones = cells.get_column("phone").unique().drop_nulls()
    numbers = pl.DataFrame({"phone": phones, "number": pl.Series([_number(text) for text in phones], dtype=pl.String)})
    moment = pl.col("timestamp").str.to_datetime("%Y-%m-%dT%H:%M:%SZ", strict=False).dt.epoch("s")
    email = pl.col("email").str.to_lowercase()
    amount = r"^\d+(\.\d+)?$"
    typed = cells.join(numbers, on="phone", how="left", maintain_order="left").with_columns(
        event_time=moment,
        email=pl.when(email.str.contains(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")).then(email),
        currency=pl.col("currency").str.to_uppercase(),
        value=pl.when(pl.col("value").str.contains(amount)).then(pl.col("value")).cast(pl.Float64),
        price=pl.when(pl.col("price").str.contains(amount)).then(pl.col("price")).cast(pl.Float64),
        quantity=pl.when(pl.col("quantity").str.contains(r"^\d+$")).then(pl.col("quantity")).cast(pl.Int64),
        first=pl.struct("event", "event_id").is_first_distinct(),
    )
    seconds = now.timestamp()
    good = typed.filter(
        pl.col("event").is_in(list(ACCEPTED)),
        pl.col("event_time").is_between(seconds - 28 * 86400, seconds + 600),
        pl.col("email").is_not_null() | pl.col("number").is_not_null(),
        pl.col("value").is_not_null() & pl.col("price").is_not_null() & pl.col("quantity").is_not_null(),
        pl.col("currency").is_in(list(CURRENCIES)),
        "first",
    )
    bodies = good.select(
        pl.struct(
            "event",
            "event_time",
            "event_id",
            pl.struct(
                polars_hash.col("email").chash.sha2_256(), polars_hash.col("number").chash.sha2_256().alias("phone")
            ).alias("user"),
            pl.struct(*_PROPERTIES, pl.concat_list(pl.struct(*_ITEM)).alias("contents")).alias("properties"),
        ).struct.json_encode()
    ).to_series()
    return raw.height, good.height, int(bodies.str.len_bytes().sum())


def _number(text: str) -> str | None:
    try:
        number = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def main() -> None:
    """Measure one file and print the result as JSON."""
    began = time.perf_counter()
    rows, sendable, size = events(Path(sys.argv[1]), datetime.now(UTC))
    print(json.dumps({"rows": rows, "sendable": sendable, "bytes": size, "seconds": time.perf_counter() - began}))


if __name__ == "__main__":
    main()
