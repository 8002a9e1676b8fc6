"""Send a prepared file: batches, several at once, retries, bisecting, and the ledger that remembers all of it."""
