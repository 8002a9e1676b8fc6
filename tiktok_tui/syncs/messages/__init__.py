"""The messages about a sync's results, and the services and programs that are told."""
