"""Queries of databases, their answers streamed into private Parquet files."""
