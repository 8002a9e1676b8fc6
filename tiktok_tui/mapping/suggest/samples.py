"""A column as a suggestion sees it: its name, and what the cells of the first rows look like."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from tiktok_tui.events import names
from tiktok_tui.events.currencies import CURRENCIES
from tiktok_tui.events.fields import CONTENT_TYPES, EVENT_CHANNELS
from tiktok_tui.events.money_signs import currencies_of
from tiktok_tui.events.spreadsheet_errors import is_error
from tiktok_tui.mapping import times
from tiktok_tui.mapping.suggest.vocabulary.states import Sale, judged_kind

Test = Callable[[str], bool]

_BLANKS = dict.fromkeys((160, 5760, *range(8192, 8203), 8239, 8287, 12288), " ")
_NOTHING = frozenset({"", "null", "n/a", "nan", "none", "-", "nat", "\\n", "(null)", "<null>", "[null]"})
_EMPTY = frozenset({"[]", "{}"})
"""Lists and objects that hold nothing."""
_LOOKED_AT = 24
"""Different cells that a column is judged by; more would not change the verdict and cost time in wide files."""
_MOST = 0.8
"""The share of cells that must be alike to speak for all of a column: four of five."""
_LONGEST = 4000


def mostly(test: Test, values: Sequence[str]) -> bool:
    """Return True if most of the values pass a test; True for none at all."""
    return sum(map(test, values)) >= _MOST * len(values)


@dataclass(frozen=True, slots=True)
class ColumnSample:
    """A column of the file: its name, its kind (`files.table.Kind`) and the cells of the first rows, in their order."""

    name: str
    kind: str
    values: tuple[str | None, ...] = ()


class SampledColumn:
    """A column's cells, cleaned on first use; the share of them that passes a test is counted once."""

    def __init__(self, sample: ColumnSample, place: int) -> None:
        self.name = sample.name
        self.kind = sample.kind
        self.place = place
        self._sample = sample.values
        self._shares: dict[str, float] = {}

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """Every cell of the sample in the order of the rows, "" where there is nothing."""
        return tuple(map(cleaned, self._sample))

    @cached_property
    def looked_at(self) -> tuple[str, ...]:
        """The first few different cells that hold something."""
        different: dict[str, None] = {}
        for raw in dict.fromkeys(self._sample):
            if (cell := cleaned(raw)) and cell not in _EMPTY:
                different[cell] = None
                if len(different) == _LOOKED_AT:
                    break
        return tuple(different)

    @property
    def empty(self) -> bool:
        """True if no cell of the sample holds anything."""
        return not self.looked_at

    @cached_property
    def filled(self) -> float:
        """The share of cells that hold something."""
        return sum(map(bool, self.cells)) / len(self.cells) if self.cells else 0.0

    def share(self, shape: str) -> float:
        """The share of the different cells that have the shape (a key of `SHAPES`); 0 for an empty column."""
        if shape not in self._shares:
            passed = sum(self.has_shape(cell, shape) for cell in self.looked_at)
            self._shares[shape] = passed / len(self.looked_at) if self.looked_at else 0.0
        return self._shares[shape]

    def mostly(self, shape: str) -> bool:
        """Return True if most of the different cells have the shape, and so speak for the whole column."""
        return not self.empty and self.share(shape) >= _MOST

    def share_of_rows(self, shapes: Sequence[str]) -> float:
        """The share of the rows with one of these cells whose cell has one of the shapes."""
        rows = Counter(self.cells)
        passed = sum(rows[cell] for cell in self.looked_at if any(self.has_shape(cell, shape) for shape in shapes))
        return passed / max(1, sum(rows[cell] for cell in self.looked_at))

    @staticmethod
    def has_shape(cell: str, shape: str) -> bool:
        """Return True if a cell has the shape (a key of `SHAPES`)."""
        return SHAPES[shape](cell)

    def different(self) -> tuple[str, ...]:
        """Every different cell of the sample that holds something, in the order of the rows."""
        return tuple(dict.fromkeys(cell for cell in self.cells if cell))

    def repeats(self) -> bool:
        """True if some cell occurs in more than one row."""
        filled = [cell for cell in self.cells if cell]
        return len(set(filled)) < len(filled)


def rows_by(column: SampledColumn, others: Sequence[SampledColumn]) -> dict[str, list[tuple[str, ...]]]:
    """For each cell of `column` the rows that hold it, as the cells of `others`."""
    rows: dict[str, list[tuple[str, ...]]] = {}
    for place, cell in enumerate(column.cells):
        if cell:
            rows.setdefault(cell, []).append(tuple(other.cells[place] for other in others))
    return rows


def cleaned(value: str | None) -> str:
    """The cell without blanks at its ends and a spreadsheet's apostrophe; empty for what means nothing.

    A formula without its result and an error of a spreadsheet mean nothing.
    """
    text = (value or "")[:_LONGEST].strip().removeprefix("'").strip().translate(_BLANKS)
    nothing = text.casefold() in _NOTHING or text.startswith("=") or is_error(text)
    return "" if nothing else text


