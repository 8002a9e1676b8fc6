"""What holds on every screen: the keys that are taught, help, the palette, quitting, the steps of the set-up."""

from __future__ import annotations

import subprocess
import sys

import pytest
from textual.app import ComposeResult
from textual.binding import Binding

from tests.support.pages import DESTINATION, PAGES, READY, app_with
from tests.support.pilot import screen_text, shows, until
from tiktok_tui.tui.app import DEMO, TikTokTui
from tiktok_tui.tui.dialogs.confirm import Confirm
from tiktok_tui.tui.frame.key_bar import MOST, KeyBar
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.routes import STEPS as OURS
from tiktok_tui.tui.screens.home.home import HomePage
from tiktok_tui.tui.wizard.draft import WizardDraft
from tiktok_tui.tui.wizard.step_page import StepPage
from tiktok_tui.tui.wizard.wizard import Step, Wizard


class Busy(Page[None]):
    """A page with more keys than the bar teaches, one of them dimmed, and work that quitting would interrupt."""

    HEADING = "Busy"
    BINDINGS = [
        *[Binding(key, f"note('{key}')", f"do {key}", id=f"busy.{key}", tooltip=f"Do the {key}") for key in "abcefg"],
        Binding("x", "gone", "gone", id="busy.gone", tooltip="Never there"),
    ]

    def __init__(self, session: AppSession) -> None:
        super().__init__(session)
        self.noted: list[str] = []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "gone":
            return False
        return None if parameters == ("b",) else True

    def why_disabled(self, action: str) -> str:
        return "nothing is ready"

    def work_in_hand(self) -> str:
        return "An upload is running; it can be resumed."

    def action_note(self, key: str) -> None:
        self.noted.append(key)


def busy(session: AppSession) -> tuple[TikTokTui, Busy]:
    page = Busy(session)
    return TikTokTui(session, lambda app: page), page


async def test_the_bar_teaches_at_most_six_keys_and_always_help(session: AppSession) -> None:
    app, _ = busy(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "? help")
        bar = screen_text(app).splitlines()[-1]
        assert bar.split("   ") == [" a do a", "b do b", "c do c", "e do e", "f do f", "? help"]
        assert len(bar.split("   ")) <= MOST
        await pilot.resize_terminal(30, 24)
        await until(pilot, lambda: "? help" in screen_text(app).splitlines()[-1])
        assert "f do f" not in screen_text(app)


async def test_a_click_on_a_key_does_it_and_a_dimmed_one_says_why(session: AppSession) -> None:
    app, page = busy(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "? help")
        await pilot.click(KeyBar, offset=(2, 0))
        await pilot.click(KeyBar, offset=(11, 0))
        assert page.noted == ["a"]
        await pilot.hover(KeyBar, offset=(11, 0))
        assert str(app.screen.query_one(KeyBar).tooltip) == "Do the b (not now: nothing is ready)"


@pytest.mark.parametrize("key", ["f1", "question_mark"])
async def test_help_is_made_of_the_live_keys(session: AppSession, key: str) -> None:
    app, _ = busy(session)
    async with app.run_test(size=(80, 40)) as pilot:
        await shows(pilot, "? help")
        await pilot.press(key)
        await shows(pilot, "Keys: Busy")
        text = screen_text(app)
        assert "Do the g" in text
        assert "Do the b (not now: nothing is ready)" in text
        assert "Never there" not in text
        assert "Find an action by words" in text
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)


async def test_the_palette_finds_actions_by_words(session: AppSession) -> None:
    app, page = busy(session)
    async with app.run_test(size=(80, 30)) as pilot:
        await shows(pilot, "? help")
        await pilot.press("ctrl+p")
        await shows(pilot, "Leave the app")
        assert "Do the b" not in screen_text(app)
        await pilot.press(*"the g")
        await shows(pilot, "Do the g")
        await pilot.press("enter")
        await until(pilot, lambda: page.noted == ["g"])


@pytest.mark.parametrize("name", ["home", "form", "choose", "review", "mapping"])
@pytest.mark.parametrize("size", [(1, 1), (2, 40), (160, 1)])
async def test_a_terminal_of_a_few_cells_is_no_end(session: AppSession, name: str, size: tuple[int, int]) -> None:
    app = app_with(session, name)
    async with app.run_test(size=(100, 30)) as pilot:
        await shows(pilot, READY.get(name, "? help"))
        await pilot.resize_terminal(*size)
        await pilot.press("ctrl+p", "pageup", "escape")
        await pilot.resize_terminal(100, 30)
        await shows(pilot, READY.get(name, "? help"))


