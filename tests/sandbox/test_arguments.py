"""The command line of the sandbox: what its help says, and what its options are by default."""

from __future__ import annotations

import argparse
import re
import textwrap

import pytest
from syrupy.assertion import SnapshotAssertion

from tiktok_tui.sandbox.arguments import add_arguments
from tiktok_tui.sandbox.faults import Fault


@pytest.fixture
def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="sandbox")
    add_arguments(made)
    return made


def test_the_help_says(parser: argparse.ArgumentParser, snapshot: SnapshotAssertion) -> None:
    options, epilog = re.sub(r"usage: .*?\n\n", "", parser.format_help(), flags=re.DOTALL).split("accounts:")
    # Every Python has another way to set the options, and none to set the rest.
    assert textwrap.fill(" ".join(options.split()), 110, break_on_hyphens=False) == snapshot
    assert epilog == snapshot


def test_the_options_by_default(parser: argparse.ArgumentParser) -> None:
    assert vars(parser.parse_args([])) == {
        "port": 0,
        "faults": [],
        "seed": None,
        "max_body": 2_000_000,
        "keep_bodies": False,
        "fast": False,
        "exit_with_stdin": False,
    }


def test_the_options_as_they_are_given(parser: argparse.ArgumentParser) -> None:
    words = "--port 5 --fault 40100#1 --fault hold --seed 7 --max-body 9 --keep-bodies --fast --exit-with-stdin"
    assert vars(parser.parse_args(words.split())) == {
        "port": 5,
        "faults": [Fault("CODE", 40100, count=1), Fault("hold")],
        "seed": 7,
        "max_body": 9,
        "keep_bodies": True,
        "fast": True,
        "exit_with_stdin": True,
    }


def test_a_fault_that_is_not_understood_is_named(
    parser: argparse.ArgumentParser, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parser.parse_args(["--fault", "nonsense"])
    assert ended.value.code == 2
    assert "argument --fault: fault 'nonsense' is none of: CODE, html-502," in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--port", "--seed", "--max-body"])
def test_numbers_are_whole(parser: argparse.ArgumentParser, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    for wrong in ("1.5", "1e3", "x"):
        with pytest.raises(SystemExit):
            parser.parse_args([option, wrong])
        assert f"argument {option}: invalid int value: '{wrong}'" in capsys.readouterr().err
