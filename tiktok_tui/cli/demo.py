"""Not there yet."""

from tiktok_tui.cli.command import Command

COMMAND = Command("demo", "…", "tiktok-tui demo")
