from __future__ import annotations

import errno
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support.commands import Run
from tests.support.slow import slow_query
from tiktok_tui.__main__ import main
from tiktok_tui.accounts.home import Home
from tiktok_tui.cli import console, crash
from tiktok_tui.cli.exits import Exit, Stopped, code_for, guarded
from tiktok_tui.events.errors import (
    AppError,
    CredentialError,
    FileError,
    KeyringError,
    SettingsError,
    StateError,
    UnreachableError,
    UsageError,
)


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Ctrl+C interrupts as in a terminal: a process in the background begins with that switched off."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("x"), 2),
        (FileError("x"), 2),
        (SettingsError("x"), 2),
        (StateError("x"), 2),
        (AppError("x"), 2),
        (CredentialError("x"), 3),
        (UnreachableError("x"), 4),
        (KeyboardInterrupt(), 130),
        (Stopped(), 130),
        (BrokenPipeError(), 141),
        (OSError("x"), 2),
        (MemoryError(), 2),
        (UnicodeEncodeError("utf-8", "\udcff", 0, 1, "x"), 2),
        (ValueError("x"), 70),
    ],
)
def test_each_error_has_its_code(error: BaseException, code: int) -> None:
    assert code_for(error) == code


def test_whoever_ends_the_process_chooses_its_code() -> None:
    assert [guarded(partial(sys.exit, code)) for code in (3, 0, None)] == [3, 0, 0]


def test_an_error_is_reported_as_what_where_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> int:
        raise FileError("The file is empty.", where="orders.csv", remedy="Export it again.")

    assert guarded(fail) == 2
    assert capsys.readouterr().err == "tiktok-tui: orders.csv: The file is empty.\n  Export it again.\n"


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "Stopped.\n"),
        (Stopped(), 130, "Stopped.\n"),
        (BrokenPipeError(), 141, ""),
        (
            OSError(errno.ENOSPC, "No space left on device", "/srv/out.csv"),
            2,
            "tiktok-tui: /srv/out.csv: The system refuses: No space left on device.\n",
        ),
        (MemoryError(), 2, "tiktok-tui: "),
        (
            UnicodeEncodeError("utf-8", "\udcff", 0, 1, "surrogates not allowed"),
            2,
            "tiktok-tui: A name or an argument is not UTF-8 text.\n  Type it again, or rename it.\n",
        ),
    ],
)
def test_what_is_said_of_each_end(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: int, said: str
) -> None:
    def fail() -> int:
        raise error

    assert guarded(fail) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(said)
    assert bool(printed.err) is bool(said)
    assert "failed unexpectedly" not in printed.err


@pytest.mark.usefixtures("ctrl_c")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_fails_because_of_a_signal_was_stopped(capsys: pytest.CaptureFixture[str], number: signal.Signals) -> None:
    def work() -> int:
        try:
            os.kill(os.getpid(), number)
        except KeyboardInterrupt:
            raise ValueError("The query was interrupted.") from None
        return 0

    before = signal.getsignal(number)
    assert guarded(work) == 130
    assert capsys.readouterr().err == "Stopped.\n"
    assert signal.getsignal(number) == before
    assert signal.set_wakeup_fd(-1) == -1


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_at_a_question_leaves_all_as_it_is(
    store: str, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> str:
        os.kill(os.getpid(), signal.SIGINT)
        return "y\n"

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(readline=interrupted, isatty=lambda: True))
    monkeypatch.setattr(console, "may_ask", lambda: True)
    assert main(["destination", "remove", store]) == 130
    assert capsys.readouterr() == (
        "",
        "Remove the destination Store sales? Its history stays. [y/N] Stopped.\n",
    )
    assert (home / "destinations" / "store.toml").exists()


