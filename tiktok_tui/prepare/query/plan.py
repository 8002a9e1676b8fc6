"""A mapping laid over one open file: the staged column or the constant behind each field."""

from __future__ import annotations

from dataclasses import dataclass

from tiktok_tui.events.destination import Destination
from tiktok_tui.events.errors import SettingsError
from tiktok_tui.events.fields import FIELD, FIELDS, Part
from tiktok_tui.events.reject_columns import OWN_COLUMNS
from tiktok_tui.events.system.settings_text import did_you_mean, nearest
from tiktok_tui.files.opening import Table
from tiktok_tui.files.sql import quote_literal
from tiktok_tui.files.table import Column, Kind
from tiktok_tui.mapping.model import CENTS, FieldSource, Mapping
from tiktok_tui.prepare.query.cell import kind_of, staged
from tiktok_tui.prepare.query.macros import cell


@dataclass(frozen=True, slots=True)
class Plan:
    """A mapping laid over a file: `columns` are the staged columns, in the file's order (c0, c1 …).

    `defused` is True for one of our files of rejects, whose cells are guarded against spreadsheets.
    `filtered` is False to read the events that the mapping leaves out, too. `clean` are the numbers of the staged
    columns whose cells are read as they stand, `bare` those of them whose cells begin with no mark of a spreadsheet
    either, neither an apostrophe nor the # of an error. `plain` are the fields whose cells are all in the common
    writing (see `plain.plain_tests`), so that no SQL is needed for every other one.
    """

    mapping: Mapping
    destination: Destination
    columns: tuple[Column, ...]
    defused: bool
    filtered: bool = True
    clean: frozenset[int] = frozenset()
    bare: frozenset[int] = frozenset()
    plain: frozenset[str] = frozenset()

    @property
    def grouped(self) -> bool:
        """True if several rows may be one event."""
        return self.mapping.group_by is not None

    def source(self, field: str) -> FieldSource | None:
        """Return the source of a field, None if it has none or is not for this event source."""
        source = self.mapping.fields.get(field)
        if source is None or self.destination.event_source not in FIELD[field].sources:
            return None
        return source if source.columns or source.value is not None else None

    def place(self, column: str) -> int:
        """Return the number of a column among the staged ones."""
        return next(place for place, known in enumerate(self.columns) if known.name == column)

    def cell(self, column: str) -> str:
        """Return the name of the staged column that holds this column's cells."""
        return staged(self.place(column))

    @property
    def kinds(self) -> dict[int, str]:
        """The names of the staged columns that hold the kinds of mixed columns' cells, by the columns' numbers."""
        return {place: kind_of(place) for place, column in enumerate(self.columns) if column.mixed}

    @property
    def cells(self) -> tuple[str, ...]:
        """The names of all staged columns."""
        return tuple(staged(place) for place in range(len(self.columns)))

    def kind(self, column: str) -> Kind:
        """Return the kind of the column's cells in the file."""
        return self.columns[self.place(column)].kind

    def raw(self, field: str) -> list[str]:
        """Return the cells or the constant behind the field as SQL, one for each column, value map applied."""
        source = self.source(field)
        if source is None:
            return []
        if not source.columns:
            return [literal(cell(source.value))]
        return [self._mapped(source, self.cell(column)) for column in source.columns]

    def one(self, field: str) -> str:
        """Return the field's only cell as SQL, NULL if it is not mapped."""
        return next(iter(self.raw(field)), "NULL::VARCHAR")

    def identifier(self, field: str) -> str:
        """Return the cell of an ID as SQL: text, without what spreadsheets and columns of floats add to numbers."""
        return next(iter(self.identifiers(field)), "NULL::VARCHAR")

    def identifiers(self, field: str) -> list[str]:
        """Return each cell of an ID as SQL, as `identifier` does."""
        source = self.source(field)
        columns = source.columns if source is not None else ()
        numbers = [self._is_kind(column, Kind.NUMBER) for column in columns] or ["false"]
        texts = [self.without_error(field, self.unmarked(field, raw)) for raw in self.raw(field)]
        return [_untailed(text, number) for text, number in zip(texts, numbers, strict=False)]

    def text(self, field: str) -> str:
        """Return the cell of a text that is sent as it stands as SQL; NULL where a spreadsheet has left an error."""
        return self.without_error(field, self.one(field))

    def unmarked(self, field: str, text: str) -> str:
        """Return a text of the field as SQL, without the apostrophe by which a spreadsheet keeps it as text."""
        return text if self._is_bare(field) else f"unmarked({text})"

    def without_error(self, field: str, text: str) -> str:
        """Return a text of the field as SQL, NULL for an error that a spreadsheet has left in its place."""
        return text if self._is_bare(field) else f"without_error({text})"

    def _is_bare(self, field: str) -> bool:
        source = self.source(field)
        return source is None or (
            bool(source.columns) and not source.values and self.bare.issuperset(map(self.place, source.columns))
        )

    def typed_number(self, field: str) -> str:
        """Return SQL that is true if the field's cell is a number in its file, not a text."""
        source = self.source(field)
        column = source.columns[0] if source is not None and source.columns else None
        return self._is_kind(column, Kind.NUMBER) if column is not None else "false"

    @property
    def currency(self) -> str | None:
        """The currency of amounts that name none: the destination's, None if it has none."""
        return (cell(self.destination.currency) or "").upper() or None

    def _is_kind(self, column: str, kind: Kind) -> str:
        """Return SQL that is true if the column's cell is of this kind in its file."""
        place = self.place(column)
        if self.columns[place].mixed:
            return f"coalesce({kind_of(place)} = {quote_literal(kind)}, false)"
        return "true" if self.columns[place].kind is kind else "false"

    def in_cents(self, field: str) -> bool:
        """Return True if the amounts of `value`, or of `price` in columns or in a list of items, are in cents."""
        listed = field == "price" and self.source("contents") is not None
        source = self.source("contents" if listed else field)
        return source is not None and source.unit == CENTS

    def item_fields(self) -> tuple[str, ...]:
        """Return the fields of an item that columns or constants fill; none if a list column brings the items."""
        if self.source("contents") is not None:
            return ()
        return tuple(field.name for field in FIELDS if field.part is Part.ITEM and self.source(field.name) is not None)

    def _mapped(self, source: FieldSource, expression: str) -> str:
        # A blank text is NULL here, which no cell is equal to.
        branches = "".join(
            f" WHEN {literal(cell(text))} THEN {literal(cell(value))}" for text, value in source.values.items()
        )
        return f"CASE {expression}{branches} ELSE {expression} END" if branches else expression


