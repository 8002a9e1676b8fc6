"""The totals of a checked file, counted over the whole file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

WEB_KEYS: Final = {
    "external_id": "external ID",
    "tiktok_click_id": "click ID",
    "cookie_id": "cookie ID",
    "ip": "IP address with the browser",
}
"""The fields by which web events are matched with customers beside e-mail and phone, in words."""


@dataclass(frozen=True, slots=True)
class Totals:
    """The counts of a check.

    `rows`, `left_out` (by the filter), `rejected` and `warned` count rows of the file; `events` and `sendable`
    count events before and after the checks. A row is in a sendable event, rejected, or left out; `warned` are rows
    of sendable events that have a warning. The dictionaries count rows for each rule by name; `rules` is the sum of
    both. `ages` counts the events with a readable time by days of age: 0 to 27, then older, then future.
    `with_email`, `with_phone` and `with_both` count sendable events, `with_web_keys` those of a web destination for
    each mapped key of `WEB_KEYS`; an IP address counts if the browser is there too, without which it matches nobody.
    `newest` is the time (Unix seconds) of the newest event that is not in the future, or None.
    """

    rows: int
    left_out: int
    rejected: int
    warned: int
    events: int
    sendable: int
    rejects_by_rule: dict[str, int]
    warnings_by_rule: dict[str, int]
    ages: tuple[int, ...]
    with_email: int
    with_phone: int
    with_both: int
    seconds: float
    newest: int | None = None
    with_web_keys: dict[str, int] = field(default_factory=dict)

    @property
    def rules(self) -> dict[str, int]:
        """Rows for each broken rule, rejects and warnings together."""
        names = dict.fromkeys((*self.rejects_by_rule, *self.warnings_by_rule))
        return {name: self.rejects_by_rule.get(name, 0) + self.warnings_by_rule.get(name, 0) for name in names}

    def counts(self, file: str) -> dict[str, object]:
        """Return the counts as `--json` gives them; those of the upload stand beside them (`Summary.counts`)."""
        return {
            "file": file,
            "rows": self.rows,
            "left_out": self.left_out,
            "rejected": self.rejected,
            "warned": self.warned,
            "events": self.events,
            "sendable": self.sendable,
            "rules": self.rules,
            "seconds": round(self.seconds, 3),
        }
