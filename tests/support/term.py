"""A real terminal for tests: the program on a pty, its screen kept by pyte. Keys, mouse, resize, exit code."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Self

import pyte

from tests.support.waiting import PATIENCE

# pyte does not know control sequences with these prefixes (keyboard protocols) and would draw them.
_UNKNOWN = re.compile(r"\x1b\[[<>=][0-9;]*[A-Za-z]")


class _Screen(pyte.Screen):
    """pyte's screen, for which two things are no error: a sequence that a kill cut off, once a `K` ends it as in
    `Killed`, and a wide character of which one half is drawn over already and the other half not yet."""

    @property
    def display(self) -> list[str]:
        """The lines of the screen. Half of a wide character is a blank, as terminals draw it."""
        return ["".join(_drawn([self.buffer[y][x].data for x in range(self.columns)])) for y in range(self.lines)]

    def erase_in_line(self, how: int = 0, *surplus: int, private: bool = False) -> None:
        if how <= 2 and not surplus:
            super().erase_in_line(how, private)


class Term:
    """A program in a terminal of `columns` by `rows`. A context manager: what still runs at its end is killed."""

    def __init__(
        self, command: Sequence[str], *, columns: int = 100, rows: int = 30, env: Mapping[str, str] | None = None
    ) -> None:
        self.started = time.perf_counter()
        self.first_byte: float | None = None
        self.status: int | None = None
        self.raw = bytearray()
        self.written: list[tuple[float, str]] = []
        self._text: str | None = None
        self._screen = _Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            try:
                os.execvpe(command[0], list(command), _environment(env))
            finally:
                os._exit(127)
        self.resize(columns, rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._screen.resize(rows, columns)
        self._text = None

    def pump(self, seconds: float = 0.02) -> bool:
        """Take in what the program has written, waiting for it at most so long; False when there was nothing."""
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return False
        try:
            written = os.read(self._fd, 65536)
        except OSError:  # the program has closed its side
            written = b""
        if not written:
            return False
        if self.first_byte is None:
            self.first_byte = time.perf_counter() - self.started
        self.raw += written
        text = self._decoder.decode(written)
        self.written.append((self.elapsed, text))
        self._stream.feed(_UNKNOWN.sub("", text))
        self._text = None
        return True

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self.started

    @property
    def text(self) -> str:
        """The text on the screen, without blanks at the ends of lines."""
        if (
            self._text is None
        ):  # a screen takes pyte milliseconds to put together, and is asked for fifty times a second
            self._text = "\n".join(line.rstrip() for line in self._screen.display)
        return self._text

    def wait(self, text: str, within: float = PATIENCE) -> float:
        """Wait until `text` is on the screen; gives the seconds since the start."""
        end = time.perf_counter() + within
        while text not in self.text:
            self.pump()
            assert time.perf_counter() < end, f"{text!r} is not on the screen:\n{self.text}"
        return time.perf_counter() - self.started

    def wait_gone(self, text: str, within: float = PATIENCE) -> None:
        """Wait until `text` is on the screen no more."""
        end = time.perf_counter() + within
        while text in self.text:
            self.pump()
            assert time.perf_counter() < end, f"{text!r} is still on the screen:\n{self.text}"

    def wait_for(self, condition: Callable[[], object], within: float = PATIENCE) -> None:
        """Wait until `condition` holds of what has been written."""
        end = time.perf_counter() + within
        while not condition():
            self.pump()
            assert time.perf_counter() < end, f"never came; on the screen:\n{self.text}"

    def wait_drawn(self, columns: int, rows: int) -> None:
        """Wait until the screen is drawn for a window of this size: keys on the last line, a rule of full width."""
        self.wait_for(lambda: " help" in self._screen.display[rows - 1] and "─" * columns in self._screen.display[1])

    @property
    def line_mode(self) -> bool:
        """True if the terminal is in line mode with echo, as a shell expects it."""
        wanted = termios.ICANON | termios.ECHO
        return bool(termios.tcgetattr(self._fd)[3] & wanted == wanted)

    def settle(self, quiet: float = 0.15, within: float = 5.0) -> None:
        """Read until nothing has been written for `quiet` seconds."""
        end = time.perf_counter() + within
        while self.pump(quiet) and time.perf_counter() < end:
            pass

    def send(self, keys: str) -> None:
        """Type `keys`, as the terminal would send them."""
        os.write(self._fd, keys.encode())

    def paste(self, text: str) -> None:
        """Paste `text`, in brackets as terminals do; dropping a file is the same."""
        self.send(f"\x1b[200~{text}\x1b[201~")

    def click(self, x: int, y: int) -> None:
        """Press and let go of the left button at column `x`, row `y`, from 0."""
        self.send(f"\x1b[<0;{x + 1};{y + 1}M\x1b[<0;{x + 1};{y + 1}m")

    def click_text(self, text: str) -> None:
        """Click on the first place where `text` is."""
        self.settle()
        for y, line in enumerate(self._screen.display):
            if text in line:
                self.click(line.index(text) + len(text) // 2, y)
                return
        raise AssertionError(f"{text!r} is not on the screen:\n{self.text}")

    def exit_status(self, within: float = PATIENCE) -> int:
        """Wait for the program's end; its exit code, negative for a signal."""
        end = time.perf_counter() + within
        while time.perf_counter() < end:
            self.pump(0.01)
            ended, status = os.waitpid(self.pid, os.WNOHANG)
            if ended:
                self.status = os.waitstatus_to_exitcode(status)
                while self.pump(0.01):
                    pass
                return self.status
        raise AssertionError(f"still running:\n{self.text}")

    def kill(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)


def _drawn(cells: Sequence[str]) -> Iterator[str]:
    """The texts that are seen of the cells of a line, of which the second one of a wide character is empty."""
    for before, cell, after in zip(("", *cells), cells, (*cells[1:], ""), strict=False):
        if cell:
            yield " " if _is_wide(cell) and after else cell
        elif not _is_wide(before):
            yield " "


def _is_wide(cell: str) -> bool:
    return bool(cell) and unicodedata.east_asian_width(cell[0]) in "WF"


def _environment(env: Mapping[str, str] | None) -> dict[str, str]:
    """The tests' environment as that of a terminal with colours, without what changes how Textual draws."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL_") and name not in _SIZES}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}


_SIZES = {"NO_COLOR", "COLUMNS", "LINES"}
