"""Work in threads beside the app."""
