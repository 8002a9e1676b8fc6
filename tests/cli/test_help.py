from __future__ import annotations

import os
import re
import shlex
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.commands import Run
from tiktok_tui import __version__
from tiktok_tui.cli.command import Command
from tiktok_tui.cli.exits import MEANING
from tiktok_tui.cli.parser import COMMANDS, parser

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def every_command() -> Iterator[tuple[str, Command]]:
    for command in COMMANDS:
        yield command.name, command
        for part in command.parts:
            yield f"{command.name} {part.name}", part


@pytest.mark.parametrize(("words", "command"), every_command(), ids=[words for words, _ in every_command()])
def test_every_help_opens_with_an_example_of_that_command(words: str, command: Command, cli: Run) -> None:
    outcome = cli(*words.split(), "-h")
    assert outcome.code == 0
    assert outcome.out.startswith(f"example: tiktok-tui {words}")
    assert f"usage: tiktok-tui {words}" in outcome.out


def test_the_whole_help_names_every_command(cli: Run) -> None:
    outcome = cli("--help")
    assert outcome.code == 0
    assert outcome.out.startswith("example: tiktok-tui demo\n")
    for command in COMMANDS:
        assert re.search(rf"^ {{4}}{command.name}\s", outcome.out, re.MULTILINE)


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
    ],
)
def test_a_slip_is_answered_with_the_nearest_word(words: str, right: str, cli: Run) -> None:
    outcome = cli(*words.split())
    assert outcome.code == 2
    assert outcome.out == ""
    assert f"Did you mean {right}?" in outcome.err.replace("`", "")


def test_what_is_missing_is_named(cli: Run) -> None:
    outcome = cli("check")
    assert outcome.code == 2
    assert "FILE" in outcome.err
    assert "--destination" in outcome.err


def test_a_group_of_commands_alone_shows_its_help(cli: Run) -> None:
    outcome = cli("credential")
    assert outcome.code == 2
    assert "example: tiktok-tui credential add" in outcome.err


def test_without_a_terminal_the_app_says_what_to_run(process: Run) -> None:
    outcome = process()
    assert outcome.code == 2
    assert outcome.out == ""
    assert "tiktok-tui send FILE -d DESTINATION" in outcome.err


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom tiktok_tui.__main__ import main\nmain(['--help'])\n"
        "print('loaded:', *sorted({name.partition('.')[0] for name in sys.modules}))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    loaded = set(printed.rpartition("loaded:")[2].split())
    assert "tiktok_tui" in loaded
    heavy = {"duckdb", "httpx", "keyring", "textual", "phonenumbers", "babel", "rich", "asyncio", "sqlite3", "tomli_w"}
    assert loaded & heavy == set()


def test_help_is_there_at_once() -> None:
    def seconds() -> float:
        child = subprocess.Popen([sys.executable, "-m", "tiktok_tui", "--help"], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        return usage.ru_utime + usage.ru_stime

    # The processor's time, so that what else the machine does just now does not decide the test.
    assert statistics.median(seconds() for _ in range(10)) < 0.15


def table_under(header: str) -> dict[str, str]:
    rows = README.partition(f"| {header} |")[2].partition("\n\n")[0].splitlines()[2:]
    cells = [re.split(r"(?<!\\) \| ", row.strip("| ")) for row in rows]
    return {first.strip("`"): second.replace("\\|", "|") for first, second in cells}


def test_the_readme_lists_the_commands_as_they_are() -> None:
    assert table_under("command | does") == {f"tiktok-tui {command.name}": command.summary for command in COMMANDS}


def test_the_readme_lists_the_exit_codes_as_they_are() -> None:
    assert table_under("exit code | means") == {str(int(code)): meaning for code, meaning in MEANING.items()}


def test_the_readme_lists_every_variable_that_the_code_reads() -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "tiktok_tui").rglob("*.py"))
    read = set(re.findall(r"\bTIKTOK_TUI_[A-Z_]*[A-Z]\b", sources))
    assert read == {name for name in table_under("environment | means") if name.startswith("TIKTOK_TUI_")}


def test_the_readme_names_only_guides_that_exist() -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", README)
    assert linked
    assert [path for path in linked if not (ROOT / path).exists()] == []


def test_ci_runs_the_readmes_test_command_to_the_letter() -> None:
    commands = re.findall(r"^python3 -m venv .*$", README, re.MULTILINE)
    assert len(commands) == 2
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    assert ci.rstrip().splitlines()[-1] == commands[1]
    assert "REQUIRE_SECRET_SERVICE=1" in ci


def shell_lines() -> Iterator[tuple[str, str]]:
    for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for block in re.findall(r"```(?:sh|cron)\n(.*?)```", path.read_text("utf-8"), re.DOTALL):
            for found in re.finditer(
                r"(?<![\w/.])tiktok-tui ([^\n#|;&<>)]+)", block.replace("$(jq -r .run result.json)", "RUN")
            ):
                if words := found[1].strip():
                    yield path.name, words


@pytest.mark.parametrize(("guide", "words"), shell_lines())
def test_every_command_in_the_guides_is_one_that_exists(guide: str, words: str) -> None:
    arguments, unknown = parser().parse_known_args(shlex.split(words.replace("…", "x")))
    assert unknown == []
    assert arguments.command.run is not None
