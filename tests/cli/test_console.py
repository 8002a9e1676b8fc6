"""Messages on stderr: what is shown of them, who may be asked, and progress where there is no terminal."""

from __future__ import annotations

import io
import re
import sys
import time
from pathlib import Path

import pytest

from tiktok_tui.cli import asking, console
from tiktok_tui.cli.exits import Stopped
from tiktok_tui.events.errors import FileError, KeyringError, UsageError


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(sys, "stderr", Terminal())


def test_what_a_terminal_would_obey_is_replaced() -> None:
    assert console.plain("a\x1b[2Jb\u202ec\td\n\xe9") == "a\ufffd[2Jb\ufffdc\td\n\xe9"


def test_an_error_is_what_where_and_the_remedy_on_its_own_line(capsys: pytest.CaptureFixture[str]) -> None:
    console.failure(FileError("It is empty.", where="a.csv", remedy="Export it again."))
    console.failure(UsageError("No command.", where="tiktok-tui", remedy=""))
    console.failure(UsageError("Nothing."))
    console.failure(UsageError("No such option.", where="tiktok-tui sync add", remedy="Leave it out."))
    printed = capsys.readouterr()
    assert printed.err.splitlines() == [
        "tiktok-tui: a.csv: It is empty.",
        "  Export it again.",
        "tiktok-tui: No command.",
        "tiktok-tui: Nothing.",
        "tiktok-tui sync add: No such option.",
        "  Leave it out.",
    ]
    assert printed.out == ""


def test_an_error_that_a_guide_helps_with_or_that_repeats_a_token(capsys: pytest.CaptureFixture[str]) -> None:
    console.failure(KeyringError("It is locked.", remedy="Unlock it."))
    guide = Path(__file__).parents[2] / "docs" / "troubleshooting.md"
    assert capsys.readouterr().err.splitlines() == [
        "tiktok-tui: It is locked.",
        "  Unlock it.",
        f"  More in {guide}",
    ]
    token = "0123456789abcdef0123456789abcdef01234567"
    console.failure(UsageError(f"{token} is not understood.", remedy=f"Leave {token} out."))
    first, remedy, what_now = capsys.readouterr().err.splitlines()
    assert token not in first + remedy
    assert what_now == (
        "  Do not give a token as an argument, since the shell keeps it: make a new token, and pipe it in."
    )
    console.failure(UsageError(f"{token} is not understood."))
    assert capsys.readouterr().err.splitlines()[1:] == [what_now]
    console.failure(UsageError("It is not understood.", remedy=f"Leave {token} out."))
    assert [line[:6] for line in capsys.readouterr().err.splitlines()] == ["tiktok", "  Leav"]


def test_a_closed_stderr_is_no_reason_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr(sys, "stderr", closed)
    console.say("Nobody reads this.")
    assert not console.is_terminal(closed)


@pytest.mark.parametrize(
    ("stdin", "stderr", "may_ask"),
    [
        (Terminal(), Terminal(), True),
        (io.StringIO(), Terminal(), False),
        (Terminal(), io.StringIO(), False),
        (io.StringIO(), io.StringIO(), False),
    ],
)
def test_somebody_is_asked_only_who_can_read_and_answer(
    monkeypatch: pytest.MonkeyPatch, stdin: io.StringIO, stderr: io.StringIO, may_ask: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    monkeypatch.setattr(sys, "stderr", stderr)
    assert console.may_ask() is may_ask


@pytest.mark.parametrize(
    ("typed", "yes"),
    [("y\n", True), (" YES \n", True), ("n\n", False), ("\n", False), ("", False), ("yep\n", False)],
)
def test_anything_but_yes_is_no(monkeypatch: pytest.MonkeyPatch, typed: str, yes: bool) -> None:
    at_a_terminal(monkeypatch, typed)
    assert console.confirm("Go\x1bon?") is yes
    assert isinstance(sys.stderr, Terminal)
    assert sys.stderr.getvalue() == "Go\ufffdon? [y/N] "
    at_a_terminal(monkeypatch, typed)
    if yes:
        asking.agreed("Continue?", yes=False)
    else:
        with pytest.raises(Stopped):
            asking.agreed("Continue?", yes=False)


def test_a_yes_that_was_given_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch, "n\n")
    asking.agreed("Continue?", yes=True)
    asking.insisted("Continue?", yes=True)
    assert isinstance(sys.stderr, Terminal)
    assert sys.stderr.getvalue() == ""
    with pytest.raises(Stopped):
        asking.insisted("Continue?", yes=False)


def test_with_nobody_to_ask_some_steps_go_on_and_others_need_a_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    asking.agreed("Continue?", yes=False)
    asking.insisted("Continue?", yes=True)
    with pytest.raises(UsageError) as caught:
        asking.insisted("Remove it?", yes=False)
    assert str(caught.value) == "Remove it? Add --yes to continue."


def test_an_answer_is_what_was_typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("  db.example.com \nfor the next question\n"))
    assert asking.answer("Server of sh\x1bop") == "db.example.com"
    assert capsys.readouterr().err == "Server of sh\ufffdop: "


def test_the_bar_on_a_terminal_is_gone_once_the_work_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch, "")
    monkeypatch.setenv("TERM", "xterm")
    with console.progress("Sending to a \x1bshop") as report:
        report(0.5, "orders\x1b.csv")
    assert isinstance(sys.stderr, Terminal)
    drawn = sys.stderr.getvalue()
    assert "Sending to a \ufffdshop" in drawn
    assert "orders\ufffd.csv" in drawn
    assert drawn.endswith("\r\x1b[1A\x1b[2K"), "the last thing is to erase its line"


def test_progress_is_a_line_every_five_seconds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    with console.progress("Checking") as report:
        for now, share in ((104.9, 0.1), (105.0, 0.2), (109.9, 0.3), (110.0, None), (115.0, 0.0)):
            clock[0] = now
            report(share, "orders.csv")
        clock[0] = 120.0
        report(1.0, "")
    assert capsys.readouterr().err.splitlines() == [
        "Checking 20% orders.csv",
        "Checking orders.csv",
        "Checking 0% orders.csv",
        "Checking 100%",
    ]


@pytest.mark.parametrize(("share", "filled"), [(0.5, 20), (1.0, 40), (0.0, 0)])
def test_the_bar_is_as_long_as_the_share(monkeypatch: pytest.MonkeyPatch, share: float, filled: int) -> None:
    at_a_terminal(monkeypatch, "")
    for name, value in (("TERM", "xterm"), ("NO_COLOR", "1"), ("COLUMNS", "120")):
        monkeypatch.setenv(name, value)
    with console.progress("Checking") as report:
        report(share, "")
    assert isinstance(sys.stderr, Terminal)
    *_, last = re.findall(r"Checking ([^\r\n]*)", sys.stderr.getvalue())
    assert last.count("\N{BOX DRAWINGS HEAVY HORIZONTAL}") == filled
