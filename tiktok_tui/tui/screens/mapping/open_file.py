"""One open file and the mapping to start from; its methods may take a while and are called in threads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tiktok_tui.events.counts import counted
from tiktok_tui.tui.screens.mapping.file_columns import ColumnShown, hidden_columns

if TYPE_CHECKING:
    from tiktok_tui.accounts.home import Home
    from tiktok_tui.accounts.remembered import Start
    from tiktok_tui.events.destination import Destination
    from tiktok_tui.files.opening import Table
    from tiktok_tui.files.source.source import SourceRef
    from tiktok_tui.files.table import Row
    from tiktok_tui.mapping.model import Mapping
    from tiktok_tui.mapping.suggest.suggest import Question, Suggestion
    from tiktok_tui.prepare.prepare import Prepared
    from tiktok_tui.sources.transfer import Transfer

_FIRST_ROWS = 500
"""Rows that are checked before the whole file, for a first answer."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """The open table, its first rows, the mapping to start from, and what people should know about all of it."""

    table: Table
    rows: tuple[Row, ...]
    columns: tuple[ColumnShown, ...]
    start: Start
    assumed: tuple[str, ...]
    unfinished: Mapping | None = None
    """The mapping that was changed for such a file earlier and not sent, if it differs from the one to start from."""
    example: bool = False
    """True for the example's own file, whose mapping comes with it."""
    sheet: str | None = None
    """The table of a database file that was chosen."""

    @classmethod
    def open(
        cls,
        source: SourceRef,
        *,
        home: Home,
        destination: Destination,
        sheet: str | None = None,
        transfer: Transfer | None = None,
        corrects: Mapping | None = None,
    ) -> OpenFile:
        """Open `source` and find its mapping: the remembered one if its header fits, else the suggested one.

        The corrected rejects of a run start with `corrects`, its mapping. Reads the first rows; takes a while, which
        `transfer` shows and stops. Raises FileError, SettingsError, and TableNeeded for a database file with several
        tables of which `sheet` names none.
        """
        from tiktok_tui.accounts import remembered
        from tiktok_tui.accounts.environment import api_url
        from tiktok_tui.files.source.database import DatabaseSource
        from tiktok_tui.mapping.suggest.table import SAMPLED
        from tiktok_tui.sources.open_source import open_source

        if isinstance(source, DatabaseSource):
            from tiktok_tui.uploads.nights import with_window

            source = with_window(home, source, destination, api_url=api_url(), now=datetime.now(UTC))
        table = open_source(home, source, sheet=sheet, gives_way=True, transfer=transfer)
        try:
            rows = table.sample(SAMPLED)
            start = remembered.start(home, destination, table, rows=rows, corrects=corrects)
            notes = cls._notes_of(table, start, destination)
            unfinished = None
            if not start.of_rejects:
                unfinished = remembered.unfinished(home, destination.slug, table.header_key())
        except BaseException:
            table.close()
            raise
        shown = [
            ColumnShown(column.name, tuple(row.cells[index] or "" for row in rows))
            for index, column in enumerate(table.columns)
        ]
        hidden = hidden_columns(shown, start.mapping, destination)
        return cls(table, rows, hidden, start, notes, unfinished if unfinished != start.mapping else None, sheet=sheet)

    @staticmethod
    def _notes_of(table: Table, start: Start, destination: Destination) -> tuple[str, ...]:
        """Return how the mapping was suggested, and what it assumes."""
        from tiktok_tui.mapping.notes import notes

        names = [column.name for column in table.columns]
        found = () if start.remembered else start.suggestion.notes
        of_sent = start.counts.of_sent(start.mapping)
        return tuple(map(str, (*found, *notes(start.mapping, destination, names, start.counts, of_sent))))

    @property
    def notes(self) -> tuple[str, ...]:
        """The notes about the file so far (more once all of it is read), and `assumed`."""
        return (*self.table.notes, *self.assumed)

    def notes_of(self, mapping: Mapping, destination: Destination) -> tuple[str, ...]:
        """Return what was noticed in the file, and what `mapping` assumes; nothing is read for it."""
        from tiktok_tui.mapping.notes import notes

        if mapping == self.mapping:
            return self.notes
        names = [column.name for column in self.columns]
        counts = self.start.counts
        found = notes(mapping, destination, names, counts.known, counts.of_sent(mapping, read=False))
        return (*self.table.notes, *map(str, found))

    @property
    def mapping(self) -> Mapping:
        """The mapping to start from."""
        return self.start.mapping

    @property
    def suggestion(self) -> Suggestion:
        """The mapping that the header and the first rows suggest."""
        return self.start.suggestion

    @property
    def remembered(self) -> bool:
        """True if the mapping is the one last used for this destination and this header."""
        return self.start.remembered

    @property
    def short(self) -> bool:
        """True if the file is so short that checking its first rows first would gain nothing."""
        from tiktok_tui.mapping.suggest.table import SAMPLED

        return len(self.rows) < SAMPLED

    @property
    def described(self) -> str:
        """Return the file in a line: name, the export it was recognised as, columns, format."""
        words = [self.table.name]
        if self.unfinished is not None:
            words.append("mapped as you left it")
        elif self.start.of_rejects:
            words.append("mapped as when these rows were rejected")
        elif self.remembered:
            words.append("the example's own mapping" if self.example else "mapped as last time")
        elif self.suggestion.recognised:
            words.append(f"looks like {self.suggestion.recognised}")
        words += [f"{counted(len(self.columns), 'column')}: v", self.table.format]
        return "  ·  ".join(words)

    @property
    def note_line(self) -> str:
        """Return the first note and the number of the others; "" without any."""
        more = f"  i  {len(self.notes) - 1} more" if len(self.notes) > 1 else ""
        return "".join(self.notes[:1]) + more

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return what the file leaves open about how its times are written."""
        asked = () if self.remembered or self.unfinished is not None else self.suggestion.questions
        return tuple(question for question in asked if question.field == "timestamp" and question.options)

    def answered(self, question: Question, option: str) -> Mapping:
        """Return the mapping with a question answered."""
        from tiktok_tui.mapping.editing import with_format

        return with_format(self.mapping, question.field, option)

    def prepare(self, mapping: Mapping, destination: Destination, now: datetime, *, whole: bool) -> Prepared:
        """Check the whole file or only its first rows. Raises SettingsError for a mapping that cannot be used."""
        from tiktok_tui.prepare.prepare import prepare

        return prepare(self.table, mapping, destination, now=now, limit=None if whole else _FIRST_ROWS)

    def columns_for(self, field: str, mapping: Mapping, destination: Destination) -> tuple[ColumnShown, ...]:
        """Return the columns to offer for `field`: those suggested for it, those named like it, then the others.

        If the destination restricts personal data, the values of columns that may hold some are hidden.
        """
        from tiktok_tui.mapping.suggest.vocabulary.headers import meanings

        source = self.suggestion.mapping.fields.get(field)
        suggested = source.columns if source is not None else ()

        def rank(column: ColumnShown) -> float:
            return -1000.0 if column.name in suggested else -meanings(column.name).get(field, 0.0)

        return hidden_columns(sorted(self.columns, key=rank), mapping, destination)

    def close(self) -> None:
        """Close the file."""
        self.table.close()
