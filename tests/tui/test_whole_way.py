"""The whole way in a real terminal: the real program, the real sandbox, from the first paint to the last event."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support.sandbox import Sandbox
from tests.support.sockets import socket_folder
from tests.support.term import Term
from tiktok_tui.sandbox import known

PROGRAM = [sys.executable, "-m", "tiktok_tui"]
DEMO = [*PROGRAM, "demo"]

CTRL_Q, CTRL_S, ENTER = "\x11", "\x13", "\r"

RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l")
"""Back from the alternate screen, cursor shown, mouse let go, pastes without brackets."""

STYLE = re.compile(rb"\x1b\[([\d;]+)m")
GREY = re.compile(rb"[34]8;2;(\d+);\1;\1(?=;|$)")
COLOUR = re.compile(rb"(?:^|;)([34]8;|[349][0-7](?=;|$)|10[0-7](?=;|$))")

EVENTS = 10_000
DESTINATION = f"""\
name = "Corner store"
advertiser_id = "{known.ADVERTISER}"
event_source = "offline"
event_set_id = "{known.EVENT_SET}"
fixed_event = "Purchase"
currency = "USD"
phone_country = "US"
"""


@pytest.fixture
def demo_env(tmp_path: Path) -> dict[str, str]:
    """An environment in which the demo leaves its files where the test can see them."""
    return {"TMPDIR": str(tmp_path), "HOME": str(tmp_path), "TIKTOK_TUI_HOME": str(tmp_path / "home")}


@pytest.fixture
def store(sandbox: Sandbox, tmp_path: Path) -> dict[str, str]:
    """An environment with one destination, whose TikTok is the sandbox that the test holds."""
    (tmp_path / "home" / "destinations").mkdir(parents=True)
    (tmp_path / "home" / "destinations" / "corner.toml").write_text(DESTINATION)
    return {
        "TIKTOK_TUI_HOME": str(tmp_path / "home"),
        "TIKTOK_TUI_ACCESS_TOKEN": known.TOKEN,
        "TIKTOK_TUI_API_URL": sandbox.base_url,
    }


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    """A file of as many batches as are to be seen."""
    sold = datetime.now(UTC) - timedelta(hours=2)
    path = tmp_path / "orders.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("Order ID,Sold at,Email,Total\n")
        for number in range(EVENTS):
            file.write(f"A{number:06},{sold:%Y-%m-%dT%H:%M:%SZ},person{number}@example.org,{number % 90 + 1}.50\n")
    return path


def demo_by_keys(term: Term, seconds: float = 30.0) -> int:
    """From the first paint to the finished upload; gives how many keys were pressed."""
    term.wait("no credential needed", seconds)
    pressed = 0
    for key, then in (("u", "recent"), (ENTER, "› !  event"), (CTRL_S, "● Review"), (CTRL_S, "n next file")):
        term.send(key)
        term.wait(then, seconds)
        pressed += 1
    return pressed


def send_by_keys(term: Term, orders: Path) -> None:
    """From Home to an upload of `orders` that has begun."""
    term.wait("Corner store")
    term.send("u")
    term.wait("Which file")
    term.paste(str(orders))
    term.wait("orders.csv")
    term.send(ENTER)
    term.wait(f"all {EVENTS:,} rows")
    term.send(CTRL_S)
    term.wait("● Review")
    term.send(CTRL_S)
    term.wait("y yes")
    term.send("y")
    term.wait("● Upload")


def resume_by_key(term: Term, accepted: int) -> None:
    """From Home to the upload of a run that ended after so many events, and continues."""
    term.wait("↻ orders.csv")
    term.wait(f"stopped at {accepted:,} of {EVENTS:,}")
    term.send("r")
    term.wait("in flight")


def leave(term: Term) -> None:
    """Leave once nothing runs, and find the terminal as it was."""
    term.wait_gone("space pause")
    term.send(CTRL_Q)
    assert term.exit_status() == 0
    assert_restored(term)


def assert_restored(term: Term) -> None:
    tail = bytes(term.raw[-4000:])
    assert all(sequence in tail for sequence in RESTORED)
    assert term.line_mode


def test_the_demo_by_mouse_alone_which_leaves_the_example_and_nothing_else(
    demo_env: dict[str, str], tmp_path: Path
) -> None:
    with Term(DEMO, columns=110, rows=36, env=demo_env) as term:
        term.wait("no credential needed")
        term.click_text("u upload a file")
        term.wait("recent")
        term.click_text("example.csv")
        term.wait("all 3,015 rows")
        term.click_text("✓ Destination")
        term.wait("● Destination")
        term.click_text("File and mapping")
        term.wait("● File and mapping")
        term.click_text("currency")
        term.wait("› !  currency")
        term.click_text("enter change")
        term.wait("From column")
        term.click(1, 1)
        term.wait_gone("From column")
        term.click_text("^s next")
        term.wait("● Review")
        term.wait("things about the file")
        term.click_text("the first 100")
        term.wait("Send the first 100 events")
        term.click_text("^s send")
        term.wait("✓ 100 accepted")
        term.wait("2,706 more are ready")
        term.click_text("✓ Review")
        term.wait("100 were accepted earlier")
        term.click_text(") all")
        term.wait("Send 2,706 events")
        term.click_text("^s send")
        term.wait("✓ 2,706 accepted")
        leave(term)
    assert not Path(demo_env["TIKTOK_TUI_HOME"]).exists()
    assert not list(tmp_path.glob("tiktok-tui-home-*"))
    assert [path.name for path in next(tmp_path.glob("tiktok-tui-demo-*")).iterdir()] == ["example.csv"]


def test_left_terminated_and_killed_in_the_middle_of_an_upload_and_each_time_resumed_from_home(
    store: dict[str, str], orders: Path, sandbox: Sandbox
) -> None:
    sandbox.set_faults("hold@/event/track/")
    with Term(PROGRAM, columns=100, rows=30, env=store) as term:
        send_by_keys(term, orders)
        sandbox.wait_for_requests(1)
        for columns, rows in ((120, 40), (60, 15), (100, 30)):
            term.resize(columns, rows)
            term.wait_drawn(columns, rows)
            term.wait("● Upload")
            term.wait("? help")
        term.send(CTRL_Q)
        term.wait("Leave the app?")
        term.send("y")
        # The terminal is given back at once, and the batches in flight are still waited for.
        term.wait_for(lambda: b"\x1b[?1049l" in term.raw)
        sandbox.set_faults()
        assert term.exit_status(30) == 0
        assert_restored(term)
    left_at = sandbox.stats()
    assert 0 < left_at.accepted < EVENTS
    sandbox.set_faults("hold@/event/track/")
    with Term(PROGRAM, columns=120, rows=30, env=store) as term:
        resume_by_key(term, left_at.accepted)
        sandbox.wait_for_requests(left_at.requests + 1)
        term.kill(signal.SIGTERM)
        term.wait_for(lambda: b"\x1b[?1049l" in term.raw)
        sandbox.set_faults()
        assert term.exit_status(30) == 128 + signal.SIGTERM
        assert_restored(term)
    terminated_at = sandbox.stats()
    assert left_at.accepted < terminated_at.accepted < EVENTS
    assert terminated_at.repeats == 0
    sandbox.set_faults("hold@/event/track/")
    with Term(PROGRAM, columns=120, rows=30, env=store) as term:
        resume_by_key(term, terminated_at.accepted)
        sandbox.wait_for_requests(terminated_at.requests + 1)
        term.kill(signal.SIGKILL)
        assert term.exit_status() == -signal.SIGKILL
    sandbox.set_faults()
    with Term(PROGRAM, columns=120, rows=40, env=store) as term:
        term.wait("↻ orders.csv")
        term.send("r")
        term.wait(f"{EVENTS:,} of {EVENTS:,}", 30)
        leave(term)
    stats = sandbox.stats()
    assert (stats.accepted, stats.counted_again) == (EVENTS, 0)


@pytest.mark.skipif(shutil.which("reset") is None, reason="needs ncurses' reset")
def test_what_a_kill_leaves_of_the_terminal_is_repaired_by_reset(demo_env: dict[str, str]) -> None:
    """Nobody can tidy up after SIGKILL; docs/troubleshooting.md says what to do."""
    with Term(["sh", "-i"], columns=80, rows=24, env={**demo_env, "PS1": "ready> ", "ENV": ""}) as shell:
        shell.wait("ready>")
        shell.send(" ".join(PROGRAM) + ENTER)
        shell.wait("What you need")
        (app,) = Path(f"/proc/{shell.pid}/task/{shell.pid}/children").read_text().split()
        before = len(shell.raw)
        subprocess.run(["kill", "-KILL", app], check=True)
        # Not on the screen: the kill may have cut off a sequence, which takes the shell's first letter for its last.
        shell.wait_for(lambda: b"Killed" in shell.raw[before:])
        assert not any(sequence in shell.raw[before:] for sequence in RESTORED)
        assert not shell.line_mode
        shell.send("\nreset\n")
        shell.wait_for(lambda: b"\x1bc" in shell.raw[before:] and shell.line_mode)


def test_the_example_from_an_empty_home_and_back_by_ten_keys_at_most_and_without_colour(
    demo_env: dict[str, str],
) -> None:
    with Term(PROGRAM, columns=80, rows=24, env={**demo_env, "NO_COLOR": "1"}) as term:
        term.wait("Try it with an example")
        term.send("d")
        term.wait("› Example shop")
        assert 1 + demo_by_keys(term) <= 10
        assert "2,806 accepted" in term.text
        assert "✓ Review" in term.text
        term.wait("nothing has")
        term.wait_gone("space pause")
        term.send("x")
        term.wait("Leave the example?")
        term.send("y")
        # The real app again, with its own home, which the example has left alone.
        term.wait("What you need")
        term.wait("Try it with an example")
        leave(term)
        assert "Traceback" not in term.text
        styles = [GREY.sub(b"", style) for style in STYLE.findall(bytes(term.raw))]
        assert styles
        assert not [style for style in styles if COLOUR.search(style)]


@pytest.mark.parametrize("name", ["screen", "linux", "xterm-16color"])
def test_in_a_terminal_of_few_colours(name: str, store: dict[str, str]) -> None:
    with Term(PROGRAM, columns=80, rows=24, env={**store, "TERM": name, "COLORTERM": ""}) as term:
        term.wait("Corner store")
        term.send("?")
        term.wait("Keys: Home")
        leave(term)
        assert b"8;2;" not in bytes(term.raw)
        assert b"8;5;" not in bytes(term.raw)


@pytest.fixture
def tmux() -> Iterator[list[str]]:
    """A tmux of the test's own, on a socket of its own and without anybody's settings."""
    program = shutil.which("tmux")
    if program is None:
        pytest.skip("needs tmux")
    with socket_folder() as folder:
        words = [program, "-S", str(folder / "tmux"), "-f", "/dev/null"]
        yield words
        subprocess.run([*words, "kill-server"], check=False, capture_output=True)


def test_inside_of_tmux(tmux: list[str], demo_env: dict[str, str]) -> None:
    """By keys, with a resize and a click on the way; the shell that one comes back to is as it was."""
    words = [
        *tmux,
        "new-session",
        "env PS1='ready> ' sh",
        ";",
        "set",
        "-g",
        "mouse",
        "on",
        ";",
        "set",
        "-g",
        "status",
        "off",
    ]
    env = {**demo_env, "PS1": "ready> ", "ENV": "", "TMUX": "", "LC_ALL": "C.UTF-8"}
    with Term(words, columns=100, rows=30, env=env) as term:
        term.wait("ready>")
        term.send(" ".join(PROGRAM) + ENTER)
        term.wait("What you need")
        term.send(ENTER)
        term.wait("● Destination")
        term.resize(80, 24)
        term.wait_drawn(80, 24)
        term.click_text("F1 help")
        term.wait("Keys: Destination")
        term.send("\x1b")
        term.wait_gone("Keys: Destination")
        term.send(CTRL_Q)
        # The screen of before comes back first; what is typed before the shell asks again would be thrown away.
        term.wait_for(lambda: term.text.count("ready>") > 1)
        term.send("echo still $((40 + 2))" + ENTER)
        term.wait("still 42")
        assert "● Destination" not in term.text
