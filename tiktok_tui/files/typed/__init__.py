"""Tables whose cells have types: Parquet, SQLite's and DuckDB's files, and the result of a query."""
