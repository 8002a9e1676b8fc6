"""Many small exports, put together from headers and cells that people have, and the whole suggestion for each.

A rule for one kind of column decides about others as well; only the whole of a suggestion shows it. `rules` has the
files in which a rule comes just to bear, or just not: the last column that fits, one cell that does not.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from tiktok_tui.events.destination import Destination, EventSource, NumberStyle
from tiktok_tui.mapping import toml
from tiktok_tui.mapping.model import Mapping
from tiktok_tui.mapping.notes import notes
from tiktok_tui.mapping.suggest.suggest import ColumnSample, suggest

FOLDER = Path(__file__).parent
DESTINATIONS = {
    "bare": Destination("new", "New"),
    "tills": Destination(
        "tills", "Tills", event_set_id="7654321098765432109", fixed_event="Purchase", currency="USD", phone_country="US"
    ),
    "web": Destination(
        "web", "Web", event_source=EventSource.WEB, event_set_id="C4ABCDEF", number_style=NumberStyle.COMMA
    ),
    "leads": Destination("leads", "Leads", event_set_id="7654321098765432109", fixed_event="Lead", currency="USD"),
    "india": Destination(
        "india", "India", event_set_id="7654321098765432109", currency="INR", phone_country="IN",
        time_zone="Asia/Kolkata", restrict_pii=True,
    ),
    "visits": Destination("visits", "Visits", event_set_id="7654321098765432109", fixed_event="Schedule"),
}  # fmt: skip


def suggested(case: dict[str, dict[str, list[str]]], counted: bool = False) -> dict[str, list[str]]:
    """The mapping, the notes, the questions and the gaps, for the destination and the columns of a case.

    `unfiltered` has the notes that there are only once a person takes all filters and the grouping out.

    `kinds` may name columns that are no text, and `above` what lines above the header say. If they are `counted`, the
    number of rows that hold each cell is known.
    """
    (name, columns), *more = case.items()
    told = dict(more)
    kinds = {column: kind for kind, typed in told.get("kinds", {}).items() for column in typed}
    above = {fact: said for fact, (said,) in told.get("above", {}).items()}
    zone, currency = above.get("time_zone", ""), above.get("currency", "")
    samples = [ColumnSample(column, kinds.get(column, "text"), tuple(cells)) for column, cells in columns.items()]

    def count(names: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
        return {each: Counter(columns[each]).most_common() for each in names}

    counts = count if counted else None
    found = suggest(samples, DESTINATIONS[name], counts=counts, time_zone=zone, currency=currency)
    assumed = notes(found.mapping, DESTINATIONS[name], list(columns), counts)
    bare = Mapping(found.mapping.fields, phone_country=found.mapping.phone_country)
    more_notes = [note for note in notes(bare, DESTINATIONS[name], list(columns), counts) if note not in assumed]
    return {
        "mapping": toml.dumps(found.mapping).splitlines(),
        "notes": [f"{note.about}: {note}" for note in (*found.notes, *assumed)],
        "questions": [f"{question.field}: {question}" for question in found.questions],
        "missing": [found.recognised, *found.missing],
        "unfiltered": [f"{note.about}: {note}" for note in more_notes],
    }


PARTS = 6
"""All of `rules` takes a processor a quarter of a minute: workers share it."""


@pytest.mark.parametrize(
    ("file", "part", "parts"), [("many", 0, 1), *(("rules", part, PARTS) for part in range(PARTS))]
)
def test_the_whole_suggestion_for_many_exports_is_listed(file: str, part: int, parts: int) -> None:
    text = (FOLDER / f"{file}.jsonl").read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if line][part::parts]
    assert lines
    for case, expected in map(json.loads, lines):
        assert suggested(case, counted=file == "rules") == expected, case
