"""One line of text: its hint, its first value, and a mistake that is said until one types on."""

from __future__ import annotations

from tests.support.dialogs import edge, heading, opened, said
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import on
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.prompt import Prompt, SecretPrompt
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession


async def test_a_mistake_is_gone_with_the_next_letter_and_blanks_at_the_ends_are_dropped(session: AppSession) -> None:
    asked: list[str] = []

    def check(text: str) -> str:
        asked.append(text)
        return "" if text.endswith("!") else "It ends with no !"

    app, results = opened(
        session, lambda: Prompt("Name [/b]", hint="h" * 301, value="  typed", placeholder="A name", check=check)
    )
    async with app.run_test(size=(100, 30)) as pilot:
        prompt = await on(pilot, Prompt)
        await shows(pilot, "  typed")
        assert (heading(prompt), edge(prompt)) == ("Name [/b]", "enter ok · esc leave · f1 help")
        assert said(prompt) == ["h" * 300 + "…"]
        await pilot.press("end", "space", "enter")
        await shows(pilot, "✗ It ends with no !")
        await pilot.press("backspace")
        await until(pilot, lambda: "It ends with no" not in screen_text(app))
        await pilot.press("enter")
        await shows(pilot, "✗ It ends with no !")
        await pilot.press("!", "space", "enter")
        await until(pilot, lambda: results)
        assert (results, asked) == (["typed!"], ["typed", "typed", "typed!"])
        again = await on(pilot, Prompt)
        assert again is not prompt
        await shows(pilot, "  typed")
        await pilot.press("ctrl+u")
        await shows(pilot, "A name")
        await pilot.press("escape")
        await until(pilot, lambda: len(results) == 2)
        assert results[1] is None


async def test_a_line_without_a_check_takes_anything_and_a_secret_has_its_placeholder(session: AppSession) -> None:
    app, results = TikTokTui(session, lambda app: Page(app.session)), list[object]()
    async with app.run_test(size=(100, 30)) as pilot:
        for prompt in (
            Prompt("Name", hint="Yours."),
            SecretPrompt("Token", hint="TikTok's.", placeholder="40 letters"),
        ):
            app.push_screen(prompt, results.append)
            await shows(pilot, "enter ok")
            assert ("40 letters" in screen_text(app)) is isinstance(prompt, SecretPrompt)
            await pilot.press("space", "x", "space", "enter")
            await on(pilot, Page)
    assert [str(result) if isinstance(result, str) else result for result in results] == ["x", "x"]
