"""README and guides say what the code does: their tables, their commands and their mappings are tried."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.docs import reference
from tiktok_tui.cli.command_list import SUMMARIES
from tiktok_tui.cli.exits import MEANING
from tiktok_tui.cli.parser import parser
from tiktok_tui.cli.variables import VARIABLES
from tiktok_tui.events.destination import Destination
from tiktok_tui.events.settings import SETTINGS
from tiktok_tui.mapping import toml
from tiktok_tui.mapping.check import problems
from tiktok_tui.syncs.settings import sync_file
from tiktok_tui.tiktok.codes import CODES

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
RECIPES = (ROOT / "docs" / "recipes.md").read_text("utf-8")


def table_under(header: str) -> dict[str, str]:
    rows = README.partition(f"| {header} |")[2].partition("\n\n")[0].splitlines()[2:]
    cells = [re.split(r"(?<!\\) \| ", row.strip("| ")) for row in rows]
    return {first.strip("`"): second.replace("\\|", "|") for first, second in cells}


def test_the_readme_lists_the_commands_as_they_are() -> None:
    assert table_under("command | does") == {f"tiktok-tui {name}": summary for name, summary in SUMMARIES.items()}


def test_the_readme_lists_the_exit_codes_as_they_are() -> None:
    assert table_under("exit code | means") == {str(int(code)): meaning for code, meaning in MEANING.items()}


def test_the_readme_lists_every_variable_that_the_code_reads() -> None:
    sources = "".join(path.read_text("utf-8") for path in (ROOT / "tiktok_tui").rglob("*.py"))
    read = set(re.findall(r"\bTIKTOK_TUI_[A-Z_]*[A-Z]\b", sources))
    assert read == {name for name in VARIABLES if name.startswith("TIKTOK_TUI_")}
    assert table_under("environment | means") == VARIABLES


def test_the_readme_lists_every_setting_of_a_destination() -> None:
    assert table_under("setting | means") == {setting.name: setting.help for setting in SETTINGS}


def test_the_keys_in_the_readme_are_keys_that_work() -> None:
    known = {line for lines in reference.keys().values() for line in lines}
    named = set(table_under("key | does").items())
    assert named
    assert named <= known


def test_the_reference_is_what_the_code_says() -> None:
    """When it is not: `python -m tests.docs.reference`."""
    assert reference.PATH.read_text("utf-8") == reference.text()


def test_every_key_has_a_place_in_the_reference_or_is_on_the_edge_of_its_box() -> None:
    boxes = {"ask", "authorising", "choose", "confirm", "error", "help", "notes", "radio_line", "waiting"}
    assert {place for place, _ in reference.bindings()} == boxes | set(reference.PLACES)


def test_troubleshooting_explains_codes_that_the_code_knows() -> None:
    rows = re.findall(r"^\| (\d[^|]*)\|", (ROOT / "docs" / "troubleshooting.md").read_text("utf-8"), re.MULTILINE)
    named = {int(number) for row in rows for number in re.findall(r"\b\d{5}\b", row)}
    assert len(named) > 20
    assert named <= set(CODES) | {0}


@pytest.mark.parametrize("recipe", re.findall(r"```toml\n(.*?)```", RECIPES, re.DOTALL))
def test_every_recipe_is_a_mapping_that_fits_the_columns_it_names(recipe: str) -> None:
    mapping = toml.loads(recipe, where="docs/recipes.md")
    destination = Destination("store", "Store", advertiser_id="1", event_set_id="2", currency="USD")
    assert problems(mapping, mapping.columns(), destination) == []


def test_the_sync_in_the_guide_is_one_that_is_read(tmp_path: Path) -> None:
    (text,) = re.findall(r"```toml\n(.*?)```", (ROOT / "docs" / "nightly.md").read_text("utf-8"), re.DOTALL)
    sync = sync_file.loads(text, sync_id="nightly", path=tmp_path / "nightly.toml")
    assert sync.limits.older_than == timedelta(days=2)
    assert sync.schedule is not None
    assert sync.notify.command


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
