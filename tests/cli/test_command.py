"""Slips on the command line: each is named with the nearest right word, or with all there are."""

from __future__ import annotations

import pytest

from tests.support.commands import Run
from tiktok_tui.cli.command_list import SUMMARIES


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("zzz", f": There is no command 'zzz'.\n  There are: {', '.join(SUMMARIES)}."),
        ("credential zzz", " credential: There is no command 'zzz'.\n  There are: add, list, test, remove."),
        ("chek", ": There is no command 'chek'.\n  Did you mean “tiktok-tui check”?"),
        ("cred", ": There is no command 'cred'.\n  Did you mean “tiktok-tui credential”?"),
        ("sync ad x", " sync: There is no command 'ad'.\n  Did you mean “tiktok-tui sync add”?"),
        ("runs --jsn", " runs: --jsn is not understood here.\n  Did you mean “--json”?"),
        ("runs --zzz=hush", " runs: --zzz is not understood here.\n  `tiktok-tui runs --help` shows an example."),
        ("runs a json", " runs: json is not understood here.\n  `tiktok-tui runs --help` shows an example."),
        ("runs --js", " runs: --js is not understood here.\n  Did you mean “--json”?"),
        (
            "check",
            " check: the following arguments are required: -d/--destination.\n"
            "  `tiktok-tui check --help` shows an example.",
        ),
        (
            "send x -d store --limit 0",
            " send: argument --limit: '0' is not a whole number above 0.\n  `tiktok-tui send --help` shows an example.",
        ),
        (
            "check x -d store --as-of soon",
            " check: argument --as-of: 'soon' is not a time such as 2026-03-01T00:00:00Z.\n"
            "  `tiktok-tui check --help` shows an example.",
        ),
        (
            "check x -d store --until 3d",
            " check: argument --until: '3d' is not a time such as 2026-03-01T00:00:00Z.\n"
            "  `tiktok-tui check --help` shows an example.",
        ),
        (
            "credential add acme --redirect-port 0",
            " credential add: argument --redirect-port: '0' is not a port. A port is a number from 1 to 65535.\n"
            "  `tiktok-tui credential add --help` shows an example.",
        ),
        (
            "sync notify nightly --add --clear",
            " sync notify: argument --clear: not allowed with argument --add.\n"
            "  `tiktok-tui sync notify --help` shows an example.",
        ),
        (
            "sync notify nightly --clear --test",
            " sync notify: argument --test: not allowed with argument --clear.\n"
            "  `tiktok-tui sync notify --help` shows an example.",
        ),
        (
            "locate x",
            " locate: argument what: invalid choice: 'x' (choose from 'config', 'state', 'log', 'guides').\n"
            "  `tiktok-tui locate --help` shows an example.",
        ),
    ],
)
def test_what_is_said(cli: Run, words: str, said: str) -> None:
    outcome = cli(*words.split())
    assert (outcome.code, outcome.out, outcome.err) == (2, "", f"tiktok-tui{said}\n")


@pytest.mark.parametrize("group", ["credential", "destination", "sync", "event-set", "connection"])
def test_a_group_alone_shows_its_help_on_stderr(cli: Run, group: str) -> None:
    alone, asked = cli(group), cli(group, "--help")
    assert (asked.code, asked.err) == (0, "")
    assert asked.out.startswith(f"example: tiktok-tui {group} ")
    assert (alone.code, alone.out, alone.err) == (2, "", asked.out)


def test_words_keep_their_case(cli: Run) -> None:
    assert cli("give-up", "X-1").err == "tiktok-tui: There is no run 'X-1'.\n  Nothing has been sent yet.\n"
