"""The suggestion for a small file, and the destinations to which most tests send one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tiktok_tui.events.destination import Destination
from tiktok_tui.mapping.model import Mapping as FieldMapping
from tiktok_tui.mapping.suggest.suggest import ColumnSample, Suggestion, suggest

TILLS = Destination("tills", "Tills", event_set_id="7654321098765432109", fixed_event="Purchase", currency="USD")
SHOP = Destination("shop", "Shop", event_set_id="7654321098765432109", fixed_event="Purchase", currency="EUR")


def suggested_for(
    columns: Mapping[str, Sequence[str | None]],
    destination: Destination = TILLS,
    counts: Mapping[str, Sequence[tuple[str, int]]] | None = None,
) -> Suggestion:
    """The suggestion for columns of text; `counts` are the cells of columns over the whole file, with their rows."""
    samples = [ColumnSample(name, "text", tuple(cells)) for name, cells in columns.items()]
    if counts is None:
        return suggest(samples, destination)
    return suggest(samples, destination, counts=lambda names: {name: counts.get(name, ()) for name in names})


def mapped(
    columns: Mapping[str, Sequence[str | None]], counts: Mapping[str, Sequence[tuple[str, int]]] | None = None
) -> FieldMapping:
    """The mapping that is suggested for columns of text, for `TILLS`."""
    return suggested_for(columns, counts=counts).mapping


def named(destination: Destination = TILLS, /, **columns: Sequence[str | None]) -> Suggestion:
    """The suggestion for columns of text whose names are written with _ for a blank."""
    return suggested_for({name.replace("_", " "): cells for name, cells in columns.items()}, destination)
