"""Ctrl+C and SIGTERM: they end a command at once, or ask work to end in order."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from tiktok_tui.files.progress import stop_all

_STOP_AGAIN = 0.05


class StopSignals:
    """Makes SIGTERM end a command as Ctrl+C does, so that temporary files with people's data are removed.

    Python calls a signal's handler between two of its own instructions. A query in the main thread is one instruction
    that may take minutes, even if DuckDB itself notices the signal: a thread stops all queries until the block ends.
    """

    def __init__(self) -> None:
        self.came = False
        """True once one of the two signals came."""
        self._ended = threading.Event()

    @contextmanager
    def caught(self) -> Iterator[None]:
        """Catch the signals within the block, apart from those that are handled otherwise already."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        usual = ((signal.SIGINT, signal.default_int_handler), (signal.SIGTERM, signal.SIG_DFL))
        ours = [number for number, handler in usual if signal.getsignal(number) == handler]
        numbers, written = os.pipe()
        if os.name != "nt":  # which asks this of sockets only, and a Python 3.11 there cannot do it
            os.set_blocking(written, False)
        before = signal.set_wakeup_fd(written, warn_on_full_buffer=False)
        watcher = threading.Thread(target=self._watch, args=(numbers,), name="tiktok-tui-signals", daemon=True)
        watcher.start()
        before_ours = [(number, signal.signal(number, self._handle)) for number in ours]
        try:
            yield
        finally:
            for number, handler in before_ours:
                signal.signal(number, handler)
            signal.set_wakeup_fd(before)
            self._ended.set()
            os.close(written)
            watcher.join()
            os.close(numbers)

    def _watch(self, numbers: int) -> None:
        """Stop all queries when a signal comes that nobody else handles. Ends when the pipe's other end is closed."""
        while number := os.read(numbers, 1):
            if signal.getsignal(number[0]) == self._handle:
                self.came = True
                while not self._ended.wait(_STOP_AGAIN):
                    stop_all()

    def _handle(self, number: int, frame: FrameType | None) -> None:
        self.came = True
        raise KeyboardInterrupt


@contextmanager
def on_stop(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` at the first SIGINT or SIGTERM within the block; the second one raises KeyboardInterrupt.

    Nothing is raised at the first, so that whatever the block has just opened is not lost on its way to a variable.
    Off the main thread, which gets all signals, this does nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked = False

    def handle(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True
        stop()

    before = {each: signal.signal(each, handle) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