def _untailed(expression: str, number: str) -> str:
    if number == "false":
        return expression
    untailed = f"untailed({expression})"
    return untailed if number == "true" else f"CASE WHEN {number} THEN {untailed} ELSE {expression} END"


def literal(text: str | None) -> str:
    """Return a text, or NULL for None, as SQL."""
    return "NULL::VARCHAR" if text is None else quote_literal(text)


def plan_for(table: Table, mapping: Mapping, destination: Destination) -> Plan:
    """Lay the mapping over the file. Raises SettingsError for a column or field that does not exist."""
    names = [column.name for column in table.columns]
    for field in mapping.fields:
        if field not in FIELD:
            raise SettingsError(
                f"There is no field {field!r}.", where="mapping", field=field, remedy=_nearest(field, list(FIELD))
            )
    for column in mapping.columns():
        if column not in names:
            raise SettingsError(
                f"The file has no column {column!r}, which the mapping names.",
                where="mapping",
                field=_used_for(mapping, column),
                remedy=_nearest(column, names),
            )
    wanted = set(mapping.columns())
    columns = tuple(column for column in table.columns if column.name in wanted)
    return Plan(mapping, destination, columns, defused=set(OWN_COLUMNS) <= set(names))


def _used_for(mapping: Mapping, column: str) -> str:
    for field, source in mapping.fields.items():
        if column in source.columns or column == source.zone:
            return field
    uses = {
        "group_by": column == mapping.group_by,
        "phone": column == mapping.phone_country,
        "leave_out": column in mapping.leave_out,
        "not_items": column in mapping.not_items,
    }
    return next((use for use, used in uses.items() if used), "only")


def _nearest(name: str, known: list[str]) -> str:
    return did_you_mean(nearest(name, known), "Choose another in the mapping.")
