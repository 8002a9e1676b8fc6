"""A sync as its file has it: its source, its destination, its schedule and its limits."""
