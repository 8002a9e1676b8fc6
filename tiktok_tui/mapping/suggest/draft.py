"""A mapping while it is being suggested: the fields filled so far, by which columns, and the notes for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Mapping as ReadOnlyDict
from dataclasses import dataclass
from types import MappingProxyType

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.fields import FIELD
from tiktok_tui.events.system.settings_text import shown
from tiktok_tui.mapping.model import FieldSource, Mapping, Note, lowered
from tiktok_tui.mapping.suggest.exports.export import Export
from tiktok_tui.mapping.suggest.fit import fit
from tiktok_tui.mapping.suggest.samples import ColumnSample, SampledColumn, cleaned
from tiktok_tui.mapping.suggest.vocabulary.headers import EXACT, meanings
from tiktok_tui.mapping.suggest.vocabulary.words import squeezed

Counts = Callable[[Sequence[str]], ReadOnlyDict[str, Sequence[tuple[str, int]]]]
"""Gives for columns the values of the whole file and how many rows hold each, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that only a person can answer: the field, the sentence, and the choices (for a time, its formats)."""

    field: str
    text: str
    options: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text


class MappingDraft:
    """The mapping in the making for one file and one destination.

    `counts` looks into the whole file; without it the sample has to do. `export` is the known kind of export that the
    file is. `time_zone` and `currency` are what lines above the header say about all rows.
    """

    def __init__(
        self,
        samples: Sequence[ColumnSample],
        destination: Destination,
        counts: Counts | None = None,
        *,
        export: Export | None = None,
        time_zone: str = "",
        currency: str = "",
    ) -> None:
        self.columns = [SampledColumn(sample, place) for place, sample in enumerate(samples)]
        self.destination = destination
        self.export = export
        self.time_zone = time_zone or (export.time_zone if export is not None else "")
        self.currency = currency
        self.fields: dict[str, FieldSource] = {}
        self.only: dict[str, tuple[str, ...]] = {}
        self.leave_out: dict[str, tuple[str, ...]] = {}
        self.not_items: dict[str, tuple[str, ...]] = {}
        self.group_by: str | None = None
        self.phone_country: str | None = None
        self.notes: list[Note] = []
        self.questions: list[Question] = []
        self.titles: set[int] = set()
        """The rows of the sample that are titles of sections, and were told of."""
        self.changing: set[str] = set()
        """The columns that tell changes of an order, and were told of."""
        self._told: dict[str, set[str]] = {}
        self._count = counts
        self._counted: dict[str, list[tuple[str, int]]] = {}
        self._raw: dict[str, Sequence[tuple[str, int]]] = {}
        self._by_name = {column.name: column for column in self.columns}
        self._by_squeezed: dict[str, SampledColumn] = {}
        for column in self.columns:
            self._by_squeezed.setdefault(squeezed(column.name), column)

    @property
    def closed(self) -> bool:
        """True for a known export whose other columns hold nothing for TikTok."""
        return self.export is not None and self.export.closed

    def mapping(self) -> Mapping:
        """The mapping as it stands, its fields in the order of the table of fields."""
        return Mapping(
            fields=MappingProxyType({name: self.fields[name] for name in FIELD if name in self.fields}),
            group_by=self.group_by,
            phone_country=self.phone_country,
            only=MappingProxyType(dict(self.only)),
            leave_out=MappingProxyType(dict(self.leave_out)),
            not_items=MappingProxyType(dict(self.not_items)),
        )

    def count(self, names: Sequence[str]) -> None:
        """Count the values of these columns in one go, over the whole file where that can be read."""
        wanted = [name for name in names if name not in self._counted]
        if self._count is not None and wanted:
            for name, found in self._count(wanted).items():
                self._raw[name] = found
                self._counted[name] = _merged(found)

    def counts(self, name: str) -> list[tuple[str, int]]:
        """The different cells of a column, cleaned ("" for blank ones), and how many rows hold each."""
        if name not in self._counted:
            self.count([name])
        if name not in self._counted:
            self._counted[name] = Counter(self._by_name[name].cells).most_common()
        return self._counted[name]

    def keep_blank(self, column: SampledColumn, *also: str) -> None:
        """Keep only the rows that hold nothing in the column, or one of the texts that mean nothing."""
        self.count([column.name])
        nothing = [cell.strip() for cell, _ in self._raw.get(column.name, ()) if cell.strip() and not cleaned(cell)]
        self.only[column.name] = tuple(dict.fromkeys(("", *also, *nothing)))

    def rows(self) -> range:
        """The rows of the sample by their places."""
        return range(min((len(column.cells) for column in self.columns), default=0))

    def standing(self) -> list[int]:
        """The rows of the sample that no filter so far leaves out."""
        only = [(self._lowered(name), set(map(lowered, texts))) for name, texts in self.only.items()]
        out = [(self._lowered(name), set(map(lowered, texts))) for name, texts in self.leave_out.items()]
        return [
            row
            for row in self.rows()
            if all(cells[row] in texts for cells, texts in only)
            and all(cells[row] not in texts for cells, texts in out)
        ]

    def _lowered(self, name: str) -> tuple[str, ...]:
        return tuple(map(lowered, self._by_name[name].cells))

    def named(self, key: str) -> SampledColumn | None:
        """The first column whose name is `key` when squeezed."""
        return self._by_squeezed.get(key)

    def column_of(self, name: str) -> SampledColumn | None:
        """The (first) column that fills a field, or None."""
        source = self.fields.get(name)
        return self._by_name[source.columns[0]] if source is not None and source.columns else None

    def columns_of(self, name: str) -> list[SampledColumn]:
        """The columns that fill a field."""
        source = self.fields.get(name)
        return [self._by_name[column] for column in source.columns] if source is not None else []

    def used(self) -> set[str]:
        """The columns that fill a field."""
        return {column for source in self.fields.values() for column in source.columns}

    def fill(self, name: str, *columns: SampledColumn) -> None:
        """Fill a field from these columns."""
        self.fields[name] = FieldSource(columns=tuple(dict.fromkeys(column.name for column in columns)))

    def is_exact(self, name: str) -> bool:
        """Return True if the field is filled by the column of its own name, which nothing here may replace."""
        column = self.column_of(name)
        return column is not None and column.name.strip() == name

    def best(self, role: str, named: Callable[[str], bool] = bool) -> SampledColumn | None:
        """The column of such a name that fits a role besides the fields (`synonyms.COUNTRY` …) best, or None."""
        found: tuple[float, SampledColumn] | None = None
        for column in self.columns:
            points = meanings(column.name).get(role)
            if points is None or column.empty or not named(column.name) or (fitting := fit(column, role)) is None:
                continue
            score = min(points, EXACT) + 20 * fitting + 5 * column.filled
            if found is None or score > found[0]:
                found = (score, column)
        return found[1] if found else None

    def tell_sent(self, column: SampledColumn, cells: Sequence[str], holds: str = "", *, none: str = "sale") -> None:
        """Say that rows with these cells are sent, unless the filters leave all of them out or they are titles.

        Rows beyond the sample are taken for rows that are sent.
        """
        wanted, sent = set(cells), set(self.standing()) - self.titles
        held = [row for row in self.rows() if column.cells[row] in wanted]
        everywhere = sum(rows for cell, rows in self._counted.get(column.name, ()) if cell in wanted)
        if held and sent.isdisjoint(held) and everywhere <= len(held):
            return
        if not holds and not (cells := self.not_told(column, cells)):
            return
        self.note(
            f"“{shown(column.name)}” {holds or f'holds {quoted(cells)}'}, and such rows are sent: filter them if they"
            f" are no {none}.",
            "rows",
        )

    def not_told(self, column: SampledColumn, cells: Sequence[str]) -> list[str]:
        """Return the cells of a column that no note has named yet, and take them for told."""
        told = self._told.setdefault(column.name, set())
        found = [cell for cell in cells if cell not in told]
        told.update(found)
        return found

    def note(self, text: str, about: str = "mapping") -> None:
        """Add a sentence for people, once; `about` as in `Note`."""
        note = Note(about, text)
        if note not in self.notes:
            self.notes.append(note)


def _merged(found: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    counts: Counter[str] = Counter()
    for cell, rows in found:
        counts[cleaned(cell)] += rows
    return counts.most_common()


def quoted(names: Sequence[str]) -> str:
    """Names from the file for a sentence: “a”, “b” and 3 more."""
    few = ", ".join(f"“{shown(name)}”" for name in names[:4])
    return f"{few} and {len(names) - 4} more" if len(names) > 4 else few
