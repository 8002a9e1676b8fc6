"""One row as it is drawn: each cell in its column and in the style of its tone, and a blank where there is none."""

from __future__ import annotations

from rich.style import Style

from tiktok_tui.tui.widgets.table.row_strip import row_strip
from tiktok_tui.tui.widgets.table.rows import Cell, TableColumn
from tiktok_tui.tui.widgets.tone import Tone

COLUMNS = [(TableColumn("Rows", right=True), 4), (TableColumn("State"), 6), (TableColumn("Why"), 3)]


def test_each_cell_has_the_style_of_its_tone_and_what_is_between_them_that_of_the_row() -> None:
    base, tones = Style(dim=True), {Tone.INFO: Style(bold=True), Tone.ERROR: Style(italic=True)}
    drawn = [
        (part.text, part.style)
        for part in row_strip(("12", Cell("gone", Tone.ERROR)), COLUMNS, base, tones.__getitem__)
    ]
    assert drawn == [
        ("  ", base),
        ("  12", Style(bold=True)),
        ("  ", base),
        ("gone  ", Style(italic=True)),
        ("  ", base),
        ("   ", Style(bold=True)),
        ("  ", base),
    ]
    assert row_strip((), COLUMNS, base, lambda _: base, "›").text == f"› {' ' * 19}"
    plain, toneless = [part.style for part in row_strip(("a", Cell("b")), COLUMNS, base, tones.__getitem__)][1:4:2]
    assert plain == toneless == Style(bold=True)
