"""The app's own settings: theme, density, bell and keys."""
