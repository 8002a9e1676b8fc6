"""Names of the columns that the query makes of one cell, so that every layer spells them alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """The names of the columns that one field's cell is read into.

    `number` counts the cells of a field that several columns can fill; None names what they come to together, or the
    only cell of a field that takes one column.
    """

    field: str
    number: int | None = None

    @property
    def name(self) -> str:
        """The start of every name: `phone_0`, `value`."""
        return self.field if self.number is None else f"{self.field}_{self.number}"

    @property
    def raw(self) -> str:
        """The cell before any rule is applied."""
        return f"{self.name}_raw"

    @property
    def text(self) -> str:
        """The text that is read, or sent."""
        return f"{self.name}_text"

    @property
    def bits(self) -> str:
        """The mask of broken rules, 0 for none."""
        return f"{self.name}_bits"

    @property
    def clean(self) -> str:
        """An identifier as it is before it is hashed (or the hash that it is), NULL if it is none."""
        return f"{self.name}_clean"

    @property
    def hash(self) -> str:
        """An identifier's SHA-256; of a phone cell, the mask of a cell that is a hash, NULL if it is none."""
        return f"{self.name}_hash"

    @property
    def json(self) -> str:
        """An identifier as it stands in the event."""
        return f"{self.name}_json"

    @property
    def digits(self) -> str:
        """The digits of a phone number or an amount."""
        return f"{self.name}_digits"

    @property
    def strict(self) -> str:
        """The phone number as SQL has decided it, NULL if it has not."""
        return f"{self.name}_strict"

    @property
    def open(self) -> str:
        """True for a text that Python has to decide."""
        return f"{self.name}_open"

    @property
    def numbers(self) -> str:
        """The phone numbers that libphonenumber has read in the cell, a list."""
        return f"{self.name}_numbers"

    @property
    def found(self) -> str:
        """The mask of libphonenumber's reading."""
        return f"{self.name}_found"

    @property
    def parts(self) -> str:
        """An amount taken apart."""
        return f"{self.name}_parts"

    @property
    def amount(self) -> str:
        """An amount as JSON writes it."""
        return f"{self.name}_amount"

    @property
    def pieces(self) -> str:
        """A quantity as a whole number, text; NULL for anything else."""
        return f"{self.name}_pieces"

    @property
    def other(self) -> str:
        """An amount's second reading, NULL unless it can be read in two ways."""
        return f"{self.name}_other"

    @property
    def options(self) -> str:
        """A mask of the currencies that an amount names, NULL if it names none."""
        return f"{self.name}_options"

    @property
    def code(self) -> str:
        """The currency that an amount names, NULL if it names none or one of several."""
        return f"{self.name}_code"

    @property
    def second_code(self) -> str:
        """The currency that the sign behind an amount names, before that of the sign in front."""
        return f"{self.name}_second_code"

    @property
    def minus(self) -> str:
        """True for an amount below zero."""
        return f"{self.name}_minus"


def staged(number: int) -> str:
    """Return the name of the staged column with this number."""
    return f"c{number}"


def kind_of(number: int) -> str:
    """Return the name of the staged column that holds the kinds of a mixed column's cells."""
    return f"k{number}"
