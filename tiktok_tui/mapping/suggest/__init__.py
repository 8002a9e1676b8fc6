"""Suggests a mapping from a file's header and values."""
