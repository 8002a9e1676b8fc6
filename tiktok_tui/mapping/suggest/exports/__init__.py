"""Exports that many people have, each mapped as its maker means it."""
