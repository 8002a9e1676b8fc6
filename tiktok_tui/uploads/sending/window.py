"""How many batches may be in flight: more while all is well, half as many when TikTok throttles."""

from __future__ import annotations

START = 4


class Window:
    """The adaptive number of batches in flight. Times are monotonic seconds."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = float(min(START, most))
        self._halved_at = float("-inf")
        self._throttled = False

    @property
    def size(self) -> int:
        """Batches that may be in flight at the same time, at least one."""
        return int(self._size)

    def accepted(self) -> None:
        """A batch was accepted: grow by one, or by one a round once there has been throttling."""
        self._size = min(float(self._most), self._size + (1.0 / self._size if self._throttled else 1.0))

    def throttled(self, sent_at: float, now: float) -> bool:
        """A batch sent at `sent_at` was throttled; True if that halved the window: batches sent before do not count."""
        if sent_at < self._halved_at:
            return False
        self._throttled = True
        self._size = max(1.0, self._size / 2)
        self._halved_at = now
        return True
