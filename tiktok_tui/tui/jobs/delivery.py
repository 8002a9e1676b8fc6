"""Deliver values from a thread to a widget, in the widget's own message queue, for as long as it exists."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from textual.dom import DOMNode
from textual.widget import Widget

T = TypeVar("T")

PACE = 0.1
"""Seconds between two deliveries of a stream: the screen is repainted at most ten times a second."""


def stays(owner: DOMNode) -> bool:
    """Return False if `owner` has been removed or is about to be, with its page or with the app.

    Textual removes what a node contains before it cancels the node's workers, so a worker can outlive its widgets.
    """
    app = owner.app
    if not app.is_running or owner is app:
        return app.is_running
    # A screen that is installed lives on while another one is shown in its place.
    return owner.is_attached and (owner.screen in app.screen_stack or app.is_screen_installed(owner.screen))


def call_in(owner: Widget, act: Callable[..., None], *given: object) -> None:
    """Call `act` in the message queue of `owner`, unless it has been removed by then. May be called in any thread."""

    def act_if_there() -> None:
        if stays(owner):
            act(*given)

    owner.call_later(act_if_there)


class Delivery(Generic[T]):
    """Delivers values from a thread to `owner`, gathered into lists, at most one list every `PACE` seconds."""

    def __init__(self, owner: Widget, received: Callable[[list[T]], None]) -> None:
        self._owner, self._received = owner, received
        self._lock = threading.Lock()
        self._waiting: list[T] = []
        self._last = 0.0

    def put(self, value: T) -> None:
        """Add a value; called in the thread."""
        with self._lock:
            self._waiting.append(value)
            first = len(self._waiting) == 1
        if first:
            self._owner.call_later(self._soon)

    def _soon(self) -> None:
        wait = self._last + PACE - time.monotonic()
        if wait > 0:
            self._owner.set_timer(wait, self.deliver)
        else:
            self.deliver()

    def deliver(self) -> None:
        """Deliver what is waiting now; called on the UI thread."""
        with self._lock:
            values, self._waiting = self._waiting, []
        self._last = time.monotonic()
        if values and stays(self._owner):
            self._received(values)
