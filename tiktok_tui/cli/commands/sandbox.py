"""`tiktok-tui sandbox`: run a stand-in for TikTok's API until Ctrl+C."""

from __future__ import annotations

from tiktok_tui.cli.command import Command
from tiktok_tui.cli.command_list import SUMMARIES
from tiktok_tui.sandbox.arguments import add_arguments, serve

COMMAND = Command(
    "sandbox",
    SUMMARIES["sandbox"],
    "tiktok-tui sandbox --port 8020 --fault 40100:0.1",
    add_arguments,
    serve,
)
