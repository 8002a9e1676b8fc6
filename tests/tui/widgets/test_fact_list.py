"""Labelled facts: how a long text continues."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.content import Content

from tests.support.pilot import screen_text
from tiktok_tui.tui.widgets.fact_list import FactList


class _Facts(App[None]):
    def compose(self) -> ComposeResult:
        yield FactList()


async def test_a_long_text_continues_below_its_beginning_and_nothing_of_it_is_markup() -> None:
    async with _Facts().run_test(size=(30, 30)) as pilot:
        facts = pilot.app.query_one(FactList)
        facts.update(
            [("Reaches", "Acme Stores"), ("", "Acme Boutique [/b] 7123456789012345679"), ("Kept in", Content("a ring"))]
        )
        await pilot.pause()
        assert screen_text(pilot.app).rstrip().split("\n") == [
            "Reaches  Acme Stores",
            "         Acme Boutique [/b]",
            "         7123456789012345679",
            "Kept in  a ring",
        ]
        assert facts.size.height == 4
        muted = [str(span.style) for span in facts.render().spans]
        assert muted == ["$foreground-muted"] * 2
        facts.update([(Content("a"), "x" * 501), ("b\x1b", "y\x1b[31m")])
        await pilot.pause()
        *lines, last = facts.render().plain.split("\n")
        assert [len(line) for line in (lines[0], lines[1])] == [30, 30]
        assert "".join("".join(lines).split()) == f"a{'x' * 500}…"
        assert last.endswith("y␛[31m")
        facts.update([("日本", Content.styled("wide", "$error")), ("abc", "narrow")])
        assert facts.render().plain.split("\n") == ["日本  wide", "abc   narrow"]
        assert [str(span.style) for span in facts.render().spans] == [
            "$foreground-muted",
            "$error",
            "$foreground-muted",
        ]
        facts.update(())
        await pilot.pause()
        assert (facts.size.height, facts.render().plain) == (1, "")
