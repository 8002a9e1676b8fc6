"""Write the demo's example: a shop's export with fresh dates and typical mistakes.

Nobody's data: e-mail domains are those reserved for examples, phone numbers those set aside for films or not given out.
"""

from __future__ import annotations

import csv
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

COLUMNS = (
    "Order", "Sold at", "Kind", "Email", "Second email", "Mobile", "Country", "Total", "Currency",
    "SKU", "Product", "Quantity", "Unit price", "Store",
)  # fmt: skip

TIME_ZONE = "America/New_York"

MAPPING = """\
[fields]
event        = { column = "Kind", values = { "in-store sale" = "Purchase", "phone order" = "Purchase", "fitting booked" = "Schedule" } }
event_id     = { column = "Order" }
timestamp    = { column = "Sold at" }
email        = { columns = ["Email", "Second email"] }
phone        = { column = "Mobile" }
value        = { column = "Total" }
currency     = { column = "Currency" }
order_id     = { column = "Order" }
content_id   = { column = "SKU" }
content_name = { column = "Product" }
quantity     = { column = "Quantity" }
price        = { column = "Unit price" }
shop_id      = { column = "Store" }
content_type = { value = "product" }

[phone]
country = { column = "Country" }
"""  # noqa: E501

ROWS = 3000
"""Rows of orders; a second copy of a few orders, a broken line and a line of totals, which is no row, come on top."""

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Example:
    """The written file, its rows below the header, and how many rows each rule is meant to reject."""

    path: Path
    rows: int
    planted: dict[str, int]


def write_example(path: Path, *, now: datetime, rows: int = ROWS) -> Example:
    """Write the example export to `path`; the same `now` and `rows` give the same bytes."""
    dice = random.Random(20_240_229)
    orders = [_order(dice, number, now) for number in range(rows)]
    orders.sort(key=lambda order: order["Sold at"])
    planted = _plant(dice, orders, now)
    total = sum(float(order["Unit price"]) * int(order["Quantity"]) for order in orders)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for place, order in enumerate(orders):
            writer.writerow(order)
            if place == rows // 3:
                stream.write("the till was restarted here;;;\n")
        writer.writerow({"Order": "Total", "Total": f"{total:,.2f}"})
    planted["file.broken_line"] += 1
    return Example(path, len(orders) + 1, dict(planted))


_FIRST = (
    "Ada Bruno Chloé Dmitri Elena Farid Grace Hiro Inés Jonas Kemi Lars Mina Noah Olga Paulo Rosa Søren Tara".split()
)
_LAST = "Abe Baker Costa Dubois Evans Fischer García Hansen Ito Jansen Keller Lopez Nowak Okafor Price Rossi".split()
_ASCII = str.maketrans("éíóøáñüö", "eiooanuo")
_PRODUCTS = (
    ("TRAIL-41", "Trail shoes", "129.90"),
    ("RAIN-M", "Rain jacket", "189.00"),
    ("SOCK-3", "Wool socks, 3 pairs", "24.50"),
    ("TENT-2P", "Tent for two", "1249.00"),
    ("MUG-TI", 'Titanium mug "Fjäll"', "39.95"),
    ("LAMP-H", "Head lamp", "54.00"),
    ("PACK-38", "Backpack, 38 l", "164.99"),
    ("0042", "Tent pegs", "12.00"),
)
_ENDINGS = ("com", "net", "org")
_STORES = ("12", "7", "31", "phone")


@dataclass(frozen=True, slots=True)
class _Country:
    share: int
    names: tuple[str, ...]
    currency: str
    phones: tuple[str, ...]
    """How people there write a number; every # is a digit."""


_COUNTRIES = (
    _Country(46, ("US", "United States", "USA"), "USD",
             ("+120655501##", "(212) 555-01##", "305.555.01##", "1-415-555-01##", "617 555 01##", "'+1 512 555 01##")),
    _Country(8, ("CA", "Canada"), "CAD", ("+1 604 555 01##", "(416) 555-01##")),
    _Country(12, ("GB", "UK", "United Kingdom"), "GBP",
             ("+447700900###", "07700 900###", "0044 7700 900###", "+44 (0)7700 900###")),
    _Country(10, ("DE", "Germany", "Deutschland"), "EUR",
             ("+49 171 39200##", "0171 39200##", "0049 171 39200##", "0171/39200##")),
    _Country(8, ("FR", "France"), "EUR", ("+33 6 39 98 ## ##", "06 39 98 ## ##", "0033639980###")),
    _Country(6, ("IT", "Italy"), "EUR", ("+39 055 0000###", "055 0000###")),
    _Country(4, ("BR", "Brazil"), "BRL", ("+55 (11) 90000-####", "11 90000-####")),
    _Country(3, ("JP", "Japan"), "JPY", ("+81 90-0000-####", "090-0000-####")),
    _Country(3, ("AU", "Australia"), "AUD", ("+61 491 570 1##", "0491 570 1##")),
)  # fmt: skip


