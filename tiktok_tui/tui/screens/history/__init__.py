"""The history of runs, and one run."""
