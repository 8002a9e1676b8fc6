"""`tiktok-tui completion`: the script by which the Tab key completes in bash, zsh and fish."""

from __future__ import annotations

import argparse

from tiktok_tui.cli.command import Command
from tiktok_tui.cli.command_list import SUMMARIES

SHELLS = ("bash", "zsh", "fish")

_PROGRAM = "tiktok-tui"


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS, help="your shell")
    parser.epilog = (
        "Once, then open a new shell:\n"
        "  bash  tiktok-tui completion bash >> ~/.bashrc\n"
        "  zsh   tiktok-tui completion zsh >> ~/.zshrc\n"
        "  fish  tiktok-tui completion fish > ~/.config/fish/completions/tiktok-tui.fish"
    )


def _run(arguments: argparse.Namespace) -> int:
    from argcomplete.shell_integration import shellcode

    print(shellcode([_PROGRAM], shell=arguments.shell))
    return 0


COMMAND = Command(
    "completion",
    SUMMARIES["completion"],
    "tiktok-tui completion bash >> ~/.bashrc",
    _arguments,
    _run,
)