def _order(dice: random.Random, number: int, now: datetime) -> Cells:
    country = dice.choices(_COUNTRIES, [country.share for country in _COUNTRIES])[0]
    sku, product, price = dice.choice(_PRODUCTS)
    quantity = dice.choices((1, 2, 3), (80, 15, 5))[0]
    sold = now - timedelta(minutes=dice.randrange(60, 27 * 24 * 60))
    last = dice.choice(_LAST).translate(_ASCII)
    mail = f"{dice.choice(_FIRST).translate(_ASCII)}.{last}{dice.randrange(1000)}@example.{dice.choice(_ENDINGS)}"
    phone = "".join(str(dice.randrange(10)) if mark == "#" else mark for mark in dice.choice(country.phones))
    amount, currency = _money(dice, country.currency, float(price) * quantity)
    known = dice.random()
    return {
        "Order": f"NW-{100_000 + number}",
        "Sold at": _local(sold),
        "Kind": dice.choices(("in-store sale", "phone order", "Purchase", "fitting booked"), (70, 15, 10, 5))[0],
        "Email": dice.choice((mail, mail.lower(), f" {mail} ")) if known > 0.2 else "",
        "Second email": f"{last.lower()}.work@example.com" if dice.random() < 0.05 else dice.choice(("", "", "N/A")),
        "Mobile": phone if known < 0.75 else "",
        "Country": dice.choice(country.names),
        "Total": amount,
        "Currency": currency,
        "SKU": sku,
        "Product": product,
        "Quantity": str(quantity),
        "Unit price": price,
        "Store": dice.choice(_STORES),
    }


def _money(dice: random.Random, currency: str, amount: float) -> tuple[str, str]:
    """An amount and its currency, at home in any of the ways in which people type them."""
    if currency != "USD":
        return f"{amount:.2f}", currency
    typed = dice.choice((f"{amount:.2f}", f"{amount:,.2f}", f"${amount:,.2f}"))
    return typed, dice.choice(("USD", "usd", ""))


def _local(moment: datetime) -> str:
    return moment.astimezone(ZoneInfo(TIME_ZONE)).strftime("%Y-%m-%d %H:%M:%S")


def _plant(dice: random.Random, orders: list[Cells], now: datetime) -> Counter[str]:
    """Make the mistakes, each in rows of its own, and repeat a few orders; how many rows each rule is to reject."""
    untouched = list(range(len(orders)))
    dice.shuffle(untouched)
    planted: Counter[str] = Counter()
    for rule, count, spoil in _mistakes(dice, now):
        for _ in range(count):
            spoil(orders[untouched.pop()])
        planted[rule] = count
    for _ in range(25):
        orders[untouched.pop()] |= {"Email": "kept@example.com", "Mobile": "ask at the till"}
    for place in sorted((untouched.pop() for _ in range(14)), reverse=True):
        orders.insert(min(place + 3, len(orders)), dict(orders[place]))
    planted["event_id.duplicate"] = 14
    return planted


def _mistakes(dice: random.Random, now: datetime) -> list[tuple[str, int, Callable[[Cells], None]]]:
    def cells(**changed: tuple[str, ...]) -> Callable[[Cells], None]:
        named = {name.replace("_", " "): choice for name, choice in changed.items()}
        return lambda order: order.update({name: dice.choice(choice) for name, choice in named.items()})

    def days_ago(first: int, last: int) -> tuple[str, ...]:
        return tuple(_local(now - timedelta(days=days)) for days in range(first, last))

    def mangle(order: Cells) -> None:
        order["Order"] = f"1.{int(order['Order'][3:]):06}E+18"

    blank = ("", "N/A")
    bad_email = ("anna@", "no e-mail", "max.example.com")
    bad_phone = ("1", "1.20256E+10", "landline")
    return [
        ("timestamp.too_old", 62, cells(Sold_at=days_ago(30, 60))),
        ("timestamp.in_future", 3, cells(Sold_at=days_ago(-400, -360))),
        ("timestamp.unreadable", 6, cells(Sold_at=("yesterday", "see receipt", "2026-13-45"))),
        ("identity.missing", 38, cells(Email=blank, Second_email=blank, Mobile=blank)),
        ("email.invalid", 17, cells(Email=bad_email, Second_email=blank, Mobile=blank)),
        ("phone.unparseable", 19, cells(Email=blank, Second_email=blank, Mobile=bad_phone)),
        ("value.negative", 21, cells(Total=("-129.90", "-24.50"))),
        ("value.unreadable", 4, cells(Total=("free", "see note"))),
        ("currency.unsupported", 9, cells(Currency=("EURX", "XBT"))),
        ("event.unknown", 11, cells(Kind=("In-Store Sale ?", "Purchse", "misc"))),
        ("event_id.mangled", 4, mangle),
    ]