async def test_an_app_begun_in_a_few_cells_comes_up(session: AppSession) -> None:
    app = app_with(session, "home-empty")
    async with app.run_test(size=(3, 2)) as pilot:
        await until(pilot, lambda: app.wizard is not None and isinstance(app.screen, StepPage))
        await pilot.press("escape")
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
        await shows(pilot, "● Credentials")
        await pilot.press("escape")
        await shows(pilot, "Try it with an example")
        await pilot.press("d")
        await until(pilot, lambda: not app.is_running)
    assert app.return_value == DEMO


class First(StepPage):
    """Needs a credential."""

    STEP = "first"

    def compose_step(self) -> ComposeResult:
        from textual.widgets import Input

        yield Input(compact=True)

    async def complete(self) -> bool:
        from textual.widgets import Input

        self.wizard.update(self.wizard.draft.with_credential(self.query_one(Input).value))
        return bool(self.wizard.draft.credential)


class Second(StepPage):
    """Is only there."""

    STEP = "second"


STEPS = (
    Step("first", "First things", First, lambda draft: "" if draft.credential else "Type something."),
    Step("second", "Second things", Second, lambda draft: "" if draft.destination else "Save it."),
    Step("third", "Third things", Second, lambda draft: "Never."),
)


def walk(session: AppSession) -> tuple[TikTokTui, list[Wizard]]:
    setups: list[Wizard] = []

    class Start(Page[None]):
        def on_mount(self) -> None:
            wizard = Wizard(self.app, self.session, STEPS)
            setups.append(wizard)
            self.call_after_refresh(wizard.go, "first")

    return TikTokTui(session, lambda app: Start(app.session)), setups


async def test_a_step_goes_on_only_when_it_is_done_and_says_what_is_missing(session: AppSession) -> None:
    app, setups = walk(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "● First things ─── ○ Second things ─── ○ Third things")
        await pilot.press("ctrl+s")
        await shows(pilot, "! Type something.")
        await pilot.press("a", "ctrl+s")
        await shows(pilot, "✓ First things ─── ● Second things ─── ○ Third things")
        assert setups[0].draft.credential == "a"


async def test_a_step_that_was_left_is_found_again_as_it_was(session: AppSession) -> None:
    app, setups = walk(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "● First things")
        await pilot.press("x", "y", "ctrl+s")
        await shows(pilot, "● Second things")
        await pilot.press("escape")
        await shows(pilot, "● First things ─── ! Second things")
        assert "xy" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
        setups[0].go("first")
        await shows(pilot, "xy")


async def test_a_click_on_the_step_line_goes_where_one_may(session: AppSession) -> None:
    app, _ = walk(session)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "● First things")
        await pilot.click("StepLine", offset=(25, 0))
        await shows(pilot, "The steps before that one come first.")
        await pilot.press("a", "ctrl+s")
        await shows(pilot, "● Second things")
        await pilot.click("StepLine", offset=(4, 0))
        await shows(pilot, "● First things")


async def test_closing_a_set_up_lets_go_of_its_screens_and_resources(session: AppSession) -> None:
    app, setups = walk(session)
    closed: list[bool] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "● First things")
        setups[0].resources.callback(lambda: closed.append(True))
        await setups[0].close()
        await until(pilot, lambda: len(app.screen_stack) == 1)
        assert closed == [True]
        setups[0].go("first")
        await shows(pilot, "● First things")


@pytest.mark.parametrize("columns", [30, 45, 60, 80, 120])
async def test_the_step_line_says_where_one_is_at_any_width(session: AppSession, columns: int) -> None:
    app = TikTokTui(session, lambda app: OURS[0].page(_here(app, session)))
    async with app.run_test(size=(columns, 24)) as pilot:
        await shows(pilot, "● Credentials")


def _here(app: TikTokTui, session: AppSession) -> Wizard:
    wizard = Wizard(app, session, OURS, WizardDraft(credential="acme", destination=DESTINATION))
    wizard.here = "credentials"
    return wizard


@pytest.mark.parametrize("name", PAGES)
async def test_every_binding_of_ours_has_an_id_and_a_sentence(name: str, session: AppSession) -> None:
    app = app_with(session, name)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        for node in app.screen.walk_children(with_self=True):
            if type(node).__module__.startswith("tiktok_tui"):
                for binding in vars(type(node)).get("BINDINGS", ()):
                    assert isinstance(binding, Binding)
                    assert binding.id, binding
                    assert binding.tooltip or not binding.description or not binding.show, binding


def test_the_first_paint_waits_for_nothing_heavy() -> None:
    heavy = "duckdb httpx keyring phonenumbers babel tomli_w sqlite3"
    code = (
        "import sys, tiktok_tui.tui.launch, tiktok_tui.tui.screens.home.home\n"
        f"print([name for name in {heavy.split()!r} if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.strip() == "[]"
