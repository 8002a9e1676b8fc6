"""Prefetch: build the next batches in a thread while the current ones are sent."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from queue import SimpleQueue
from types import TracebackType
from typing import Generic, Self, TypeVar

T = TypeVar("T")


class Prefetch(Generic[T]):
    """The items of a generator, made in a thread of its own, at most `most` before they are needed.

    A context manager that ends the thread; to be iterated once. An error of the generator is raised to the iterator.
    """

    def __init__(self, source: Generator[T, None, None], most: int) -> None:
        self._source = source
        self._made: SimpleQueue[T | _End] = SimpleQueue()
        self._room = threading.Semaphore(most)
        self._closed = False
        self._thread = threading.Thread(target=self._make, name="tiktok-tui-prefetch", daemon=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed = True
        self._room.release()
        if self._thread.ident is not None:
            self._thread.join()

    def __iter__(self) -> Iterator[T]:
        self._thread.start()
        while not isinstance(made := self._made.get(), _End):
            self._room.release()
            yield made
        if made.error is not None:
            raise made.error

    def _make(self) -> None:
        end = _End()
        try:
            for item in self._source:
                self._room.acquire()
                if self._closed:
                    break
                self._made.put(item)
            self._source.close()
        except Exception as error:
            end.error = error
        self._made.put(end)


class _End:
    """The last item of the queue, with the error that ended the generator, if any."""

    error: Exception | None = None
