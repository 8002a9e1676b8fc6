"""Credentials: list, add, reauthorise, remove."""
