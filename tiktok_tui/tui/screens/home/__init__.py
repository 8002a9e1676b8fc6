"""Home: destinations and recent runs."""
