"""The app as a whole: small terminals, quitting, the example, its keys, and what its first paint waits for."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import tiktok_tui.tui
from tests.support.busy import busy
from tests.support.pages import READY, app_with
from tests.support.pilot import paste, screen_text, shows, until
from tests.support.secret_service import SecretService
from tiktok_tui.cli.commands import demo
from tiktok_tui.tui.app import DEMO, REAL, TikTokTui
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.frame.navigation import FileSaved
from tiktok_tui.tui.frame.session import AppSession, Demo
from tiktok_tui.tui.frame.title_line import TitleLine
from tiktok_tui.tui.screens.home.home import HomePage
from tiktok_tui.tui.widgets.checkbox import PlainCheckbox


@pytest.mark.parametrize("name", ["home", "form", "choose", "review", "mapping"])
async def test_a_terminal_of_a_few_cells_is_no_end(session: AppSession, name: str) -> None:
    app = app_with(session, name)
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, READY.get(name, " help"))
        for size in ((1, 1), (2, 40), (160, 1)):
            await pilot.resize_terminal(*size)
            await pilot.press("ctrl+p", "pageup", "escape")
            await pilot.resize_terminal(100, 30)
            await shows(pilot, READY.get(name, " help"))


async def test_an_app_begun_in_a_few_cells_comes_up(session: AppSession) -> None:
    app = app_with(session, "home-empty")
    async with app.run_test(size=(3, 2)) as pilot:
        await until(pilot, lambda: app.screen.has_class("-known"))
        await pilot.resize_terminal(100, 30)
        await shows(pilot, "Try it with an example")


async def test_quitting_asks_when_something_is_under_way(session: AppSession) -> None:
    app, _ = busy(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "? help")
        await pilot.press("ctrl+q")
        await shows(pilot, "An upload is running; it can be resumed.")
        await pilot.press("ctrl+q")
        assert isinstance(app.screen, Confirm)
        await pilot.press("n")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        await pilot.press("ctrl+q")
        await shows(pilot, "An upload is running")
        await pilot.press("y")
        await until(pilot, lambda: not app.is_running)


async def test_the_example_ends_this_app_and_says_so(session: AppSession) -> None:
    app = TikTokTui(session, lambda app: HomePage(app.session))
    async with app.run_test() as pilot:
        await shows(pilot, "Try it with an example")
        await pilot.press("d")
        await until(pilot, lambda: not app.is_running)
    assert app.return_value == DEMO


async def test_every_screen_of_the_example_says_so_and_no_token_is_taken(
    real_keyring: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TIKTOK_TUI_ACCESS_TOKEN", raising=False)
    with demo.session() as session:
        app = TikTokTui(session)
        async with app.run_test(size=(80, 24)) as pilot:

            async def comes(text: str, *keys: str) -> None:
                await pilot.press(*keys)
                await shows(pilot, text)
                await until(pilot, lambda: "tiktok-tui · Example" in screen_text(app).splitlines()[0])

            await comes("Example shop")
            await comes("No credential yet", "c")
            await comes("✗ The example needs no token", "a")
            await paste(pilot, "Bearer another-token")
            await comes("Leave it to add yours: x")
            assert "another-token" not in screen_text(app)
            await comes("Nothing has been sent yet", "escape", "h")
            app.action_go("history")  # it is open already
            await comes("Example shop", "escape")
            await comes("go live", "e")
            assert not app.screen.active_bindings["g"].enabled
            await comes("No run yet", "escape")
            await comes("● Destination", "n")
            sandbox = app.screen.query_one("#sandbox", PlainCheckbox)
            assert (sandbox.value, sandbox.disabled) == (True, True)
            await comes("Example shop", "escape", "escape")
            await comes("recent", "u")
            await comes("the example's own mapping", "enter")
            assert "as last time" not in screen_text(app)
            await comes("● Review", "ctrl+s")
            await comes("Leave the example?", "x")
            await comes("● Review", "n")
            await pilot.click(TitleLine, offset=(15, 0))
            await comes("Leave the example?")
            await pilot.press("y")
            await until(pilot, lambda: not app.is_running)
        assert app.return_value == REAL
    assert real_keyring.entries() == []


def test_a_key_that_has_nothing_to_do_is_dimmed_or_hidden(session: AppSession, tmp_path: Path) -> None:
    app = TikTokTui(session)
    assert [app.check_action(name, ()) for name in ("read_saved", "demo", "leave_example")] == [None, True, False]
    app.on_file_saved(FileSaved(tmp_path / "rejects.csv"))
    assert app.check_action("read_saved", ()) is True
    example = TikTokTui(replace(session, demo=Demo(tmp_path / "orders.csv", "example-shop")))
    assert [example.check_action(name, ()) for name in ("demo", "leave_example")] == [False, True]


def test_every_binding_of_ours_has_an_id_and_a_sentence() -> None:
    rooms = [import_module(found.name) for found in walk_packages(tiktok_tui.tui.__path__, "tiktok_tui.tui.")]
    classes = {each for room in rooms for each in vars(room).values() if isinstance(each, type)}
    bindings = [
        binding
        for each in classes
        if each.__module__.startswith("tiktok_tui.") and issubclass(each, DOMNode)
        for binding in vars(each).get("BINDINGS", ())
    ]
    assert {"app.quit", "home.example", "confirm.yes"} < {binding.id for binding in bindings}
    for binding in bindings:
        assert isinstance(binding, Binding)
        assert binding.id, binding
        assert binding.tooltip or not binding.description or not binding.show, binding


def test_the_first_paint_waits_for_nothing_heavy() -> None:
    heavy = (
        "duckdb httpx keyring phonenumbers babel tomli_w tomllib sqlite3 hashlib statistics "
        "tiktok_tui.files.source.source tiktok_tui.tui.screens.credentials.flow"
    )
    code = (
        "import sys, tiktok_tui.tui.launch, tiktok_tui.tui.screens.home.home\n"
        f"print([name for name in {heavy.split()!r} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.strip() == "[]"
