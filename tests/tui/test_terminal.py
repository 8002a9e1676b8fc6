"""The app in a real terminal: first paint, keys, mouse, resize, and the terminal as it was afterwards."""

from __future__ import annotations

import gzip
import io
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.geometry import Size

from tests.support.slow import slow_query
from tests.support.term import Term
from tests.support.uploads import SHOP
from tiktok_tui.accounts import destinations
from tiktok_tui.accounts.home import Home
from tiktok_tui.tui.terminal import Title, at_least, can_draw, on_console, screen_of_its_own

RUN = "from tiktok_tui.tui.launch import run_app; raise SystemExit(run_app())"

_RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l")
"""Back from the alternate screen, cursor shown, mouse let go."""


@pytest.fixture
def term(tmp_path: Path) -> Iterator[Term]:
    env = {"TIKTOK_TUI_HOME": str(tmp_path / "home"), "TIKTOK_TUI_ACCESS_TOKEN": "a-token-for-tests"}
    with Term([sys.executable, "-c", RUN], columns=80, rows=24, env=env) as term:
        yield term


def test_the_first_start_by_mouse_and_with_resizes(term: Term) -> None:
    term.wait("What you need")
    term.wait("Try it with an example")
    term.click_text("Set up a destination")
    term.wait("✓ Credentials ─ ● Destination")
    term.click_text("F1 help")
    term.wait("Keys: Destination")
    term.send("\x1b")
    term.wait_gone("Keys: Destination")
    term.resize(120, 40)
    term.wait("✓ Credentials ─── ● Destination")
    term.resize(40, 10)
    term.wait("✓ ─ ● Destination ─ ○")
    term.send("\x11")
    assert term.exit_status() == 0
    assert all(sequence in term.raw for sequence in _RESTORED)


def test_a_terminated_app_leaves_the_terminal_as_it_was(term: Term) -> None:
    term.wait("What you need")
    term.kill(signal.SIGTERM)
    assert term.exit_status() == 128 + signal.SIGTERM
    assert all(sequence in term.raw for sequence in _RESTORED)


@pytest.mark.parametrize("end", ["ctrl+q", signal.SIGTERM, signal.SIGHUP])
def test_no_rows_stay_in_the_scratch_folder_when_the_app_ends(end: str | signal.Signals, tmp_path: Path) -> None:
    orders = tmp_path / "orders.csv.gz"
    rows = [f"C-{n},Purchase,2026-06-10 10:00:00,c{n}@customers.example" for n in range(9)]
    with gzip.open(orders, "wt") as stream:
        stream.write("\n".join(["order_id,event,Created at,email", *rows]))
    code = (
        "from pathlib import Path\n"
        "from tests.support.setups import opened_at\n"
        "from tiktok_tui.tui import launch\n"
        f"launch.TikTokTui = lambda session: opened_at(session, Path({str(orders)!r}))\n"
    )
    home = tmp_path / "home"
    env = {"TIKTOK_TUI_HOME": str(home), "TIKTOK_TUI_ACCESS_TOKEN": "a-token-for-tests"}
    with Term([sys.executable, "-c", code + RUN], columns=120, rows=40, env=env) as term:
        term.wait("all 9 rows")
        assert list((home / "scratch").glob("table-*")), "nothing was laid down: the test sees nothing"
        if isinstance(end, signal.Signals):
            term.kill(end)
        else:
            term.send("\x11")
            term.settle()
            if "Leave the app?" in term.text:
                term.send("\r")
        term.exit_status()
    assert list((home / "scratch").glob("table-*")) == []


@pytest.mark.parametrize("end", ["ctrl+q", signal.SIGTERM])
def test_a_query_that_is_being_opened_is_stopped_when_the_app_ends(end: str | signal.Signals, tmp_path: Path) -> None:
    code = (
        "from tests.support.setups import opened_at\n"
        "from tiktok_tui.files.source.source import source_of\n"
        "from tiktok_tui.tui import launch\n"
        f"launch.TikTokTui = lambda session: opened_at(session, source_of({slow_query(tmp_path)!r}))\n"
    )
    home = tmp_path / "home"
    env = {"TIKTOK_TUI_HOME": str(home), "TIKTOK_TUI_ACCESS_TOKEN": "a-token-for-tests"}
    with Term([sys.executable, "-c", code + RUN], columns=120, rows=40, env=env) as term:
        term.wait("Opening SELECT")
        term.wait_for(lambda: list((home / "scratch").glob("table-*")))
        if isinstance(end, signal.Signals):
            term.kill(end)
        else:
            term.send("\x11")
        assert term.exit_status() == (128 + end if isinstance(end, signal.Signals) else 0)
    assert list((home / "scratch").glob("table-*")) == []


