"""The options of an upload that a person can choose, and how long it keeps trying."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Self

MOST_IN_FLIGHT = 16


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a run. `limit`: only the first so many sendable events; `sheet`: of an Excel file.

    `resend` sends events again that earlier runs got accepted. `send_doubtful` sends events whose result has been
    unknown for so long (see `screening`) that TikTok might count them twice. `send_similar` sends events that look like
    accepted ones under other IDs (see `similar`). `in_flight_max` is the most batches sent at
    the same time, up to 16.
    """

    limit: int | None = None
    test_event_code: str = ""
    resend: bool = False
    send_doubtful: bool = False
    send_similar: bool = False
    in_flight_max: int = 8
    sheet: str | None = None

    def to_json(self) -> str:
        """The options as the ledger keeps them."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The options that `to_json` wrote; unknown keys are ignored."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in json.loads(text).items() if name in known})


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How long to wait and when to give up, in seconds.

    A batch that failed waits `first`, then twice that, up to `longest`. After `steps` doublings caused by throttling it
    waits `recovery`: TikTok frees a minute's quota after about five minutes. The upload gives up when nothing was
    accepted for `outage`, or for `first_contact` if TikTok never answered at all.
    """

    first: float = 1.0
    longest: float = 60.0
    recovery: float = 300.0
    steps: int = 6
    first_contact: float = 45.0
    outage: float = 1800.0
    claimed: float = 0.5
    """Between two checks of events that another run is sending."""
    hopeless: int = 200
    """The run stops after so many refused events without an accepted one: the rows are then not the cause."""

    def wait(self, tries: int, *, throttled: bool, asked: float | None = None) -> float:
        """Seconds to wait after `tries` failures in a row (from 1); `asked`: the wait that TikTok asks for."""
        if throttled and tries > self.steps:
            wanted = self.recovery
        else:
            wanted = min(self.first * 2.0 ** min(tries - 1, 30), self.longest)
        return max(wanted, min(asked or 0.0, self.recovery))
