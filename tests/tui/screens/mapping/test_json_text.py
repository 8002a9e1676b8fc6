"""JSON laid out for reading."""

from __future__ import annotations

from tiktok_tui.tui.screens.mapping.json_text import laid_out


def test_values_are_as_they_were_written_and_a_level_is_two_blanks() -> None:
    assert laid_out('{"a:b":1.50,"c":[{"d":"}, {"},null],"e":[],"f":{}}').splitlines() == [
        "{",
        '  "a:b": 1.50,',
        '  "c": [',
        "    {",
        '      "d": "}, {"',
        "    },",
        "    null",
        "  ],",
        '  "e": [],',
        '  "f": {}',
        "}",
    ]
