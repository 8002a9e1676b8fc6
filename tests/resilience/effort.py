"""How much a test tries, and how it reports the result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import HealthCheck, Phase, settings


@dataclass(frozen=True)
class Effort:
    """How much is tried."""

    long: bool

    def of(self, short: int, long: int) -> int:
        """One of two numbers."""
        return long if self.long else short

    def fuzz(self, short: int, long: int) -> settings:
        """So many examples: the same ones in each short form, others in each long one."""
        return settings(
            max_examples=self.of(short, long),
            deadline=None,
            derandomize=not self.long,
            # Whole uploads and files shrink slowly; the first example that fails will do.
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
        )


Report = Callable[..., None]
"""report(fault, times, outcome, lost=0, twice=0) puts a line into the table; fails if anything was lost or doubled."""
