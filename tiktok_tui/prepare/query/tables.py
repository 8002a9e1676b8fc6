"""Names of the tables that one check keeps in the open file's database."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one check; all their names start with `prefix`, which no other check has."""

    prefix: str

    @property
    def countries(self) -> str:
        """Cells of the country column and their regions (ISO codes)."""
        return f"{self.prefix}_countries"

    @property
    def zones(self) -> str:
        """Cells of the zone column and their time zones."""
        return f"{self.prefix}_zones"

    @property
    def phones(self) -> str:
        """Phone cells that libphonenumber read, by text and region."""
        return f"{self.prefix}_phones"

    @property
    def addresses(self) -> str:
        """IP addresses that SQL does not decide."""
        return f"{self.prefix}_addresses"

    @property
    def repeats(self) -> str:
        """Events (by head) that share the origin of their made ID (see `identity`).

        `number` counts those that are identical, `mixed` is true where some are not.
        """
        return f"{self.prefix}_repeats"

    @property
    def facts(self) -> str:
        """One line an event; dropped when its totals are counted."""
        return f"{self.prefix}_facts"

    @property
    def problems(self) -> str:
        """Rows that have a problem: row, errors, warnings."""
        return f"{self.prefix}_problems"

    @property
    def duplicates(self) -> str:
        """Heads of events whose own event ID occurred before."""
        return f"{self.prefix}_duplicates"

    @property
    def refunded(self) -> str:
        """Rows of orders that another row takes back."""
        return f"{self.prefix}_refunded"

    @property
    def arranged(self) -> str:
        """The staged rows ordered by event, where the rows of one event lie apart in the file."""
        return f"{self.prefix}_arranged"

    @property
    def lookups(self) -> dict[str, str]:
        """The tables that are filled while the file is checked, and their columns as SQL."""
        return {
            self.countries: "text VARCHAR, region VARCHAR",
            self.zones: "text VARCHAR, zone VARCHAR",
            self.phones: "text VARCHAR, region VARCHAR, numbers VARCHAR[], bits BIGINT",
            self.addresses: "text VARCHAR, sent VARCHAR, bits BIGINT",
            self.repeats: "head BIGINT, number BIGINT, mixed BOOLEAN",
        }

    @property
    def every(self) -> tuple[str, ...]:
        """All of them, including temporary ones."""
        return (*self.lookups, self.facts, self.problems, self.duplicates, self.refunded, self.arranged)
