"""Which column fills which field, and why a field is left open."""
