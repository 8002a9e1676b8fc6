"""Which rows are one order, and what their items are."""
