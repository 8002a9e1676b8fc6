"""Lines to type into hold nothing that a terminal obeys or that nobody can see, and a secret only while it is asked."""

from __future__ import annotations

from textual.app import App, ComposeResult

from tests.support.pilot import screen_text
from tiktok_tui.tui.widgets.text_line import SecretLine, TextLine


def test_hidden_characters_are_dropped() -> None:
    assert TextLine().validate_value("a\x1b[2J\u202eb\u200bc") == "a[2Jbc"


async def test_a_secret_is_dots_and_gone_with_its_line() -> None:
    class _One(App[None]):
        def compose(self) -> ComposeResult:
            yield SecretLine(placeholder="Token")

    app = _One()
    async with app.run_test(size=(30, 4)) as pilot:
        line = app.query_one(SecretLine)
        assert TextLine("a\x1bb").value == "ab"
        assert screen_text(app).strip() == "Token"
        await pilot.press("a", "b")
        assert (screen_text(app).strip(), line.value, line.size.height) == ("••", "ab", 1)
        line.value = "a\x1b\u200bc"
        assert line.value == "ac"
        await line.remove()
        assert line.value == ""
