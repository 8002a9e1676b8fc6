"""What is sent again and again: one sync with its nights, and a new one out of an upload."""
