"""Destinations: a list to edit, copy, remove, test and move them to TikTok."""
