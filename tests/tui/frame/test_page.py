"""The frame of every screen: one pane over the whole screen."""

from __future__ import annotations

from pathlib import Path

from tests.support.pages import app_with
from tests.support.pilot import screen_text, shows, until
from tests.support.setups import at_now, checked, opened_at, write_orders
from tiktok_tui.tui.app import TikTokTui
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import AppSession
from tiktok_tui.tui.screens.mapping.mapping_step import MappingStep


async def test_z_shows_one_pane_alone_and_z_or_esc_shows_all_again(session: AppSession) -> None:
    app = app_with(session, "run")
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "user.email")
        page = app.screen
        for back in ("z", "escape"):
            assert "split to find the event at fault" not in screen_text(app), "the column is cut"
            await pilot.press("z")
            await shows(pilot, "split to find the event at fault")
            assert "user.email" not in screen_text(app)
            assert "? help" in screen_text(app)
            await pilot.press(back)
            await shows(pilot, "user.email")
            assert app.screen is page


async def test_a_pane_with_few_rows_begins_on_the_first_line_and_has_nothing_around_it(session: AppSession) -> None:
    app = app_with(session, "home")
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "› Store sales")
        await pilot.press("z")
        await until(pilot, lambda: screen_text(app).startswith("› Store sales"))
        lines = screen_text(app).splitlines()
        assert not "".join(lines[4:-1]).strip(), "no pattern fills the rest"


async def test_where_one_is_stands_in_the_title_and_a_page_without_a_pane_has_nothing_to_zoom(
    session: AppSession,
) -> None:
    page = Page[None](session)
    app = TikTokTui(session, lambda _: page)
    async with app.run_test(size=(40, 10)) as pilot:
        await shows(pilot, "? help")
        page.show_location("Store sales")
        await pilot.press("z")
        await until(pilot, lambda: screen_text(app).splitlines()[0] == f" tiktok-tui{'Store sales':>28}")
        assert page.maximized is None
        assert (page.work_in_hand(), page.unsaved(), page.guide) == ("", "", "troubleshooting")


async def test_a_toast_lies_over_the_title_and_covers_no_line_at_the_bottom(session: AppSession) -> None:
    app = app_with(session, "uploaded")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await shows(pilot, "2,398 accepted")
        app.notify("One upload at a time: this one is still running. Stop it first.", markup=False)
        await shows(pilot, "still running")
        lines = [number for number, line in enumerate(screen_text(app).split("\n")) if "▌" in line]
        assert lines == [0, 1]


async def test_the_rows_keys_work_while_it_is_alone(session: AppSession, tmp_path: Path) -> None:
    app = opened_at(at_now(session), write_orders(tmp_path / "orders.csv"))
    async with app.run_test(size=(80, 24)) as pilot:
        await checked(pilot, app)
        await shows(pilot, "Row 2 ")
        fields = app.focused
        await pilot.press("z")
        await shows(pilot, '"order_id": "A-1002"')
        assert "TikTok field" not in screen_text(app)
        await pilot.press("right")
        await shows(pilot, '"order_id": "A-1003"')
        await pilot.press("escape")
        await shows(pilot, "TikTok field")
        assert isinstance(app.screen, MappingStep)
        await until(pilot, lambda: app.focused is fields)
