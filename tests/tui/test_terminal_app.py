"""The app and its terminal: its driver, its size, its bell, pastes that nothing takes, and keys in words."""

from __future__ import annotations

import pytest
from textual import events
from textual.binding import Binding
from textual.geometry import Size

from tests.support.pilot import paste, screen_text, shows, until
from tiktok_tui.tui.terminal_app import TerminalApp


@pytest.mark.parametrize(("rings", "told"), [(True, ["bell", "\x1b]9;It has ended\x07"]), (False, [])])
def test_a_person_who_wants_no_bell_gets_no_notification_either(
    rings: bool, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM_PROGRAM", "iTerm.app")
    app, heard = TerminalApp(), list[str]()
    monkeypatch.setattr(app, "bell", lambda: heard.append("bell"))
    app.terminal_title.write, app.rings = heard.append, rings
    app.ring("It has ended")
    assert heard == told


@pytest.mark.parametrize(
    ("term", "driver", "used"),
    [
        ("xterm", None, "TitledDriver"),
        ("linux", None, "ConsoleDriver"),
        ("linux", "textual.drivers.headless_driver:HeadlessDriver", "HeadlessDriver"),
    ],
)
def test_each_kind_of_terminal_has_its_driver(
    term: str, driver: str | None, used: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    for given in filter(None, [driver]):
        monkeypatch.setenv("TEXTUAL_DRIVER", given)
        monkeypatch.setattr("textual.constants.DRIVER", given)
    assert TerminalApp().get_driver_class().__name__ == used


@pytest.mark.parametrize(
    ("key", "shown"),
    [("enter", "enter"), ("backspace", "backspace"), ("space", "space"), ("ctrl+s", "^s"), ("a", "a")],
)
def test_keys_are_named_where_a_font_may_lack_their_glyph(key: str, shown: str) -> None:
    assert TerminalApp().get_key_display(Binding(key, "do")) == shown


async def test_it_is_laid_out_in_the_least_size_at_least_and_drawn_anew_after_the_background(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app, drawn = TerminalApp(), list[bool]()
    async with app.run_test(size=(30, 9), notifications=True) as pilot:
        assert (app.size, app.screen.size) == (Size(30, 9), Size(30, 9))
        await pilot.resize_terminal(3, 2)
        await until(pilot, lambda: app.screen.size == Size(24, 8))
        assert app.size == Size(24, 8)
        await pilot.resize_terminal(100, 20)
        refresh = app.refresh

        def noted(*regions: object, layout: bool = False, **more: bool) -> TerminalApp:
            drawn.append(layout)
            return refresh(layout=layout, **more)

        monkeypatch.setattr(app, "refresh", noted)
        app.app_resume_signal.publish(app)
        await until(pilot, lambda: True in drawn)
        await paste(pilot, " \n ")
        await pilot.pause()
        assert "Nothing here" not in screen_text(app)
        await paste(pilot, "two [/b] words")
        await shows(pilot, "Nothing here takes pasted text.")
        app.post_message(events.Paste("orders.csv"))
        await shows(pilot, "look like a token")
