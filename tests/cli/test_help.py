from __future__ import annotations

import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.support.commands import Run
from tiktok_tui import __version__
from tiktok_tui.cli.command import Command
from tiktok_tui.cli.command_list import SUMMARIES, load
from tiktok_tui.cli.exits import MEANING
from tiktok_tui.cli.variables import VARIABLES
from tiktok_tui.files.scratch import limit as scratch_limit


def every_command() -> Iterator[tuple[str, Command]]:
    for command in map(load, SUMMARIES):
        yield command.name, command
        for part in command.parts:
            yield f"{command.name} {part.name}", part


def said(text: str) -> str:
    """The words of a help without its usage, in lines of one length: every Python has another way to set them."""
    text = re.sub(r"usage: .*?\n\n", "", text, flags=re.DOTALL)
    text = re.sub(r"(-\w) [A-Z][\w.]*, --", r"\1, --", text)
    return textwrap.fill(" ".join(text.split()), 110, break_on_hyphens=False)


@pytest.mark.parametrize(("words", "command"), every_command(), ids=[words for words, _ in every_command()])
def test_every_help_opens_with_an_example_of_that_command(
    words: str, command: Command, cli: Run, snapshot: SnapshotAssertion
) -> None:
    outcome = cli(*words.split(), "-h")
    assert outcome.code == 0
    assert outcome.out.startswith(f"example: tiktok-tui {words}")
    assert f"usage: tiktok-tui {words}" in outcome.out
    assert said(outcome.out) == snapshot


def test_the_whole_help_names_every_command(cli: Run) -> None:
    outcome = cli("--help")
    assert outcome.code == 0
    assert outcome.out.startswith("example: tiktok-tui demo\n")
    words = " ".join(outcome.out.split())
    for name, summary in SUMMARIES.items():
        assert re.search(rf"^ {{4}}{name}\s", outcome.out, re.MULTILINE)
        assert f" {name} {summary} " in words
    assert (
        "Send a company's offline and web conversions to TikTok Ads. Without a command, the app opens. options:"
        in words
    )
    assert words.endswith(
        "Results go to stdout, messages and progress to stderr; without a terminal there are no questions. "
        "`tiktok-tui COMMAND -h` explains one command, `tiktok-tui locate config` prints where settings are kept."
    )


def test_the_whole_help_tells_what_a_man_page_would(cli: Run) -> None:
    report = cli("--help").out
    for code, meaning in MEANING.items():
        assert f"{int(code)} " in report
        assert meaning.replace("`", "") in report
    for name, meaning in VARIABLES.items():
        assert name in report
        assert meaning.replace("`", "") in report


def test_the_readme_says_of_each_variable_and_exit_code_what_the_help_says() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    for name, meaning in VARIABLES.items():
        assert f"| `{name}` | {meaning} |\n" in readme, name
    for code, meaning in MEANING.items():
        cell = meaning.replace("|", r"\|")
        assert f"| {int(code)} | {cell} |\n" in readme, code


def test_the_usual_space_for_temporary_files_is_the_one_that_the_help_names() -> None:
    assert f"({scratch_limit.USUAL_GB})" in VARIABLES[scratch_limit.VARIABLE]


def test_version(cli: Run) -> None:
    assert cli("--version").out == f"tiktok-tui {__version__}\n"


@pytest.mark.parametrize(
    ("words", "right"),
    [
        ("chek", "tiktok-tui check"),
        ("sendd", "tiktok-tui send"),
        ("credential ad", "tiktok-tui credential add"),
        ("event-set updat", "tiktok-tui event-set update"),
        ("check f.csv -d store --jsn", "--json"),
        ("runs --js", "--json"),
        ("check f.csv -d store --rejcts=/srv/rejects.csv", "--rejects"),
    ],
)
def test_a_slip_is_answered_with_the_nearest_word(words: str, right: str, cli: Run) -> None:
    outcome = cli(*words.split())
    assert outcome.code == 2
    assert outcome.out == ""
    assert f"Did you mean “{right}”?" in outcome.err


def test_what_is_missing_is_named(cli: Run) -> None:
    outcome = cli("check")
    assert outcome.code == 2
    assert "--destination" in outcome.err


def test_a_group_of_commands_alone_shows_its_help(cli: Run) -> None:
    outcome = cli("credential")
    assert outcome.code == 2
    assert "example: tiktok-tui credential add" in outcome.err


def loaded_after(*words: str) -> set[str]:
    code = (
        "import contextlib, sys\nbefore = set(sys.modules)\nfrom tiktok_tui.__main__ import main\n"
        "with contextlib.redirect_stdout(sys.stderr):\n    main(sys.argv[1:])\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    ran = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def test_help_loads_nothing_heavy() -> None:
    loaded = loaded_after("--help")
    heavy = (
        "argcomplete asyncio babel dataclasses duckdb httpx inspect keyring phonenumbers rich socket sqlite3 textual"
    )
    assert loaded & set(heavy.split()) == set()
    commands = {f"tiktok_tui.cli.commands.{name.replace('-', '_')}" for name in SUMMARIES}
    assert loaded & commands == set()


def test_a_command_loads_no_other() -> None:
    loaded = loaded_after("locate", "config")
    assert "tiktok_tui.cli.commands.locate" in loaded
    assert not loaded & {
        "tiktok_tui.cli.commands.check",
        "tiktok_tui.cli.commands.send",
        "tiktok_tui.cli.commands.sync",
        "tiktok_tui.cli.commands.demo",
    }


def test_help_is_there_at_once() -> None:
    def seconds() -> float:
        child = subprocess.Popen([sys.executable, "-m", "tiktok_tui", "--help"], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        return usage.ru_utime + usage.ru_stime

    # The processor's time, and the least of it: what else the machine does just now does not decide the test.
    assert min(seconds() for _ in range(6)) < 0.15
