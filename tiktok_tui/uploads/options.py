"""What a person may ask of an upload, and how long it tries."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Self

MOST_IN_FLIGHT = 16


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for. `limit`: only the first so many sendable events; `sheet`: of an Excel file.

    `resend` sends events that earlier runs got accepted; `send_doubtful` those of which it has not been known for so
    long what came of them (see `claims`) that TikTok would count them twice if it did take them. `in_flight_max` is
    the most batches under way at once, up to 16.
    """

    limit: int | None = None
    test_event_code: str = ""
    resend: bool = False
    send_doubtful: bool = False
    in_flight_max: int = 8
    sheet: str | None = None

    def to_json(self) -> str:
        """The options as the ledger keeps them."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The options that `to_json` wrote; what is not known is left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in json.loads(text).items() if name in known})


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How waiting goes, in seconds.

    A batch that did not get through waits `first`, twice that, and so on up to `longest`; after `steps` doublings of
    throttling it waits `recovery` (TikTok frees a minute's quota after about five). The upload gives up when nothing
    was accepted for `outage`, or for `first_contact` when TikTok never answered at all.
    """

    first: float = 1.0
    longest: float = 60.0
    recovery: float = 300.0
    steps: int = 6
    first_contact: float = 45.0
    outage: float = 1800.0
    claimed: float = 0.5
    """Between two looks at events that another run is just sending."""
    hopeless: int = 200
    """Events refused with none accepted, after which the run stops: it is then not the rows that are wrong."""

    def wait(self, tries: int, *, throttled: bool, asked: float | None = None) -> float:
        """Seconds to wait after the given number of failures in a row (from 1); `asked`: what TikTok wants."""
        if throttled and tries > self.steps:
            wanted = self.recovery
        else:
            wanted = min(self.first * 2.0 ** min(tries - 1, 30), self.longest)
        return max(wanted, min(asked or 0.0, self.recovery))
