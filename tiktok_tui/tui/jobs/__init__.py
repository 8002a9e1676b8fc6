"""Jobs in threads beside the app."""
