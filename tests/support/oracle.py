"""A plain reading of all rules over a whole file, for tests only: what the SQL is held equal to, row by row."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from datetime import time as clock
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain
from typing import Any

from tests.support import oracle_values as read
from tests.support.oracle_values import Typed
from tiktok_tui.events.currencies import CURRENCIES, NO_DECIMALS, THREE_DECIMALS, currency_mask
from tiktok_tui.events.destination import Destination, EventSource
from tiktok_tui.events.fields import FIELD
from tiktok_tui.events.names import ACCEPTED, RESERVED
from tiktok_tui.events.notations.money_headers import currencies_in_header
from tiktok_tui.events.notations.money_signs import currencies_of, meant
from tiktok_tui.mapping.model import Mapping as FieldMapping
from tiktok_tui.mapping.suggest.vocabulary.reversals import takes_back

PEOPLE = ("email", "phone", "external_id")
ITEM = ("content_id", "content_name", "content_category", "brand", "price", "quantity")


@dataclass
class Verdict:
    """The result of one event; `own` are problems that belong to single rows of a group."""

    rows: list[int]
    errors: set[str] = field(default_factory=set)
    warnings: set[str] = field(default_factory=set)
    own: dict[int, tuple[set[str], set[str]]] = field(default_factory=dict)
    event_set: str | None = None
    name: str | None = None
    time: int | None = None
    event_id: str | None = None
    made_of: str | None = None
    day: int = 0
    dated: bool = False
    marks: tuple[list[int], list[int]] = field(default_factory=lambda: ([], []))
    body: dict[str, Any] = field(default_factory=dict)

    def all_errors(self) -> set[str]:
        """The event's errors, and those of its rows."""
        return self.errors.union(*(errors for errors, _ in self.own.values()))


@dataclass
class Outcome:
    """The result of a whole file: problems by row, events (row, set, JSON) in order, rows left out."""

    errors: dict[int, set[str]] = field(default_factory=dict)
    warnings: dict[int, set[str]] = field(default_factory=dict)
    events: list[tuple[int, str, dict[str, Any]]] = field(default_factory=list)
    marks: list[tuple[list[int], list[int]]] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)

    def sort(self) -> None:
        """Bring the events, and their marks with them, into the order of their rows."""
        order = sorted(range(len(self.events)), key=lambda place: self.events[place][0])
        self.events = [self.events[place] for place in order]
        self.marks = [self.marks[place] for place in order]


@dataclass
class Items:
    """The items of an event, and the currencies that their prices name."""

    json: list[dict[str, Any]] = field(default_factory=list)
    total: Decimal | None = None
    priced: bool = False
    signs: tuple[tuple[str, ...], ...] = ()
    code: str | None = None


@dataclass
class Money:
    """The value and the currency as they are sent."""

    value: str | None
    currency: str | None


