"""Explains single rows: their cells, problems, preview and the CSV file of rejects."""
