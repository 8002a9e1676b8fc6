"""The database that an open file's rows are in: its limits, its threads, and its place on disk."""
