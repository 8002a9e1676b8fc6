"""Many small exports, put together from headers and cells that people have, and the whole suggestion for each.

A rule for one kind of column decides about others as well; only the whole of a suggestion shows it.
"""

from __future__ import annotations

import json
from pathlib import Path

from tiktok_tui.events.destination import Destination, EventSource, NumberStyle
from tiktok_tui.mapping import toml
from tiktok_tui.mapping.notes import notes
from tiktok_tui.mapping.suggest.suggest import ColumnSample, suggest

FILE = Path(__file__).parent / "many.jsonl"
DESTINATIONS = {
    "bare": Destination("new", "New"),
    "tills": Destination(
        "tills", "Tills", event_set_id="7654321098765432109", fixed_event="Purchase", currency="USD", phone_country="US"
    ),
    "web": Destination(
        "web", "Web", event_source=EventSource.WEB, event_set_id="C4ABCDEF", number_style=NumberStyle.COMMA
    ),
}  # fmt: skip


def suggested(case: dict[str, dict[str, list[str]]]) -> dict[str, list[str]]:
    """The mapping, the notes, the questions and the gaps, for the destination and the columns of a case."""
    ((name, columns),) = case.items()
    samples = [ColumnSample(column, "text", tuple(cells)) for column, cells in columns.items()]
    found = suggest(samples, DESTINATIONS[name])
    assumed = notes(found.mapping, DESTINATIONS[name], list(columns), None)
    return {
        "mapping": toml.dumps(found.mapping).splitlines(),
        "notes": [f"{note.about}: {note}" for note in (*found.notes, *assumed)],
        "questions": [f"{question.field}: {question}" for question in found.questions],
        "missing": [found.recognised, *found.missing],
    }


def test_the_whole_suggestion_for_many_exports_is_listed() -> None:
    lines = [json.loads(line) for line in FILE.read_text(encoding="utf-8").split("\n") if line]
    for case, expected in lines:
        assert suggested(case) == expected, case