@dataclass
class Oracle:
    """The rules for one mapping and destination. `countries` and `zones` are what the test's cells of those mean."""

    mapping: FieldMapping
    destination: Destination
    now: int
    countries: Mapping[str, str]
    zones: Mapping[str, str]
    lists: frozenset[str] = frozenset()

    def judge(self, rows: Mapping[int, Mapping[str, str | None]]) -> Outcome:
        """Judge a file: its rows by number, each with its cells by column."""
        outcome = Outcome()
        verdicts = []
        for numbers in self._groups(rows):
            cells = {number: {name: read.cell(text) for name, text in rows[number].items()} for number in numbers}
            in_turn = sorted(cells.values(), key=self._is_left_out)
            shared = {
                name: next((own[name] for own in in_turn if own[name] is not None), None)
                for name in next(iter(cells.values()))
            }
            if any((shared[name] or "") not in [read.cell(text) or "" for text in only]
                   for name, only in self.mapping.only.items()) or self._all_left_out(cells):  # fmt: skip
                outcome.left_out.update(numbers)
                continue
            verdicts.append(self._event(numbers, cells, shared))
        self._identify(verdicts)
        self._warn_of_refunds(rows, verdicts)
        for verdict in verdicts:
            self._spread(verdict, outcome)
        outcome.sort()
        return outcome

    def _all_left_out(self, cells: Mapping[int, Mapping[str, str | None]]) -> bool:
        for name, texts in self.mapping.leave_out.items():
            blank = any(read.cell(text) is None for text in texts)
            said = [row[name] for row in cells.values() if blank or row[name] is not None]
            if said and all(self._among(text, texts) for text in said):
                return True
        return False

    def _is_left_out(self, cells: Mapping[str, str | None]) -> bool:
        return any(self._among(cells[name], texts) for name, texts in self.mapping.leave_out.items())

    def _among(self, text: str | None, texts: Sequence[str]) -> bool:
        return (text or "").lower() in [(read.cell(each) or "").lower() for each in texts]

    def _no_item(self, cells: Mapping[str, str | None]) -> bool:
        named = [*self.mapping.not_items.items()]
        if self.mapping.group_by is not None:
            named += self.mapping.leave_out.items()
        return any(self._among(cells[name], texts) for name, texts in named)

    def _groups(self, rows: Mapping[int, Mapping[str, str | None]]) -> list[list[int]]:
        if self.mapping.group_by is None:
            return [[number] for number in rows]
        groups: dict[object, list[int]] = {}
        for number, cells in rows.items():
            key = read.cell(cells[self.mapping.group_by])
            groups.setdefault(number if key is None else key, []).append(number)
        return list(groups.values())

    def _raws(self, name: str, cells: Mapping[str, str | None]) -> list[str | None]:
        source = self.mapping.fields.get(name)
        if source is None or self.destination.event_source not in FIELD[name].sources:
            return []
        if not source.columns:
            return [read.cell(source.value)] if source.value is not None else []
        values = {read.cell(key): read.cell(value) for key, value in source.values.items()}
        return [values.get(cells[column], cells[column]) for column in source.columns]

    def _in_cents(self, name: str) -> bool:
        listed = name == "price" and "contents" in self.mapping.fields
        source = self.mapping.fields.get("contents" if listed else name)
        return source is not None and source.unit == "cents"

    def _one(self, name: str, cells: Mapping[str, str | None]) -> str | None:
        return next(iter(self._raws(name, cells)), None)

    def _id(self, name: str, cells: Mapping[str, str | None]) -> str | None:
        return _plain_id(self._one(name, cells))

    def _event(
        self, numbers: list[int], cells: dict[int, dict[str, str | None]], shared: dict[str, str | None]
    ) -> Verdict:
        verdict = Verdict(numbers)
        errors, warnings = verdict.errors, verdict.warnings
        verdict.name = self._one("event", shared) or read.cell(self.destination.fixed_event)
        if rule := self._name_rule(verdict.name):
            errors.add(rule)
        set_cell = self._id("event_set_id", shared)
        verdict.event_set = set_cell or read.cell(self.destination.event_set_id)
        if verdict.event_set is None:
            errors.add("event_set_id.missing")
        elif read.mangled(verdict.event_set):
            errors.add("event_set_id.mangled")
        elif (
            set_cell
            and self.destination.event_source is EventSource.OFFLINE
            and not re.fullmatch(r"[0-9]{19}", set_cell)
        ):
            warnings.add("event_set_id.unusual")
        verdict.event_id = self._id("event_id", shared)
        if verdict.event_id and read.mangled(verdict.event_id):
            errors.add("event_id.mangled")
        if verdict.event_id and len(verdict.event_id) > 36:
            warnings.add("event_id.long")
        self._time(verdict, shared)
        user = self._people(verdict, shared)
        items = self._items(verdict, cells, shared)
        properties = self._properties(verdict, shared, items)
        body: dict[str, Any] = {"event": verdict.name, "event_time": ("#", str(verdict.time))}
        self._origin(verdict, shared, user, properties)
        page = self._web(verdict, shared, user)
        for key, part in (("user", user), ("properties", properties), ("page", page)):
            if part:
                body[key] = part
        if self.destination.event_source is EventSource.WEB and self.destination.limited_data_use:
            body["limited_data_use"] = True
        verdict.body = body
        return verdict

    def _origin(
        self,
        verdict: Verdict,
        cells: Mapping[str, str | None],
        user: Mapping[str, Any],
        properties: Mapping[str, Any],
    ) -> None:
        """Set what a made ID is made of, and the marks of the event."""
        if verdict.name is None or verdict.time is None or verdict.event_set is None:
            return
        group = self.mapping.group_by
        order = read.id_key(self._id("order_id", cells)) or (read.id_key(cells[group]) if group else None)
        shop = read.id_key(self._id("shop_id", cells)) or ""
        digits = properties["value"][1] if "value" in properties else ""
        value = f"{digits.rstrip('0').rstrip('.') if '.' in digits else digits} {properties.get('currency', '')}"
        value = value if digits else ""
        hashes = [user[name] if isinstance(user[name], list) else [user[name]] for name in PEOPLE if name in user]
        people = ",".join(",".join(sorted(each)) for each in hashes)
        line = ""
        if group is None:
            item = self._id("content_id", cells) if "contents" not in self.mapping.fields else None
            line = f"item {item}" if item is not None else value
        start = f"{verdict.event_set}\x1f{verdict.name}\x1f"
        verdict.made_of = start + (
            f"order\x1f{order}\x1f{shop}\x1f{verdict.day}\x1f{line}"
            if order is not None
            else f"{verdict.time}\x1f{value}\x1f{people}"
        )
        verdict.marks = self._marks(verdict, start, order, f"{verdict.day}\x1f{value}", list(chain(*hashes)))

    def _marks(
        self, verdict: Verdict, start: str, order: str | None, day: str, hashes: Sequence[str]
    ) -> tuple[list[int], list[int]]:
        people = [int(each[:12], 16) for each in dict.fromkeys(hashes)][:4]
        own = 0 if verdict.event_id is None else 1

        def marks(number: int, kind: int) -> list[int]:
            return [((person ^ number) & (2**47 - 1)) << 12 | own | kind for person in people]

        of_time = marks(_number(f"{start}time") ^ (verdict.time or 0), 2 if order is not None else 0)
        if order is None:
            clock = 0 if verdict.dated else 4 * (1 + (verdict.time or 0) % 900)
            return of_time, marks(_number(f"{start}day\x1f{day}"), clock)
        of_order = marks(_number(f"{start}order\x1f{order}"), 0)
        last = re.search(r"0*([0-9]*)[^0-9]*\Z", order)
        if re.fullmatch("[0-9]+", order) or last is None or not last[1]:
            return of_order, of_time[:1]
        return of_order, of_time[:1] + marks(_number(f"{start}order\x1f{last[1]}"), 2)[:1]

    def _name_rule(self, name: str | None) -> str | None:
        if name is None:
            return "event.missing"
        if name in ACCEPTED:
            return None
        if self.destination.event_source is EventSource.OFFLINE or name.lower() in {
            known.lower() for known in ACCEPTED
        }:
            return "event.unknown"
        custom = re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,49}", name)
        return None if custom and name not in RESERVED else "event.bad_custom_name"

    def _time(self, verdict: Verdict, cells: Mapping[str, str | None]) -> None:
        raws = self._raws("timestamp", cells)
        source = self.mapping.fields.get("timestamp")
        text = " ".join(raw for raw in raws if raw is not None) if raws and raws[0] is not None else None
        text = read.unmarked(text)
        if text is None or source is None:
            verdict.errors.add("timestamp.missing")
            return
        zone = source.time_zone or self.destination.time_zone
        zone_cell = cells[source.zone] if source.zone else None
        if zone_cell is not None:
            zone = self.zones.get(zone_cell, zone)
        time = read.seconds(text, zone, source.format)
        if isinstance(time, str):
            verdict.errors.add(time)
            return
        verdict.time = time
        wall = read.wall(text, source.format)
        verdict.day = time // 86400 if wall is None else (wall.date() - date(1970, 1, 1)).days
        verdict.dated = wall is not None and wall.time() == clock(0, 0)
        if (
            zone_cell is not None
            and zone_cell not in self.zones
            and read.seconds(text, "Asia/Tokyo", source.format)
            != (read.seconds(text, "America/New_York", source.format))
        ):
            verdict.errors.add("timestamp.unknown_zone")
        elif time < self.now - 28 * 86400:
            verdict.errors.add("timestamp.too_old")
        elif time > self.now + 600:
            verdict.errors.add("timestamp.in_future")

    def _people(self, verdict: Verdict, cells: Mapping[str, str | None]) -> dict[str, Any]:
        region = self.destination.phone_country
        warn_country = False
        if self.mapping.phone_country and (country := cells[self.mapping.phone_country]) is not None:
            warn_country = country not in self.countries
            region = self.countries.get(country, region)
        readers: dict[str, Callable[[str], tuple[str | None, str | None]]] = {
            "email": read.email,
            "phone": lambda text: read.phone(text, region),
            "external_id": read.external_id,
        }
        user: dict[str, Any] = {}
        rules: set[str] = set()
        for name, reader in readers.items():
            found = []
            for place, raw in enumerate(self._raws(name, cells)):
                column = next(iter(self.mapping.fields[name].columns[place : place + 1]), None)
                for text in self._listed(raw) if column in self.lists else [raw]:
                    text = _plain_id(text) if name == "external_id" else text
                    if text is None:
                        continue
                    digest, rule = reader(text)
                    found += [digest] if digest else []
                    rules |= {rule} if rule else set()
                    is_hash = read.identifier(name, read.unmarked(text) or "") != (None, None)
                    if name == "phone" and warn_country and (column in self.lists or not is_hash):
                        verdict.warnings.add("phone.unknown_country")
            if distinct := list(dict.fromkeys(found)):
                user[name] = distinct[0] if len(distinct) == 1 else distinct
        harmless = {rule for rule in rules if rule.endswith(("hash_case", "email.marks"))}
        if user:
            verdict.warnings |= rules
        else:
            verdict.warnings |= harmless
            verdict.errors |= (rules - harmless) or {"identity.missing"}
        return user

    def _listed(self, raw: str | None) -> list[str | None]:
        try:
            listed = json.loads(raw or "null", parse_int=str, parse_float=str)
        except ValueError:
            return [raw]
        return [read.cell(text) for text in listed] if isinstance(listed, list) else [raw]

    def _items(
        self, verdict: Verdict, cells: dict[int, dict[str, str | None]], shared: Mapping[str, str | None]
    ) -> Items:
        raws: list[tuple[int | None, dict[str, str | None]]] = []
        if "contents" in self.mapping.fields:
            text = self._one("contents", shared)
            keys = self.mapping.fields["contents"].fields
            try:
                listed = json.loads(text or "[]", parse_float=lambda digits: Typed(_short(digits)), parse_int=Typed)
            except ValueError:
                listed = None
            if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
                verdict.errors.add("contents.unreadable")
                return Items()
            for item in listed:
                raws.append((None, {name: _as_text(item.get(keys.get(name, name))) for name in ITEM}))
        else:
            for number, own in cells.items():
                if self._no_item(own):
                    continue
                raws.append((number, {name: self._one(name, own) for name in ITEM if self._raws(name, own)}))
                if self._raws("content_id", own):
                    raws[-1][1]["content_id"] = self._id("content_id", own)
        items = Items()
        for owner, texts in raws:
            own_currency = None if owner is None else self._one("currency", cells[owner])
            item, errors, warnings, product = self._item(texts, items, own_currency)
            items.json += [item] if item else []
            items.priced = items.priced or "price" in item
            items.total = (items.total or Decimal(0)) + product if product is not None else items.total
            if owner is None:
                verdict.errors |= errors
                verdict.warnings |= warnings
            else:
                verdict.own[owner] = (errors, warnings)
        return items

    @property
    def _expected(self) -> str | None:
        currency = read.cell(self.destination.currency)
        return currency.upper() if currency else None

    def _meant(self, signs: Iterable[tuple[str, ...]]) -> str | None:
        """The currency of an amount's signs, as each of them is meant here."""
        return next((code for sign in signs if (code := meant(sign, self._expected or ""))), None)

    def _item(
        self, texts: Mapping[str, str | None], items: Items, currency: str | None
    ) -> tuple[dict[str, Any], set[str], set[str], Decimal | None]:
        item: dict[str, Any] = {}
        errors: set[str] = set()
        warnings: set[str] = set()
        style = self.destination.number_style
        for name in ("content_id", "content_name", "content_category", "brand"):
            if (text := read.without_error(texts.get(name))) is not None:
                item[name] = str(text)
                if name == "content_id" and read.mangled(text):
                    warnings.add("content_id.mangled")
        for name in ("price", "quantity"):
            if (text := texts.get(name)) is None:
                continue
            amount = read.amount(text, style)
            cents = name == "price" and self._in_cents("price")
            amount = read.in_cents(amount) if cents else amount
            digits = amount.digits
            if name == "quantity" and digits is not None:
                digits = digits.split(".")[0] if re.fullmatch(r"\d{1,9}(\.0*)?", digits) else None
            if amount.negative:
                errors.add(f"{name}.negative")
            elif digits is None:
                errors.add(f"{name}.unreadable")
            if name == "price":
                items.signs += amount.signs
                items.code = max(filter(None, (items.code, self._meant(amount.signs))), default=None)
                code = (currency.upper() if currency else None) or self._meant(amount.signs) or self._expected
                digits = read.from_cents(digits, code) if cents else digits
                if amount.other is not None:
                    if code in NO_DECIMALS:
                        digits = amount.other
                    elif code not in THREE_DECIMALS:
                        errors.add("price.ambiguous")
            if digits is not None:
                item[name] = ("#", digits)
        product = None
        if "price" in item and "quantity" in texts:
            price = Decimal(item["price"][1]).quantize(Decimal("1e-10"), ROUND_HALF_UP)
            product = price * Decimal(item.get("quantity", ("#", "1"))[1])
        return item, errors, warnings, product

    def _properties(
        self,
        verdict: Verdict,
        cells: Mapping[str, str | None],
        items: Items,
    ) -> dict[str, Any]:
        properties: dict[str, Any] = {"contents": items.json} if items.json else {}
        money = self._money(verdict, cells, items)
        if money.value is not None:
            properties["value"] = ("#", money.value)
        if money.currency is not None:
            properties["currency"] = money.currency
        for name in ("order_id", "shop_id", "description", "search_string"):
            one = self._one(name, cells)
            text = self._id(name, cells) if name in ("order_id", "shop_id") else read.without_error(one)
            if text is not None:
                properties[name] = text
                if name in ("order_id", "shop_id") and read.mangled(text):
                    verdict.warnings.add(f"{name}.mangled")
        if (kind := self._one("content_type", cells)) is not None:
            properties["content_type"] = kind
            if kind not in ("product", "product_group"):
                verdict.errors.add("content_type.unknown")
        if (channel := self._one("event_channel", cells)) is not None:
            if channel not in ("email", "website", "phone_call", "in_store", "crm", "other"):
                verdict.warnings.add("event_channel.unknown")
            elif self.destination.send_event_channel:
                properties["event_channel"] = channel
        return properties

    def _money(self, verdict: Verdict, cells: Mapping[str, str | None], items: Items) -> Money:
        """Settle the currency and, with it, the value."""
        amount = read.Amount()
        value = f"{items.total:f}" if items.total is not None else None
        if value is not None and "." in value:
            value = value.rstrip("0").rstrip(".")
        valued = bool(self._raws("value", cells))
        if valued:
            text = self._one("value", cells)
            amount = read.amount(text, self.destination.number_style) if text is not None else amount
            amount = read.in_cents(amount) if self._in_cents("value") else amount
            value = amount.digits
            if amount.negative:
                verdict.errors.add("value.negative")
            elif text is not None and value is None:
                verdict.errors.add("value.unreadable")
        headers = self._headers()
        raw = self._one("currency", cells)
        own = currencies_of(raw.upper()) if raw is not None and raw.upper() not in CURRENCIES else ()
        stated = raw.upper() if raw is not None and not own else None
        signs = [*([own] if own else []), *items.signs, *amount.signs, *headers]
        given = value is not None or items.priced or bool(own)
        codes = [self._expected, self._meant([own]), items.code]
        codes += [self._meant(amount.signs), self._meant(amount.signs[::-1])]
        codes += [found[0] for found in headers if len(found) == 1]
        named = given and bool(signs)
        mask = -1
        for sign in signs:
            mask &= currency_mask(sign)
        currency = stated
        if stated is None and given:
            fitting = (code for code in codes if code and mask & currency_mask([code]))
            only = (code for code in CURRENCIES if mask == currency_mask([code]))
            currency = next(chain(fitting, only), None) if signs else self._expected
        if named and not mask & (currency_mask([stated]) if stated else -1):
            verdict.errors.add("currency.disagrees")
        elif currency is None and named:
            verdict.errors.add("currency.unclear")
        elif currency is None and valued and value is not None:
            verdict.errors.add("currency.missing")
        elif currency is not None and currency not in CURRENCIES:
            verdict.errors.add("currency.unsupported")
        left_out = not valued and currency is None
        if left_out and given and not signs:
            verdict.warnings.add("value.no_currency")
        if self._in_cents("value"):
            value = read.from_cents(value, currency)
        elif amount.other is not None and currency in NO_DECIMALS:
            value = amount.other
        elif amount.other is not None and currency not in THREE_DECIMALS:
            verdict.errors.add("value.ambiguous")
        money = Money(None if left_out else value, currency)
        report = verdict.errors & {"value.unreadable", "value.negative"} or "value.no_currency" in verdict.warnings
        if money.value is None and verdict.name in ("Purchase", "CompletePayment") and not report:
            verdict.warnings.add("value.missing")
        return money

    def _headers(self) -> list[tuple[str, ...]]:
        """The currencies that the headers of value and price name."""
        columns = [self.mapping.fields[name].columns[:1] for name in ("value", "price") if name in self.mapping.fields]
        return [found for (column,) in filter(None, columns) if (found := currencies_in_header(column))]

    def _web(self, verdict: Verdict, cells: Mapping[str, str | None], user: dict[str, Any]) -> dict[str, Any]:
        if self.destination.event_source is not EventSource.WEB:
            return {}
        address = r"https?://[^\s/?#\"<>\x00-\x20]+([/?#][^\s\"<>\x00-\x20]*)?"
        page: dict[str, Any] = {}
        url = self._one("page_url", cells)
        if url is None:
            verdict.errors.add("page_url.missing")
        elif re.fullmatch(address, url, re.ASCII | re.IGNORECASE):
            page["url"] = url
        else:
            verdict.errors.add("page_url.invalid")
        if (referrer := self._one("referrer_url", cells)) is not None:
            if re.fullmatch(address, referrer, re.ASCII | re.IGNORECASE):
                page["referrer"] = referrer
            else:
                verdict.warnings.add("referrer_url.invalid")
        for name in ("agent", "cookie_id"):
            if (text := read.without_error(self._one(name, cells))) is not None:
                user[FIELD[name].key] = text
        if (text := self._one("tiktok_click_id", cells)) is not None:
            if any(mark in text for mark in ("?", "&", "://")):
                inside = re.search(r"(?:^|[?&#])ttclid=([^&#\s]+)", text, re.ASCII)
                text = inside[1] if inside else None
            if text:
                user["ttclid"] = text
            else:
                verdict.warnings.add("tiktok_click_id.missing_in_url")
        if (text := self._one("locale", cells)) is not None:
            if re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", text):
                user["locale"] = text.replace("_", "-")
            else:
                verdict.warnings.add("locale.invalid")
        if (text := self._one("ip", cells)) is not None:
            public, rule = read.public_ip(text)
            if public:
                user["ip"] = public
            if rule:
                verdict.warnings.add(rule)
        return page

    def _identify(self, verdicts: Sequence[Verdict]) -> None:
        made: dict[str, list[Verdict]] = {}
        taken: set[tuple[str | None, str | None, str]] = set()
        for verdict in sorted(verdicts, key=lambda each: each.rows[0]):
            rejected = bool(verdict.all_errors())
            if verdict.event_id is None:
                if verdict.made_of is not None and not rejected:
                    made.setdefault(verdict.made_of, []).append(verdict)
            elif not rejected:
                key = (verdict.event_set, verdict.name, verdict.event_id)
                if key in taken:
                    verdict.errors.add("event_id.duplicate")
                taken.add(key)
        for origin, sharing in made.items():
            contents = {_content(verdict.body) for verdict in sharing}
            seen: Counter[str] = Counter()
            for verdict in sorted(sharing, key=lambda each: (each.time or 0, each.rows[0])):
                content = _content(verdict.body)
                seen[content] += 1
                text = origin + (content if len(contents) > 1 else "")
                text += f"\x1f{seen[content]}" if seen[content] > 1 else ""
                verdict.event_id = hashlib.sha256(text.encode()).hexdigest()[:32]

    def _warn_of_refunds(self, rows: Mapping[int, Mapping[str, str | None]], verdicts: Sequence[Verdict]) -> None:
        """Warn of each event that is sent while another row of its order takes it back."""
        filters = {*self.mapping.only, *self.mapping.leave_out}
        amounts = [self.mapping.fields[name] for name in ("value", "price", "quantity") if name in self.mapping.fields]
        by_state = self.mapping.group_by is None or "value" in self.mapping.fields
        refunded = {
            self._order(rows[verdict.rows[0]])
            for verdict in verdicts
            if any(error.endswith(".negative") for error in verdict.all_errors())
        }
        for cells in rows.values():
            if any(self._leaves_out(name, cells) for name in filters):
                states = [read.cell(cells[name]) or "" for name in filters] * by_state
                texts = [read.cell(cells[column]) or "" for source in amounts for column in source.columns]
                if any(takes_back(state) for state in states) or any(read.below_zero(text) for text in texts):
                    refunded.add(self._order(cells))
        for verdict in verdicts:
            if not verdict.all_errors() and self._order(rows[verdict.rows[0]]) in refunded - {None}:
                verdict.warnings.add("order_id.refunded")

    def _leaves_out(self, name: str, cells: Mapping[str, str | None]) -> bool:
        text = read.cell(cells[name])
        only = self.mapping.only.get(name)
        unwanted = only is not None and (text or "") not in [read.cell(each) or "" for each in only]
        return unwanted or self._among(text, self.mapping.leave_out.get(name, ()))

    def _order(self, cells: Mapping[str, str | None]) -> str | None:
        if self.mapping.group_by is not None:
            return read.cell(cells[self.mapping.group_by])
        for name in ("order_id", "event_id"):
            raws = [read.cell(cells[column]) for column in self._columns(name)]
            if raws:
                return raws[0] if _plain_id(raws[0]) is not None else None
        return None

    def _columns(self, name: str) -> tuple[str, ...]:
        source = self.mapping.fields.get(name)
        here = source is not None and self.destination.event_source in FIELD[name].sources
        return source.columns if here and source is not None else ()

    def _spread(self, verdict: Verdict, outcome: Outcome) -> None:
        faulty = any(errors for errors, _ in verdict.own.values())
        for number in verdict.rows:
            own_errors, own_warnings = verdict.own.get(number, (set(), set()))
            errors = verdict.errors | own_errors
            if faulty and not own_errors:
                errors = errors | {"group.item_rejected"}
            if errors:
                outcome.errors[number] = errors
            if verdict.warnings | own_warnings:
                outcome.warnings[number] = verdict.warnings | own_warnings
        if not verdict.errors and not faulty:
            body = {
                "event": verdict.body["event"],
                "event_time": verdict.body["event_time"],
                "event_id": verdict.event_id,
            }
            outcome.events.append((verdict.rows[0], verdict.event_set or "", body | verdict.body))
            outcome.marks.append(verdict.marks)


