"""The app's screens, a folder each, with all that only that screen needs."""
