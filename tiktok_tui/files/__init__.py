"""Open any file as a table: CSV, JSON Lines, Parquet, Excel or a SQL query over them."""
