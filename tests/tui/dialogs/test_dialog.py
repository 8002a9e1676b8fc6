"""The frame of every dialog: its title, the keys in its lower edge, the click beside it, and an early paste."""

from __future__ import annotations

import re
from pathlib import Path

from textual import events

from tests.support.dialogs import edge, heading, opened
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import on
from tiktok_tui.files.source.source import FileSource
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.dialogs.dialog import Dialog
from tiktok_tui.tui.dialogs.pick_file import PickFile
from tiktok_tui.tui.dialogs.prompt import Prompt, SecretPrompt
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.help import HelpDialog

NAMED = "enter a · esc b · del c · ^s d · space e · tab f · y g · n h · f1 i · f2 j · ↑↓ k · type l · / m"
KEYS = "enter escape delete ctrl+s space tab y n f1 f2".split()


async def test_each_key_in_the_lower_edge_is_pressed_by_a_click_on_its_words(session: AppSession) -> None:
    app = TikTokTui(session, lambda app: Page(app.session))
    async with app.run_test(size=(120, 30)) as pilot:
        dialog, usual = Dialog[None]("[b]Title\x1b", keys=NAMED), Dialog[None]("x" * 201, grave=True)
        app.push_screen(dialog)
        await on(pilot, Dialog)
        assert (heading(dialog), edge(dialog)) == ("[b]Title␛", NAMED)
        markup = dialog.query_one(".dialog--box").border_subtitle or ""
        assert re.findall(r"\[@click=screen\.press\('([^']+)'\)\]\S+ [a-j]\[", markup) == KEYS
        app.push_screen(usual)
        await until(pilot, lambda: app.screen is usual and usual.is_mounted)
        assert (heading(usual), edge(usual)) == ("x" * 200 + "…", "enter choose · esc leave")
        assert (dialog.has_class("-grave"), usual.has_class("-grave")) == (False, True)


async def test_a_click_beside_the_box_is_esc_and_one_in_it_is_not(session: AppSession) -> None:
    app, results = opened(session, lambda: Confirm("Stop?", "Stop the upload?", yes="Stop"))
    async with app.run_test(size=(100, 30)) as pilot:
        confirm = await on(pilot, Confirm)
        await shows(pilot, "y yes")
        box = confirm.query_one(".dialog--box").region
        assert 0 < confirm.styles.background.a < 1, "what is below stays in sight"
        for inside in (".dialog--box", ".confirm--question"):
            await pilot.click(inside, offset=(0, 0))
        assert results == []
        await pilot.click(offset=(box.x - 1, box.y))
        await until(pilot, lambda: results)
        assert results == [False]


async def test_a_paste_that_comes_before_the_line_has_the_focus_is_in_the_line(
    session: AppSession, tmp_path: Path
) -> None:
    """The terminal may send it in the instant in which the dialog opens; a dialog without a line says it took none."""
    orders = tmp_path / "orders.csv"
    orders.touch()
    app, taken = TikTokTui(session, lambda app: Page(app.session)), list[object]()
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await shows(pilot, "? help")
        for dialog, result in (
            (PickFile(folder=tmp_path), FileSource(orders)),
            (Prompt("Where?", hint="A path."), str(orders)),
            (SecretPrompt("Secret", hint="Yours."), str(orders)),
        ):
            await app.push_screen(dialog, taken.append)
            dialog.set_focus(None)
            dialog.post_message(events.Paste(f"{orders}"))
            line = dialog.query_one("Input")
            await until(pilot, lambda line=line: getattr(line, "value", "") == str(orders))  # type: ignore[misc]
            line.focus()
            await pilot.press("enter")
            await until(pilot, lambda: len(taken) == 1)
            assert taken == [result]
            taken.clear()
        await app.push_screen(help_ := HelpDialog(app.screen))
        app.post_message(events.Paste("orders.csv"))
        await shows(pilot, "Nothing here takes pasted text.")
        assert help_.line.value == "", "it is not open yet"
        app.clear_notifications()
        await until(pilot, lambda: "Nothing here" not in screen_text(app))
        app.push_screen(Confirm("Stop?", "Stop the upload?", yes="Stop"))
        await on(pilot, Confirm)
        app.post_message(events.Paste("orders.csv"))
        await shows(pilot, "Nothing here takes pasted text.")