def test_what_is_printed_last_counts_too(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class Full(io.StringIO):
        def flush(self) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(sys, "stdout", Full())
    assert guarded(lambda: 0) == 2
    assert "the disk is full" in capsys.readouterr().err


def test_an_error_with_a_guide_says_where_that_is(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> int:
        raise KeyringError("There is no keyring.")

    assert guarded(fail) == 3
    said, more = capsys.readouterr().err.splitlines()
    assert said == "tiktok-tui: There is no keyring."
    assert Path(more.removeprefix("  More in ")).is_file()


def test_a_fault_of_ours_is_reported_without_anybodys_data(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> int:
        secret = "jane@example.org"
        try:
            raise KeyError(secret)
        except KeyError as error:
            raise ValueError(f"token {secret}") from error

    assert guarded(fail) == 70
    told = capsys.readouterr()
    assert "Traceback" not in told.err
    (report,) = home.glob("crash-*.txt")
    assert str(report) in told.err
    text = report.read_text()
    assert "test_exits.py" in text
    assert " fail" in text
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "jane" not in text + told.err
    assert report.stat().st_mode & 0o077 == 0


def test_a_crash_report_holds_no_path_above_the_package() -> None:
    with pytest.raises(RuntimeError) as caught:
        raise RuntimeError
    report = crash.report(caught.value)
    assert "cli/test_exits.py" in report
    assert str(Path(__file__).parents[2]) not in report


def test_a_reader_that_goes_away_is_no_traceback(home: Path) -> None:
    script = (
        "from tiktok_tui.cli.exits import guarded\nimport sys\ndef f():\n for i in range(99999): print(i)\n return 0\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", f"{script}sys.exit(guarded(f))"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == ""
    assert child.returncode == Exit.PIPE_CLOSED


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_check_that_is_stopped_leaves_no_scratch_behind(
    number: signal.Signals, home: Path, store: str, tmp_path: Path
) -> None:
    rows = "".join(f"O{number},2026-03-01 10:00:00,customer{number}@example.org\n" for number in range(400_000))
    (tmp_path / "big.csv").write_text(f"order,sold_at,mail\n{rows}")
    words = [sys.executable, "-m", "tiktok_tui", "check", str(tmp_path / "big.csv"), "-d", store]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        deadline = time.monotonic() + 20
        while not list(home.glob("scratch/*")):
            assert time.monotonic() < deadline
        child.send_signal(number)
        _, err = child.communicate(timeout=60)
    assert child.returncode == Exit.STOPPED, err
    assert "Traceback" not in err
    assert list(home.glob("scratch/**/*")) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_query_that_is_stopped_while_it_is_opened_leaves_nothing(
    number: signal.Signals, home: Path, store: str, tmp_path: Path
) -> None:
    words = [sys.executable, "-m", "tiktok_tui", "check", slow_query(tmp_path), "-d", store]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        deadline = time.monotonic() + 20
        while not list(home.glob("scratch/table-*")):
            assert time.monotonic() < deadline
        child.send_signal(number)
        _, err = child.communicate(timeout=60)
    assert child.returncode == Exit.STOPPED, err
    assert err == "Stopped.\n"
    assert list(home.glob("scratch/**/*")) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_a_query_and_gives_the_handler_back(number: signal.Signals, tmp_path: Path) -> None:
    # A process of its own: where the signal is handled otherwise, nothing would end the query.
    program = f"""
import os, signal, sys, threading
from pathlib import Path
from tiktok_tui.cli.exits import guarded
from tiktok_tui.files.opening import open_table

def send(_):
    threading.Timer(0.1, lambda: os.kill(os.getpid(), {int(number)})).start()

def command():
    open_table({slow_query(tmp_path)!r}, scratch=Path({str(tmp_path)!r}), started=send)

# A shell in the background passes SIGINT on as ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
before = signal.getsignal({int(number)})
code = guarded(command)
sys.exit(code if signal.getsignal({int(number)}) == before else "the handler was not given back")
"""
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stderr) == (Exit.STOPPED, "Stopped.\n")
    assert list(tmp_path.glob("table-*")) == []


def test_any_command_removes_what_a_killed_one_left(cli: Run, home: Path, store: str, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "tiktok_tui", "check", slow_query(tmp_path), "-d", store]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        deadline = time.monotonic() + 20
        while not list(home.glob("scratch/table-*")):
            assert time.monotonic() < deadline
        assert cli("runs").code == 0
        assert list(home.glob("scratch/table-*")), "a running command keeps its data"
        child.kill()
    assert cli("runs").code == 0
    assert list(home.glob("scratch/**/*")) == []
    (home / "scratch" / "table-of-a-killed-app").mkdir()
    assert cli().code == 2  # the app, which has no terminal here
    assert list(home.glob("scratch/**/*")) == []


def test_an_encoding_that_lacks_a_letter_is_no_fault(home: Path) -> None:
    words = [sys.executable, "-m", "tiktok_tui", "destination", "show", "nowhere"]
    env = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(words, capture_output=True, text=True, env=env, check=False)
    assert done.returncode == 2
    assert "nowhere" in done.stderr


def test_nothing_that_a_terminal_obeys_gets_through(capsys: pytest.CaptureFixture[str]) -> None:
    console.say("a\x1b[2Jb\x9bc\u202ed\x00e\rf")
    assert capsys.readouterr().err == "a\ufffd[2Jb\ufffdc\ufffdd\ufffde\ufffdf\n"


def test_locate_prints_one_path(cli: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli("locate", "config").out == f"{home}\n"
    assert cli("locate", "state").out == f"{home}\n"
    assert Path(cli("locate", "log").out.strip()).parent == home
    assert (Path(cli("locate", "guides").out.strip()) / "troubleshooting.md").is_file()
    other = Home(home / "config", home / "state")
    monkeypatch.setattr("tiktok_tui.accounts.home.home", lambda: other)
    assert [cli("locate", word).out.strip() for word in ("config", "state", "log")] == [
        *(str(path) for path in (other.config, other.state, other.log)),
    ]


def test_json_is_one_line_of_ascii(cli: Run, home: Path) -> None:
    (home / "destinations").mkdir(parents=True)
    (home / "destinations" / "läden.toml").write_text('name = "Läden\\u001b[31m"\n', "utf-8")
    out = cli("destination", "list", "--json").out
    assert out.isascii()
    assert out.count("\n") == 1
    assert json.loads(out)[0]["name"] == "Läden\x1b[31m"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to send to a process")
def test_a_request_to_terminate_ends_a_command_in_order(home: Path) -> None:
    script = (
        "import sys, time\nfrom tiktok_tui.cli.exits import guarded\n"
        "def work():\n"
        "    try:\n        print('working', flush=True)\n        time.sleep(60)\n"
        "    finally:\n        print('cleaned up', flush=True)\n"
        "sys.exit(guarded(work))\n"
    )
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", script], stdout=pipe, stderr=pipe, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "working\n"
        child.terminate()
        out, err = child.communicate(timeout=60)
    assert (child.returncode, out, err) == (130, "cleaned up\n", "Stopped.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="another end of a pipe")
def test_python_says_nothing_about_a_reader_that_has_gone(home: Path) -> None:
    script = (
        "import os, sys\nfrom tiktok_tui.cli.exits import guarded\n"
        "def work():\n    print('x' * 100)\n    sys.stdin.read()\n    return 0\n"
        "sys.exit(guarded(work))\n"
    )
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", script]
    env = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}  # as a person has it
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=env) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        assert child.stderr is not None
        child.stdout.close()
        child.stdin.close()
        err = child.stderr.read()
    assert (child.returncode, err) == (141, "")
