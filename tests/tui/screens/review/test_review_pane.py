"""The body of the review: which lines it has, and how many reasons are named."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

from textual.app import ComposeResult
from textual.widgets import Static

from tests.support.pilot import until
from tests.support.setups import SHOP, on
from tiktok_tui.mapping.model import Note
from tiktok_tui.prepare.totals import Totals
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.problems.top_problems import TopProblems
from tiktok_tui.tui.screens.review.facts import Facts
from tiktok_tui.tui.screens.review.review_pane import ReviewPane
from tiktok_tui.tui.widgets.grouped_text import GroupedText
from tiktok_tui.tui.widgets.text_line import TextLine
from tiktok_tui.tui.wizard.draft import CheckedFile
from tiktok_tui.uploads.options import Options
from tiktok_tui.uploads.run import LeftOut

NONE = Totals(20, 0, 0, 0, 20, 20, {}, {}, (), 0, 0, 0, 0.0)
RULES = ("email.invalid", "event.unknown", "value.negative", "value.unreadable", "timestamp.too_old")
OPTIONS = Options(limit=100, test_event_code="T1")


class Reviewing(Page[None]):
    """A page with nothing but the body of the review."""

    def compose_body(self) -> ComposeResult:
        yield ReviewPane(OPTIONS)


def checked(totals: Totals) -> CheckedFile:
    return cast("CheckedFile", SimpleNamespace(destination=SHOP, prepared=SimpleNamespace(totals=totals)))


async def test_each_line_is_there_when_it_has_something_to_say(session: AppSession) -> None:
    page = Reviewing(session)
    app = TikTokTui(session, lambda _: page)
    async with app.run_test(size=(120, 24)) as pilot:
        await on(pilot, Reviewing)
        pane = page.query_one(ReviewPane)

        def shown(name: str) -> str:
            line = pane.query_one(f"#{name}", Static)
            return str(line.content) if line.display else ""

        def facts() -> dict[str, str]:
            rows = {row.id: row for row in pane.query("#facts > .review--row")}
            return {str(key): str(row.query_one(GroupedText).text) for key, row in rows.items() if row.display}

        assert (pane.how_many.chosen, pane.query_one("#code", TextLine).value) == (1, "T1")
        assert pane.query_one("#code", TextLine).placeholder == "none"
        assert shown("code-hint") == "From Events Manager, Test events: shown there, not counted."
        assert [str(label.content) for label in pane.query(".review--heading").results(Static)] == [
            *("To", "Server", "Events", "Dates", "Value", "Customers", "Assumed"),
            *("Not sent", "Already sent", "How many", "Test code"),
        ]
        pane.show(checked(NONE), None, OPTIONS, None)
        waiting = dict.fromkeys(("to", "events", "dates", "value", "customers", "assumed"), "…")
        assert (facts(), shown("already"), shown("assumptions")) == (waiting, "…", "")
        assert (shown("rejected"), shown("left-out"), shown("more")) == ("✓ Every row can be sent.", "", "")

        notes = (Note("phone", "One."), Note("rows", "Two."))
        some = replace(NONE, rejected=15, rejects_by_rule={rule: 5 - at for at, rule in enumerate(RULES)}, warned=1)
        pane.show(checked(some), Facts("", "ads.example", (), notes), OPTIONS, LeftOut(7))
        assert list(facts()) == ["to", "server", "assumed"]
        assert facts()["server"] == "not TikTok: ads.example"
        assert facts()["assumed"] == "2 things about the file   i  read them"
        assert shown("already").startswith("7 were accepted earlier")
        assert str(pane.query_one("#assumptions", Static).content) == "· One.\n· Two."
        assert shown("rejected") == "✗ 15 rows   p  see them"
        assert shown("left-out") == "! 1 row sent with a warning"
        assert (pane.query_one(TopProblems).most, shown("more")) == (3, "and 2 more reasons")
        await pilot.resize_terminal(120, 40)
        await until(pilot, lambda: page.has_class("-high"))
        pane.fit()
        assert (pane.query_one(TopProblems).most, pane.query_one("#more").display) == (8, False)
        pane.show(checked(replace(NONE, left_out=2)), Facts("", "", (), notes[:1]), OPTIONS, LeftOut())
        assert (shown("left-out"), list(facts())) == ("2 rows left out by the filter  ", ["to", "assumed"])
        assert facts()["assumed"] == "1 thing about the file   i  read them"
