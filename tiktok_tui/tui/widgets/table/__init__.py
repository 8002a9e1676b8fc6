"""A table that asks for its visible rows only."""
