"""The plain way, to measure against: csv, hashlib, json and phonenumbers, one row after the other, the same rules.

python -m tests.bench.plain tests/bench/data/1m.csv
"""

from __future__ import annotations

import csv
import hashlib
import json
import re
import sys
import time
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

import phonenumbers

from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.events.names import ACCEPTED

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_AMOUNT = re.compile(r"-?\d+(\.\d+)?")
_NOTHING = frozenset(("", "null", "n/a", "nan", "none"))


def events(path: Path, now: datetime) -> tuple[int, int, int]:
    """Check and encode every row of the CSV at `path`; gives rows, sendable events and bytes of JSON."""
    rows = sendable = size = 0
    seen: set[tuple[str, str]] = set()
    oldest, newest = now.timestamp() - 28 * 86400, now.timestamp() + 600
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            rows += 1
            cells = {name: cell.strip() for name, cell in row.items() if cell.strip().lower() not in _NOTHING}
            event = _event(cells, oldest, newest, seen)
            if event is not None:
                sendable += 1
                size += len(json.dumps(event, separators=(",", ":"), ensure_ascii=False).encode())
    return rows, sendable, size


def _event(cells: dict[str, str], oldest: float, newest: float, seen: set[tuple[str, str]]) -> dict[str, object] | None:
    name, event_id = cells.get("event", ""), cells.get("event_id", "")
    moment = _seconds(cells.get("timestamp", ""))
    user = _user(cells)
    amount, price = _amount(cells.get("value")), _amount(cells.get("price"))
    currency = cells.get("currency", "USD").upper()
    wrong = (
        name not in ACCEPTED
        or moment is None
        or not oldest <= moment <= newest
        or user is None
        or amount is None
        or price is None
        or currency not in CURRENCIES
        or not cells.get("quantity", "").isdecimal()
        or (name, event_id) in seen
    )
    seen.add((name, event_id))
    if wrong:
        return None
    item = {key: cells[key] for key in ("content_id", "content_name", "content_category", "brand") if key in cells}
    properties: dict[str, object] = {
        key: cells[key] for key in ("order_id", "shop_id", "description", "content_type") if key in cells
    }
    properties |= {"value": amount, "currency": currency}
    properties["contents"] = [{**item, "price": price, "quantity": int(cells["quantity"])}]
    return {"event": name, "event_time": moment, "event_id": event_id, "user": user, "properties": properties}


def _user(cells: dict[str, str]) -> dict[str, str] | None:
    user = {}
    email = cells.get("email", "").lower()
    if _EMAIL.fullmatch(email):
        user["email"] = hashlib.sha256(email.encode()).hexdigest()
    if phone := cells.get("phone"):
        try:
            number = phonenumbers.parse(phone, "US")
        except phonenumbers.NumberParseException:
            number = None
        if number is not None and phonenumbers.is_possible_number(number):
            text = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            user["phone"] = hashlib.sha256(text.encode()).hexdigest()
    return user or None


def _seconds(cell: str) -> int | None:
    try:
        moment = datetime.fromisoformat(cell)
    except ValueError:
        return None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())


def _amount(cell: str | None) -> float | None:
    if cell is None or not _AMOUNT.fullmatch(cell):
        return None
    try:
        amount = Decimal(cell)
    except InvalidOperation:
        return None
    return float(amount) if amount >= 0 else None


def main() -> None:
    """Measure one file and print the result as JSON."""
    began = time.perf_counter()
    rows, sendable, size = events(Path(sys.argv[1]), datetime.now(UTC))
    print(json.dumps({"rows": rows, "sendable": sendable, "bytes": size, "seconds": time.perf_counter() - began}))


if __name__ == "__main__":
    main()
