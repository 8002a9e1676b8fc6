"""Sends batches to TikTok: flights, retries, splits, pause and stop."""
