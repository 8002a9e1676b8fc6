"""The one DuckDB query that reads, checks, normalises, hashes and encodes the rows."""