_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+\.[^@\s,;.]+")
_FIRST_EMAIL = re.compile(r"([^@]*@[^@;,|/\s]+)[;,|/\s][^@]*@")
_IN_BRACKETS = re.compile(r"<([^<>]*)>$")
_MARKS = " \t'\"`´‘’‚“”„«»‹›<>;,./"  # noqa: RUF001
_HASH = re.compile(r'[0-9a-f]{64}|\["[0-9a-f]{64}"(?:, ?"[0-9a-f]{64}")*\]', re.IGNORECASE)
_OTHER_HASH = re.compile(r"[0-9a-f]{32}|[0-9a-f]{40}", re.IGNORECASE)
_PHONE = re.compile(
    r"(?:[a-z]{1,8}[.:] ?)?\(?(?:\+|00)?\(?\d[\d\s().\-/\u00a0\u202f\u2013]{4,24}(?:\.0|(?:x|ext\.?)\s?\d+)?",
    re.IGNORECASE,
)
_WORLDWIDE = re.compile(r"\+[\d\s().-]{8,20}")
_SIGNS = " -+(\u2212\u25b2\u25b3"
"""Signs before an amount; Japanese accounts write a minus as a triangle."""
_AMOUNT = re.compile(
    r"(?P<before>[^\d]*?)[-+(\u2212\u25b2\u25b3\s]{0,4}\d{1,12}(?:[.,'’\s]\d{2,3})*(?:[.,]\d{1,20}|[.,:/]\s?[-–—]{1,2})?\s?[-)]{0,2}(?P<after>[^\d]*)"  # noqa: RUF001
)
"""A number with anything but digits around it, which must then be a currency."""
_COUNT = re.compile(r"[-+]?\d{1,9}(?:[.,]0+)?")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*", re.IGNORECASE)
_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_CLICK = re.compile(r"E\.C\.P\.\S+|\S*[?&]ttclid=\S+|[\w.-]{20,}")
_COUNTRY = re.compile(r"[^\W\d_][^\d@:/_#]{1,59}")
_ID = re.compile(r"[^\s@](?:[^\n@]{0,62}[^\s@])?")
_PIXEL = re.compile(r"\d{15,22}|[A-Z0-9]{15,25}|\d(?:[.,]\d+)?E\+?\d+")
_CHANNELS = frozenset(channel.replace("_", "") for channel in EVENT_CHANNELS)


def _is_amount(text: str) -> bool:
    if (found := _AMOUNT.fullmatch(text)) is None or _is_date(text):
        return False
    around = (found["before"].strip(_SIGNS), found["after"].strip(" -)"))
    return all(not word or currencies_of(word) for word in around)


def money_words(text: str) -> list[str]:
    """Return the signs, codes and names that stand before and after the number of an amount."""
    found = _AMOUNT.fullmatch(text)
    around = (found["before"].strip(_SIGNS), found["after"].strip(" -)")) if found is not None else ()
    return [word for word in around if word]


def _is_date(text: str) -> bool:
    return times.is_written_date(text)


def _is_time(text: str) -> bool:
    return times.reads_by_itself(text) or _is_date(text) or times.is_compact_date(text)


def _is_phone(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    return bool(_PHONE.fullmatch(text)) and 6 <= digits <= 22 and not _is_date(text)


def _is_event(text: str) -> bool:
    """True for an event, and for one that did not happen, such as `No sale`."""
    return names.nearest(text) is not None or (judged_kind(text) is Sale.NO and any(map(names.nearest, text.split())))


def _is_list(text: str) -> bool:
    return text.startswith("[") and objects_in(text) is not None


def objects_in(text: str) -> list[dict[str, object]] | None:
    """The objects of a JSON list, or None when the text is no list of objects (or too long to read)."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(found, list) and found and all(isinstance(each, dict) for each in found):
        return found
    return None


def _email_list(text: str) -> bool:
    return bool(_EMAIL.fullmatch(_without_marks(text)) or (text.startswith("[") and _EMAIL.search(text)))


def _without_marks(text: str) -> str:
    """An address, the first of several, without what is put around it: quotes, `mailto:`, `Ann <…>`."""
    if (first := _FIRST_EMAIL.match(text)) is not None:
        text = first[1]
    if text.endswith(">") and (found := _IN_BRACKETS.search(text)) is not None:
        text = found[1]
    return text.strip(_MARKS).removeprefix("mailto:").strip(_MARKS)


SHAPES: dict[str, Test] = {
    "email": _email_list,
    "phone": lambda text: _is_phone(text) or (text.startswith("[") and any(map(str.isdigit, text))),
    "worldwide": lambda text: bool(_WORLDWIDE.fullmatch(text)),
    "hash": lambda text: bool(_HASH.fullmatch(text)),
    "other_hash": lambda text: bool(_OTHER_HASH.fullmatch(text)),
    "time": _is_time,
    "date": _is_date,
    "amount": _is_amount,
    "count": lambda text: bool(_COUNT.fullmatch(text)),
    "currency": lambda text: bool(re.fullmatch(r"[A-Za-z]{3}", text) or currencies_of(text)),
    "code": lambda text: text in CURRENCIES,
    "event": _is_event,
    "id": lambda text: bool(_ID.fullmatch(text)) and not _is_date(text),
    "list": _is_list,
    "address": lambda text: bool(_ADDRESS.fullmatch(text)),
    "ip": lambda text: bool(_IP.fullmatch(text)),
    "agent": lambda text: "/" in text and " " in text and not _ADDRESS.match(text),
    "locale": lambda text: bool(_LOCALE.fullmatch(text)),
    "click": lambda text: bool(_CLICK.fullmatch(text)) and (not _ADDRESS.match(text) or "ttclid=" in text),
    "country": lambda text: bool(_COUNTRY.fullmatch(text)),
    "calling_code": lambda text: bool(re.fullmatch(r"(?:\+|00)?[1-9]\d{0,2}(?:\.0)?", text)),
    "clock": times.is_clock_time,
    "content_type": lambda text: text.casefold() in CONTENT_TYPES,
    "channel": lambda text: re.sub(r"[\W_]", "", text.casefold()) in _CHANNELS,
    "pixel": lambda text: bool(_PIXEL.fullmatch(text)),
    "text": lambda text: not _EMAIL.fullmatch(text),
}
"""The forms of a cell, each with its test."""
