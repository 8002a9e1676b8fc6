"""The title is the app's while it has the terminal, and put back before the terminal is given back."""

from __future__ import annotations

import pytest
from textual.drivers.linux_driver import LinuxDriver

from tiktok_tui.tui.terminal_app import TerminalApp
from tiktok_tui.tui.titled_driver import TitledDriver


async def test_a_suspended_app_gives_the_title_back_and_takes_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    happened: list[str] = []
    monkeypatch.setenv("TERM_PROGRAM", "Apple_Terminal")
    monkeypatch.setattr(LinuxDriver, "write", lambda _, data: happened.append(data))
    monkeypatch.setattr(LinuxDriver, "start_application_mode", lambda _: happened.append("taken"))
    monkeypatch.setattr(LinuxDriver, "stop_application_mode", lambda _: happened.append("given back"))
    app = TerminalApp()
    driver = TitledDriver(app)
    app.show_progress("too early", 0.5)
    for _ in range(2):
        driver.start_application_mode()
        app.show_progress("62 %", 0.62)
        driver.stop_application_mode()
    shown = ["taken", "\x1b[22;2t", "\x1b]2;62 %\x07", "\x1b]2;\x07", "\x1b[23;2t", "given back"]
    assert happened == shown * 2