def test_a_fault_of_ours_is_reported_without_a_traceback_or_anybodys_data(tmp_path: Path) -> None:
    home = tmp_path / "home"
    fault = (
        "from tiktok_tui.tui.screens.home.home import HomePage\n"
        "def show(self, overview):\n"
        "    secret = 'planted-' + 'token'\n"
        "    raise ValueError(secret)\n"
        "HomePage.show = show\n"
    )
    env = {"TIKTOK_TUI_HOME": str(home), "TIKTOK_TUI_ACCESS_TOKEN": "a-token-for-tests"}
    with Term([sys.executable, "-c", fault + RUN], columns=80, rows=24, env=env) as term:
        assert term.exit_status() == 1
        assert "something went wrong in the app itself (ValueError)" in term.text
        log = home / "tiktok-tui.log"
        assert "ValueError" in log.read_text()
        assert ".py:" in log.read_text()
        assert b"planted-token" not in term.raw
        assert "planted-token" not in log.read_text()
        assert "Traceback" not in term.text
        assert log.stat().st_mode & 0o777 == 0o600


def test_without_a_terminal_it_says_what_to_run_instead(tmp_path: Path) -> None:
    import subprocess

    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TEXTUAL_", "TIKTOK_TUI_"))}
    code = (
        "from tiktok_tui.tui.launch import run_app\ntry: run_app()\nexcept Exception as e: print(e)\n"
        "from tiktok_tui.__main__ import main; raise SystemExit(main())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
        env={**kept, "TIKTOK_TUI_HOME": str(tmp_path / "home")},
        check=False,
    )
    assert "tiktok-tui send" in ran.stdout
    assert ran.returncode == 2
    assert "needs a terminal" in ran.stderr
    assert "tiktok-tui send FILE" in ran.stderr


def test_in_a_browser_there_is_no_terminal_and_the_app_runs(tmp_path: Path) -> None:
    """Do as `textual serve` does: name a driver, and speak with the app through pipes."""
    import subprocess

    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TEXTUAL_", "TIKTOK_TUI_"))}
    env = {
        **kept,
        "TIKTOK_TUI_HOME": str(tmp_path / "home"),
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
        "TIKTOK_TUI_ACCESS_TOKEN": "a-token-for-tests",
        "COLUMNS": "80",
        "ROWS": "24",
    }
    command = [sys.executable, "-m", "tiktok_tui"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env) as app:
        assert app.stdout is not None
        seen = b""
        while b"What you need" not in seen:
            part = os.read(app.stdout.fileno(), 65536)
            assert part, seen
            seen += part
        assert seen.startswith(b"__GANGLION__\n")
        app.terminate()
        app.communicate(timeout=60)


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell with job control")
def test_ctrl_z_suspends_and_fg_draws_again(tmp_path: Path) -> None:
    env = {"TIKTOK_TUI_HOME": str(tmp_path / "home"), "TIKTOK_TUI_ACCESS_TOKEN": "a-token-for-tests", "PS1": "ready>"}
    with Term(["bash", "--norc", "--noprofile", "-i"], columns=80, rows=24, env=env) as term:
        term.wait("ready>")
        term.send(f"{sys.executable} -m tiktok_tui\r")
        term.wait("What you need")
        term.settle()
        term.send("\x1a")
        term.wait("Stopped")
        term.send("clear; echo and' 'back\r")
        term.wait_gone("What you need")
        term.wait("and back")
        term.send("fg\r")
        term.wait("Try it with an example")
        written = len(term.raw)
        term.send("\x11")
        term.wait_for(lambda: b"ready>" in term.raw[written:])


def test_a_screen_half_of_whose_wide_character_is_drawn_over_can_be_read() -> None:
    halves = r"import sys; sys.stdout.write('\x1b[2J\x1b[1;1H1\U0001F50Eb\x1b[1;2Hx\x1b[2;1H2\U0001F50Eb\x1b[2;3Hy\n')"
    with Term([sys.executable, "-c", f"{halves}; print('3\U0001f50eb')"], columns=20, rows=5) as term:
        assert term.exit_status() == 0
        assert term.text.split() == ["1x", "b", "2", "yb", "3\U0001f50eb"]