def _number(text: str) -> int:
    """60 bits of a text's hash."""
    return int(hashlib.md5(text.encode()).hexdigest()[:15], 16)


def _content(body: Mapping[str, Any]) -> str:
    """Everything about an event but its name, time and ID, as the SQL writes it."""
    return "".join(f"\x1f{_json(body.get(part, {}))[1:-1]}" for part in ("user", "properties", "page"))


def _json(value: Any) -> str:
    if isinstance(value, tuple):
        return str(value[1])
    if isinstance(value, list):
        return f"[{','.join(map(_json, value))}]"
    if isinstance(value, dict):
        keys = [known.key for known in FIELD.values() if known.key in value]
        keys = ["contents", *keys] if "contents" in value else keys
        return "{" + ",".join(f"{json.dumps(key)}:{_json(value[key])}" for key in dict.fromkeys(keys)) + "}"
    return json.dumps(value, ensure_ascii=False)


def _plain_id(text: str | None) -> str | None:
    """An ID without what spreadsheets and columns of floats add to it."""
    text = read.without_error(read.unmarked(text))
    if isinstance(text, Typed) and re.fullmatch(r"\+?[0-9]+\.0+", text):
        return text.split(".")[0]
    return text


def _short(digits: str) -> str:
    """A JSON number as DuckDB's parser gives it back: the shortest text of the same double."""
    return repr(float(digits))


def _as_text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, Typed):
        return value
    text = value if isinstance(value, str) else json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return read.cell(text)
