"""Reads ahead: what takes long to make is made while what was made before is still being used."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from queue import SimpleQueue
from types import TracebackType
from typing import Generic, Self, TypeVar

T = TypeVar("T")


class Ahead(Generic[T]):
    """What a generator gives, made in a thread of its own, at most `most` items before they are wanted.

    A context manager that ends the thread; to be iterated once. What the generator raises is raised to who iterates.
    """

    def __init__(self, source: Generator[T, None, None], most: int) -> None:
        self._source = source
        self._made: SimpleQueue[T | _End] = SimpleQueue()
        self._room = threading.Semaphore(most)
        self._closed = False
        self._thread = threading.Thread(target=self._make, name="tiktok-tui-ahead", daemon=True)

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
    """Nothing more comes, for an error if there is one."""

    error: Exception | None = None
