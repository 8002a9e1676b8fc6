"""Syncs: what is sent again and again under a name, its limits, its history, and the messages about it."""
