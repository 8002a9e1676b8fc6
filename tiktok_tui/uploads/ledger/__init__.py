"""The SQLite record of runs, batches, rejects and accepted events: the reason nothing is sent twice."""