def test_keys_for_a_dialog_that_has_just_closed_close_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "destinations").mkdir()
    (tmp_path / "destinations" / "store.toml").write_text('name = "Store"\nevent_set_id = "1"\nsandbox = true\n')
    env = {"TIKTOK_TUI_HOME": str(tmp_path), "TIKTOK_TUI_ACCESS_TOKEN": "a-token-for-tests"}
    with Term([sys.executable, "-c", RUN], columns=80, rows=24, env=env) as term:
        term.wait("? help")
        term.settle()
        for keys in ("\x10history\r\r", "\x10history\r\r\x1b", "\x10go\r\r\r"):
            term.send(keys)
            term.settle(0.5)
            term.send("\x1bOP")  # F1: where one types, `?` is a letter
            term.wait("Keys: ")
            assert "went wrong" not in term.text, keys
            term.send("\x1b")
            term.wait_gone("Keys: ")


def test_no_event_of_the_app_is_logged_by_textual(tmp_path: Path) -> None:
    env = {
        "TIKTOK_TUI_HOME": str(tmp_path / "home"),
        "TIKTOK_TUI_ACCESS_TOKEN": "a-token-for-tests",
        "TEXTUAL_LOG": str(tmp_path / "textual.log"),
    }
    with Term([sys.executable, "-c", RUN], columns=80, rows=24, env=env) as term:
        term.wait("What you need")
        term.paste("planted-token")
        term.settle()
        term.wait("Try it with an example")
        term.send("\x11")
        assert term.exit_status() == 0
    log = tmp_path / "textual.log"
    assert not log.exists() or "planted" not in log.read_text()


ORDERS = """\
from textual.widgets import Static
from tiktok_tui.tui.frame.page import Page
from tiktok_tui.tui.frame.session import session
from tiktok_tui.tui.app import TikTokTui

class Sending(Page[None]):
    BINDINGS = [("p", "progress"), ("e", "end")]
    def action_progress(self):
        self.app.show_progress("62 % \u00b7 orders.csv", 0.62)
    def action_end(self):
        self.app.show_progress("tiktok-tui", None)

TikTokTui(session(), lambda app: Sending(app.session)).run()
"""


@pytest.mark.parametrize(("terminal", "draws"), [("ghostty", True), ("Apple_Terminal", False)])
def test_the_title_shows_progress_and_is_put_back(terminal: str, draws: bool, tmp_path: Path) -> None:
    env = {"TIKTOK_TUI_HOME": str(tmp_path / "home"), "TERM_PROGRAM": terminal}
    with Term([sys.executable, "-c", ORDERS], columns=80, rows=24, env=env) as term:
        term.wait("? help")
        term.send("p")
        begun = "\x1b]2;62 % \u00b7 orders.csv\x07".encode() + b"\x1b]9;4;1;62\x07" * draws
        term.wait_for(lambda: begun in term.raw)
        term.send("e")
        ended = b"\x1b]2;tiktok-tui\x07" + b"\x1b]9;4;0\x07" * draws
        term.wait_for(lambda: ended in term.raw)
        term.send("\x11")
        assert term.exit_status() == 0
        assert (b"\x1b]9;4;" in term.raw) is draws
        assert term.raw.index(b"\x1b[22;2t") < term.raw.index(b"\x1b[23;2t")


