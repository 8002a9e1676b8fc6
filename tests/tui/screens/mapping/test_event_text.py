"""The event's JSON: hashes are shortened, and nothing else; its height is that of its lines."""

from __future__ import annotations

import pytest
from textual.geometry import Size

from tests.support.coloured import coloured
from tiktok_tui.tui.screens.mapping.event_text import EventText


def test_names_texts_and_numbers_have_their_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = EventText()
    monkeypatch.setattr(EventText, "content_size", Size(80, 50))
    shown.set_reactive(EventText.json, '{"a": "b", "c": 46.00}')
    styles = dict(coloured(shown.render()))
    assert styles['"a"'] == styles['"c"']
    assert len({styles[each] for each in ('"a"', '"b"', "46.00")}) == 3


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ('"0123' + 56 * "a" + 'cdef"', '"0123…cdef"'),
        ('"0123' + 24 * "a" + 'cdef"', '"0123…cdef"'),
        *(
            (other, other)
            for other in (
                '"0123' + 23 * "a" + 'cdef"',
                '"0123' + 24 * "A" + 'cdef"',
                '"x0123' + 24 * "a" + 'cdef"',
                "0123" + 24 * "4" + "5678",
            )
        ),
    ],
)
def test_a_hash_is_shortened_to_its_ends_until_it_is_wanted_whole(
    text: str, short: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = EventText()
    assert (shown.json, shown.whole) == ("", False)
    shown.set_reactive(EventText.json, f"{{\n  {text}\n}}")
    for width, whole, words in ((80, False, short), (80, True, text), (9, False, short), (9, True, text)):
        shown.set_reactive(EventText.whole, whole)
        size = Size(width, 50)
        monkeypatch.setattr(EventText, "content_size", size)
        lines = shown.render().plain.split("\n")
        assert "".join(line.strip() for line in lines) == f"{{{words}}}"
        assert max(map(len, lines)) <= width
        assert shown.get_content_height(size, size, width) == len(lines)
