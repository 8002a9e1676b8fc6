"""Which rows are conversions, and of which kind: the rest is left out, or told."""
