"""The palette finds every action that is possible here, the guides, and the screens of everywhere."""

from __future__ import annotations

from textual.widgets import OptionList

from tests.support.busy import busy
from tests.support.pilot import shows, until
from tests.support.setups import on
from tiktok_tui.events.guides import GUIDES
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.guide import GuideDialog
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.palette import Palette
from tiktok_tui.tui.screens.history.history import HistoryPage

LISTED = [
    "One pane over the whole screen, and back|zoom · z",
    "Go back one level|back · esc",
    *(f"Do the {key}|do {key} · {key}" for key in "acefg"),
    "Do the s|do s · ^s",
    "Leave the app|quit · ^q",
    "Put the app into the background; `fg` in the shell brings it back|suspend · ^z",
    "Change the theme, the keys, the density and the bell|settings · ,",
    "Read the guide that helps on this screen|guide · f5",
    "Show every key that works here|help · ?",
    *(f"Guide: {guide.title}|read it" for guide in GUIDES),
    "Edit, copy, test or remove a destination, or move it to TikTok|go to destinations",
    "See, add, reauthorise or remove the accounts' tokens|go to credentials",
    "See every run, its batches and its rejects|go to history",
    "Change the theme, the keys, the density and the bell|go to settings",
]


def listed(app: TikTokTui) -> list[str]:
    """The lines of the palette, each with the short words below it."""
    options = app.screen.query_one(OptionList)
    return [str(options.get_option_at_index(n).prompt).replace("\n", "|") for n in range(options.option_count)]


async def test_the_palette_finds_actions_by_words(session: AppSession) -> None:
    app, page = busy(session)
    async with app.run_test(size=(80, 30)) as pilot:
        await shows(pilot, "? help")
        await pilot.press("ctrl+p")
        await shows(pilot, "Leave the app")
        await until(pilot, lambda: listed(app) == LISTED)
        await pilot.press(*"the g")
        await shows(pilot, "Do the g")
        await pilot.press("enter")
        await until(pilot, lambda: page.noted == ["g"])
        await pilot.press("ctrl+p", *"go to history")  # by the short words, which no sentence holds
        await shows(pilot, "See every run, its batches and its rejects")
        assert listed(app)[0] == "See every run, its batches and its rejects|go to history"
        await pilot.press("enter")
        await on(pilot, HistoryPage)
        for key in ("ctrl+p", "pageup", "pagedown"):  # faster than it is laid out
            app.simulate_key(key)
        palette = await on(pilot, Palette)
        await until(pilot, lambda: len(listed(app)) > 3)
        assert not [line for line in listed(app) if line.startswith("Go to the row")], "keys of every table"
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert app.screen is palette, "it opens once"
        await pilot.press("pagedown")
        assert palette.query_one(OptionList).highlighted != 0
        await pilot.press("ctrl+u", *"leaves your machine")
        await until(pilot, lambda: listed(app) == ["Guide: What leaves your machine|read it"])
        await pilot.press("enter")
        assert (await on(pilot, GuideDialog)).shown.name == "privacy"


def test_the_page_keys_wait_for_the_list() -> None:
    assert not Palette().check_action("command_list", ("page_up",)), "it has no lines yet"