@pytest.mark.parametrize(
    ("env", "written"),
    [
        ({"TERM_PROGRAM": "iTerm.app"}, "\x1b]9;orders.csv → Store; sales␇: done\x07"),
        ({"TERM_PROGRAM": "", "KITTY_WINDOW_ID": "1"}, "\x1b]9;orders.csv → Store; sales␇: done\x07"),
        ({"TERM": "rxvt-unicode"}, "\x1b]777;notify;tiktok-tui;orders.csv → Store, sales␇: done\x07"),
        ({"TERM": "foot"}, "\x1b]777;notify;tiktok-tui;orders.csv → Store, sales␇: done\x07"),
        ({}, ""),
    ],
)
def test_a_notification_goes_to_terminals_that_pass_it_on(
    env: dict[str, str], written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TERM", "TERM_PROGRAM", "KITTY_WINDOW_ID"):
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    parts: list[str] = []
    title = Title()
    title.notify("not yet")
    title.write = parts.append
    title.notify("orders.csv → Store; sales\x07: done")
    assert "".join(parts) == written


def test_the_words_events_manager_are_a_link_for_the_terminal(tmp_path: Path) -> None:
    home = tmp_path / "home"
    destinations.save(Home(home, home), replace(SHOP, slug="store", advertiser_id="7123456789012345678"))
    env = {"TIKTOK_TUI_HOME": str(home), "TIKTOK_TUI_ACCESS_TOKEN": "a-token-for-tests"}
    with Term([sys.executable, "-c", RUN], columns=120, rows=40, env=env) as term:
        term.wait("nothing sent yet")
        term.send("e")
        term.wait("Events Manager")
        link = b";https://ads.tiktok.com/i18n/events_manager/home?aadvid=7123456789012345678\x1b\\"
        term.wait_for(lambda: link in term.raw)


@pytest.mark.parametrize(
    ("term", "driver", "console"),
    [("linux", None, True), ("linux", "textual.drivers.web_driver:WebDriver", False), ("xterm", None, False)],
)
def test_the_linux_console_is_known_by_its_name_unless_a_driver_was_asked_for(
    term: str, driver: str | None, console: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    for given in filter(None, [driver]):
        monkeypatch.setenv("TEXTUAL_DRIVER", given)
    assert on_console() is console


class _Stream(io.StringIO):
    """A stream that is a terminal, is none, or is closed."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind

    def isatty(self) -> bool:
        if self._kind == "closed":
            raise ValueError("I/O operation on closed file")
        return self._kind == "terminal"


@pytest.mark.parametrize(
    ("stdin", "stdout", "driver", "drawn"),
    [
        ("terminal", "terminal", "", True),
        ("pipe", "terminal", "", False),
        ("terminal", "pipe", "", False),
        ("closed", "terminal", "", False),
        ("pipe", "pipe", "textual.drivers.web_driver:WebDriver", True),
        (None, None, "", False),
    ],
)
def test_the_app_is_drawn_where_one_can_see_and_type(
    stdin: str | None, stdout: str | None, driver: str, drawn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", driver)
    monkeypatch.setattr(sys, "stdin", stdin and _Stream(stdin))
    monkeypatch.setattr(sys, "stdout", stdout and _Stream(stdout))
    assert can_draw() is drawn


def test_a_terminal_is_never_laid_out_smaller_than_words_can_be_folded() -> None:
    sizes = {(1, 1): (24, 8), (80, 24): (80, 24), (23, 9): (24, 9), (25, 7): (25, 8), (24, 8): (24, 8)}
    assert {size: tuple(at_least(Size(*size))) for size in sizes} == sizes


_NO_PROGRESS = dict.fromkeys(("TERM", "TERM_PROGRAM", "WT_SESSION", "ConEmuANSI", "KITTY_WINDOW_ID"), "")


@pytest.mark.parametrize(
    ("env", "draws"),
    [
        ({}, False),
        ({"TERM_PROGRAM": "ghostty"}, True),
        ({"TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM_PROGRAM": "iTerm.app"}, False),
        ({"WT_SESSION": "7"}, True),
        ({"ConEmuANSI": "ON"}, True),
        ({"ConEmuANSI": "OFF"}, False),
    ],
)
def test_a_title_is_written_when_it_changes_and_put_back_once(
    env: dict[str, str], draws: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in _NO_PROGRESS:
        monkeypatch.delenv(name, raising=False)
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    written: list[str] = []
    title = Title()
    title.show("too early", 0.5)
    title.restore()
    title.write = written.append
    title.restore()
    assert written == []

    title.write = written.append
    title.show("orders\x07.csv", 0.629)
    title.show("orders\x07.csv", 0.621)  # the same whole percent
    title.show("orders\x07.csv", None)
    title.show("t" * 101, None)
    title.restore()
    title.restore()
    title.show("late", 1.0)
    title.notify("late")
    parts = [
        "\x1b[22;2t",
        "\x1b]2;orders␇.csv\x07",
        "\x1b]9;4;1;62\x07",
        "\x1b]2;orders␇.csv\x07",
        "\x1b]9;4;0\x07",
        f"\x1b]2;{'t' * 100}…\x07",
        "\x1b]9;4;0\x07",
        "\x1b]2;\x07",
        "\x1b]9;4;0\x07",
        "\x1b[23;2t",
    ]
    assert written == [part for part in parts if draws or not part.startswith("\x1b]9")]


def test_what_is_drawn_does_not_go_the_way_of_what_libraries_write(monkeypatch: pytest.MonkeyPatch) -> None:
    read, write = os.pipe()
    with os.fdopen(read) as seen, os.fdopen(write, "w", encoding="latin-1", errors="replace") as stream:
        monkeypatch.setattr(sys, "__stderr__", stream)
        with screen_of_its_own():
            drawn_on = sys.__stderr__
            assert drawn_on is not None
            assert drawn_on.fileno() != stream.fileno()
            assert (drawn_on.encoding, drawn_on.errors) == ("latin-1", "replace")
            drawn_on.write("drawn\n")
        assert sys.__stderr__ is stream
        assert drawn_on.closed
        assert seen.readline() == "drawn\n"
    for stands_for_none in (None, stream):
        monkeypatch.setattr(sys, "__stderr__", stands_for_none)
        with screen_of_its_own():
            assert sys.__stderr__ is stands_for_none
