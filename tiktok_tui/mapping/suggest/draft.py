"""A mapping while it is being suggested: what is filled already, by which columns, and what people should know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.fields import FIELD
from tiktok_tui.events.settings_text import shown
from tiktok_tui.mapping.model import FieldSource, Mapping
from tiktok_tui.mapping.suggest.headers import EXACT, meanings, squeezed
from tiktok_tui.mapping.suggest.samples import ColumnSample, SampledColumn, fit


@dataclass(frozen=True, slots=True)
class Question:
    """Something that only a person can tell: the field, the sentence, and the choices (for a time, its formats)."""

    field: str
    text: str
    options: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text


class MappingDraft:
    """The mapping in the making for one file and one destination."""

    def __init__(self, samples: Sequence[ColumnSample], destination: Destination) -> None:
        self.columns = [SampledColumn(sample, place) for place, sample in enumerate(samples)]
        self.destination = destination
        self.fields: dict[str, FieldSource] = {}
        self.only: dict[str, tuple[str, ...]] = {}
        self.group_by: str | None = None
        self.phone_country: str | None = None
        self.notes: list[str] = []
        self.questions: list[Question] = []
        self._by_name = {column.name: column for column in self.columns}
        self._by_squeezed: dict[str, SampledColumn] = {}
        for column in self.columns:
            self._by_squeezed.setdefault(squeezed(column.name), column)

    def mapping(self) -> Mapping:
        """The mapping as it stands, its fields in the order of the table of fields."""
        return Mapping(
            fields=MappingProxyType({name: self.fields[name] for name in FIELD if name in self.fields}),
            group_by=self.group_by,
            phone_country=self.phone_country,
            only=MappingProxyType(dict(self.only)),
        )

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
        """Whether the field is filled by the column of its very name, which nothing here may take away."""
        column = self.column_of(name)
        return column is not None and column.name.strip() == name

    def best(self, role: str) -> SampledColumn | None:
        """The column that fits a role besides the fields (`synonyms.COUNTRY` …) best, or None."""
        found: tuple[float, SampledColumn] | None = None
        for column in self.columns:
            points = meanings(column.name).get(role)
            if points is None or column.empty or (fitting := fit(column, role)) is None:
                continue
            score = min(points, EXACT) + 20 * fitting + 5 * column.filled
            if found is None or score > found[0]:
                found = (score, column)
        return found[1] if found else None

    def note(self, text: str) -> None:
        """Something worth knowing, once."""
        if text not in self.notes:
            self.notes.append(text)


def quoted(names: Sequence[str]) -> str:
    """Names from the file for a sentence: “a”, “b” and 3 more."""
    few = ", ".join(f"“{shown(name)}”" for name in names[:4])
    return f"{few} and {len(names) - 4} more" if len(names) > 4 else few
