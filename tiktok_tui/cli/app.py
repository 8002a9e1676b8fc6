"""Open the app, or say which command to use where there is no terminal."""

from __future__ import annotations

from tiktok_tui.tui.terminal import can_draw


def open_app() -> int:
    """Open the app and return its exit code. Raises UsageError if there is no terminal."""
    if not can_draw():
        from tiktok_tui.events.errors import UsageError

        raise UsageError(
            "The app needs a terminal.",
            where="tiktok-tui",
            remedy="Run `tiktok-tui send FILE -d DESTINATION` instead, or `tiktok-tui --help` for all commands.",
        )
    from tiktok_tui.cli.commands import demo
    from tiktok_tui.tui.launch import run_app

    return run_app(demo=demo.session)
